"""The libraries that stand in for those Wine lacks do what Windows' own do."""

import cmath
import shutil

import pytest

from tests.systems import ON_WINDOWS, ON_WINE

only_on_wine = pytest.mark.skipif(not ON_WINE, reason="about what Wine lacks")

FUNCTIONS = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh",
    "exp", "log", "sqrt",
]  # fmt: skip


def complex_function(name, real):
    """A function of Windows' C library over one complex number, which is a struct there."""
    import ctypes

    class Number(ctypes.Structure):
        _fields_ = (("re", real), ("im", real))

    function = getattr(ctypes.CDLL("ucrtbase"), name)
    function.restype, function.argtypes = Number, [Number]

    def call(z):
        given = function(Number(z.real, z.imag))
        return complex(given.re, given.im)

    return call


@only_on_wine
@pytest.mark.parametrize("name", FUNCTIONS)
def test_complex_arithmetic_agrees_with_pythons_own(name):
    from ctypes import c_double, c_float

    for z in (0.3 + 0.4j, -1.25 + 2j, 0.5 - 3j):
        expected = getattr(cmath, name)(z)
        assert complex_function(f"c{name}", c_double)(z) == pytest.approx(expected, rel=1e-12)
        assert complex_function(f"c{name}l", c_double)(z) == pytest.approx(expected, rel=1e-12)
        assert complex_function(f"c{name}f", c_float)(z) == pytest.approx(expected, rel=1e-5)


@only_on_wine
def test_random_bytes_are_not_always_the_same():
    import ctypes

    prng = ctypes.WinDLL("bcryptprimitives").ProcessPrng
    first, second = ctypes.create_string_buffer(64), ctypes.create_string_buffer(64)
    assert prng(first, ctypes.c_size_t(64))
    assert prng(second, ctypes.c_size_t(64))
    assert len({first.raw, second.raw, bytes(64)}) == 3


@pytest.mark.skipif(ON_WINDOWS, reason="Wine runs on other systems than Windows")
def test_every_name_of_ucrtbase_is_ours_or_forwarded():
    from installers.wine import stand_ins

    told = stand_ins.forwards(["abs", "csin"], {"csin"})
    assert told.splitlines()[2:] == ["  abs=ucrtw.abs", "  csin=my_csin"]


@pytest.mark.skipif(not shutil.which("x86_64-w64-mingw32-gcc"), reason="needs mingw-w64's compiler")
@pytest.mark.parametrize(("name", "exports"), [("icuuc", 20), ("bcryptprimitives", 1)])
def test_the_stand_ins_compile_without_a_warning_and_hand_out_their_names(tmp_path, name, exports):
    from installers.wine import stand_ins
    from installers.wine.steps import quietly

    out, source = tmp_path / f"{name}.dll", stand_ins.SOURCES / f"{name}.c"
    strict = [stand_ins.COMPILER, "-Wall", "-Werror", "-shared", "-o", str(out), str(source)]
    quietly([*strict, "-ladvapi32"])
    assert len(stand_ins.exported(out)) == exports
