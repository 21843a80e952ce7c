/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/facts/map_facts.c: what the running machine says besides its map. */
#include "tests/lib/test.h"

#include "efi/uefi/capture.h"
#include "efi/facts/map_facts.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;
static struct map_facts facts;
static EFI_GET_MEMORY_MAP real_map;

static EFI_ALLOCATE_PAGES real_pages;
static UINTN last_page; /* that was allocated */

static EFI_STATUS EFIAPI note_page(EFI_ALLOCATE_TYPE type,
				   EFI_MEMORY_TYPE memory_type, UINTN count,
				   EFI_PHYSICAL_ADDRESS *ret)
{
	EFI_STATUS status = real_pages(type, memory_type, count, ret);

	last_page = EFI_ERROR(status) ? 0 : (UINTN)*ret;
	return status;
}

static bool steady, forgets;
static EFI_MEMORY_TYPE page_type;

/* The fake firmware's own key is another one at each call, and its map lacks
 * what is allocated. */
static EFI_STATUS EFIAPI honest_map(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				    UINTN *key, UINTN *stride, UINT32 *version)
{
	UINTN room = *size;
	EFI_STATUS status = real_map(size, map, key, stride, version);
	EFI_MEMORY_DESCRIPTOR page = { .Type = page_type,
				       .PhysicalStart = last_page,
				       .NumberOfPages = 1 };

	*key = 1 + (steady ? 0 : fake->page_ranges);
	if (EFI_ERROR(status) || forgets || room - *size < *stride)
		return status;
	memcpy((char *)map + *size, &page, sizeof(page));
	*size += *stride;
	return status;
}

static EFI_STATUS EFIAPI another_key(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				     UINTN *key, UINTN *stride, UINT32 *version)
{
	static UINTN calls;
	EFI_STATUS status = real_map(size, map, key, stride, version);

	*key = ++calls;
	return status;
}

static TEST_STEP(set_up)
{
	fake_new();
	real_map = fake->boot.GetMemoryMap;
	fake->boot.GetMemoryMap = honest_map;
	real_pages = fake->boot.AllocatePages;
	fake->boot.AllocatePages = note_page;
	steady = forgets = false;
	page_type = EfiLoaderData;
	return fw_failed(fw_open(&fw, &fake->image_handle, &fake->system));
}

/* Nothing that the probe allocated is left. */
static TEST_STEP(tear_down)
{
	unsigned pages = fake->page_ranges;

	fake_free();
	return pages != 0;
}

static void read_all(void)
{
	struct capture capture = { 0 };
	char text[256];
	struct buffer buffer;
	struct sink err = buffer_sink(&buffer, text, sizeof(text));

	assert_status(fw_capture(&fw, &capture, &err), FW_SUCCESS);
	map_facts_read(&facts, &fw, &capture);
	fw_release(&fw, &capture);
}

FIXTURE(set_up, tear_down);

TEST(firmware_that_keeps_the_rules_is_only_probed)
{
	read_all();
	assert_int_equal(facts.facts.probe, FACTS_PROBED);
	assert_int_equal(facts.facts.address_bits, 48);
	assert_null(facts.facts.memattr.bytes);
}

TEST(a_descriptor_size_that_is_not_filled_in_is_a_fact)
{
	fake->map_mute = true;
	read_all();
	assert_int_equal(facts.facts.probe,
			 FACTS_PROBED | FACTS_PROBE_NO_DESC_SIZE);
}

TEST(a_key_that_changes_by_itself_is_a_fact)
{
	fake->boot.GetMemoryMap = another_key;
	read_all();
	assert_int_equal(facts.facts.probe, FACTS_PROBED | FACTS_PROBE_KEY);
}

TEST(a_key_that_stays_when_a_page_is_allocated_is_a_fact)
{
	steady = true;
	read_all();
	assert_int_equal(facts.facts.probe, FACTS_PROBED | FACTS_PROBE_STUCK);
}

TEST(a_page_that_is_not_in_the_map_with_its_type_is_a_fact)
{
	forgets = true;
	read_all();
	assert_int_equal(facts.facts.probe, FACTS_PROBED | FACTS_PROBE_PAGES);
	forgets = false;
	page_type = EfiBootServicesData;
	read_all();
	assert_int_equal(facts.facts.probe, FACTS_PROBED | FACTS_PROBE_PAGES);
}

