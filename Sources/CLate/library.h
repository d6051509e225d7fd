#pragma once
/* Hidden, so that the library itself, once loaded, calls its own functions and not these. */
#pragma GCC visibility push(hidden)

void *late_function(const char *library, const char *package, const char *name);

/* The function that was found before, or the library's. */
static inline void *late(void **found, const char *library, const char *package, const char *name)
{
    void *function = __atomic_load_n(found, __ATOMIC_RELAXED);
    if (function) return function;
    function = late_function(library, package, name);
    __atomic_store_n(found, function, __ATOMIC_RELAXED);
    return function;
}

/* A function of LIBRARY: found at its first call. */
#define LATE(type, name, parameters, arguments)                                                              \
    type name parameters                                                                                     \
    {                                                                                                        \
        static void *found;                                                                                  \
        return ((type (*) parameters)late(&found, LIBRARY, PACKAGE, #name))arguments;                        \
    }
