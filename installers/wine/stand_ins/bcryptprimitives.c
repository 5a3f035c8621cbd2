/* The one function that cryptography and others written in Rust import, from a library that Wine 8 lacks. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom, in advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE into, SIZE_T bytes)
{
    return SystemFunction036(into, (ULONG)bytes);
}
