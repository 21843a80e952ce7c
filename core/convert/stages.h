/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stages of a conversion. The signature of a stage says what it reads
 * (const) and what it makes (ret..., or a set that it changes).
 * core/convert/convert.c runs them in this order:
 *
 *   convert_read_map           map -> classifications, order, layers
 *   convert_build_e820         E820 of the firmware, edits -> E820 (x86)
 *   convert_make_memory        E820 -> memory (x86)
 *   convert_extend_physmap     memory -> physmap
 *   convert_page_size          memory -> memory in larger pages, its pieces
 *   convert_list_reservations  layer, capture, E820 -> reservations
 *   convert_own_pages          reservations -> page owners, reserved
 *   convert_cap                mem= -> less memory, fewer reservations
 *   convert_mark_mirrors       descriptors -> MIRROR on memory
 *   convert_set_nodes          SRAT -> nodes of memory and reserved
 *
 * A stage that can fail returns CORE_OK, or a code with which the conversion
 * fails: CORE_ENOSPC when an array is too small, which convert_lay_out()
 * prevents. scratch holds nothing from one stage to the next; how much of it
 * each stage needs is computed in core/convert/space.c.
 */
#ifndef CORE_CONVERT_STAGES_H
#define CORE_CONVERT_STAGES_H

#include "core/convert/conversion.h"

/* --- arrays: space.c ----------------------------------------------------- */

struct reservation_list {
	struct reservation *list;
	size_t cnt;
};

struct excluded_list {
	struct excluded_range *list;
	size_t cnt;
};

/* The arrays of a conversion, cut from the caller's space. */
struct convert_arrays {
	struct classification *classifications;
	uint32_t *order;
	struct e820_table firmware_e820, e820;
	struct reservation *layer; /* those of the descriptors */
	struct reservation *reservations;
	struct reservation *page_owners;
	struct excluded_range *excluded;
	struct rounding_piece *pieces;
	struct memblock mb;
	struct numa_room numa;
	struct keyed_range *scratch;
};

/* An index in the loader ranges takes 24 bits (core/convert/page_owners.c). */
#define LOADER_RANGES_MAX 0xfffffe

/* Cuts the arrays for any map of n descriptors from space, len bytes; arrays
 * that extend beyond len are NULL. Returns how many bytes all of them need, 0
 * when that is more than is supported. */
size_t convert_lay_out(struct convert_arrays *ret,
		       const struct capture *capture,
		       const struct convert_settings *settings, size_t n,
		       void *space, size_t len);

/* Runs all stages. A failure leaves *ret unchanged. */
int convert_run(struct conversion *ret, const struct capture *capture,
		const struct convert_settings *settings,
		const struct convert_arrays *arrays);

/* --- descriptors: descriptors.c ------------------------------------------ */

struct descriptors {
	const struct efimap *map;
	const struct policy_row *rules;         /* of the profile */
	struct classification *classifications; /* one for each descriptor */
	/* Indices of those that are not skipped, by address. */
	uint32_t *order;
	size_t order_cnt;
	size_t anomalous, descents; /* as in struct conversion */
	/* All are whole pages and no two overlap. The same is then true of
	 * each layer. */
	bool disjoint;
	/* Some conventional memory is special purpose and left to a driver. */
	bool special_purpose;
};

/*
 * The map seen in five ways. In each layer, ranges that are alike and touch are
 * joined. No two overlap, except reservations. excluded is made only when the
 * descriptors are not disjoint; memory, which goes by the attributes, only with
 * PROFILE_LINUX_ARM64.
 */
struct layers {
	struct e820_table *e820;
	struct reservation_list reservations;
	struct excluded_list excluded;
	struct memblock_type *physmap;
	struct memblock_type *memory;
};

/* The map, the rules and the arrays of *ret, and those of *ret_layers, are set
 * by the caller. */
int convert_read_map(struct descriptors *ret, struct layers *ret_layers,
		     const struct convert_settings *settings,
		     struct keyed_range *scratch);

/* --- memory on x86: x86.c ------------------------------------------------ */

/* readd: the descriptors that Linux adds a second time; NULL: it does not.
 * without_mem: leaves out the edits of mem=. */
int convert_build_e820(struct e820_table *ret,
		       const struct e820_table *firmware,
		       const struct descriptors *readd,
		       const struct convert_settings *settings,
		       bool without_mem, struct keyed_range *scratch);

/* The usable entries in whole pages, without page 0 and the BIOS area (Linux:
 * e820__memblock_setup, trim_bios_range). */
int convert_make_memory(struct memblock_type *ret_memory,
			const struct e820_table *e820);

/* --- whole pages: pages.c ------------------------------------------------ */

/* The kinds of ranges in a set; where two overlap, NOMAP wins. */
enum { KIND_NONE, KIND_MEMORY, KIND_NOMAP };

/* Fills a set with ranges in pages of page bytes: memory shrinks to whole
 * pages, NOMAP grows to them. The ranges are sorted and disjoint, and their key
 * is a kind. The set has room for cnt regions. */
void convert_fill_pages(struct memblock_type *ret,
			const struct keyed_range *ranges, size_t cnt,
			phys_addr_t page);

/* Rounds memory to pages of page bytes, and lists what that changes. */
void convert_page_size(struct memblock_type *memory, struct rounding *ret,
		       phys_addr_t page, struct keyed_range *scratch);

/* Adds to physmap what memory has in addition: memory that only memmap= adds,
 * and on arm64 the holes that NOMAP has grown into. */
int convert_extend_physmap(struct memblock *mb);

/* --- reserved: reservations.c, page_owners.c ----------------------------- */

struct reservation_sources {
	struct reservation_list layer; /* those of the descriptors */
	bool layer_disjoint;           /* no two of them overlap */
	const struct e820_table *e820;
	const struct capture *capture;
	const struct convert_settings *settings;
};

void convert_list_reservations(struct reservation_list *ret,
			       const struct reservation_sources *from,
			       struct keyed_range *scratch);

int convert_own_pages(struct reservation_list *ret_owners,
		      struct memblock_type *ret_reserved,
		      const struct reservation_list *reservations,
		      struct keyed_range *scratch);

/* --- the finished sets: finish.c ----------------------------------------- */

/* Returns true when mem= cuts the finished sets: it is given, and is not an
 * edit of the E820 table. */
static inline bool convert_caps_sets(const struct convert_settings *settings)
{
	return settings->mem != MEM_NONE &&
	       (settings->profile != PROFILE_LINUX_X86 ||
		settings->mem_kind == MEM_AMOUNT);
}

/* Cuts the sets at mem=, and both lists together with reserved. CORE_EINVAL
 * when mem= is an amount of less than a page. */
int convert_cap(struct memblock *mb, struct reservation_list *reservations,
		struct reservation_list *page_owners,
		const struct convert_settings *settings);

/* Marks mirrored memory in whole pages of page bytes (Linux:
 * efi_find_mirror). */
int convert_mark_mirrors(struct memblock *mb, const struct descriptors *from,
			 phys_addr_t page);

/* The tables that are used: none with numa=off. */
static inline struct acpi_tables convert_tables(
	const struct capture *capture, const struct convert_settings *settings)
{
	return settings->numa ? capture->acpi : (struct acpi_tables){ 0 };
}

int convert_set_nodes(struct memblock *mb, struct numa *ret,
		      const struct capture *capture,
		      const struct convert_settings *settings,
		      const struct numa_room *room);

#endif
