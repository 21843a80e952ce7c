/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stages of a conversion. What a stage reads is const in its parameters,
 * what it makes comes first. core/convert/convert.c runs them in this order:
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
 * A stage that may fail returns CORE_OK or a code; the conversion fails then.
 * scratch is what no stage leaves anything in; how much of it a stage needs
 * is for core/convert/space.c.
 */
#ifndef CORE_CONVERT_STAGES_H
#define CORE_CONVERT_STAGES_H

#include "core/convert/conversion.h"

/* --- arrays -------------------------------------------------------------- */

struct reservation_list {
	struct reservation *list;
	size_t cnt;
};

struct excluded_list {
	struct excluded_range *list;
	size_t cnt;
};

/* The arrays of a conversion, cut from the caller's space. */
struct rooms {
	struct classification *classifications;
	uint32_t *order;
	struct e820_table firmware_e820, e820;
	struct reservation *laid; /* the layer of the descriptors */
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

/* Cuts the arrays for any map of n descriptors from space, len bytes; those
 * that lie beyond len are NULL. Returns how many bytes they need, 0 for too
 * many. */
size_t convert_lay_out(struct rooms *ret, const struct capture *capture,
		       const struct convert_settings *settings, size_t n,
		       void *space, size_t len);

/* All stages, in arrays that convert_lay_out() has cut. CORE_ENOSPC, and *ret
 * as it was, were one of them too small. */
int convert_run(struct conversion *ret, const struct capture *capture,
		const struct convert_settings *settings,
		const struct rooms *rooms);

/* --- descriptors: descriptors.c
 * ----------------------------------------------- */

/* Those of a map that are not skipped. */
struct descriptors {
	const struct efimap *map;
	const struct policy_row *rules; /* of the profile */
	struct classification *classifications;
	uint32_t *order;
	size_t order_cnt;
	size_t anomalous, descents;
	/* All are whole pages and no two overlap; then the same is true of
	 * each layer. */
	bool disjoint;
	/* Conventional memory is special purpose, and waits for a driver. */
	bool special_purpose;
};

/* The map seen under each aspect; what touches and is alike is one range.
 * Reservations may overlap, the others do not. excluded is made only of
 * descriptors that are not disjoint, memory only with PROFILE_LINUX_ARM64: it
 * is that by attribute. */
struct layers {
	struct e820_table *e820;
	struct reservation_list reservations;
	struct excluded_list excluded;
	struct memblock_type *physmap;
	struct memblock_type *memory;
};

/* Of ret, the map, the rules and the arrays are given. */
int convert_read_map(struct descriptors *ret, struct layers *ret_layers,
		     const struct convert_settings *settings,
		     struct keyed_range *scratch);

/* --- memory on x86: x86.c ------------------------------------------------ */

/* readd: the descriptors that Linux adds once more, NULL: it does not.
 * without_mem: leave the edits of mem= out. */
int convert_build_e820(struct e820_table *ret,
		       const struct e820_table *firmware,
		       const struct descriptors *readd,
		       const struct convert_settings *settings,
		       bool without_mem, struct keyed_range *scratch);

int convert_make_memory(struct memblock_type *ret_memory,
			const struct e820_table *e820);

/* --- whole pages: pages.c ------------------------------------------------ */

/* The kinds of ranges in a set; where two overlap NOMAP wins. */
enum { KIND_NONE, KIND_MEMORY, KIND_NOMAP };

/* Fills a set with sorted and disjoint ranges whose key is a kind, in pages of
 * page bytes: memory shrinks to whole pages, NOMAP grows to them. */
int convert_fill_pages(struct memblock_type *ret,
		       const struct keyed_range *ranges, size_t cnt,
		       phys_addr_t page);

int convert_page_size(struct memblock_type *memory, struct rounding *ret,
		      phys_addr_t page, struct keyed_range *scratch);

/* Memory is present, so physmap holds all of it: also what only memmap= says,
 * and on arm64 the holes that NOMAP has grown into. */
int convert_extend_physmap(struct memblock *mb);

/* --- reserved: reservations.c, page_owners.c ----------------------------- */

struct reservation_sources {
	struct reservation_list laid; /* the layer of the descriptors */
	bool laid_disjoint; /* and joined where two touch that are alike */
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

/* --- the finished sets: finish.c ------------------------------------------ */

/* mem= cuts the finished sets, unless it is an edit of the E820 table. */
static inline bool convert_caps_sets(const struct convert_settings *settings)
{
	return settings->mem != MEM_NONE &&
	       (settings->profile != PROFILE_LINUX_X86 ||
		settings->mem_kind == MEM_AMOUNT);
}

/* The mem= that cuts the finished sets, and both lists with reserved. */
int convert_cap(struct memblock *mb, struct reservation_list *reservations,
		struct reservation_list *page_owners,
		const struct convert_settings *settings);

/* kernelcore=mirror, in whole pages of page bytes. */
int convert_mark_mirrors(struct memblock *mb, const struct descriptors *from,
			 phys_addr_t page);

/* The tables that count: none with numa=off. */
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
