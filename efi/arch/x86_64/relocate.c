/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Relocates the application itself, for gnu-efi's start code, whose own
 * function knows RELA only. RELR has the same relative relocations in a bitmap
 * (System V ABI, SHT_RELR), and makes the file 9 KiB smaller. Nothing here may
 * need a relocation.
 */
#include "core/base/types.h"

enum {
	DT_NULL = 0,
	DT_RELA = 7,
	DT_RELASZ = 8,
	DT_RELRSZ = 35,
	DT_RELR = 36,
};
#define R_X86_64_NONE     0
#define R_X86_64_RELATIVE 8

struct dynamic {
	uint64_t tag;
	uint64_t value;
};

struct rela {
	uint64_t offset;
	uint64_t info;
	uint64_t addend;
};

/* The value of the last entry with that tag; 0: there is none. */
static uint64_t find(const struct dynamic *dynamic, uint64_t tag)
{
	uint64_t value = 0;

	for (; dynamic->tag != DT_NULL; dynamic++)
		if (dynamic->tag == tag)
			value = dynamic->value;
	return value;
}

static bool apply_rela(uint64_t base, const struct rela *rela, uint64_t cnt)
{
	for (; cnt > 0; rela++, cnt--) {
		if (rela->info == R_X86_64_RELATIVE)
			*(uint64_t *)(base + rela->offset) =
				base + rela->addend;
		else if (rela->info != R_X86_64_NONE)
			return false;
	}
	return true;
}

/* An even entry is the offset of a word, an odd one has a bit for each of the
 * 63 words after the last one, most of them set. */
static void apply_relr(uint64_t base, const uint64_t *relr, uint64_t cnt)
{
	uint64_t *word = NULL;

	for (; cnt > 0; relr++, cnt--) {
		if (!(*relr & 1)) {
			word = (uint64_t *)(base + *relr);
			*word++ += base;
			continue;
		}
		for (uint64_t bits = *relr & ~UINT64_C(1); bits > 0;
		     bits &= bits - 1)
			word[__builtin_ctzll(bits) - 1] += base;
		word += 63;
	}
}

/* Called by gnu-efi's start code, which ignores the EFI status that it returns.
 * base is where the image was loaded; it is linked at 0. */
uint64_t _relocate(uint64_t base, const struct dynamic *dynamic);

uint64_t _relocate(uint64_t base, const struct dynamic *dynamic)
{
	const uint64_t load_error = UINT64_C(0x8000000000000001);

	apply_relr(base, (const uint64_t *)(base + find(dynamic, DT_RELR)),
		   find(dynamic, DT_RELRSZ) / sizeof(uint64_t));
	return apply_rela(base,
			  (const struct rela *)(base + find(dynamic, DT_RELA)),
			  find(dynamic, DT_RELASZ) / sizeof(struct rela))
		       ? 0
		       : load_error;
}
