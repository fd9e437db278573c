#ifndef CLOOPS_DATABASE_H
#define CLOOPS_DATABASE_H

#include "cloops.h"

#include <sqlite3.h>

struct cloops_database {
  sqlite3 *handle;
};

#endif
