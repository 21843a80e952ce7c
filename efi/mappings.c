/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A later mapping wins, so the order is the precedence: all memory, runtime
 * services, framebuffers, the loader's own pages, the kernel.
 */
#include "efi/mappings.h"

#include "efi/cpu.h"

#define FIRST_4G ((phys_addr_t)1 << 32)
/* The identity map ends with the lower half. The direct map leaves the last
 * 512 GiB of the higher one to kernels. */
#define IDENTITY_END ((phys_addr_t)1 << 47)
#define DIRECT_END   (IDENTITY_END - ((phys_addr_t)1 << 39))

enum {
	DATA = PAGING_READ | PAGING_WRITE,
	ALL = PAGING_READ | PAGING_WRITE | PAGING_EXECUTE,
};

static bool map_same(struct paging *paging, phys_addr_t base, phys_addr_t end,
		     unsigned int flags)
{
	end = phys_min(end, IDENTITY_END);
	return base >= end ||
	       paging_map(paging, base, base, end - base, flags);
}

static bool map_direct(struct paging *paging, phys_addr_t base, phys_addr_t end)
{
	end = phys_min(end, DIRECT_END);
	return base >= end || paging_map(paging, CPU_DIRECT_MAP + base, base,
					 end - base, DATA);
}

/* RAM and what lies between it one by one: no large page holds both, since
 * they differ in how they are cached (SDM volume 3, 11.11.9). */
static bool map_memory(struct paging *paging,
		       const struct memblock_type *physmap)
{
	const struct memblock_region *r;
	phys_addr_t done = 0;

	for_each_memblock_type_region(physmap, r) {
		phys_addr_t end = r->base + r->size;

		if (!map_same(paging, done, phys_min(r->base, FIRST_4G),
			      DATA) ||
		    !map_same(paging, r->base, end, DATA) ||
		    !map_direct(paging, r->base, end))
			return false;
		done = end;
	}
	return map_same(paging, done, FIRST_4G, DATA);
}

static unsigned int runtime_flags(uint32_t type)
{
	/* With the data of each driver among its code (UEFI 2.10, 2.3.6). */
	return type == EFI_RUNTIME_SERVICES_CODE ? ALL : DATA;
}

static bool map_runtime(struct paging *paging,
			const struct conversion *conversion)
{
	for (size_t i = 0; i < conversion->map_cnt; i++) {
		uint32_t index = conversion->map[i];
		struct span span = convert_range(conversion, index);
		struct efi_memory_desc desc;

		efimap_get(&conversion->capture->map, index, &desc);
		if ((desc.attribute & EFI_ATTR_RUNTIME) &&
		    !map_same(paging, align_down(span.base, PAGE_SIZE_4K),
			      align_down(span_end(&span), PAGE_SIZE_4K),
			      runtime_flags(desc.type)))
			return false;
	}
	return true;
}

static bool map_framebuffer(struct paging *paging,
			    const struct mbt_framebuffer *fb)
{
	if (fb->size > IDENTITY_END || fb->base > IDENTITY_END)
		return true;
	return map_same(paging, align_down(fb->base, PAGE_SIZE_4K),
			align_up(fb->base + fb->size, PAGE_SIZE_4K),
			DATA | PAGING_COMBINE);
}

static bool map_segment(struct paging *paging, const struct mappings *m,
			const struct elf_segment *segment)
{
	uint64_t first = align_down(segment->vaddr, PAGE_SIZE_4K);
	uint64_t end = align_up(segment->vaddr + segment->memory_size,
				PAGE_SIZE_4K);
	unsigned int flags = PAGING_READ;

	if (segment->rights & ELF_WRITE)
		flags |= PAGING_WRITE;
	if (segment->rights & ELF_EXECUTE)
		flags |= PAGING_EXECUTE;
	return paging_map(paging, first - m->plan->base + m->kernel_virt,
			  first - m->plan->base + m->kernel_phys, end - first,
			  flags);
}

bool mappings_make(struct paging *paging, const struct mappings *m)
{
	bool fine = map_memory(paging, &m->conversion->mb.physmap) &&
		    map_runtime(paging, m->conversion);

	for (size_t i = 0; i < m->framebuffer_cnt && fine; i++)
		fine = map_framebuffer(paging, &m->framebuffers[i]);
	fine = fine &&
	       map_same(paging, m->guard, m->guard + PAGE_SIZE_4K,
			PAGING_NOTHING) &&
	       map_same(paging, m->gate, m->gate + PAGE_SIZE_4K,
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
