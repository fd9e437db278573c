// SQLite asks for some ten thousand small pieces of memory to read a schema and to prepare a few
// statements, and for a hundred pieces of a kilobyte for each row that a trigger answers. Debian
// builds it without its own cache for them (lookaside), so that all of them were asked of malloc: a
// fifth of what `shots add` did. https://sqlite.org/malloc.html
//
// Pieces of one size wait in a list for the next one who wants that size; a thread has lists of its
// own, and a piece stays with the thread that gave it back. Memory is never given back to the system,
// so it is bounded by the most that was in use. Large pieces come from malloc.

#include "cpool.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
  step = 16,
  largest = 1040,   // a piece of a statement journal, with its header
  slab = 64 * 1024, // what is asked of malloc at a time
};

// What stands before each piece: how many bytes the holder may use.
typedef struct {
  uint64_t usable;
} header;

typedef struct waiting {
  struct waiting *next;
} waiting;

static _Thread_local waiting *lists[largest / step + 1];
static _Thread_local unsigned char *fresh;
static _Thread_local size_t left;

static size_t whole(int count) {
  return ((size_t)count + sizeof(header) + step - 1) / step * step;
}

static header *head(void *piece) { return (header *)piece - 1; }

static void *hand_out(header *piece, size_t size) {
  if (!piece) return NULL;
  piece->usable = size - sizeof(header);
  return piece + 1;
}

static void *cut(size_t size) {
  if (left < size) {
    unsigned char *more = malloc(slab);
    if (!more) return NULL;
    fresh = more;
    left = slab;
  }
  header *piece = (header *)fresh;
  fresh += size;
  left -= size;
  return hand_out(piece, size);
}

static void *take(int count) {
  size_t size = whole(count);
  if (size > largest) return hand_out(malloc(size), size);
  waiting *first = lists[size / step];
  if (!first) return cut(size);
  lists[size / step] = first->next;
  return first;
}

static void give_back(void *piece) {
  size_t size = head(piece)->usable + sizeof(header);
  if (size > largest) {
    free(head(piece));
    return;
  }
  waiting *last = piece;
  last->next = lists[size / step];
  lists[size / step] = last;
}

static void *resize(void *piece, int count) {
  size_t had = head(piece)->usable;
  size_t size = whole(count);
  if (had + sizeof(header) > largest && size > largest)
    return hand_out(realloc(head(piece), size), size);
  if (size - sizeof(header) == had) return piece;
  void *other = take(count);
  if (!other) return NULL;
  memcpy(other, piece, had < (size_t)count ? had : (size_t)count);
  give_back(piece);
  return other;
}

static int usable(void *piece) { return piece ? (int)head(piece)->usable : 0; }

static int rounded(int count) { return (int)(whole(count) - sizeof(header)); }

static int begin(void *unused) {
  (void)unused;
  return SQLITE_OK;
}

static void end(void *unused) { (void)unused; }

int cpool_install(void) {
  static sqlite3_mem_methods methods = {
      .xMalloc = take, .xFree = give_back, .xRealloc = resize, .xSize = usable,
      .xRoundup = rounded, .xInit = begin, .xShutdown = end,
  };
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
