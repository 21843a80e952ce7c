/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map compared with the hardware: its memory, caches and devices.
 */
#include "core/lint/lint_internal.h"

/* --- MTRRs --------------------------------------------------------------- */

/* Bytes of a range that MTRRs of the type cover; they do not overlap. */
static phys_addr_t mtrr_covered(const struct facts *facts, struct range range,
				uint32_t type)
{
	phys_addr_t size = 0;

	for (size_t i = 0; i < facts->mtrr_cnt; i++)
		if (facts->mtrrs[i].type == type)
			size += range_intersect(facts->mtrrs[i].range, range)
					.size;
	return phys_min(size, range.size);
}

/* UC wins where it overlaps WB (Intel SDM 3A, 12.11.4.1). */
static phys_addr_t mtrr_uncached(const struct facts *facts, struct range range)
{
	phys_addr_t uncached = mtrr_covered(facts, range, MTRR_UC);

	if (facts->mtrr_default == MTRR_UC)
		uncached += range.size - mtrr_covered(facts, range, MTRR_WB);
	return phys_min(uncached, range.size);
}

void lint_check_mtrr(const struct lint *lint)
{
	struct memblock_range one;

	if (lint->facts->mtrr_cnt == 0)
		return;
	for_each_mem_range(&lint->conversion->mb, &one) {
		/* Fixed MTRRs apply below 1 MiB. */
		struct range range =
			range_from_to(phys_max(one.base, MIB), one.end);
		phys_addr_t size = mtrr_uncached(lint->facts, range);

		if (size > 0)
			lint_range(lint, LINT_MTRR, range, size, 0);
	}
}

/* Flash that the processor caches is read from the cache after a write. */
void lint_check_mtrr_device(const struct lint *lint,
			    const struct lint_desc *one)
{
	const struct facts *facts = lint->facts;
	phys_addr_t size;

	if (facts->mtrr_cnt == 0 || !lint_is(one, LINT_DEVICES) ||
	    one->range.base < MIB)
		return;
	size = one->range.size - mtrr_uncached(facts, one->range);
	if (facts->mtrr_default != MTRR_WB)
		size = phys_min(size, mtrr_covered(facts, one->range, MTRR_WB));
	if (size > 0)
		lint_row(lint, LINT_MTRR_DEVICE, one->row, size);
}

/* --- installed memory ------------------------------------------------------
 */

static phys_addr_t missing(const struct lint *lint)
{
	phys_addr_t installed = lint->facts->installed;
	phys_addr_t listed = lint->conversion->mb.physmap.total_size;

	return installed > listed ? installed - listed : 0;
}

void lint_check_installed_50(const struct lint *lint)
{
	phys_addr_t installed = lint->facts->installed;

	if (missing(lint) > installed / 2)
		lint_map(lint, LINT_INSTALLED_50, missing(lint), installed);
}

void lint_check_installed_5(const struct lint *lint)
{
	phys_addr_t installed = lint->facts->installed;

	if (missing(lint) > installed / 20 && missing(lint) <= installed / 2)
		lint_map(lint, LINT_INSTALLED_5, missing(lint), installed);
}

/* --- devices ----------------------------------------------------------------
 */

/* Bytes of a range in descriptors that are memory. */
static phys_addr_t memory_in(const struct lint *lint, struct range range)
{
	phys_addr_t size = 0;

	for (size_t row = 0; row < lint_rows(lint); row++) {
		struct lint_desc one = lint_desc(lint, row);

		if (lint_is(&one, EFI_TYPES_USABLE))
			size += range_intersect(range, one.range).size;
	}
	return size;
}

void lint_check_pci_window(const struct lint *lint)
{
	const struct facts *facts = lint->facts;

	for (size_t i = 0; i < facts->window_cnt; i++) {
		phys_addr_t size = memory_in(lint, facts->windows[i]);

		if (size > 0)
			lint_range(lint, LINT_PCI_WINDOW, facts->windows[i],
				   size, 0);
	}
}

