/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/facts/map_facts.h"

#include "efi/arch/cpu.h"
#include "efi/facts/smbios.h"
#include "efi/uefi/facts.h"
#include "efi/uefi/memory_map.h"

/* --- tables -------------------------------------------------------------- */

static void add_place(struct map_facts *ret, enum facts_place what,
		      uint64_t base)
{
	if (base != 0)
		ret->places[ret->facts.place_cnt++] =
			(struct fact_place){ what, { base, 0 } };
}

static void read_places(struct map_facts *ret, const struct firmware *fw)
{
	struct table_facts tables;

	facts_read(&tables, fw);
	add_place(ret, FACTS_ACPI, tables.rsdp);
	add_place(ret, FACTS_SMBIOS, tables.smbios);
	add_place(ret, FACTS_SMBIOS, tables.smbios3);
	add_place(ret, FACTS_DEVICE_TREE, tables.device_tree);
	add_place(ret, FACTS_SYSTEM_TABLE, tables.efi_system_table);
	ret->facts.places = ret->places;
}

/* --- GetMemoryMap() ------------------------------------------------------ */

/* Whether two calls, with nothing between them, return different keys. */
static bool key_changes(const struct firmware *fw,
			const struct capture_range *like)
{
	size_t pages = (size_t)(like->size / PAGE_SIZE_4K);
	size_t room = pages * (size_t)PAGE_SIZE_4K, first, second;
	void *buffer = fw_pages(fw, pages);
	struct efimap map;
	bool changes;

	if (!buffer)
		return false;
	changes = !fw_failed(fw_map_get(fw, buffer, room, &map, &first)) &&
		  !fw_failed(fw_map_get(fw, buffer, room, &map, &second)) &&
		  first != second;
	fw_free_pages(fw, buffer, pages);
	return changes;
}

static unsigned int probe(const struct firmware *fw,
			  const struct capture *capture)
{
	unsigned int bits = FACTS_PROBED;
	struct efimap asked;
	size_t key;

	if (!fw_is(fw_map_get(fw, NULL, 0, &asked, &key), FW_BUFFER_TOO_SMALL))
		return 0;
	if (asked.desc_size == 0)
		bits |= FACTS_PROBE_NO_DESC_SIZE;
	if (asked.size > capture->map.size)
		bits |= FACTS_PROBE_SIZE;
	if (key_changes(fw, &capture->map_buffer))
		bits |= FACTS_PROBE_KEY;
	return bits;
}

void map_facts_read(struct map_facts *ret, const struct firmware *fw,
		    const struct capture *capture)
{
	*ret = (struct map_facts){
		.facts.address_bits = cpu_address_bits(),
		.facts.memattr = facts_memattr(fw, &capture->map),
		.facts.probe = probe(fw, capture),
	};
	read_places(ret, fw);
	if (facts_smbios(&ret->smbios, fw, &capture->map)) {
		ret->facts.smbios = &ret->smbios;
		ret->facts.installed = ret->smbios.installed;
	}
}
