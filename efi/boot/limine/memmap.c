/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/limine/memmap.h"

#include "efi/boot/limine/format.h"
#include "efi/boot/rows.h"

/* Where ranges overlap, the larger one wins. */
enum key {
	KEY_CUT = 1, /* RAM that is not memory, unless it is something else */
	KEY_USABLE,
	KEY_RECLAIMABLE, /* where it is memory */
	KEY_KERNEL,
	KEY_RESERVED,
	KEY_RUNTIME,
	KEY_TABLE,
	KEY_ACPI,
	KEY_NVS,
	KEY_BAD,
	KEY_FRAMEBUFFER,
};

static uint64_t type_of_key(uint32_t key, unsigned int revision)
{
	static const uint8_t types[] = {
		[KEY_CUT] = LIMINE_RESERVED,
		[KEY_USABLE] = LIMINE_USABLE,
		[KEY_RECLAIMABLE] = LIMINE_LOADER_RECLAIMABLE,
		[KEY_KERNEL] = LIMINE_KERNEL_AND_MODULES,
		[KEY_RESERVED] = LIMINE_RESERVED,
		[KEY_RUNTIME] = LIMINE_RESERVED,
		[KEY_TABLE] = LIMINE_RESERVED_MAPPED,
		[KEY_ACPI] = LIMINE_ACPI_RECLAIMABLE,
		[KEY_NVS] = LIMINE_ACPI_NVS,
		[KEY_BAD] = LIMINE_BAD,
		[KEY_FRAMEBUFFER] = LIMINE_FRAMEBUFFER_MEMORY,
	};

	return key == KEY_RUNTIME && revision >= 5 ? LIMINE_RESERVED_MAPPED
						   : types[key];
}

/* What is neither memory nor of a loader. 0: nothing is said about it. */
static enum key key_of_entry(uint32_t type)
{
	switch (type) {
	case E820_RAM:
		return 0;
	case E820_ACPI:
		return KEY_ACPI;
	case E820_NVS:
		return KEY_NVS;
	case E820_UNUSABLE:
		return KEY_BAD;
	default:
		return KEY_RESERVED;
	}
}

static enum key key_of_type(uint32_t type)
{
	switch (type) {
	case EFI_LOADER_CODE:
	case EFI_LOADER_DATA:
	case EFI_BOOT_SERVICES_CODE:
	case EFI_BOOT_SERVICES_DATA:
		return KEY_RECLAIMABLE;
	case EFI_CONVENTIONAL_MEMORY:
		return 0;
	case EFI_RUNTIME_SERVICES_CODE:
	case EFI_RUNTIME_SERVICES_DATA:
		return KEY_RUNTIME;
	case EFI_ACPI_RECLAIM_MEMORY:
		return KEY_ACPI;
	case EFI_ACPI_MEMORY_NVS:
		return KEY_NVS;
	case EFI_UNUSABLE_MEMORY:
		return KEY_BAD;
	default:
		return KEY_RESERVED;
	}
}

static enum key key_of_owner(enum owner owner, unsigned int revision)
{
	switch (owner) {
	case OWNER_LOADER:
	case OWNER_PAGE_TABLES:
	case OWNER_STACK:
	case OWNER_TABLE:
		return KEY_RECLAIMABLE;
	case OWNER_KERNEL:
	case OWNER_MODULE:
		return KEY_KERNEL;
	case OWNER_FIRMWARE_TABLE:
		return revision >= 5 ? KEY_TABLE : KEY_RESERVED;
	case OWNER_RESERVE_MEM:
	case OWNER_UNACCEPTED:
	case OWNER_SOFT_RESERVED:
		return KEY_RESERVED;
	default: /* by its descriptor */
		return 0;
	}
}

/* --- room -------------------------------------------------------------- */

/* Beyond rows_max(), which has the rows of E820: each descriptor once more, and
 * page 0. */
size_t limine_memmap_room(struct limine_memmap *memmap,
			  const struct conversion *conversion,
			  size_t descriptors, size_t loader_ranges)
{
	memmap->max = rows_max(conversion, descriptors, loader_ranges) +
		      2 * (2 * descriptors + memmap->table_cnt +
			   memmap->framebuffer_cnt + 1);
	return rows_scratch(memmap->max);
}

/* --- ranges ------------------------------------------------------------ */

struct gathering {
	struct keyed_range *ranges;
	size_t cnt;
};

/* Usable rows have whole pages, so that all others have as well. */
static void gather(struct gathering *to, struct range range, enum key key)
{
	if (range.size > 0 && key != 0)
		to->ranges[to->cnt++] = (struct keyed_range){
			.range = range_outward(range, PAGE_SIZE_4K),
			.key = key,
		};
}