/* Reports the places of a kind of which a part is memory. */
static void check_place(const struct lint *lint, enum lint_rule rule,
			enum facts_place what)
{
	const struct facts *facts = lint->facts;

	for (size_t i = 0; i < facts->place_cnt; i++) {
		const struct fact_place *one = &facts->places[i];
		phys_addr_t size =
			one->what == what ? memory_in(lint, one->range) : 0;

		if (size > 0)
			lint_range(lint, rule, one->range, size, 0);
	}
}

void lint_check_framebuffer(const struct lint *lint)
{
	check_place(lint, LINT_FRAMEBUFFER, FACTS_FRAMEBUFFER);
}

void lint_check_ebda(const struct lint *lint)
{
	check_place(lint, LINT_EBDA, FACTS_EBDA);
}

/* Bytes of a range in any descriptor. */
static phys_addr_t listed_in(const struct lint *lint, struct range range)
{
	struct lint_desc one;
	phys_addr_t size = 0, end = 0;
	size_t at = 0;

	while (lint_next(lint, &at, &one)) {
		phys_addr_t base = phys_max(one.range.base, end);

		if (range_end(one.range) <= base)
			continue;
		end = range_end(one.range);
		size += range_intersect(range_from_to(base, end), range).size;
	}
	return size;
}

void lint_check_ecam(const struct lint *lint)
{
	const struct facts *facts = lint->facts;

	check_place(lint, LINT_ECAM_FREE, FACTS_ECAM);
	for (size_t i = 0; i < facts->place_cnt; i++) {
		const struct fact_place *one = &facts->places[i];
		phys_addr_t size =
			one->what == FACTS_ECAM
				? one->range.size - listed_in(lint, one->range)
				: 0;

		if (size > 0)
			lint_range(lint, LINT_ECAM_HOLE, one->range, size, 0);
	}
}

/* --- memory that is set aside ------------------------------------------------
 */

static uint64_t pages_of(const struct lint *lint, uint32_t type)
{
	uint64_t pages = 0;

	for (size_t row = 0; row < lint_rows(lint); row++) {
		struct lint_desc one = lint_desc(lint, row);

		if (one.desc.type == type)
			pages += one.range.size >> PAGE_SHIFT_4K;
	}
	return pages;
}

/* Reserved memory is not counted: most of it is of devices. */
void lint_check_bin_full(const struct lint *lint)
{
	const struct facts *facts = lint->facts;

	for (size_t i = 0; i < facts->bin_cnt; i++) {
		uint32_t type = facts->bins[i].type;
		uint64_t used = pages_of(lint, type);

		if (efi_type_among(type, EFI_TYPES_RUNTIME | LINT_ACPI) &&
		    used > facts->bins[i].pages)
			lint_map(lint, LINT_BIN_FULL, used,
				 facts->bins[i].pages);
	}
}

/* --- page protection --------------------------------------------------------
 */

static void check_bytes(const struct lint *lint, enum lint_rule rule,
			phys_addr_t size)
{
	if (size > 0)
		lint_map(lint, rule, size, 0);
}

static void check_bit(const struct lint *lint, enum lint_rule rule, bool fails)
{
	if (fails)
		lint_map(lint, rule, 0, 0);
}

void lint_check_protection(const struct lint *lint)
{
	const struct fact_protection *found = &lint->facts->protection;

	if (!found->known)
		return;
	check_bytes(lint, LINT_WRITABLE_CODE, found->writable_code);
	check_bytes(lint, LINT_FREE_MAPPED, found->free_mapped);
	check_bytes(lint, LINT_DEVICE_CODE, found->device_code);
	check_bytes(lint, LINT_IMAGE_RIGHTS, found->image_rights);
	check_bit(lint, LINT_PAGE_0, found->page_0);
	check_bit(lint, LINT_STACK_CODE, found->stack_executable);
	check_bit(lint, LINT_STACK_OPEN, found->stack_open);
	check_bit(lint, LINT_NO_ATTRIBUTES, found->no_protocol);
}
