#include "database.h"

#include <stdlib.h>

static const char schema[] =
    "CREATE TABLE line(id INTEGER PRIMARY KEY, patient INTEGER NOT NULL, code TEXT NOT NULL,"
    " day TEXT NOT NULL, cents INTEGER NOT NULL, note TEXT) STRICT";

cloops_database *cloops_open(void) {
  cloops_database *database = calloc(1, sizeof *database);
  if (!database) return NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (sqlite3_open_v2(":memory:", &database->handle, flags, NULL) != SQLITE_OK ||
      sqlite3_exec(database->handle, schema, NULL, NULL, NULL) != SQLITE_OK) {
    cloops_close(database);
    return NULL;
  }
  return database;
}

void cloops_close(cloops_database *database) {
  sqlite3_close(database->handle);
  free(database);
}
