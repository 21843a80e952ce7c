/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A case of a lint rule as data, and the maps and captures of such cases that
 * are not text (tests/lint_cases.def).
 */
#ifndef TESTS_LIB_GIVENLINT_H
#define TESTS_LIB_GIVENLINT_H

#include "core/lint/lint.h"
#include "tests/lib/givenmap.h"

struct lint_case {
	enum lint_rule rule;
	bool fires;
	const char *map;     /* NULL: given() makes it */
	const char *words;   /* options, NULL without */
	size_t stride;       /* of the descriptors, 0: 48 */
	void (*given)(void); /* changes the map or the capture */
	const struct facts *facts;
	const char *cmdline; /* of the kernel whose log it is */
	const char *srat, *slit;
	/* A memory attributes table: "base-end:attribute ...". Version and size
	 * of an entry are 1 and 40 where they are 0. */
	const char *mat;
	uint32_t mat_version, mat_size;
};

/* A small machine without a fault. */
#define PC "0-a0000:7 100000-80000000:7 80000000-80100000:6:WB|RUNTIME"

#define ARM64 .words = "profile=linux-arm64"
#define PLACE(what, address)                                          \
	.facts = &(const struct facts)                                \
	{                                                             \
		.places = &(const struct fact_place){ FACTS_##what,   \
						      { address, 1 }, \
						      "" },           \
		.place_cnt = 1                                        \
	}
#define TREE(base, size)                                              \
	.facts = &(const struct facts)                                \
	{                                                             \
		.tree_reserved = &(const struct range){ base, size }, \
		.tree_reserved_cnt = 1                                \
	}
/* A list of facts, and how many they are. */
#define LIST(field, type, ...)                                                \
	.facts = &(const struct facts)                                        \
	{                                                                     \
		.field = (const struct type[]){ __VA_ARGS__ },                \
		.field##_cnt = sizeof((const struct type[]){ __VA_ARGS__ }) / \
			       sizeof(struct type)                            \
	}
#define MTRRS(...)                                                          \
	.facts = &(const struct facts)                                      \
	{                                                                   \
		.mtrrs = (const struct fact_mtrr[]){ __VA_ARGS__ },         \
		.mtrr_cnt =                                                 \
			sizeof((const struct fact_mtrr[]){ __VA_ARGS__ }) / \
			sizeof(struct fact_mtrr)                            \
	}
#define E820S(...)  LIST(linux_e820, fact_e820, __VA_ARGS__)
#define RANGES(...) LIST(linux_memory, range, __VA_ARGS__)
#define BIN(type, pages)                                                      \
	.facts = &(const struct facts)                                        \
	{                                                                     \
		.bins = &(const struct fact_bin){ type, pages }, .bin_cnt = 1 \
	}
#define PAGES(is_known, ...)                                      \
	.facts = &(const struct facts)                            \
	{                                                         \
		.protection = { .known = is_known, __VA_ARGS__ }, \
	}
#define PROBE(bits)                    \
	.facts = &(const struct facts) \
	{                              \
		.probe = FACTS_##bits  \
	}

void desc_size_of_32(void);
void a_byte_less(void);
void version_2(void);
void a_virtual_address(void);
void joined_pieces(void);
void an_image(void);
void an_esrt(void);
void a_module(void);
void a_short_mat(void);
void pieces_of_64(void);
void pieces_of_85(void);
void pieces_of_86(void);
void pieces_of_128(void);
void pieces_of_129(void);
void pieces_of_500(void);
void pieces_of_501(void);
void given_mat(const struct lint_case *one);

#endif
