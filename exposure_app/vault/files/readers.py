"""Who may read a folder, as far as the system says: this user, or others with an account too."""

import ctypes
import errno
import os
import re
import sys
from pathlib import Path

_OTHERS = 0o077
_FILE_OBJECT = 1  # SE_OBJECT_TYPE
_DACL = 4  # DACL_SECURITY_INFORMATION
_REVISION = 1  # SDDL_REVISION_1

_ALLOWING = re.compile(r"\((?:A|XA);[^;]*;[^;]*;[^;]*;[^;]*;([^;)]*)")
_MANY = frozenset({"WD", "AU", "IU", "NU", "AN", "BU", "BG", "DU", "DG"})
"""Everyone, whoever is logged in (here, over a network, or without a name), this computer's users
and guests, and its domain's ([MS-DTYP] 2.4.2.4, 2.5.1.1)."""


if sys.platform == "win32":

    def security_of(path: Path) -> str:
        """The list of who may enter a folder, in Windows' own writing.

        Raises:
            OSError: the system does not say.
        """
        descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
        security, kernel = ctypes.windll.advapi32, ctypes.windll.kernel32
        failed = security.GetNamedSecurityInfoW(
            str(path), _FILE_OBJECT, _DACL, None, None, None, None, ctypes.byref(descriptor)
        )
        if failed:
            raise OSError(failed)
        try:
            if not security.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, _REVISION, _DACL, ctypes.byref(text), None
            ):
                raise OSError
            return text.value or ""
        finally:
            kernel.LocalFree(text)
            kernel.LocalFree(descriptor)

else:

    def security_of(path: Path) -> str:
        """Nothing: only Windows has such lists."""
        raise OSError(errno.ENOSYS, str(path))


def may_others_read(folder: Path) -> bool:
    """Whether others with an account here may read `folder`. False where nobody can tell."""
    try:
        if os.name == "nt":
            return allows_others(security_of(folder))
        return bool(folder.stat().st_mode & _OTHERS)
    except (OSError, AttributeError):
        return False


def allows_others(descriptor: str) -> bool:
    """Whether the list of who may enter a folder names all, or all of a kind.

    Args:
        descriptor: the list as Windows writes it ([MS-DTYP] 2.5.1), such as
            D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;OW). Without one everybody may.
    """
    has_list = descriptor.startswith("D:") and "NO_ACCESS_CONTROL" not in descriptor
    return not has_list or not _MANY.isdisjoint(_ALLOWING.findall(descriptor))
