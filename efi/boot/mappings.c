/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A later mapping replaces an earlier one, so that the order is the precedence:
 * all memory, what must not be mapped of it, runtime services, devices, the
 * pages of the loader, the kernel.
 */
#include "efi/boot/mappings.h"

#include "core/convert/classify.h"
#include "efi/arch/cpu.h"

#define FIRST_4G ((phys_addr_t)1 << 32)
/* The identity map ends with the lower half. The direct map leaves the last
 * 512 GiB of the upper half to the kernel. */
#define IDENTITY_END ((phys_addr_t)1 << 47)
#define DIRECT_END   (IDENTITY_END - ((phys_addr_t)1 << 39))

enum {
	DATA = PAGING_READ | PAGING_WRITE,
	DEVICE = DATA | PAGING_DEVICE,
	ALL = PAGING_READ | PAGING_WRITE | PAGING_EXECUTE,
};

static bool map_same(struct paging *paging, phys_addr_t base, phys_addr_t end,
		     unsigned int flags)
{
	end = phys_min(end, IDENTITY_END);
	return base >= end || paging_map(paging, base, base, end - base, flags);
}

static bool map_direct(struct paging *paging, phys_addr_t base, phys_addr_t end,
		       unsigned int flags)
{
	end = phys_min(end, DIRECT_END);
	return base >= end || paging_map(paging, CPU_DIRECT_MAP + base, base,
					 end - base, flags);
}

/* RAM and the gaps between are mapped separately: a large page must not contain
 * both, since their memory types differ (SDM volume 3, 11.11.9). */
static bool map_memory(struct paging *paging,
		       const struct memblock_type *physmap)
{
	const struct memblock_region *r;
	phys_addr_t done = 0;

	for_each_memblock_type_region(physmap, r) {
		phys_addr_t end = r->base + r->size;

		if (!map_same(paging, done, phys_min(r->base, FIRST_4G),
			      DEVICE) ||
		    !map_same(paging, r->base, end, DATA) ||
		    !map_direct(paging, r->base, end, DATA))
			return false;
		done = end;
	}
	return map_same(paging, done, FIRST_4G, DEVICE);
}

/* All pages that a descriptor shares bytes with. */
static struct range pages_of(const struct conversion *conversion,
			     size_t descriptor)
{
	return range_outward(convert_range(conversion, descriptor),
			     PAGE_SIZE_4K);
}

/* By the rules of arm64 a part of physmap is not mapped as memory: it may be
 * registers, or belong to firmware that is still running. */
static bool has_nomap(const struct policy_row *rules, size_t cnt)
{
	size_t i = 0;

	while (i < cnt && rules[i].disposition != DISPOSITION_NOMAP)
		i++;
	return i < cnt;
}

static bool hide_nomap(struct paging *paging,
		       const struct conversion *conversion)
{
	size_t cnt;
	const struct policy_row *rules =
		policy_rows(conversion->settings->profile, &cnt);

	if (!has_nomap(rules, cnt))
		return true;
	for (size_t i = 0; i < conversion->order_cnt; i++) {
		uint32_t index = conversion->order[i];
		struct range range;

		if (rules[conversion->classifications[index].rule]
			    .disposition != DISPOSITION_NOMAP)
			continue;
		range = pages_of(conversion, index);
		if (!map_same(paging, range.base, range_end(range),
			      PAGING_NOTHING) ||
		    !map_direct(paging, range.base, range_end(range),
				PAGING_NOTHING))
			return false;
	}
	return true;
}

/* The memory type according to the firmware's map. */
static unsigned int type_of(const struct efi_memory_desc *desc)
{
	if (desc->type == EFI_MEMORY_MAPPED_IO ||
	    desc->type == EFI_MEMORY_MAPPED_IO_PORT_SPACE)
		return PAGING_DEVICE;
	if (desc->attribute & EFI_ATTR_WB)
		return 0;
	return desc->attribute & (EFI_ATTR_WC | EFI_ATTR_WT) ? PAGING_WC
							     : PAGING_DEVICE;
}

static unsigned int runtime_flags(const struct efi_memory_desc *desc)
{
	/* The data of each driver is among its code (UEFI 2.10, 2.3.6). */
	return desc->type == EFI_RUNTIME_SERVICES_CODE ? ALL
						       : DATA | type_of(desc);
}

/* Parts of code by the memory attributes table. A part of which it says nothing
 * stays as it is. */
static bool restrict_code(struct paging *paging, const struct memattr *table,
			  struct range code)
{
	bool fine = true;

	for (uint32_t i = 0; table->entries && i < table->cnt && fine; i++) {
		const struct efi_memory_desc part = memattr_entry(table, i);
		struct range range;
		unsigned int flags = ALL;

		convert_descriptor_range(&part, &range);
		range = range_intersect(range_outward(range, PAGE_SIZE_4K),
					code);
		if (part.attribute & EFI_ATTR_RO)
			flags &= ~(unsigned int)PAGING_WRITE;
		if (part.attribute & EFI_ATTR_XP)
			flags &= ~(unsigned int)PAGING_EXECUTE;
		fine = flags == ALL ||
		       map_same(paging, range.base, range_end(range), flags);
	}
	return fine;
}

