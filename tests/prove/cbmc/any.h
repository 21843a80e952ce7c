/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any input, for CBMC: a function without a body whose name begins with nondet_
 * returns any value.
 */
#ifndef TESTS_PROVE_CBMC_ANY_H
#define TESTS_PROVE_CBMC_ANY_H

#include "core/base/types.h"

#define PROVE(condition)  __CPROVER_assert(condition, #condition)
#define ASSUME(condition) __CPROVER_assume(condition)

void __CPROVER_assert(bool condition, const char *text);
void __CPROVER_assume(bool condition);

size_t nondet_size(void);
uint64_t nondet_u64(void);
uint32_t nondet_u32(void);
uint8_t nondet_byte(void);
bool nondet_bool(void);

void *malloc(size_t size);

/* len bytes of any content; CBMC reports a read before or after them. */
static inline uint8_t *any_bytes(size_t len)
{
	uint8_t *bytes = malloc(len);

	ASSUME(bytes != NULL);
	return bytes;
}

#endif