TEST(a_size_that_is_larger_than_the_map_is_a_fact)
{
	fake->map_swings = true;
	read_all();
	assert_int_equal(facts.facts.probe, FACTS_PROBED | FACTS_PROBE_SIZE);
}

static EFI_STATUS EFIAPI no_map(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				UINTN *key, UINTN *stride, UINT32 *version)
{
	(void)size;
	(void)map;
	(void)key;
	(void)stride;
	(void)version;
	return EFI_DEVICE_ERROR;
}

TEST(what_cannot_be_tried_out_is_not_known)
{
	const struct capture capture = { .map.desc_size = 48,
					 .map_buffer.size = PAGE_SIZE_4K };

	fake->boot.GetMemoryMap = no_map;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.probe, 0);
}

TEST(without_memory_for_a_buffer_less_is_known)
{
	struct capture capture = { 0 };

	capture.map.desc_size = 48;
	capture.map_buffer.size = 16 * PAGE_SIZE_4K;
	fake->boot.GetMemoryMap = another_key;
	fake->page_limit = 1;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.probe & FACTS_PROBE_KEY, 0);
}

/* Each service in turn. */
TEST(a_call_that_fails_is_not_a_finding_of_the_probe)
{
	struct capture capture = { 0 };
	char text[256];
	struct buffer buffer;
	struct sink err = buffer_sink(&buffer, text, sizeof(text));

	assert_status(fw_capture(&fw, &capture, &err), FW_SUCCESS);
	for (fake->fail_at = 1; fake->calls >= fake->fail_at; fake->fail_at++) {
		unsigned int pages = fake->page_ranges;

		fake->calls = 0;
		map_facts_read(&facts, &fw, &capture);
		assert_int_equal(facts.facts.probe & ~FACTS_PROBED, 0);
		assert_int_equal(fake->page_ranges, pages);
	}
	assert_in_range(fake->fail_at, 5, 100);
	fake->fail_at = 0;
	fw_release(&fw, &capture);
}

TEST(tables_are_places)
{
	EFI_GUID acpi = ACPI_20_TABLE_GUID, smbios = SMBIOS_TABLE_GUID;
	EFI_CONFIGURATION_TABLE tables[] = {
		{ acpi, (void *)(uintptr_t)0x1000 },
		{ smbios, (void *)(uintptr_t)0x2000 },
	};

	struct capture capture = { .map.desc_size = 48,
				   .map_buffer.size = PAGE_SIZE_4K };

	fake->system.ConfigurationTable = tables;
	fake->system.NumberOfTableEntries = 2;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.place_cnt, 3);
	assert_int_equal(facts.places[0].what, FACTS_ACPI);
	assert_int_equal(facts.places[0].range.base, 0x1000);
	assert_int_equal(facts.places[1].what, FACTS_SMBIOS);
	assert_int_equal(facts.places[2].what, FACTS_SYSTEM_TABLE);
	fake->system.NumberOfTableEntries = 0;
}

TEST(what_is_set_aside_is_read_where_the_map_has_memory)
{
	static _Alignas(4096) uint8_t page[4096];
	static const uint8_t pairs[] = { 10, 0, 0, 0, 34, 0, 0, 0, 9, 0,
					 0,  0, 0, 0, 0,  0, 6, 0, 0, 0,
					 9,  1, 0, 0, 16, 0, 0, 0, 1, 0 };
	EFI_GUID guid = { 0x4c19049f,
			  0x4137,
			  0x4dd3,
			  { 0x9c, 0x10, 0x8b, 0x97, 0xa8, 0x3f, 0xfd, 0xfa } };
	EFI_CONFIGURATION_TABLE table = { guid, page };
	struct efi_memory_desc desc = { .type = EFI_BOOT_SERVICES_DATA,
					.phys_addr = (uintptr_t)page,
					.num_pages = 1 };
	struct capture capture = { .map = { &desc, 40, 40, 1 },
				   .map_buffer.size = PAGE_SIZE_4K };

	memcpy(page, pairs, sizeof(pairs));
	fake->system.ConfigurationTable = &table;
	fake->system.NumberOfTableEntries = 1;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.bin_cnt, 2);
	assert_int_equal(facts.bins[0].type, 10);
	assert_int_equal(facts.bins[0].pages, 34);
	assert_int_equal(facts.bins[1].pages, 265);
	desc.type = EFI_MEMORY_MAPPED_IO;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.bin_cnt, 0);
	fake->system.NumberOfTableEntries = 0;
}

