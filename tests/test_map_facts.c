/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/facts/map_facts.c: what the running machine says besides its map. */
#include "tests/lib/test.h"

#include "efi/uefi/capture.h"
#include "efi/facts/map_facts.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;
static struct map_facts facts;
static EFI_GET_MEMORY_MAP real_map;

/* The fake firmware's own key is another one at each call. */
static EFI_STATUS EFIAPI steady_key(UINTN *size, EFI_MEMORY_DESCRIPTOR *map,
				    UINTN *key, UINTN *stride, UINT32 *version)
{
	EFI_STATUS status = real_map(size, map, key, stride, version);

	*key = 1;
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
	fake->boot.GetMemoryMap = steady_key;
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
