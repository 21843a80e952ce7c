/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the conversion share. Its steps:
 *
 *   convert_map     descriptors -> verdicts, and the sound ones as a sorted map
 *   convert_layers  map -> physmap, E820, claims, memory by attribute; each a
 *                   list of sorted and disjoint spans
 *   convert_x86     E820 -> memory, or
 *   convert_arm64   memory by attribute -> memory
 *   convert_claims  claims -> reserved
 *   convert_cap     the mem= that is no edit of E820
 *   convert_nodes   SRAT -> nodes of memory and reserved
 */
#ifndef CORE_CONVERT_INTERNAL_H
#define CORE_CONVERT_INTERNAL_H

#include "core/convert/convert.h"

/* An index of held takes 24 bits (core/convert/claims.c). */
#define HELD_MAX 0xfffffe

/* Memory by attribute. NOMAP wins where descriptors overlap. */
enum { KIND_MEMORY = 1, KIND_NOMAP = 2 };

/* Spans that grow at the end. */
struct span_list {
	struct span *spans;
	size_t cnt;
};

/* The arrays behind a conversion, cut from the caller's space. */
struct workspace {
	struct conversion *conversion;
	struct span_list physmap;
	struct span_list kinds;
	/* Room for whatever is being sorted or flattened. */
	struct span *scratch;
	struct numa_room numa;
	bool overlaps; /* descriptors do */
	/* Linux adds the EFI map to the E820 table a second time. */
	bool again;
};

void convert_map(struct workspace *work);
void convert_layers(struct workspace *work);
int convert_x86(struct workspace *work);
int convert_arm64(struct workspace *work);
int convert_claims(struct workspace *work);
int convert_cap(struct conversion *conversion);
int convert_nodes(struct workspace *work);

/* Those that count: none with numa=off. */
struct acpi_tables convert_tables(const struct conversion *conversion);

/* memmap= may name memory that firmware did not, and on arm64 what must not
 * be mapped grows to whole pages: then it is in physmap too. */
int convert_believe(struct memblock *mb);

/* Whether workspace.again has to be true. */
bool convert_adds_efi_memmap(const struct capture *capture,
			     const struct options *options);

/* mem= cuts the finished sets, unless it is an edit of the E820 table. True
 * also when there is no mem=. */
static inline bool convert_caps_later(const struct options *options)
{
	return options->mem == MEM_NONE ||
	       options->profile != PROFILE_LINUX_X86 ||
	       options->mem_kind == MEM_AMOUNT;
}

#endif