TEST(bins_end_with_the_memory_that_they_are_in)
{
	static _Alignas(4096) uint32_t page[1024];
	EFI_GUID guid = { 0x4c19049f,
			  0x4137,
			  0x4dd3,
			  { 0x9c, 0x10, 0x8b, 0x97, 0xa8, 0x3f, 0xfd, 0xfa } };
	EFI_CONFIGURATION_TABLE table = { guid, page + 1024 - 6 };
	struct efi_memory_desc desc = { .type = EFI_BOOT_SERVICES_DATA,
					.phys_addr = (uintptr_t)page,
					.num_pages = 1 };
	struct capture capture = { .map = { &desc, 40, 40, 1 },
				   .map_buffer.size = PAGE_SIZE_4K };

	for (size_t i = 0; i < 1024; i++)
		page[i] = 5;
	fake->system.ConfigurationTable = &table;
	fake->system.NumberOfTableEntries = 1;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.bin_cnt, 3);
	page[1024 - 4] = 0x01000005;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.bin_cnt, 1);
	page[1024 - 4] = 5;
	table.VendorTable = page;
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.bin_cnt, MAP_FACTS_BINS);
	fake->system.NumberOfTableEntries = 0;
}

TEST(entries_of_the_esrt_are_read_up_to_its_end)
{
	static uint8_t esrt[16 + 20 * 40];
	struct efi_memory_desc desc = { .type = EFI_BOOT_SERVICES_DATA };
	struct capture capture = { .map = { &desc, 40, 40, 1 },
				   .map_buffer.size = PAGE_SIZE_4K };

	for (size_t i = 0; i < sizeof(esrt); i++)
		esrt[i] = (uint8_t)(i < 16 ? 0 : i - 16);
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.resource_cnt, 0);
	capture.tables[EFITABLE_ESRT] =
		(struct capture_range){ (uintptr_t)esrt, 16 + 2 * 40 };
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.resource_cnt, 2);
	assert_string_equal(facts.resources[0].class,
			    "03020100-0504-0706-0809-0a0b0c0d0e0f");
	assert_int_equal(facts.resources[0].numbers[0], 0x13121110);
	assert_int_equal(facts.resources[0].numbers[5], 0x27262524);
	assert_int_equal(facts.resources[1].numbers[1], 0x3f3e3d3c);
	capture.tables[EFITABLE_ESRT].size = sizeof(esrt);
	map_facts_read(&facts, &fw, &capture);
	assert_int_equal(facts.facts.resource_cnt, FACTS_RESOURCES);
}

TEST(smbios_is_read_where_the_map_has_memory)
{
	static _Alignas(4096) uint8_t page[4096];
	EFI_GUID guid = { 0xf2fd1544,
			  0x9794,
			  0x4a2c,
			  { 0x99, 0x2e, 0xe5, 0xbb, 0xcf, 0x20, 0xe3, 0x94 } };
	EFI_CONFIGURATION_TABLE table = { guid, page };
	struct efi_memory_desc desc = { .type = EFI_RUNTIME_SERVICES_DATA,
					.phys_addr = (uintptr_t)page,
					.num_pages = 1 };
	struct capture capture = { .map = { &desc, 40, 40, 1 },
				   .map_buffer.size = PAGE_SIZE_4K };
	uint64_t at = (uintptr_t)page + 64;

	memcpy(page, "_SM3_\0\x18", 7);
	page[12] = 64;
	memcpy(page + 16, &at, 8);
	for (size_t i = 0; i < 24; i++)
		page[5] = (uint8_t)(page[5] - (i == 5 ? 0 : page[i]));
	memcpy(page + 64, "\1\6\0\0\0\1Board\0\0", 13);
	fake->system.ConfigurationTable = &table;
	fake->system.NumberOfTableEntries = 1;
	map_facts_read(&facts, &fw, &capture);
	assert_non_null(facts.facts.smbios);
	assert_string_equal(facts.smbios.product, "Board");
	memset(page + 16, 0xff, 8);
	page[5] = 0;
	for (size_t i = 0; i < 24; i++)
		page[5] = (uint8_t)(page[5] - (i == 5 ? 0 : page[i]));
	map_facts_read(&facts, &fw, &capture);
	assert_null(facts.facts.smbios);
	page[5]++;
	map_facts_read(&facts, &fw, &capture);
	assert_null(facts.facts.smbios);
	fake->system.NumberOfTableEntries = 0;
}
