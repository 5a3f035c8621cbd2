/* What Qt imports of Windows' own ICU, for Wine, which has none: no converter is there, and none works. */
#define EXPORT __declspec(dllexport)

enum { ILLEGAL_ARGUMENT = 1, FILE_ACCESS = 4 }; /* of UErrorCode */

static void fail(int *status, int why)
{
    if (status)
        *status = why;
}

EXPORT void *ucnv_open(const char *name, int *status) { fail(status, FILE_ACCESS); return 0; }
EXPORT void ucnv_close(void *converter) {}
EXPORT void ucnv_reset(void *converter) {}
EXPORT signed char ucnv_getMaxCharSize(void *converter) { return 4; }
EXPORT const char *ucnv_getName(void *converter, int *status) { fail(status, ILLEGAL_ARGUMENT); return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int number) { return 0; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *status)
{
    fail(status, ILLEGAL_ARGUMENT);
    return 0;
}

EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_getToUCallBack(void *converter, void **action, void **context)
{
    if (action)
        *action = 0;
    if (context)
        *context = 0;
}
EXPORT void ucnv_getFromUCallBack(void *converter, void **action, void **context)
{
    ucnv_getToUCallBack(converter, action, context);
}
EXPORT void ucnv_setToUCallBack(void *c, void *a, void *x, void *was, void *had, int *status) {}
EXPORT void ucnv_setFromUCallBack(void *c, void *a, void *x, void *was, void *had, int *status) {}

EXPORT void ucnv_cbToUWriteUChars(void *arguments, void *source, int length, int offset, int *status)
{
    fail(status, ILLEGAL_ARGUMENT);
}
EXPORT void ucnv_cbFromUWriteUChars(void *arguments, void *source, void *limit, int offset, int *status)
{
    fail(status, ILLEGAL_ARGUMENT);
}
EXPORT void ucnv_toUnicode(void *c, void *t, void *tl, void *s, void *sl, void *o, signed char f, int *status)
{
    fail(status, ILLEGAL_ARGUMENT);
}
EXPORT void ucnv_fromUnicode(void *c, void *t, void *tl, void *s, void *sl, void *o, signed char f, int *status)
{
    fail(status, ILLEGAL_ARGUMENT);
}
EXPORT int ucnv_toUCountPending(void *converter, int *status) { return 0; }
EXPORT int ucnv_fromUCountPending(void *converter, int *status) { return 0; }
