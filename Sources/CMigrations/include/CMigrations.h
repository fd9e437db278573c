#ifndef SHOTS_MIGRATIONS_H
#define SHOTS_MIGRATIONS_H

#include <stddef.h>

/// One file of `migrations/`, embedded in the program.
typedef struct {
  int version;
  const char *name;
  const unsigned char *text;
  size_t length;
} migration_file;

/// How many files there are.
size_t migration_file_count(void);

/// The file at a position, in order of version.
migration_file migration_file_at(size_t position);

#endif
