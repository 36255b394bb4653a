#ifndef CCOMPRESSION_H
#define CCOMPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The libraries are looked for when the program runs, by the name given: no header of theirs is needed to build, and no
// library to start.

/// Whether a library can be loaded and has a function of this name.
bool compression_library_has(const char *library, const char *function);

/// Writes a gzip stream (RFC 1952) of the smallest size that zlib knows: no name, no time, no system.
/// - Returns: its size; 0 where it does not fit into `capacity`, or the library is not zlib.
size_t compression_gzip(
    const char *library, const uint8_t *input, size_t count, uint8_t *output, size_t capacity);

/// Writes a brotli stream (RFC 7932) of the smallest size that libbrotlienc knows.
/// - Returns: its size; 0 where it does not fit into `capacity`, or the library is not libbrotlienc.
size_t compression_brotli(
    const char *library, const uint8_t *input, size_t count, uint8_t *output, size_t capacity);

#endif
