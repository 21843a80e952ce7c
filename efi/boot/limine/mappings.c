/* SPDX-License-Identifier: BSD-2-Clause */
/* What is mapped where ("Memory Layout at Entry"). */
#include "efi/boot/limine/state.h"

#define FIRST_4G ((phys_addr_t)1 << 32)

enum { ALL = PAGING_READ | PAGING_WRITE | PAGING_EXECUTE };

struct target {
	struct paging *paging;
	unsigned int revision;
	uint64_t hhdm;
	bool fine;
};

static void map(struct target *to, phys_addr_t base, phys_addr_t end,
		unsigned int flags)
{
	if (base >= end)
		return;
	to->fine = to->fine && paging_map(to->paging, to->hhdm + base, base,
					  end - base, flags);
	/* The page at 0 is not mapped to itself. */
	if (to->revision == 0 && base == 0)
		base = PAGE_SIZE_4K;
	if (to->revision == 0 && base < end)
		to->fine = to->fine && paging_map(to->paging, base, base,
						  end - base, flags);
}

static bool is_mapped(uint32_t type, unsigned int revision)
{
	switch (type) {
	case LIMINE_RESERVED:
	case LIMINE_BAD:
		return revision == 0;
	case LIMINE_ACPI_RECLAIMABLE:
	case LIMINE_ACPI_NVS:
	case LIMINE_RESERVED_MAPPED:
		return revision != 3;
	default:
		return true;
	}
}

/* RAM and the gaps between are mapped separately: a large page must not contain
 * both, since their memory types differ (SDM volume 3, 11.11.9). */
static void map_gap(struct target *to, phys_addr_t base, phys_addr_t end)
{
	if (to->revision <= 2)
		map(to, base, phys_min(end, FIRST_4G), ALL);
}

static void map_row(struct target *to, const struct e820_entry *row)
{
	phys_addr_t base = align_down(row->range.base, PAGE_SIZE_4K);
	phys_addr_t end = align_up(range_end(row->range), PAGE_SIZE_4K);
	unsigned int flags = ALL;

	if (row->type == LIMINE_FRAMEBUFFER_MEMORY)
		flags |= PAGING_WC;
	if (is_mapped(row->type, to->revision))
		map(to, base, end, flags);
	else
		map_gap(to, base, end);
}

/* Rows of other types may share a page with a framebuffer. */
static void map_rows(struct target *to, const struct e820_table *rows)
{
	phys_addr_t done = 0;

	for (size_t i = 0; i < rows->cnt; i++) {
		const struct range *range = &rows->entries[i].range;

		map_gap(to, align_down(done, PAGE_SIZE_4K),
			align_up(range->base, PAGE_SIZE_4K));
		map_row(to, &rows->entries[i]);
		done = range_end(*range);
	}
	map_gap(to, align_down(done, PAGE_SIZE_4K), FIRST_4G);
	for (size_t i = 0; i < rows->cnt; i++)
		if (rows->entries[i].type == LIMINE_FRAMEBUFFER_MEMORY)
			map_row(to, &rows->entries[i]);
}

/* --- the kernel -------------------------------------------------------- */

static unsigned int flags_of(const struct elf_segment *s)
{
	return PAGING_READ | (s->p_flags & ELF_WRITE ? PAGING_WRITE : 0) |
	       (s->p_flags & ELF_EXECUTE ? PAGING_EXECUTE : 0);
}

/* Offsets of pages in the image. */
static uint64_t first_page(const struct limine *limine, size_t i)
{
	return align_down(limine->plan.segments[i].vaddr, PAGE_SIZE_4K) -
	       limine->plan.base;
}

static uint64_t end_page(const struct limine *limine, size_t i)
{
	return align_up(elf_segment_end(&limine->plan.segments[i]),
			PAGE_SIZE_4K) -
	       limine->plan.base;
}

static void map_image(struct target *to, const struct limine *limine,
		      uint64_t at, uint64_t end, unsigned int flags)
{
	to->fine = to->fine &&
		   paging_map(to->paging, limine->image.virt + at,
			      limine_phys(limine) + at, end - at, flags);
}

/* A page that several segments share has the rights of all of them. */
static void map_segment(struct target *to, const struct limine *limine,
			size_t i)
{
	uint64_t at = first_page(limine, i), end = end_page(limine, i);
	unsigned int flags = flags_of(&limine->plan.segments[i]);

	map_image(to, limine, at, end, flags);
	for (size_t j = 0; j < i; j++) {
		uint64_t both = phys_min(end, end_page(limine, j));

		if (both > at)
			map_image(to, limine, at, both,
				  flags | flags_of(&limine->plan.segments[j]));
	}
}

bool limine_map(struct paging *paging, const struct limine *limine,
		const struct e820_table *rows)
{
	struct target to = {
		.paging = paging,
		.revision = limine->requests.revision,
		.hhdm = limine->hhdm,
		.fine = true,
	};

	map_rows(&to, rows);
	if (cpu_limine_identity)
		to.fine = to.fine && paging_map(paging, limine->trampoline,
						limine->trampoline,
						CPU_LIMINE_TRAMPOLINE, ALL);
	for (size_t i = 0; i < limine->plan.segment_cnt; i++)
		map_segment(&to, limine, i);
	return to.fine;
}
