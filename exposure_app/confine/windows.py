"""Windows: a job object around the confined process, and less trust for what runs in it.

From outside, before the process is given anything: `JobObject`. From inside, by itself:
`lock_down`. Windows has no switch that closes files and network for an ordinary process; that is
said.

Structures and numbers: winnt.h and processthreadsapi.h of the Windows SDK.
"""

import ctypes
import sys
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p

from exposure_app.confine.limits import Limits

_LIMIT_ACTIVE_PROCESS = 0x0008
_LIMIT_PROCESS_MEMORY = 0x0100
_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x0400
_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
_EXTENDED_LIMITS, _UI_RESTRICTIONS = 9, 4
_ALL_UI = 0xFF
_SET_QUOTA_AND_TERMINATE = 0x0100 | 0x0001

_TOKEN_ADJUST_DEFAULT, _TOKEN_QUERY = 0x0080, 0x0008
_TOKEN_INTEGRITY_LEVEL = 25
_SE_GROUP_INTEGRITY = 0x0020
_LOW = 0x1000
_MANDATORY_LABEL = bytes([0, 0, 0, 0, 0, 16])

_POLICIES = {
    "no-generated-code": (2, 0b1),  # ProcessDynamicCodePolicy
    "no-extension-points": (6, 0b1),  # ProcessExtensionPointDisablePolicy
    "no-foreign-libraries": (10, 0b11),  # ProcessImageLoadPolicy: none remote, none of low trust
    "no-child-processes": (13, 0b1),  # ProcessChildProcessPolicy
}
_CANNOT = ["files", "network"]


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", c_int64),
        ("PerJobUserTimeLimit", c_int64),
        ("LimitFlags", c_uint32),
        ("MinimumWorkingSetSize", c_size_t),
        ("MaximumWorkingSetSize", c_size_t),
        ("ActiveProcessLimit", c_uint32),
        ("Affinity", c_size_t),
        ("PriorityClass", c_uint32),
        ("SchedulingClass", c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, its IO_COUNTERS as six numbers."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", c_uint64 * 6),
        ("ProcessMemoryLimit", c_size_t),
        ("JobMemoryLimit", c_size_t),
        ("PeakProcessMemoryUsed", c_size_t),
        ("PeakJobMemoryUsed", c_size_t),
    )


class Label(ctypes.Structure):
    """TOKEN_MANDATORY_LABEL, which is one SID_AND_ATTRIBUTES."""

    _fields_ = (("Sid", c_void_p), ("Attributes", c_uint32))


def extended_limits(limits: Limits) -> ExtendedLimits:
    """What the job object is told: so much memory, no second process, ended with its owner."""
    told = ExtendedLimits()
    told.BasicLimitInformation.LimitFlags = (
        _LIMIT_ACTIVE_PROCESS
        | _LIMIT_PROCESS_MEMORY
        | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        | _LIMIT_KILL_ON_JOB_CLOSE
    )
    told.BasicLimitInformation.ActiveProcessLimit = 1
    told.ProcessMemoryLimit = limits.memory_bytes + limits.shared_bytes
    return told


def low_integrity() -> bytes:
    """The SID S-1-16-4096: may write to next to nothing, and touch no other program's windows."""
    return bytes([1, 1]) + _MANDATORY_LABEL + _LOW.to_bytes(4, "little")


if sys.platform == "win32":

    class JobObject:
        """A job object around one process. Once this end is gone, however, so is the process.

        Raises:
            OSError: Windows declines.
        """

        def __init__(self, process_id: int, limits: Limits) -> None:
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = c_void_p
            self._handle = kernel.CreateJobObjectW(None, None) or 0
            process = kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, process_id)
            told, ui = extended_limits(limits), c_uint32(_ALL_UI)
            job = c_void_p(self._handle)
            is_done = (
                self._handle
                and process
                and kernel.SetInformationJobObject(
                    job, _EXTENDED_LIMITS, ctypes.byref(told), ctypes.sizeof(told)
                )
                and kernel.SetInformationJobObject(
                    job, _UI_RESTRICTIONS, ctypes.byref(ui), ctypes.sizeof(ui)
                )
                and kernel.AssignProcessToJobObject(job, c_void_p(process))
            )
            problem = ctypes.get_last_error()
            if process:
                kernel.CloseHandle(c_void_p(process))
            if not is_done:
                self.close()
                raise ctypes.WinError(problem)

        def close(self) -> None:
            """End the process, if it has not ended. Safe to call twice."""
            if self._handle:
                ctypes.WinDLL("kernel32").CloseHandle(c_void_p(self._handle))
                self._handle = 0

    def lock_down() -> tuple[list[str], list[str]]:
        """Give up what can be given up; (what holds now, what is lacking), as words."""
        holds, lacks = ["job-object"], list(_CANNOT)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        (holds if _lower_trust(kernel) else lacks).append("low-integrity")
        for name, (policy, bits) in _POLICIES.items():
            told = c_uint32(bits)
            is_done = kernel.SetProcessMitigationPolicy(
                policy, ctypes.byref(told), c_size_t(ctypes.sizeof(told))
            )
            (holds if is_done else lacks).append(name)
        return holds, lacks

    def _lower_trust(kernel: ctypes.WinDLL) -> bool:
        advapi = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel.GetCurrentProcess.restype = c_void_p
        token = c_void_p()
        asked = _TOKEN_ADJUST_DEFAULT | _TOKEN_QUERY
        if not advapi.OpenProcessToken(
            c_void_p(kernel.GetCurrentProcess()), asked, ctypes.byref(token)
        ):
            return False
        sid = ctypes.create_string_buffer(low_integrity())
        label = Label(ctypes.cast(sid, c_void_p), _SE_GROUP_INTEGRITY)
        is_done = advapi.SetTokenInformation(
            token,
            _TOKEN_INTEGRITY_LEVEL,
            ctypes.byref(label),
            c_uint32(ctypes.sizeof(label) + len(low_integrity())),
        )
        kernel.CloseHandle(token)
        return bool(is_done)
