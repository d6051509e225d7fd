#pragma once
/* Hidden, so that the library itself, once loaded, calls its own functions and not these. */
#pragma GCC visibility push(hidden)

void *late_function(const char *library, const char *package, const char *name);

/* A function of LIBRARY: found at its first call. */
#define LATE(type, name, parameters, arguments)                                                              \
    type name parameters                                                                                     \
    {                                                                                                        \
        static void *found;                                                                                  \
        void *function = __atomic_load_n(&found, __ATOMIC_RELAXED);                                          \
        if (!function) {                                                                                     \
            function = late_function(LIBRARY, PACKAGE, #name);                                               \
            __atomic_store_n(&found, function, __ATOMIC_RELAXED);                                            \
        }                                                                                                    \
        return ((type (*) parameters)function)arguments;                                                     \
    }