static bool map_runtime(struct paging *paging,
			const struct conversion *conversion,
			const struct memattr *table)
{
	for (size_t i = 0; i < conversion->order_cnt; i++) {
		uint32_t index = conversion->order[i];
		struct efi_memory_desc desc;
		struct range range;

		efimap_get(&conversion->capture->map, index, &desc);
		if (!(desc.attribute & EFI_ATTR_RUNTIME))
			continue;
		range = pages_of(conversion, index);
		if (!map_same(paging, range.base, range_end(range),
			      runtime_flags(&desc)))
			return false;
		if (desc.type == EFI_RUNTIME_SERVICES_CODE &&
		    !restrict_code(paging, table, range))
			return false;
	}
	return true;
}

/* Some are in memory that must be write-back. Most are above all descriptors,
 * which are sorted by address. */
static unsigned int framebuffer_flags(const struct conversion *conversion,
				      phys_addr_t base)
{
	for (size_t i = conversion->order_cnt; i-- > 0;) {
		uint32_t index = conversion->order[i];
		struct range range = convert_range(conversion, index);
		struct efi_memory_desc desc;

		efimap_get(&conversion->capture->map, index, &desc);
		if (range_contains(range, base) && !type_of(&desc) &&
		    !(desc.attribute & EFI_ATTR_WC))
			return DATA;
		if (range.base <= base && !conversion->excluded)
			break;
	}
	return DATA | PAGING_WC;
}

static bool map_framebuffer(struct paging *paging,
			    const struct conversion *conversion,
			    const struct mbt_framebuffer *fb)
{
	if (fb->size > IDENTITY_END || fb->base > IDENTITY_END)
		return true;
	return map_same(paging, align_down(fb->base, PAGE_SIZE_4K),
			align_up(fb->base + fb->size, PAGE_SIZE_4K),
			framebuffer_flags(conversion, fb->base));
}

static bool map_devices(struct paging *paging, const struct mappings *m)
{
	phys_addr_t page = align_down(m->serial->base, PAGE_SIZE_4K);
	bool fine = m->serial->kind == SERIAL_NONE || m->serial->io ||
		    map_same(paging, page, page + PAGE_SIZE_4K, DEVICE);

	for (size_t i = 0; i < m->framebuffer_cnt && fine; i++)
		fine = map_framebuffer(paging, m->conversion,
				       &m->framebuffers[i]);
	return fine;
}

static bool map_segment(struct paging *paging, const struct mappings *m,
			const struct elf_segment *segment)
{
	uint64_t first = align_down(segment->vaddr, PAGE_SIZE_4K);
	uint64_t end =
		align_up(segment->vaddr + segment->memory_size, PAGE_SIZE_4K);
	unsigned int flags = PAGING_READ;

	if (segment->p_flags & ELF_WRITE)
		flags |= PAGING_WRITE;
	if (segment->p_flags & ELF_EXECUTE)
		flags |= PAGING_EXECUTE;
	return paging_map(paging, first - m->plan->base + m->kernel_virt,
			  first - m->plan->base + m->kernel_phys, end - first,
			  flags);
}

static bool hide_guards(struct paging *paging, const struct mappings *m)
{
	bool fine = true;

	for (size_t i = 0; i < m->guard_cnt && fine; i++) {
		phys_addr_t guard = m->guard + i * m->guard_step;

		fine = map_same(paging, guard, guard + PAGE_SIZE_4K,
				PAGING_NOTHING);
	}
	return fine;
}

__attribute__((noinline)) bool mappings_make(struct paging *paging,
					     const struct mappings *m)
{
	bool fine = map_memory(paging, &m->conversion->mb.physmap) &&
		    hide_nomap(paging, m->conversion) &&
		    map_runtime(paging, m->conversion, &m->memattr) &&
		    map_devices(paging, m) && hide_guards(paging, m) &&
		    map_same(paging, m->trampoline,
			     m->trampoline + m->trampoline_cnt * PAGE_SIZE_4K,
			     PAGING_READ | PAGING_EXECUTE) &&
		    map_same(paging, m->image.base, range_end(m->image),
			     PAGING_READ) &&
		    map_same(paging, m->code.base, range_end(m->code),
			     PAGING_READ | PAGING_EXECUTE);

	for (size_t i = 0; i < m->plan->segment_cnt && fine; i++)
		fine = map_segment(paging, m, &m->plan->segments[i]);
	return fine;
}

phys_addr_t mappings_direct_size(const struct conversion *conversion)
{
	const struct memblock_type *physmap = &conversion->mb.physmap;
	const struct memblock_region *last;

	if (physmap->cnt == 0)
		return 0;
	last = &physmap->regions[physmap->cnt - 1];
	return phys_min(last->base + last->size, DIRECT_END);
}
