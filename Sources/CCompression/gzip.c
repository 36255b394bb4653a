#include <limits.h>

#include "CCompression.h"
#include "library.h"

// What zlib 1 has promised not to change since 1995: its stream, and three functions.

struct gzip_stream {
  const uint8_t *next_in;
  unsigned available_in;
  unsigned long total_in;
  uint8_t *next_out;
  unsigned available_out;
  unsigned long total_out;
  const char *message;
  void *state;
  void *(*allocate)(void *, unsigned, unsigned);
  void (*release)(void *, void *);
  void *opaque;
  int data_type;
  unsigned long checksum;
  unsigned long reserved;
};

typedef int (*deflate_init)(
    struct gzip_stream *, int level, int method, int window_bits, int memory_level, int strategy,
    const char *version, int size_of_stream);
typedef int (*deflate_step)(struct gzip_stream *, int flush);
typedef int (*deflate_end)(struct gzip_stream *);

enum { ok = 0, stream_end = 1, finish = 4, deflated = 8, default_strategy = 0 };
enum { best = 9, most_memory = 9, gzip_wrapper = 16, largest_window = 15 };
enum { system_byte = 9, unknown_system = 255 };

size_t compression_gzip(
    const char *library, const uint8_t *input, size_t count, uint8_t *output, size_t capacity) {
  deflate_init begin = (deflate_init)library_function(library, "deflateInit2_");
  deflate_step deflate = (deflate_step)library_function(library, "deflate");
  deflate_end end = (deflate_end)library_function(library, "deflateEnd");
  if (!begin || !deflate || !end || count > UINT_MAX || capacity > UINT_MAX) return 0;
  struct gzip_stream stream = {
      .next_in = input, .available_in = (unsigned)count, .next_out = output, .available_out = (unsigned)capacity};
  if (begin(&stream, best, deflated, largest_window + gzip_wrapper, most_memory, default_strategy, "1", sizeof stream)
      != ok)
    return 0;
  size_t size = deflate(&stream, finish) == stream_end ? stream.total_out : 0;
  end(&stream);
  // The header names the system that the library was built for; the time in it is 0 already.
  if (size > system_byte) output[system_byte] = unknown_system;
  return size;
}
