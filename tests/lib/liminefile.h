/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bytes with requests of the Limine protocol, for tests:
 *
 *	limine_put_tag(bytes + 0x40, 6);
 *	limine_put_request(bytes + 0x80, MEMMAP);
 */
#ifndef TESTS_LIB_LIMINEFILE_H
#define TESTS_LIB_LIMINEFILE_H

#include "core/base/types.h"

/* The second half of an ID; two words of an argument list. */
#define ID_MEMMAP UINT64_C(0x67cf3d9d378a806f), UINT64_C(0xe304acdfc50c3c62)
#define ID_HHDM   UINT64_C(0x48dcf1cb8ad2b852), UINT64_C(0x63984e959a98244b)
#define ID_ENTRY  UINT64_C(0x13d86c035a1cd3e1), UINT64_C(0x2b0caa89d8f3026a)
#define ID_PAGING_MODE \
	UINT64_C(0x95c1a0edab0944cb), UINT64_C(0xa4e5cb3842f7488a)
#define ID_MODULE     UINT64_C(0x3e7e279702be32af), UINT64_C(0xca1c4f3bd1280cee)
#define ID_STACK_SIZE UINT64_C(0x224ef0460a8e8926), UINT64_C(0xe1cb0fc25f46ea3d)

void limine_put(uint8_t *at, uint64_t word);
void limine_put_tag(uint8_t *at, uint64_t revision);
void limine_put_request(uint8_t *at, uint64_t id_2, uint64_t id_3);
/* A field of the request at that place. */
void limine_put_field(uint8_t *at, unsigned int index, uint64_t value);
void limine_put_start(uint8_t *at);
void limine_put_end(uint8_t *at);

#endif
