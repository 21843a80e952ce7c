/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/facts/protection.h"

#include "core/base/bytes.h"
#include "efi/uefi/devices.h"

/* --- images --------------------------------------------------------------- */

enum {
	DOS_PE = 0x3c,
	PE_SECTIONS = 6,
	PE_OPTIONAL_SIZE = 20,
	PE_OPTIONAL = 24,
	SECTION = 40,
	SECTION_SIZE = 8,
	SECTION_ADDRESS = 12,
	SECTION_FLAGS = 36,
};
#define SECTION_EXECUTE 0x20000000

static phys_addr_t of_section(struct page_walk *walk, uint64_t base,
			      uint64_t size, const uint8_t *section)
{
	uint64_t from = get_le(section + SECTION_ADDRESS, 4);
	uint64_t len = get_le(section + SECTION_SIZE, 4);
	bool code = get_le(section + SECTION_FLAGS, 4) & SECTION_EXECUTE;

	if (from > size)
		return 0;
	return page_walk_count(
		walk, (struct range){ base + from, phys_min(len, size - from) },
		code ? PAGE_WRITABLE : PAGE_EXECUTABLE);
}

phys_addr_t protection_of_image(struct page_walk *walk, uint64_t base,
				uint64_t size)
{
	const uint8_t *bytes = (const uint8_t *)(uintptr_t)base;
	uint64_t room = phys_min(efimap_readable(walk->map, base), size);
	uint64_t pe, at, cnt;
	phys_addr_t wrong = 0;

	pe = room < DOS_PE + 4 ? room : get_le(bytes + DOS_PE, 4);
	if (room < PE_OPTIONAL || pe > room - PE_OPTIONAL)
		return 0;
	cnt = get_le(bytes + pe + PE_SECTIONS, 2);
	at = pe + PE_OPTIONAL + get_le(bytes + pe + PE_OPTIONAL_SIZE, 2);
	for (; cnt > 0 && at + SECTION <= room; cnt--, at += SECTION)
		wrong += of_section(walk, base, size, bytes + at);
	return wrong;
}

#define IMAGES 128

static phys_addr_t of_images(struct page_walk *walk, const struct firmware *fw)
{
	struct range images[IMAGES];
	size_t cnt = devices_images(images, IMAGES, fw);
	phys_addr_t wrong = 0;

	for (size_t i = 0; i < cnt; i++)
		wrong += protection_of_image(walk, images[i].base,
					     images[i].size);
	return wrong;
}

/* --- the stack ------------------------------------------------------------ */

/* A guard page is at the low end of the stack, which is not larger than this.
 */
#define STACK_MAX ((uint64_t)1 << 20)

static void of_stack(struct fact_protection *ret, struct page_walk *walk)
{
	uint64_t at = (uintptr_t)&walk, end, low;

	ret->stack_executable =
		page_walk_look(walk, at, &end) & PAGE_EXECUTABLE;
	low = at > STACK_MAX ? at - STACK_MAX : 0;
	ret->stack_open = page_walk_count(walk, range_from_to(low, at),
					  PAGE_PRESENT) == at - low;
}

/* --- all of it ------------------------------------------------------------ */

static phys_addr_t of_type(struct page_walk *walk, uint32_t type,
			   unsigned int rights)
{
	struct efi_memory_desc desc;
	phys_addr_t size = 0;

	for (size_t i = 0; i < efimap_count(walk->map); i++) {
		efimap_get(walk->map, i, &desc);
		if (desc.type == type &&
		    desc.num_pages <= PHYS_ADDR_MAX >> PAGE_SHIFT_4K)
			size += page_walk_count(
				walk,
				(struct range){ desc.phys_addr,
						desc.num_pages
							<< PAGE_SHIFT_4K },
				rights);
	}
	return size;
}

void facts_protection(struct fact_protection *ret, const struct firmware *fw,
		      const struct efimap *map)
{
	struct page_walk walk = { .map = map };
	struct paging_cpu cpu;
	uint64_t end;

	*ret = (struct fact_protection){ 0 };
	cpu_paging(&cpu);
	cpu_page_tables(&walk.tables);
	walk.format = cpu.format;
	if (walk.tables.levels == 0)
		return;
	ret->no_protocol = !devices_attribute_protocol(fw);
	ret->page_0 = page_walk_look(&walk, 0, &end) & PAGE_PRESENT;
	ret->writable_code = page_walk_count(
		&walk, (struct range){ 0, page_walk_end(&walk) },
		PAGE_WRITABLE | PAGE_EXECUTABLE);
	ret->free_mapped =
		of_type(&walk, EFI_CONVENTIONAL_MEMORY, PAGE_PRESENT);
	ret->device_code =
		of_type(&walk, EFI_MEMORY_MAPPED_IO, PAGE_EXECUTABLE);
	ret->image_rights = of_images(&walk, fw);
	of_stack(ret, &walk);
	ret->known = !walk.lost;
}
