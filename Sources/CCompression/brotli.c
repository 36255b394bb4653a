#include "CCompression.h"
#include "library.h"

// What libbrotlienc 1 declares in brotli/encode.h.
typedef int (*brotli_compress)(
    int quality, int window_bits, int mode, size_t count, const uint8_t *input, size_t *size, uint8_t *output);

enum { best = 11, usual_window = 22, generic_mode = 0 };

size_t compression_brotli(
    const char *library, const uint8_t *input, size_t count, uint8_t *output, size_t capacity) {
  brotli_compress compress = (brotli_compress)library_function(library, "BrotliEncoderCompress");
  size_t size = capacity;
  if (!compress || !compress(best, usual_window, generic_mode, count, input, &size, output)) return 0;
  return size;
}
