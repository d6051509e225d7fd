#include "library.h"

#include <stdarg.h>
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define LIBRARY "libcurl.so.4"
#define PACKAGE "libcurl4"

LATE(CURLcode, curl_global_init, (long flags), (flags))
LATE(void, curl_free, (void *p), (p))
LATE(CURL *, curl_easy_init, (void), ())
LATE(void, curl_easy_cleanup, (CURL *e), (e))
LATE(CURLcode, curl_easy_perform, (CURL *e), (e))
LATE(void, curl_easy_reset, (CURL *e), (e))
LATE(CURLcode, curl_easy_recv, (CURL *e, void *bytes, size_t size, size_t *n), (e, bytes, size, n))
LATE(CURLcode, curl_easy_send, (CURL *e, const void *bytes, size_t size, size_t *n), (e, bytes, size, n))
LATE(const char *, curl_easy_strerror, (CURLcode code), (code))
LATE(char *, curl_easy_unescape, (CURL *e, const char *text, int length, int *n), (e, text, length, n))
LATE(struct curl_slist *, curl_slist_append, (struct curl_slist *list, const char *text), (list, text))
LATE(void, curl_slist_free_all, (struct curl_slist *list), (list))
LATE(CURLM *, curl_multi_init, (void), ())
LATE(CURLMcode, curl_multi_add_handle, (CURLM *m, CURL *e), (m, e))
LATE(CURLMcode, curl_multi_remove_handle, (CURLM *m, CURL *e), (m, e))
LATE(CURLMsg *, curl_multi_info_read, (CURLM *m, int *left), (m, left))
LATE(CURLMcode, curl_multi_perform, (CURLM *m, int *running), (m, running))
LATE(CURLMcode, curl_multi_poll, (CURLM *m, struct curl_waitfd *more, unsigned count, int timeout, int *n), (m, more, count, timeout, n))
LATE(CURLMcode, curl_multi_wakeup, (CURLM *m), (m))
LATE(CURLU *, curl_url, (void), ())
LATE(void, curl_url_cleanup, (CURLU *u), (u))
LATE(CURLUcode, curl_url_get, (CURLU *u, CURLUPart part, char **text, unsigned flags), (u, part, text, flags))
LATE(CURLUcode, curl_url_set, (CURLU *u, CURLUPart part, const char *text, unsigned flags), (u, part, text, flags))

/* Variadic: their one argument is a pointer, a long or a curl_off_t, each 64 bits wide where Martlet runs. */
_Static_assert(sizeof(void *) == 8 && sizeof(long) == 8 && sizeof(curl_off_t) == 8, "one width for every argument");

typedef int (*SetOption)(void *handle, int option, ...);

#define LATE_OPTION(type, name, handle_type, option_type)                                                    \
    type name(handle_type *handle, option_type option, ...)                                                  \
    {                                                                                                        \
        static void *found;                                                                                  \
        va_list arguments;                                                                                   \
        va_start(arguments, option);                                                                         \
        void *argument = va_arg(arguments, void *);                                                          \
        va_end(arguments);                                                                                   \
        return (type)((SetOption)late(&found, LIBRARY, PACKAGE, #name))(handle, (int)option, argument);      \
    }

LATE_OPTION(CURLcode, curl_easy_setopt, CURL, CURLoption)
LATE_OPTION(CURLcode, curl_easy_getinfo, CURL, CURLINFO)
LATE_OPTION(CURLMcode, curl_multi_setopt, CURLM, CURLMoption)
