#ifndef PARSER_MEMORY_H
#define PARSER_MEMORY_H

/* The memory of what a thread parses: taken in pieces one behind the other, and given back as a whole. Thousands of
 * small nodes that come and go among blocks that stay would leave the heap in shreds. */

/* What cmark calls a cmark_mem: calloc, realloc and free. What is taken by them on a thread is that thread's alone. */
void *parser_memory_allocator(void);

/* All that is taken between the two is gone behind the second. They may nest. */
void parser_memory_begin(void);
void parser_memory_end(void);

#endif
