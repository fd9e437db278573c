/// The reference tables (Sources/Coding/Reference/*.csv), embedded in the program.
#ifndef CREFERENCE_H
#define CREFERENCE_H

#include <stddef.h>

/// One embedded table: its name without ".csv" and its bytes, which live as long as the program.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t size;
} reference_file;

/// How many tables there are.
size_t reference_file_count(void);

/// The table at a position; an empty one beyond the last.
reference_file reference_file_at(size_t index);

#endif
