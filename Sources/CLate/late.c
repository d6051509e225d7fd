#include "late.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "library.h" /* behind the C library's: what comes after it is hidden */

/* Never returns NULL: a server without a library that its package requires cannot go on, and says what to install. Two
   threads may both open the library; the loader counts that and keeps one. */
void *late_function(const char *library, const char *package, const char *name)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    void *function = handle ? dlsym(handle, name) : NULL;
    if (function) return function;
    fprintf(stderr, "martlet: %s cannot be used: %s. Install the package %s.\n", library, dlerror(), package);
    exit(1);
}
