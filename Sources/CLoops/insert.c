#include "database.h"

#include <string.h>

// The same values as in WrapperBenchmark.swift.
static const char *const codes[] = {"J3420", "J1100", "96372", "90471"};
static const char *const days[] = {"2026-01-05", "2026-02-17", "2026-03-30", "2026-10-03"};
static const char *const notes[] = {"patient felt well afterwards", "left arm, no swelling seen",
                                    "second dose of the series..", "observed for fifteen minutes"};

static int bind_text(sqlite3_stmt *statement, int index, const char *text) {
  return sqlite3_bind_text(statement, index, text, (int)strlen(text), SQLITE_STATIC);
}

static int insert_row(sqlite3_stmt *statement, int64_t row) {
  int code = sqlite3_bind_int64(statement, 1, row);
  if (!code) code = sqlite3_bind_int64(statement, 2, row % 5000);
  if (!code) code = bind_text(statement, 3, codes[row % 4]);
  if (!code) code = bind_text(statement, 4, days[row / 4 % 4]);
  if (!code) code = sqlite3_bind_int64(statement, 5, row % 30000);
  if (!code && row % 4 == 0) code = bind_text(statement, 6, notes[row / 4 % 4]);
  if (!code && row % 4 != 0) code = sqlite3_bind_null(statement, 6);
  if (code) return code;
  code = sqlite3_step(statement);
  int reset = sqlite3_reset(statement);
  return code == SQLITE_DONE ? reset : code;
}

int cloops_insert(cloops_database *database, int64_t rows) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_exec(database->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (!code) {
    code = sqlite3_prepare_v3(
        database->handle, "INSERT INTO line VALUES (?1, ?2, ?3, ?4, ?5, ?6)", -1,
        SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  }
  for (int64_t row = 1; !code && row <= rows; row++) code = insert_row(statement, row);
  sqlite3_finalize(statement);
  return code ? code : sqlite3_exec(database->handle, "COMMIT", NULL, NULL, NULL);
}