/* Neighbours are joined: nodes are of no interest. */
static void gather_set(struct gathering *to, const struct memblock_type *set,
		       enum key key)
{
	const struct memblock_region *r;
	struct range run = { 0 };

	for_each_memblock_type_region(set, r) {
		if (key == KEY_USABLE && memblock_is_nomap(r))
			continue;
		if (r->base != range_end(run)) {
			gather(to, run, key);
			run = (struct range){ r->base, 0 };
		}
		run.size += r->size;
	}
	gather(to, run, key);
}

/* On x86 the E820 table has the edits of memmap= as well. */
static void gather_types(struct gathering *to, const struct conversion *c)
{
	bool by_table = c->e820.cnt > 0;
	struct efi_memory_desc desc;

	for (size_t i = 0; i < c->order_cnt; i++) {
		enum key key;

		efimap_get(&c->capture->map, c->order[i], &desc);
		key = key_of_type(desc.type);
		if (!by_table || key == KEY_RECLAIMABLE || key == KEY_RUNTIME)
			gather(to, convert_range(c, c->order[i]), key);
	}
	for (size_t i = 0; i < c->e820.cnt; i++)
		gather(to, c->e820.entries[i].range,
		       key_of_entry(c->e820.entries[i].type));
}

static void gather_all(struct gathering *to, const struct limine_memmap *m,
		       const struct conversion *c)
{
	gather_set(to, &c->mb.physmap, KEY_CUT);
	gather_set(to, &c->mb.memory, KEY_USABLE);
	gather_types(to, c);
	for (size_t i = 0; i < c->reservation_cnt; i++)
		gather(to, c->reservations[i].range,
		       key_of_owner(c->reservations[i].owner, m->revision));
	for (size_t i = 0; i < m->range_cnt; i++)
		gather(to,
		       (struct range){ m->ranges[i].base, m->ranges[i].size },
		       key_of_owner(m->ranges[i].owner, m->revision));
	for (size_t i = 0; i < m->table_cnt; i++)
		gather(to, m->tables[i], KEY_TABLE);
	for (size_t i = 0; i < m->framebuffer_cnt; i++)
		gather(to,
		       (struct range){ m->framebuffers[i].base,
				       m->framebuffers[i].size },
		       KEY_FRAMEBUFFER);
	if (m->revision <= 2 && memblock_is_memory(&c->mb, 0))
		gather(to, (struct range){ 0, PAGE_SIZE_4K }, KEY_RESERVED);
}

/* --- rows -------------------------------------------------------------- */

static void put_row(struct e820_table *to, struct range range, uint64_t type)
{
	struct e820_entry *last = to->entries + to->cnt - 1;

	if (range.size == 0)
		return;
	if (to->cnt > 0 && last->type == type &&
	    range_end(last->range) == range.base)
		last->range.size += range.size;
	else
		to->entries[to->cnt++] =
			(struct e820_entry){ range, (uint32_t)type };
}

/* Loaders and boot services may have been in RAM that mem= takes away. */
static void put_reclaimable(struct e820_table *to, struct range range,
			    const struct memblock_type *memory)
{
	const struct memblock_region *r;
	phys_addr_t done = range.base;

	for_each_memblock_type_region(memory, r) {
		struct range part = range_intersect(
			range, (struct range){ r->base, r->size });

		if (part.size == 0 || memblock_is_nomap(r))
			continue;
		put_row(to, range_from_to(done, part.base), LIMINE_RESERVED);
		put_row(to, part, LIMINE_LOADER_RECLAIMABLE);
		done = range_end(part);
	}
	put_row(to, range_from_to(done, range_end(range)), LIMINE_RESERVED);
}

void limine_memmap_make(struct e820_table *ret, const struct limine_memmap *m,
			const struct conversion *conversion)
{
	struct gathering all = { .ranges = m->scratch };
	struct keyed_range *flat;
	size_t cnt;

	gather_all(&all, m, conversion);
	flat = all.ranges + all.cnt;
	keyed_sort(all.ranges, all.cnt, flat);
	cnt = keyed_flatten(flat, all.ranges, all.cnt, NULL);
	ret->cnt = 0;
	for (size_t i = 0; i < cnt; i++)
		if (flat[i].key == KEY_RECLAIMABLE)
			put_reclaimable(ret, flat[i].range,
					&conversion->mb.memory);
		else
			put_row(ret, flat[i].range,
				type_of_key(flat[i].key, m->revision));
}
