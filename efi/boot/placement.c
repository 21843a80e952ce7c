/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/placement.h"

#include "core/base/cstring.h"
#include "efi/uefi/capture.h"
#include "efi/uefi/exit_boot_services.h"

/* What was free when the map was read may be in use by now, by ourselves too;
 * then the map is read again. */
#define TRIES 8
/* Room for descriptors that appear until then. */
#define MORE 256

/* --- begin and end ----------------------------------------------------- */

static size_t regions_for(const struct conversion *conversion, size_t range_max)
{
	size_t n = efimap_count(&conversion->capture->map);

	return conversion->mb.memory.cnt +
	       MEMBLOCK_REGIONS_FOR(conversion->reservation_cnt + n +
				    conversion->firmware_e820.cnt + 1 + MORE +
				    range_max * TRIES);
}

static void cut_space(struct placement *placement,
		      const struct conversion *conversion, size_t range_max,
		      size_t regions)
{
	struct memblock *mb = &placement->mb;
	struct memblock_region *first = placement->space;
	size_t memory = conversion->mb.memory.cnt;

	memblock_init(mb, NULL, 0);
	memblock_type_init(&mb->memory, "memory", first, memory);
	memblock_type_init(&mb->reserved, "reserved", first + memory,
			   regions - memory);
	placement->ranges = (struct loader_range *)(first + regions);
	memset(placement->ranges, 0, range_max * sizeof(*placement->ranges));
	placement->range_max = range_max;
}

/* All reservations except the one of low memory, which begin_of() respects. */
static void avoid_reserved(struct placement *placement,
			   const struct conversion *conversion)
{
	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		const struct reservation *one = &conversion->reservations[i];

		if (one->owner == OWNER_LOW_MEMORY)
			placement->low_end = range_end(one->range);
		else
			placement_avoid(placement, one->range.base,
					one->range.size);
	}
}

/* More than what the conversion reserves: the memory of other programs is
 * free for a kernel, but not yet. */
static void avoid_used(struct placement *placement, const struct efimap *map)
{
	struct efi_memory_desc desc;
	struct range run = { 0 }; /* of descriptors that follow each other */

	for (size_t i = 0; i < efimap_count(map); i++) {
		efimap_get(map, i, &desc);
		if (desc.type == EFI_CONVENTIONAL_MEMORY ||
		    desc.num_pages >
			    (PHYS_ADDR_MAX - desc.phys_addr) / PAGE_SIZE_4K)
			continue;
		if (desc.phys_addr != range_end(run)) {
			placement_avoid(placement, run.base, run.size);
			run = (struct range){ desc.phys_addr, 0 };
		}
		run.size += desc.num_pages * PAGE_SIZE_4K;
	}
	placement_avoid(placement, run.base, run.size);
}

static void avoid_pages(struct placement *placement, const void *pages,
			size_t count)
{
	placement_avoid(placement, (uintptr_t)pages, count * PAGE_SIZE_4K);
}

/* Memory that memmap= has added is the kernel's business: the firmware has none
 * of it to give. */
static void avoid_added(struct placement *placement,
			const struct e820_table *firmware)
{
	phys_addr_t done = 0;

	for (size_t i = 0; i < firmware->cnt; i++) {
		const struct e820_entry *entry = &firmware->entries[i];

		if (entry->type != E820_RAM)
			continue;
		placement_avoid(placement, done, entry->range.base - done);
		done = range_end(entry->range);
	}
	placement_avoid(placement, done, PHYS_ADDR_MAX - done);
}

__attribute__((noinline)) struct fw_status placement_begin(
	struct placement *ret, const struct boot_map *map, size_t range_max,
	bool capped, const struct sink *err)
{
	const struct conversion *conversion = &map->conversion;
	size_t regions = regions_for(conversion, range_max);
	size_t bytes = regions * sizeof(struct memblock_region) +
		       range_max * sizeof(struct loader_range);

	*ret = (struct placement){
		.fw = map->fw,
		.err = err,
		.capped = capped,
		.space_pages = fw_pages_for(bytes),
	};
	ret->space = fw_pages(ret->fw, ret->space_pages);
	if (!ret->space)
		return loader_oom(err, "Finding free memory", bytes);
	cut_space(ret, conversion, range_max, regions);
	memblock_type_copy(&ret->mb.memory, &conversion->mb.memory);
	avoid_reserved(ret, conversion);
	avoid_used(ret, &conversion->capture->map);
	if (conversion->settings->edit_cnt > 0 &&
	    conversion->firmware_e820.cnt > 0)
		avoid_added(ret, &conversion->firmware_e820);
	/* Both were allocated after the map had been read. */
	avoid_pages(ret, map->space, map->space_pages);
	avoid_pages(ret, ret->space, ret->space_pages);
	return FW_SUCCESS;
}

void placement_end(struct placement *placement)
{
	while (placement->range_cnt > 0) {
		const struct loader_range *range =
			&placement->ranges[--placement->range_cnt];

		fw_free_pages(placement->fw, (void *)(uintptr_t)range->base,
			      fw_pages_for((size_t)range->size));
	}
	fw_free_pages(placement->fw, placement->space, placement->space_pages);
	placement->space = NULL;
}

void placement_avoid(struct placement *placement, phys_addr_t base,
		     phys_addr_t size)
{
	if (size > 0 && size <= PHYS_ADDR_MAX - base)
		memblock_reserve(&placement->mb, base, size);
}

