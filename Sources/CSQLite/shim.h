// What Swift cannot import from sqlite3.h: variadic functions and the SQLITE_TRANSIENT cast.

#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

// sqlite3_db_config is variadic. All options used here take (int new, int *old).
// https://sqlite.org/c3ref/c_dbconfig_defensive.html
static inline int csqlite_db_config(sqlite3 *db, int option, int value) {
  return sqlite3_db_config(db, option, value, (int *)0);
}

// sqlite3_config is variadic. For the options that take one int (MEMSTATUS, URI).
static inline int csqlite_config(int option, int value) {
  return sqlite3_config(option, value);
}

// A null pointer would bind or return NULL instead of an empty string, and an empty Swift buffer
// may have no address: hence the "" below. https://sqlite.org/c3ref/bind_blob.html

// SQLITE_TRANSIENT: SQLite copies the bytes before it returns.
static inline int csqlite_bind_text_copying(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(
      statement, index, bytes ? (const char *)bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// SQLITE_STATIC: the bytes must stay in place until the parameter is bound again.
static inline int csqlite_bind_text_borrowing(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(
      statement, index, bytes ? (const char *)bytes : "", count, SQLITE_STATIC, SQLITE_UTF8);
}

static inline int csqlite_bind_blob_copying(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_blob_borrowing(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_STATIC);
}

static inline void csqlite_result_text_copying(
    sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
  sqlite3_result_text64(
      context, bytes ? (const char *)bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline void csqlite_result_blob_copying(
    sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
  sqlite3_result_blob64(context, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

#endif
