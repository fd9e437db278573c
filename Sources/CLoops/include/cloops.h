// The reference loops of the wrapper benchmark: what a careful programmer would write in C.

#ifndef CLOOPS_H
#define CLOOPS_H

#include <stdint.h>

/// A database in memory with the benchmark's table, opened by the C API alone.
typedef struct cloops_database cloops_database;

/// Opens an empty database in memory, or returns a null pointer.
cloops_database *_Nullable cloops_open(void);

/// Inserts rows in one transaction with one statement and borrowed texts. Returns an SQLite code.
int cloops_insert(cloops_database *_Nonnull database, int64_t rows);

/// Writes all rows as tab-separated lines to `descriptor` through 64 KB. Returns an SQLite code.
int cloops_read(cloops_database *_Nonnull database, int descriptor);

/// Closes the database.
void cloops_close(cloops_database *_Nonnull database);

#endif
