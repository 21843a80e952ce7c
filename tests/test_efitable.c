/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/efitable.c: where a configuration table may be, and its size.
 */
#include "tests/lib/test.h"

#include "core/firmware/efitable.h"

static uint64_t room(enum efitable which, uint64_t address, uint32_t type,
		     uint64_t pages)
{
	const struct efi_memory_desc descs[] = {
		{ .type = EFI_BOOT_SERVICES_DATA,
		  .phys_addr = 0x10000,
		  .num_pages = 1 },
		{ .type = type, .phys_addr = 0x20000, .num_pages = pages },
	};
	const struct efimap map = { descs, sizeof(descs), sizeof(*descs),
				    EFIMAP_DESC_VERSION };

	return efitable_room(which, &map, address);
}

TEST(a_table_has_the_rest_of_its_descriptor)
{
	for (int i = 0; i < EFITABLE_COUNT; i++) {
		assert_int_equal(room(i, 0x20000, 4, 2), 0x2000);
		assert_int_equal(room(i, 0x20018, 4, 2), 0x1fe8);
		assert_int_equal(room(i, 0x21fff, 4, 2), 1);
		assert_int_equal(room(i, 0x10ff0, 4, 2), 16);
	}
}

TEST(there_is_no_room_outside_the_map)
{
	for (int i = 0; i < EFITABLE_COUNT; i++) {
		assert_int_equal(room(i, 0, 4, 2), 0);
		assert_int_equal(room(i, 0x11000, 4, 2), 0);
		assert_int_equal(room(i, 0x22000, 4, 2), 0);
		assert_int_equal(room(i, UINT64_MAX, 4, 2), 0);
		assert_int_equal(room(i, 0x20000, 4, 0), 0);
		assert_int_equal(room(i, 0x20000, 4, UINT64_MAX), 0);
	}
}

TEST(what_is_read_by_address_is_memory_that_the_map_lists)
{
	static const uint32_t none[] = { 8, 11, 12, 15, 99 };
	static const uint32_t some[] = { 0, 4, 6, 7, 9, 10 };
	struct efi_memory_desc desc = { .phys_addr = 0x20000, .num_pages = 2 };
	const struct efimap map = { &desc, sizeof(desc), sizeof(desc),
				    EFIMAP_DESC_VERSION };

	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		desc.type = none[i];
		assert_int_equal(efimap_readable(&map, 0x20000), 0);
	}
	for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++) {
		desc.type = some[i];
		assert_int_equal(efimap_readable(&map, 0x20ff8), 0x1008);
		assert_int_equal(efimap_readable(&map, 0x1ffff), 0);
		assert_int_equal(efimap_readable(&map, 0x22000), 0);
	}
}

TEST(free_memory_and_device_registers_hold_no_table)
{
	static const uint32_t none[] = { 0, 7, 8, 11, 12, 13, 14, 15, 99 };
	static const uint32_t some[] = { 1, 2, 3, 4, 5, 6, 9, 10 };

	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_int_equal(room(EFITABLE_MEMATTR, 0x20000, none[i], 2),
				 0);
	for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++) {
		assert_int_equal(room(EFITABLE_MEMATTR, 0x20000, some[i], 2),
				 0x2000);
		assert_int_equal(room(EFITABLE_ESRT, 0x20000, some[i], 2),
				 some[i] == 4 ? 0x2000 : 0);
	}
}

/* Four words of the header. */
static uint64_t size_of(enum efitable which, uint32_t a, uint32_t b, uint32_t c,
			uint32_t d, uint64_t space)
{
	const uint32_t words[] = { a, b, c, d };
	uint8_t header[EFITABLE_HEADER_SIZE];

	for (size_t i = 0; i < sizeof(header); i++)
		header[i] = (uint8_t)(words[i / 4] >> i % 4 * 8);
	return efitable_size(which, header, space);
}

TEST(the_memory_attributes_table_has_its_stated_length)
{
	const enum efitable which = EFITABLE_MEMATTR;

	assert_int_equal(size_of(which, 1, 3, 48, 0, 160), 160);
	assert_int_equal(size_of(which, 2, 3, 40, 1, 160), 136);
	assert_int_equal(size_of(which, 1, 0, 48, 0, 16), 16);
	assert_int_equal(size_of(which, 1, 3, 48, 0, 159), 0);
	assert_int_equal(size_of(which, 3, 3, 48, 0, 160), 0);
	assert_int_equal(size_of(which, 1, 3, 39, 0, 160), 0);
	assert_int_equal(
		size_of(which, 1, UINT32_MAX, UINT32_MAX, 0, UINT64_MAX), 0);
}

TEST(the_esrt_has_the_length_of_its_entries)
{
	const enum efitable which = EFITABLE_ESRT;

	assert_int_equal(size_of(which, 2, 9, 1, 0, 96), 96);
	assert_int_equal(size_of(which, 2, 9, 1, 0, 95), 0);
	assert_int_equal(size_of(which, 2, 9, 2, 0, 96), 0);
	assert_int_equal(size_of(which, 2, 9, 1, 1, 96), 0);
	assert_int_equal(size_of(which, UINT32_MAX, 9, 1, 0, UINT64_MAX), 0);
}

TEST(each_table_has_its_name)
{
	assert_string_equal(efitable_name(EFITABLE_MEMATTR),
			    "memory_attributes");
	assert_string_equal(efitable_name(EFITABLE_ESRT), "esrt");
}

TEST(what_may_be_read_is_memory_that_the_map_has)
{
	struct efi_memory_desc desc = { .phys_addr = 0x1000, .num_pages = 2 };
	const struct efimap map = { &desc, sizeof(desc), sizeof(desc), 1 };

	assert_int_equal(efimap_readable(&map, 0x1800), 0x1800);
	assert_int_equal(efimap_readable(&map, 0x3000), 0);
	assert_int_equal(efimap_readable(&map, 0xfff), 0);
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		desc.type = type;
		assert_int_equal(
			efimap_readable(&map, 0x1000) == 0,
			efi_type_among(
				type,
				EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO) |
					EFI_TYPE_BIT(
						EFI_MEMORY_MAPPED_IO_PORT_SPACE) |
					EFI_TYPE_BIT(EFI_UNUSABLE_MEMORY) |
					EFI_TYPE_BIT(EFI_UNACCEPTED_MEMORY)));
	}
	desc.type = 0x70000000;
	assert_int_equal(efimap_readable(&map, 0x1000), 0);
	desc = (struct efi_memory_desc){ .type = EFI_CONVENTIONAL_MEMORY,
					 .num_pages = 2 };
	assert_int_equal(efimap_readable(&map, 0), 0);
	assert_int_equal(efimap_readable(&map, 1), 0x1fff);
}
