/// SHA-256 (FIPS 180-4): the checksum of the audit chain, of the migrations and of the files.
///
/// Our own, because the whole of swift-crypto brings Foundation into the program: four times the size and twice the
/// start-up time for one function. It only ever hashes what is not secret, so timing does not matter.
#ifndef CSHA256_H
#define CSHA256_H

#include <stddef.h>
#include <stdint.h>

/// A hash on its way.
typedef struct {
  uint32_t state[8];
  uint64_t length;   // bytes so far
  uint8_t block[64]; // the last, incomplete one
} csha256;

/// Begins a hash.
void csha256_begin(csha256 *hash);

/// Adds bytes.
void csha256_add(csha256 *hash, const void *bytes, size_t count);

/// Ends the hash and gives its 32 bytes; begin it again before further use.
void csha256_end(csha256 *hash, uint8_t digest[32]);

/// Like ``csha256_add``, without the instructions that only some processors have: for tests.
void csha256_add_portable(csha256 *hash, const void *bytes, size_t count);

#endif
