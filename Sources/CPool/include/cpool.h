// Memory for SQLite.

#ifndef CPOOL_H
#define CPOOL_H

/// Lets SQLite take its memory from the pool. Must come before anything else is asked of SQLite,
/// and then holds for the whole process. Returns an SQLite code.
int cpool_install(void);

#endif
