#include "parser_memory.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_CAPACITY = 1 << 19, LARGEST_CAPACITY = 1 << 24 };

struct chunk {
  struct chunk *before;
  size_t capacity, used;
  /* The bytes follow. */
};

/* Stands before each block. */
union head {
  size_t size;
  char alignment[ALIGNMENT];
};

static _Thread_local struct chunk *current;
static _Thread_local int depth;

/* Gives a thread's last chunk back when the thread ends. */
static pthread_key_t owner;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void create_owner(void) {
  if (pthread_key_create(&owner, free) != 0) abort();
}

static char *bytes_of(struct chunk *chunk) { return (char *)(chunk + 1) + sizeof(struct chunk) % ALIGNMENT; }

static size_t padded(size_t size) {
  if (size > SIZE_MAX / 2) abort();
  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + sizeof(union head);
}

static void *take(size_t size) {
  size_t needed = padded(size);
  if (current == NULL || current->capacity - current->used < needed) {
    size_t capacity = current == NULL ? FIRST_CAPACITY : current->capacity * 2;
    if (capacity > LARGEST_CAPACITY) capacity = LARGEST_CAPACITY;
    if (capacity < needed) capacity = needed;
    struct chunk *chunk = malloc(sizeof(struct chunk) + ALIGNMENT + capacity);
    if (chunk == NULL) abort();
    *chunk = (struct chunk){current, capacity, 0};
    if (current == NULL) {
      pthread_once(&once, create_owner);
      pthread_setspecific(owner, chunk);
    }
    current = chunk;
  }
  union head *head = (union head *)(bytes_of(current) + current->used);
  current->used += needed;
  head->size = size;
  return head + 1;
}

/* Whether a block is the one that was taken last, so that it can grow, or go. */
static int is_last(union head *head) {
  return current != NULL && (char *)head + padded(head->size) == bytes_of(current) + current->used;
}

static void *take_zeroed(size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) abort();
  void *block = take(count * size);
  memset(block, 0, count * size);
  return block;
}

static void give_back(void *block) {
  if (block == NULL) return;
  union head *head = (union head *)block - 1;
  if (is_last(head)) current->used -= padded(head->size);
}

static void *resize(void *block, size_t size) {
  if (block == NULL) return take(size);
  union head *head = (union head *)block - 1;
  size_t before = padded(head->size);
  if (is_last(head) && current->used - before + padded(size) <= current->capacity) {
    current->used += padded(size) - before;
    head->size = size;
    return block;
  }
  void *moved = take(size);
  memcpy(moved, block, head->size < size ? head->size : size);
  return moved;
}

static struct {
  void *(*calloc)(size_t, size_t);
  void *(*realloc)(void *, size_t);
  void (*free)(void *);
} allocator = {take_zeroed, resize, give_back};

void *parser_memory_allocator(void) { return &allocator; }

void parser_memory_begin(void) { depth += 1; }

void parser_memory_end(void) {
  depth -= 1;
  if (depth > 0 || current == NULL) return;
  while (current->before != NULL) {
    struct chunk *chunk = current;
    current = chunk->before;
    free(chunk);
  }
  current->used = 0;
}
