/* Complex arithmetic of Windows' C library, for Wine, whose ucrtbase names it and ends the program.
 *
 * NumPy, OpenCV, ONNX Runtime and SciPy import it. Windows hands a complex number over as a struct,
 * and its long double is a double. Every other function is forwarded to Wine's own: stand_ins.py.
 */
#include <complex.h>

typedef struct { double re, im; } Double;
typedef struct { float re, im; } Float;

/* An array of two by definition: C11, 6.2.5, paragraph 13. MinGW has no CMPLX. */
union DoubleParts { double parts[2]; double complex whole; };
union FloatParts { float parts[2]; float complex whole; };

static double complex of_double(Double z) { return (union DoubleParts){{z.re, z.im}}.whole; }
static float complex of_float(Float z) { return (union FloatParts){{z.re, z.im}}.whole; }
static Double to_double(double complex z) { return (Double){creal(z), cimag(z)}; }
static Float to_float(float complex z) { return (Float){crealf(z), cimagf(z)}; }

#define COMPLEX(name)                                                       \
    Double my_##name(Double z) { return to_double(name(of_double(z))); }    \
    Double my_##name##l(Double z) { return to_double(name(of_double(z))); } \
    Float my_##name##f(Float z) { return to_float(name##f(of_float(z))); }

#define REAL(name)                                                          \
    double my_##name(Double z) { return name(of_double(z)); }               \
    double my_##name##l(Double z) { return name(of_double(z)); }            \
    float my_##name##f(Float z) { return name##f(of_float(z)); }

COMPLEX(csin) COMPLEX(ccos) COMPLEX(ctan) COMPLEX(csinh) COMPLEX(ccosh) COMPLEX(ctanh)
COMPLEX(casin) COMPLEX(cacos) COMPLEX(catan) COMPLEX(casinh) COMPLEX(cacosh) COMPLEX(catanh)
COMPLEX(cexp) COMPLEX(clog) COMPLEX(csqrt)
REAL(cabs) REAL(carg) REAL(creal) REAL(cimag)

Double my_cpow(Double z, Double w) { return to_double(cpow(of_double(z), of_double(w))); }
Double my_cpowl(Double z, Double w) { return my_cpow(z, w); }
Float my_cpowf(Float z, Float w) { return to_float(cpowf(of_float(z), of_float(w))); }
