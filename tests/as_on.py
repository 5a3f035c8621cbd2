"""Imports every module of the program with the standard library of another system: a program.

    python -m tests.as_on SYSTEM [STATEMENT]

SYSTEM is what `sys.platform` says there. First all is imported as on this system, so that other
people's libraries are as they are here; then our own modules once more, to which `os`, `sys` and
their like look as they do there. Says which modules failed, as JSON; or what a statement raises.
"""

import builtins
import importlib
import json
import pkgutil
import sys
from types import ModuleType
from unittest.mock import MagicMock

import exposure_app
from tests.other_systems import HAS, LACKS, NO_MODULES

SAYS = {"win32": ("nt", "Windows"), "darwin": ("posix", "Darwin"), "linux": ("posix", "Linux")}
"""`os.name` and `platform.system()`."""

LAST = "exposure_app.__main__"


def modules():
    found = pkgutil.walk_packages(exposure_app.__path__, "exposure_app.", onerror=lambda _: None)
    # The last puts up the guard, for the rest of this process.
    return ["exposure_app", *sorted((one.name for one in found), key=lambda one: one == LAST)]


def as_there(system, name):
    """A module of the standard library as it is there; the one that is here stays as it is."""
    made = ModuleType(name)
    if name in sys.modules or importlib.util.find_spec(name):
        made.__dict__.update(vars(importlib.import_module(name)))
    for lacking in LACKS[system].get(name, "").split():
        made.__dict__.pop(lacking, None)
    for there in HAS[system].get(name, "").split():
        made.__dict__.setdefault(there, MagicMock(name=f"{name}.{there}"))
    if name == "os":
        made.name = SAYS[system][0]
    if name == "sys":
        made.platform = system
    if name == "platform":
        made.system = lambda: SAYS[system][1]
    if name == "ctypes" and system == "win32":
        made.CDLL = by_name_alone
    return made


def by_name_alone(name, *_more, **_named):
    """`ctypes.CDLL` of Windows, which takes no None for the program itself."""
    if not isinstance(name, str):
        raise TypeError(name)
    return MagicMock(name=name)


def become(system):
    changed = {"os", "sys", "platform", "ctypes", *LACKS[system], *HAS[system]}
    stand_ins = {name: as_there(system, name) for name in changed}
    for name in [one for one in sys.modules if one.partition(".")[0] == "exposure_app"]:
        del sys.modules[name]
    sys.modules.update(stand_ins)
    sys.modules.update(dict.fromkeys(NO_MODULES[system].split()))


def why_not(act):
    try:
        act()
    except BaseException as problem:  # noqa: BLE001 - whatever it is, it is told
        return f"{type(problem).__name__}: {problem}"
    return ""


def main(system, statement=""):
    if statement:
        become(system)
        return why_not(lambda: builtins.exec(statement, {}))
    ours = modules()
    for name in ours:
        importlib.import_module(name)
    become(system)
    failed = {name: why_not(lambda name=name: importlib.import_module(name)) for name in ours}
    return {"tried": len(ours), "failed": {name: why for name, why in failed.items() if why}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