void *placement_pages(struct placement *placement, size_t count)
{
	void *pages = fw_pages(placement->fw, count);

	if (pages)
		avoid_pages(placement, pages, count);
	return pages;
}

/* --- messages ---------------------------------------------------------- */

/* Where the request has to end; 0: anywhere. */
static phys_addr_t end_of(const struct placement *placement,
			  const struct placement_request *request)
{
	return request->end ? request->end : placement->limit;
}

/* Low memory is only for a request that ends in it. */
static phys_addr_t begin_of(const struct placement *placement,
			    const struct placement_request *request)
{
	phys_addr_t end = end_of(placement, request);

	return end && end <= placement->low_end
		       ? request->min
		       : phys_max(request->min, placement->low_end);
}

/* Of what the request may take. */
static phys_addr_t largest_free(const struct placement *placement,
				const struct placement_request *request)
{
	phys_addr_t begin = begin_of(placement, request);
	phys_addr_t end = end_of(placement, request);
	struct memblock_range range;
	phys_addr_t largest = 0;

	for_each_free_mem_range(&placement->mb, &memblock_mapped, &range) {
		phys_addr_t from = phys_max(range.base, begin);
		phys_addr_t to = end ? phys_min(range.end, end) : range.end;

		if (from < to)
			largest = phys_max(largest, to - from);
	}
	return largest;
}

static const char *remedy(const struct placement *placement,
			  const struct placement_request *request)
{
	if (placement->capped)
		return "raise mem=";
	return request->remedy ? request->remedy
			       : "give the machine more memory";
}

static struct fw_status target_oom(const struct placement *placement,
				   const struct placement_request *request)
{
	phys_addr_t end = end_of(placement, request);
	char room[3][HUMAN_SIZE];

	print(placement->err, "%s needs %s of memory", request->what,
	      human_size(room[0], request->size));
	if (request->align > PAGE_SIZE_4K)
		print(placement->err, " at a multiple of %s",
		      human_size(room[1], request->align));
	if (end)
		print(placement->err, " below 0x%jx", (uintmax_t)end);
	print(placement->err, ", the largest free range %s%shas %s; %s.\n",
	      end ? "there " : "", placement->capped ? "below mem= " : "",
	      human_size(room[2], largest_free(placement, request)),
	      remedy(placement, request));
	return FW_OUT_OF_RESOURCES;
}

/* --- taking ------------------------------------------------------------ */

static void ignore(void *ctx, const char *text, size_t len)
{
	(void)ctx, (void)text, (void)len;
}

static void read_again(struct placement *placement)
{
	const struct sink nobody = { .write = ignore };
	struct capture now;

	if (fw_failed(fw_capture(placement->fw, &now, &nobody)))
		return;
	avoid_used(placement, &now.map);
	fw_release(placement->fw, &now);
}

static enum fw_memory memory_for(const struct placement *placement,
				 const struct placement_request *request)
{
	if (request->owner == OWNER_RESERVE_MEM)
		return placement->reserved;
	/* The loader's own is what the processor executes at the entry. */
	return request->code || request->owner == OWNER_LOADER ? FW_MEMORY_CODE
							       : FW_MEMORY_DATA;
}

static phys_addr_t find(struct placement *placement,
			const struct placement_request *request,
			phys_addr_t size, phys_addr_t align)
{
	phys_addr_t end = end_of(placement, request);

	memblock_set_bottom_up(&placement->mb, request->lowest);
	return memblock_phys_alloc_range(&placement->mb, size, align,
					 begin_of(placement, request),
					 end ? end : MEMBLOCK_ALLOC_ANYWHERE);
}

/* 0: there is none. */
static phys_addr_t find_and_take(struct placement *placement,
				 const struct placement_request *request,
				 phys_addr_t size, phys_addr_t align)
{
	enum fw_memory memory = memory_for(placement, request);

	for (int i = 0; i < TRIES; i++) {
		phys_addr_t base = find(placement, request, size, align);

		if (base == 0 ||
		    !fw_failed(fw_pages_at(placement->fw, base,
					   fw_pages_for((size_t)size), memory)))
			return base;
		read_again(placement);
	}
	return 0;
}

bool placement_try(struct placement *placement,
		   const struct placement_request *request, phys_addr_t *ret)
{
	phys_addr_t align = phys_max(request->align, PAGE_SIZE_4K);
	struct loader_range range = {
		.size = align_up(request->size, PAGE_SIZE_4K),
		.owner = request->owner,
		.name = request->name,
	};

	if (placement->range_cnt == placement->range_max ||
	    request->size == 0 || request->size > PHYS_ADDR_MAX - PAGE_SIZE_4K)
		return false;
	if (request->better_align > align)
		range.base = find_and_take(placement, request, range.size,
					   request->better_align);
	if (!range.base)
		range.base =
			find_and_take(placement, request, range.size, align);
	if (!range.base)
		return false;
	placement->ranges[placement->range_cnt++] = range;
	*ret = range.base;
	return true;
}

struct fw_status placement_take(struct placement *placement,
				const struct placement_request *request,
				phys_addr_t *ret)
{
	return placement_try(placement, request, ret)
		       ? FW_SUCCESS
		       : target_oom(placement, request);
}

void placement_split(struct placement *placement, uint64_t size,
		     enum owner owner, const char *name)
{
	struct loader_range *last =
		&placement->ranges[placement->range_cnt++ - 1];

	last[1] = (struct loader_range){
		.base = last->base + size,
		.size = last->size - size,
		.owner = owner,
		.name = name,
	};
	last->size = size;
}
