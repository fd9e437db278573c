#include "database.h"

#include <string.h>
#include <unistd.h>

enum { capacity = 64 * 1024, longest_number = 20 };

typedef struct {
  char bytes[capacity];
  size_t count;
  int descriptor;
} writer;

static void flush(writer *out) {
  size_t done = 0;
  while (done < out->count) {
    ssize_t written = write(out->descriptor, out->bytes + done, out->count - done);
    if (written <= 0) break;
    done += (size_t)written;
  }
  out->count = 0;
}

static void put_bytes(writer *out, const void *bytes, size_t count) {
  if (count > capacity - out->count) flush(out);
  if (count > capacity) count = capacity;
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
}

static void put_byte(writer *out, char byte) {
  if (out->count == capacity) flush(out);
  out->bytes[out->count++] = byte;
}

static void put_number(writer *out, int64_t number) {
  char digits[longest_number];
  int start = longest_number;
  uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  do {
    digits[--start] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest);
  if (number < 0) put_byte(out, '-');
  put_bytes(out, digits + start, (size_t)(longest_number - start));
}

static void put_text(writer *out, sqlite3_stmt *statement, int column) {
  const unsigned char *text = sqlite3_column_text(statement, column);
  put_bytes(out, text, (size_t)sqlite3_column_bytes(statement, column));
}

static void put_row(writer *out, sqlite3_stmt *statement) {
  put_number(out, sqlite3_column_int64(statement, 0));
  put_byte(out, '\t');
  put_number(out, sqlite3_column_int64(statement, 1));
  put_byte(out, '\t');
  put_text(out, statement, 2);
  put_byte(out, '\t');
  put_text(out, statement, 3);
  put_byte(out, '\t');
  put_number(out, sqlite3_column_int64(statement, 4));
  put_byte(out, '\t');
  if (sqlite3_column_type(statement, 5) != SQLITE_NULL) put_text(out, statement, 5);
  put_byte(out, '\n');
}

int cloops_read(cloops_database *database, int descriptor) {
  static writer out;
  out.count = 0;
  out.descriptor = descriptor;
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v3(
      database->handle, "SELECT id, patient, code, day, cents, note FROM line ORDER BY id", -1,
      SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  while (!code && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    put_row(&out, statement);
    code = SQLITE_OK;
  }
  flush(&out);
  sqlite3_finalize(statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}
