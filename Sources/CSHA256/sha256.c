#include "csha256.h"

#include <stdatomic.h>
#include <string.h>

#include "blocks.h"

void csha256_begin(csha256 *hash) {
  static const uint32_t beginning[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(hash->state, beginning, sizeof beginning);
  hash->length = 0;
}

static void add(csha256 *hash, const uint8_t *bytes, size_t count, csha256_blocks blocks) {
  size_t held = hash->length % 64;
  hash->length += count;
  if (held > 0) {
    size_t room = 64 - held;
    if (count < room) {
      if (count > 0) memcpy(hash->block + held, bytes, count);
      return;
    }
    memcpy(hash->block + held, bytes, room);
    blocks(hash->state, hash->block, 1);
    bytes += room;
    count -= room;
  }
  if (count >= 64) {
    blocks(hash->state, bytes, count / 64);
    bytes += count / 64 * 64;
    count %= 64;
  }
  if (count > 0) memcpy(hash->block, bytes, count);
}

/// The quickest way that this processor knows; found out once.
static csha256_blocks best(void) {
  static _Atomic(csha256_blocks) found;
  csha256_blocks blocks = atomic_load_explicit(&found, memory_order_relaxed);
  if (blocks == NULL) {
    blocks = csha256_has_instructions() ? csha256_blocks_with_instructions : csha256_blocks_portable;
    atomic_store_explicit(&found, blocks, memory_order_relaxed);
  }
  return blocks;
}

void csha256_add(csha256 *hash, const void *bytes, size_t count) { add(hash, bytes, count, best()); }

void csha256_add_portable(csha256 *hash, const void *bytes, size_t count) {
  add(hash, bytes, count, csha256_blocks_portable);
}

void csha256_end(csha256 *hash, uint8_t digest[32]) {
  // A one bit, zeros, and the length in bits as eight bytes, most significant first.
  uint8_t padding[72] = {0x80};
  size_t held = hash->length % 64;
  size_t zeros = (held < 56 ? 56 : 120) - held;
  uint64_t bits = hash->length * 8;
  for (int byte = 0; byte < 8; byte++) padding[zeros + byte] = (uint8_t)(bits >> (56 - 8 * byte));
  csha256_add(hash, padding, zeros + 8);
  for (int word = 0; word < 8; word++) {
    for (int byte = 0; byte < 4; byte++) {
      digest[4 * word + byte] = (uint8_t)(hash->state[word] >> (24 - 8 * byte));
    }
  }
}
