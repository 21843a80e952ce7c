/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/place.h"

#include "core/base/cstring.h"
#include "efi/uefi/exit_boot_services.h"
#include "efi/uefi/memory_map.h"

/* What was free when the map was read may be taken by now, by ourselves too;
 * then the map is read again. */
#define TRIES 8
/* Descriptors that appear until then, for which there is room. */
#define MORE 256

static size_t regions_for(const struct conversion *conversion,
			  size_t loader_range_max)
{
	size_t n = efimap_count(&conversion->capture->map);

	return conversion->mb.memory.cnt +
	       MEMBLOCK_REGIONS_FOR(conversion->mb.reserved.cnt + n + MORE +
				    loader_range_max * TRIES);
}

static void cut_space(struct place *place, const struct conversion *conversion,
		      size_t loader_range_max, size_t regions)
{
	struct memblock *mb = &place->mb;
	struct memblock_region *first = place->space;
	size_t memory = conversion->mb.memory.cnt;

	memblock_init(mb, NULL, 0);
	memblock_type_init(&mb->memory, "memory", first, memory);
	memblock_type_init(&mb->reserved, "reserved", first + memory,
			   regions - memory);
	place->loader_ranges = (struct loader_range *)(first + regions);
	memset(place->loader_ranges, 0,
	       loader_range_max * sizeof(*place->loader_ranges));
	place->loader_range_max = loader_range_max;
}

/* Not only what the conversion reserves: memory of other programs is free
 * for a kernel, but not yet. */
static void reserve_used(struct place *place, const struct efimap *map)
{
	struct efi_memory_desc desc;

	for (size_t i = 0; i < efimap_count(map); i++) {
		efimap_get(map, i, &desc);
		if (desc.type != EFI_CONVENTIONAL_MEMORY &&
		    desc.num_pages <= PHYS_ADDR_MAX / PAGE_SIZE_4K)
			place_avoid(place, desc.phys_addr,
				    desc.num_pages * PAGE_SIZE_4K);
	}
}

static void ignore(void *ctx, const char *text, size_t len)
{
	(void)ctx, (void)text, (void)len;
}

static void read_again(struct place *place)
{
	const struct sink nobody = { .write = ignore };
	struct capture now;

	if (fw_failed(fw_capture(place->fw, &now, &nobody)))
		return;
	reserve_used(place, &now.map);
	fw_release(place->fw, &now);
}

bool place_begin(struct place *ret, const struct firmware *fw,
		 const struct conversion *conversion, size_t loader_range_max)
{
	size_t regions = regions_for(conversion, loader_range_max);
	size_t bytes = regions * sizeof(struct memblock_region) +
		       loader_range_max * sizeof(struct loader_range);

	*ret = (struct place){ .fw = fw, .space_pages = fw_pages_for(bytes) };
	ret->space = fw_pages(fw, ret->space_pages);
	if (!ret->space)
		return false;
	cut_space(ret, conversion, loader_range_max, regions);
	memblock_type_copy(&ret->mb.memory, &conversion->mb.memory);
	memblock_type_copy(&ret->mb.reserved, &conversion->mb.reserved);
	reserve_used(ret, &conversion->capture->map);
	return true;
}

void place_end(struct place *place)
{
	while (place->loader_range_cnt > 0) {
		const struct loader_range *loader_ranges =
			&place->loader_ranges[--place->loader_range_cnt];

		fw_free_pages(place->fw, (void *)(uintptr_t)loader_ranges->base,
			      fw_pages_for((size_t)loader_ranges->size));
	}
	fw_free_pages(place->fw, place->space, place->space_pages);
	place->space = NULL;
}

void place_avoid(struct place *place, phys_addr_t base, phys_addr_t size)
{
	if (size > 0 && size <= PHYS_ADDR_MAX - base)
		memblock_reserve(&place->mb, base, size);
}

/* What the processor executes at the entry. */
static bool is_code(enum owner owner)
{
	return owner == OWNER_LOADER;
}

static phys_addr_t find_and_take(struct place *place, uint64_t size,
				 uint64_t align, bool code)
{
	for (int i = 0; i < TRIES; i++) {
		phys_addr_t base = memblock_phys_alloc_range(
			&place->mb, size, align, 0, MEMBLOCK_ALLOC_ANYWHERE);

		if (base == 0 ||
		    !fw_failed(fw_pages_at(place->fw, base,
					   fw_pages_for((size_t)size), code)))
			return base;
		read_again(place);
	}
	return 0;
}

phys_addr_t place_take(struct place *place, uint64_t size, uint64_t align,
		       enum owner owner, const char *name)
{
	phys_addr_t base;

	if (place->loader_range_cnt == place->loader_range_max ||
	    size > PHYS_ADDR_MAX - PAGE_SIZE_4K)
		return 0;
	size = align_up(size, PAGE_SIZE_4K);
	align = phys_max(align, PAGE_SIZE_4K);
	base = find_and_take(place, size, align, is_code(owner));
	if (base)
		place->loader_ranges[place->loader_range_cnt++] =
			(struct loader_range){
				.base = base,
				.size = size,
				.owner = owner,
				.name = name,
			};
	return base;
}

phys_addr_t place_largest(const struct place *place)
{
	struct memblock_range range;
	phys_addr_t largest = 0;

	for_each_free_mem_range(&place->mb, &memblock_mapped, &range)
		largest = phys_max(largest, range.end - range.base);
	return largest;
}
