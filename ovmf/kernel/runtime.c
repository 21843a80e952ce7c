/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/kernel/runtime.h"

#include "core/base/cstring.h"
#include "core/firmware/efimap.h"
#include "core/memblock/alloc.h"
#include "core/handoff/table.h"
#include "ovmf/kernel/machine.h"

/* Offsets in EFI_SYSTEM_TABLE (UEFI 2.10, 4.3) and EFI_RUNTIME_SERVICES (4.5).
 */
enum { RUNTIME_SERVICES = 88 };
enum { GET_TIME = 24, SET_VIRTUAL_ADDRESS_MAP = 56 };

static struct mbt_platform platform_of(const void *table)
{
	struct mbt_platform platform = { 0 };

	mbt_get_entry(mbt_find_section(table, MBT_PLATFORM), 0, &platform,
		      sizeof(platform));
	return platform;
}

/* The function at an offset of the runtime services; 0 without firmware. */
static uint64_t service(const void *table, size_t offset)
{
	const struct mbt_platform platform = platform_of(table);
	uint64_t services;

	if (platform.efi_system_table == 0)
		return 0;
	services = *(const uint64_t *)(uintptr_t)(platform.efi_system_table +
						  RUNTIME_SERVICES);
	return *(const uint64_t *)(uintptr_t)(services + offset);
}

/* Whether the firmware keeps this memory at runtime (UEFI 2.10, table 7.10). */
static bool stays(const struct mbt_section *map, uint64_t address)
{
	struct efi_memory_desc desc;

	for (uint32_t i = 0; mbt_get_entry(map, i, &desc, sizeof(desc)); i++)
		if ((desc.attribute & EFI_ATTR_RUNTIME) &&
		    address >= desc.phys_addr &&
		    (address - desc.phys_addr) / PAGE_SIZE_4K < desc.num_pages)
			return true;
	return false;
}

bool runtime_there(const void *table)
{
	const struct mbt_section *map = mbt_find_section(table, MBT_EFI_MAP);

	return stays(map, service(table, SET_VIRTUAL_ADDRESS_MAP)) &&
	       stays(map, service(table, GET_TIME));
}

/* Collects the descriptors that the firmware uses at runtime, each mapped at
 * its physical address. Returns their number. */
static size_t copy_runtime(const struct mbt_section *map, uint8_t *to)
{
	size_t cnt = 0;

	for (uint32_t i = 0; i < map->count; i++) {
		const uint8_t *from = (const uint8_t *)(map + 1) +
				      (size_t)i * map->entry_size;
		struct efi_memory_desc desc;

		memcpy(&desc, from, sizeof(desc));
		if (!(desc.attribute & EFI_ATTR_RUNTIME))
			continue;
		desc.virt_addr = desc.phys_addr;
		memcpy(to + cnt * map->entry_size, from, map->entry_size);
		memcpy(to + cnt * map->entry_size, &desc, sizeof(desc));
		cnt++;
	}
	return cnt;
}

/* The firmware needs the list at an address that is valid now: identity. */
bool runtime_begin(const void *table, struct memblock *mb)
{
	const struct mbt_section *map = mbt_find_section(table, MBT_EFI_MAP);
	uint64_t call = service(table, SET_VIRTUAL_ADDRESS_MAP);
	phys_addr_t buffer, size;
	size_t cnt;
	bool done;

	if (map == NULL || call == 0)
		return false;
	size = (phys_addr_t)map->count * map->entry_size;
	buffer = memblock_phys_alloc(mb, size, 4096);
	if (buffer == 0)
		return false;
	cnt = copy_runtime(map, (uint8_t *)(uintptr_t)buffer);
	done = machine_service(call, cnt * map->entry_size, map->entry_size,
			       platform_of(table).efi_desc_version,
			       buffer) == 0;
	memblock_phys_free(mb, buffer, size);
	return done;
}

bool runtime_get_time(const void *table, struct runtime_time *ret)
{
	uint64_t call = service(table, GET_TIME);

	return call && machine_service(call, (uintptr_t)ret, 0, 0, 0) == 0;
}
