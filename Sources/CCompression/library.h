#ifndef CCOMPRESSION_LIBRARY_H
#define CCOMPRESSION_LIBRARY_H

/// The address of a library's function, or null. A library stays loaded, so that asking again costs little.
void *library_function(const char *library, const char *function);

#endif
