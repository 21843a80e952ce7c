/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/facts/map_facts.h"

#include "core/base/bytes.h"
#include "core/firmware/acpi_list.h"
#include "efi/arch/cpu.h"
#include "efi/facts/protection.h"
#include "efi/facts/smbios.h"
#include "efi/uefi/devices.h"
#include "efi/uefi/facts.h"
#include "efi/uefi/memory_map.h"

/* --- tables -------------------------------------------------------------- */

static void add_place(struct map_facts *ret, enum facts_place what,
		      struct range range)
{
	if (range.base != 0 && ret->facts.place_cnt < MAP_FACTS_PLACES)
		ret->places[ret->facts.place_cnt++] =
			(struct fact_place){ what, range, "" };
}

static void add_table(struct map_facts *ret, enum facts_place what,
		      uint64_t base)
{
	add_place(ret, what, (struct range){ base, 0 });
}

static void read_framebuffers(struct map_facts *ret, const struct firmware *fw)
{
	struct mbt_framebuffer all[FACTS_FRAMEBUFFERS];
	size_t cnt = facts_framebuffers(all, fw);

	for (size_t i = 0; i < cnt; i++)
		add_place(ret, FACTS_FRAMEBUFFER,
			  (struct range){ all[i].base, all[i].size });
}

static void read_places(struct map_facts *ret, const struct firmware *fw,
			const struct efimap *map)
{
	struct facts *facts = &ret->facts;
	struct table_facts tables;

	facts_read(&tables, fw);
	add_table(ret, FACTS_ACPI, tables.rsdp);
	add_table(ret, FACTS_SMBIOS, tables.smbios);
	add_table(ret, FACTS_SMBIOS, tables.smbios3);
	add_table(ret, FACTS_DEVICE_TREE, tables.device_tree);
	add_table(ret, FACTS_SYSTEM_TABLE, tables.efi_system_table);
	add_place(ret, FACTS_TPM_LOG, devices_tpm_log(fw));
	read_framebuffers(ret, fw);
	facts->place_cnt += acpi_list(ret->places + facts->place_cnt,
				      MAP_FACTS_PLACES - facts->place_cnt, map,
				      tables.rsdp);
	facts->places = ret->places;
}

/* --- memory that is set aside ----------------------------------------------
 */

/* EDK II's gEfiMemoryTypeInformationGuid. */
static const uint8_t bins_guid[16] = { 0x9f, 0x04, 0x19, 0x4c, 0x37, 0x41,
				       0xd3, 0x4d, 0x9c, 0x10, 0x8b, 0x97,
				       0xa8, 0x3f, 0xfd, 0xfa };

/* Pairs of type and pages, up to a type that does not exist. */
static void read_bins(struct map_facts *ret, const struct firmware *fw,
		      const struct efimap *map)
{
	const uint8_t *at = fw_published(fw, bins_guid);
	uint64_t room = at ? efimap_readable(map, (uintptr_t)at) : 0;
	size_t *cnt = &ret->facts.bin_cnt;

	ret->facts.bins = ret->bins;
	for (; room >= 8 && *cnt < MAP_FACTS_BINS &&
	       get_le(at, 4) < EFI_MEMORY_TYPE_COUNT;
	     at += 8, room -= 8)
		if (get_le(at + 4, 4) > 0)
			ret->bins[(*cnt)++] =
				(struct fact_bin){ (uint32_t)get_le(at, 4),
						   get_le(at + 4, 4) };
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
	read_places(ret, fw, &capture->map);
	read_bins(ret, fw, &capture->map);
	ret->facts.mtrrs = ret->mtrrs;
	ret->facts.mtrr_cnt = cpu_mtrrs(ret->mtrrs, MAP_FACTS_MTRRS,
					&ret->facts.mtrr_default);
	ret->facts.windows = ret->windows;
	ret->facts.window_cnt =
		devices_pci_windows(ret->windows, MAP_FACTS_WINDOWS, fw);
	facts_protection(&ret->facts.protection, fw, &capture->map);
	if (facts_smbios(&ret->smbios, fw, &capture->map)) {
		ret->facts.smbios = &ret->smbios;
		ret->facts.installed = ret->smbios.installed;
	}
}
