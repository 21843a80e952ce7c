/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the conversion share. Its steps:
 *
 *   convert_map     descriptors -> verdicts, their order, and the layers:
 *                   physmap, E820, claims, on arm64 memory by attribute
 *   convert_settle  makes layers disjoint and whole pages, where they are not
 *   convert_x86     E820 -> memory
 *   convert_rounding  memory in pages of 4 KiB -> in those of page-size=
 *   convert_claims  claims -> reserved
 *   convert_cap     the mem= that is no edit of E820
 *   convert_nodes   SRAT -> nodes of memory and reserved
 */
#ifndef CORE_CONVERT_CONVERT_INTERNAL_H
#define CORE_CONVERT_CONVERT_INTERNAL_H

#include "core/convert/convert.h"

/* An index of held takes 24 bits (core/convert/reservations.c). */
#define LOADER_RANGES_MAX 0xfffffe

/* The arrays behind a conversion, cut from the caller's space. */
struct workspace {
	struct conversion *conversion;
	const struct policy_row *rules; /* of the profile */
	/* What descriptors claim: in conversion->claims, behind room for all
	 * other claims. */
	struct reservation *reservations;
	/* Room for whatever is being sorted or flattened. */
	struct keyed_range *ranges;
	struct keyed_range *scratch;
	/* For the pieces of rounding: memory before and after. */
	struct keyed_range *rounded;
	struct numa_room numa;
	/* The descriptors are whole pages, sorted and disjoint, and so are all
	 * layers. */
	bool sorted_disjoint;
	/* mem= or memmap= are edits of the E820 table. */
	bool e820_edited;
	/* Linux adds the EFI map to the E820 table a second time. */
	bool readd_efi_map;
};

/* What convert() needs for n descriptors, 0 for too much. The arrays are cut
 * from space; those that lie beyond len are NULL. */
size_t convert_lay_out(struct workspace *work, size_t n, void *space,
		       size_t len);

/* What type and attribute decide. */
struct classification convert_decide(const struct convert_settings *settings,
				     uint32_t type, uint64_t attribute);

#define PAGES_MAX (UINT64_MAX >> PAGE_SHIFT_4K)

/* What of a descriptor counts, and what is doubtful about its range. Linux
 * drops empty and wrapping descriptors too (efi_memmap_entry_valid). */
unsigned int convert_judge_range(const struct efi_memory_desc *desc,
				 struct range *ret);

/* All steps, in arrays that are there. What convert_lay_out() cut is enough for
 * each of them; were it not, the first one that lacks room says so, and *ret
 * stays as it was. */
int convert_run(struct workspace *work, struct conversion *ret);

void convert_map(struct workspace *work);
void convert_settle(struct workspace *work, bool overlaps);

/* Of settle.c: a set without nodes as spans of a kind each, to whole pages,
 * and back. */
enum { KIND_MEMORY = 1, KIND_NOMAP = 2 };
size_t convert_ranges_of(struct keyed_range *ret,
			 const struct memblock_type *type);
void convert_round(struct keyed_range *range, phys_addr_t page);
void convert_fill(struct memblock_type *type, const struct keyed_range *ranges,
		  size_t cnt);

int convert_x86(struct workspace *work);
int convert_arm64(struct workspace *work);
int convert_rounding(struct workspace *work);
int convert_reservations(struct workspace *work);
int convert_cap(struct workspace *work);
int convert_nodes(struct workspace *work);

/* Those that count: none with numa=off. */
struct acpi_tables convert_tables(const struct conversion *conversion);

/* mem= cuts the finished sets, unless it is an edit of the E820 table. True
 * also when there is no mem=. */
static inline bool convert_caps_later(const struct convert_settings *settings)
{
	return settings->mem == MEM_NONE ||
	       settings->profile != PROFILE_LINUX_X86 ||
	       settings->mem_kind == MEM_AMOUNT;
}

/* memmap= may name memory that firmware did not, and on arm64 what must not
 * be mapped grows to whole pages: then it is in physmap too. */
int convert_extend_physmap(struct memblock *mb);

#endif
