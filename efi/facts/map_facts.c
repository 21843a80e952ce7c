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
	enum tpm_log_format format;

	facts_read(&tables, fw);
	add_table(ret, FACTS_ACPI, tables.rsdp);
	add_table(ret, FACTS_SMBIOS, tables.smbios);
	add_table(ret, FACTS_SMBIOS, tables.smbios3);
	add_table(ret, FACTS_DEVICE_TREE, tables.device_tree);
	add_table(ret, FACTS_SYSTEM_TABLE, tables.efi_system_table);
	add_place(ret, FACTS_TPM_LOG, devices_tpm_log(fw, map, &format));
	read_framebuffers(ret, fw);
	facts->place_cnt += acpi_list(ret->places + facts->place_cnt,
				      MAP_FACTS_PLACES - facts->place_cnt, map,
				      tables.rsdp);
	facts->places = ret->places;
}

/* --- the BIOS's data --------------------------------------------------------
 */

#define EBDA_SEGMENT UINT64_C(0x40e)
#define EBDA_LEAST   UINT64_C(0x20000) /* as Linux, reserve_bios_regions() */
#define EBDA_END     UINT64_C(0xa0000)

/* Only PCs have it; page 0 may be protected. */
static void read_ebda(struct map_facts *ret, const struct capture *capture)
{
	const struct fact_protection *pages = &ret->facts.protection;
	uint64_t base;

	if (capture->profile != PROFILE_LINUX_X86 || !pages->known ||
	    !pages->page_0 || efimap_readable(&capture->map, EBDA_SEGMENT) < 2)
		return;
	base = get_le((const uint8_t *)(uintptr_t)EBDA_SEGMENT, 2) << 4;
	if (base >= EBDA_LEAST && base < EBDA_END)
		add_place(ret, FACTS_EBDA, range_from_to(base, EBDA_END));
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

/* --- firmware that can be updated ------------------------------------------
 */

/* The ESRT (UEFI 2.10, 23.4): a header, which was checked when the table was
 * captured, and entries of a GUID and six numbers. */
enum { ESRT_ENTRIES = 16, ESRT_ENTRY = 40, ENTRY_NUMBERS = 16 };

/* Its first three fields are little-endian numbers. */
static void print_guid(const struct sink *out, const uint8_t *guid)
{
	for (unsigned int i = 0; i < 16; i++)
		print(out, i < 4 || i > 10 || i % 2 ? "%02x" : "-%02x",
		      guid[i < 4   ? 3 - i
			   : i < 8 ? i ^ 1
				   : i]);
}

static void read_resource(struct fact_resource *ret, const uint8_t *entry)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, ret->class, sizeof(ret->class));

	print_guid(&out, entry);
	for (size_t i = 0; i < 6; i++)
		ret->numbers[i] =
			(uint32_t)get_le(entry + ENTRY_NUMBERS + 4 * i, 4);
}

static void read_resources(struct map_facts *ret, struct capture_range esrt)
{
	const uint8_t *table = (const uint8_t *)(uintptr_t)esrt.base;
	size_t *cnt = &ret->facts.resource_cnt;

	ret->facts.resources = ret->resources;
	for (uint64_t at = ESRT_ENTRIES;
	     at + ESRT_ENTRY <= esrt.size && *cnt < FACTS_RESOURCES;
	     at += ESRT_ENTRY)
		read_resource(&ret->resources[(*cnt)++], table + at);
}

/* --- GetMemoryMap() ------------------------------------------------------ */

/* The room that is read into, and what the last call gave. */
struct trial {
	const struct firmware *fw;
	void *buffer;
	size_t room, key;
	struct efimap map;
};

/* Reads the map again. *ret_new: it has another key. false: it cannot be read.
 */
static bool read_again(struct trial *trial, bool *ret_new)
{
	size_t key = trial->key;
	bool read = !fw_failed(fw_map_get(trial->fw, trial->buffer, trial->room,
					  &trial->map, &trial->key));

	*ret_new = read && key != trial->key;
	return read && trial->map.desc_size > 0;
}

/* The page at an address is one of the loader, as it was allocated. */
static bool is_loaders(const struct efimap *map, uintptr_t address)
{
	struct efi_memory_desc desc;

	for (size_t i = 0; i < efimap_count(map); i++) {
		efimap_get(map, i, &desc);
		if (address >= desc.phys_addr && (address - desc.phys_addr) >>
							 PAGE_SHIFT_4K <
							 desc.num_pages)
			return desc.type == EFI_LOADER_DATA;
	}
	return false;
}

/* What the key and the map do when a page is allocated and freed. */
static unsigned int probe_page(struct trial *trial)
{
	void *page = fw_pages(trial->fw, 1);
	unsigned int bits = 0;
	bool changes;

	if (!page)
		return 0;
	if (read_again(trial, &changes)) {
		if ((uintptr_t)page % PAGE_SIZE_4K != 0 ||
		    !is_loaders(&trial->map, (uintptr_t)page))
			bits |= FACTS_PROBE_PAGES;
		if (!changes)
			bits |= FACTS_PROBE_STUCK;
	}
	fw_free_pages(trial->fw, page, 1);
	if (read_again(trial, &changes) && !changes)
		bits |= FACTS_PROBE_STUCK;
	return bits;
}

static unsigned int probe_key(const struct firmware *fw,
			      const struct capture_range *like)
{
	size_t pages = (size_t)(like->size / PAGE_SIZE_4K);
	struct trial trial = {
		fw, fw_pages(fw, pages), pages * (size_t)PAGE_SIZE_4K, 0, { 0 }
	};
	unsigned int bits = 0;
	bool changes;

	if (!trial.buffer)
		return 0;
	if (read_again(&trial, &changes) && read_again(&trial, &changes))
		bits = changes ? FACTS_PROBE_KEY : probe_page(&trial);
	fw_free_pages(fw, trial.buffer, pages);
	return bits;
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
	return bits | probe_key(fw, &capture->map_buffer);
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
	read_resources(ret, capture->tables[EFITABLE_ESRT]);
	ret->facts.mtrrs = ret->mtrrs;
	ret->facts.mtrr_cnt = cpu_mtrrs(ret->mtrrs, MAP_FACTS_MTRRS,
					&ret->facts.mtrr_default);
	ret->facts.windows = ret->windows;
	ret->facts.window_cnt =
		devices_pci_windows(ret->windows, MAP_FACTS_WINDOWS, fw);
	facts_protection(&ret->facts.protection, fw, &capture->map);
	read_ebda(ret, capture);
	if (facts_smbios(&ret->smbios, fw, &capture->map)) {
		ret->facts.smbios = &ret->smbios;
		ret->facts.installed = ret->smbios.installed;
	}
}
