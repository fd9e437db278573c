/// The compression function, over whole blocks of 64 bytes.
#ifndef CSHA256_BLOCKS_H
#define CSHA256_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void (*csha256_blocks)(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/// The 64 constants (FIPS 180-4 §4.2.2).
extern const uint32_t csha256_constants[64];

/// In plain C.
void csha256_blocks_portable(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/// With the SHA instructions of x86-64; call it only when the processor has them.
void csha256_blocks_with_instructions(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/// Whether the processor has them.
bool csha256_has_instructions(void);

#endif
