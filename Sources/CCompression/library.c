#include "library.h"

#include <dlfcn.h>

#include "CCompression.h"

void *library_function(const char *library, const char *function) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  return handle ? dlsym(handle, function) : NULL;
}

bool compression_library_has(const char *library, const char *function) {
  return library_function(library, function) != NULL;
}
