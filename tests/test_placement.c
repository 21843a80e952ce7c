/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/placement.c: memory that may be taken for a kernel. */
#include "tests/lib/test.h"

#include "efi/boot/placement.h"
#include "tests/lib/fake_efi.h"

#define BASE  ((phys_addr_t)1 << 20)
#define PAGES 16

static struct firmware fw;
static struct boot_map map;
static struct placement placement;
static const struct convert_settings settings;
static EFI_MEMORY_DESCRIPTOR rows[4];

static char said[512];
static struct buffer buffer;
static struct sink err;

/* A machine whose free memory is PAGES pages from BASE on, and what follows in
 * rows. */
static TEST_STEP(given_memory)
{
	fake_new();
	err = buffer_sink(&buffer, said, sizeof(said));
	rows[0] = (EFI_MEMORY_DESCRIPTOR){
		.Type = EfiConventionalMemory,
		.PhysicalStart = BASE,
		.NumberOfPages = PAGES,
		.Attribute = EFI_MEMORY_WB,
	};
	fake->desc = rows;
	fake_map(1, 48);
	return fw_failed(fw_open(&fw, &fake->image_handle, &fake->system));
}

static void begin(const struct convert_settings *with)
{
	assert_false(fw_failed(boot_map_read(&map, &fw, &err)));
	assert_false(fw_failed(boot_map_convert(&map, with, &err)));
	assert_false(
		fw_failed(placement_begin(&placement, &map, 4, false, &err)));
}

/* placement_end() would free pages that no firmware gave. */
static TEST_STEP(end)
{
	placement.range_cnt = 0;
	placement_end(&placement);
	boot_map_release(&map);
	return fake_end(state);
}

FIXTURE(given_memory, end);

static bool would_take(uint64_t size, phys_addr_t limit)
{
	const struct placement_request request = {
		.size = size,
		.end = limit,
		.owner = OWNER_KERNEL,
	};
	phys_addr_t base;

	return placement_try(&placement, &request, &base);
}

TEST(a_size_that_no_memory_has_is_not_taken)
{
	begin(&settings);
	assert_false(would_take(0, 0));
	assert_false(would_take(PHYS_ADDR_MAX, 0));
	assert_false(would_take(PHYS_ADDR_MAX - PAGE_SIZE_4K, 0));
	assert_int_equal(placement.range_cnt, 0);
}

static size_t reserved(void)
{
	return placement.mb.reserved.total_size;
}

TEST(what_is_avoided_is_reserved_unless_it_is_empty_or_wraps)
{
	phys_addr_t before;

	begin(&settings);
	before = reserved();
	placement_avoid(&placement, BASE, 0);
	placement_avoid(&placement, BASE, PHYS_ADDR_MAX - BASE + 1);
	assert_int_equal(reserved(), before);
	placement_avoid(&placement, BASE, 2 * PAGE_SIZE_4K);
	assert_int_equal(reserved(), before + 2 * PAGE_SIZE_4K);
}

TEST(memory_of_other_programs_is_avoided)
{
	rows[1] = rows[2] = rows[3] = rows[0];
	rows[1].Type = EfiLoaderData;
	rows[1].PhysicalStart += PAGES * PAGE_SIZE_4K;
	rows[2].Type = EfiBootServicesData;
	rows[2].PhysicalStart += 2 * PAGES * PAGE_SIZE_4K;
	/* No machine has it. */
	rows[3].Type = EfiBootServicesData;
	rows[3].PhysicalStart = (EFI_PHYSICAL_ADDRESS)-1 << 12;
	rows[3].NumberOfPages = (UINT64)1 << 52;
	fake_map(4, 48);
	begin(&settings);
	assert_false(memblock_is_region_reserved(&placement.mb, BASE,
						 PAGES * PAGE_SIZE_4K));
	for (int i = 1; i < 3; i++)
		assert_true(memblock_is_region_reserved(&placement.mb,
							rows[i].PhysicalStart,
							PAGES * PAGE_SIZE_4K));
}

/* --- low memory ---------------------------------------------------------- */

/* A firmware that gives all of its free memory. */
static EFI_STATUS EFIAPI give(EFI_ALLOCATE_TYPE type,
			      EFI_MEMORY_TYPE memory_type, UINTN count,
			      EFI_PHYSICAL_ADDRESS *ret)
{
	(void)type, (void)memory_type, (void)count, (void)ret;
	return EFI_SUCCESS;
}

/* PAGES pages below 1 MiB, besides those at BASE. */
static void given_low_memory(void)
{
	rows[1] = rows[0];
	rows[0].PhysicalStart = 0x10000;
	fake_map(2, 48);
}

static phys_addr_t taken(phys_addr_t end, bool lowest)
{
	const struct placement_request request = {
		.size = PAGE_SIZE_4K,
		.end = end,
		.lowest = lowest,
		.owner = OWNER_TABLE,
	};
	phys_addr_t base = 0;

	fake->boot.AllocatePages = give;
	placement_try(&placement, &request, &base);
	return base;
}

TEST(low_memory_is_only_for_what_ends_in_it)
{
	const struct convert_settings x86 = convert_defaults(PROFILE_LINUX_X86);

	given_low_memory();
	begin(&x86);
	assert_int_equal(taken(0, true), BASE);
	assert_int_equal(taken(BASE + PAGE_SIZE_4K, true), 0);
	assert_int_equal(taken(BASE, true), 0x10000);
	assert_int_equal(taken(BASE, false), 0x10000 + (PAGES - 1) * 0x1000);
}

TEST(low_memory_that_an_option_takes_away_is_not_taken)
{
	static const struct e820_edit edit = {
		.action = E820_EDIT_ADD,
		.base = 0x10000,
		.size = 2 * PAGE_SIZE_4K,
		.to = E820_RESERVED,
	};
	struct convert_settings edited = convert_defaults(PROFILE_LINUX_X86);

	edited.edits = &edit;
	edited.edit_cnt = 1;
	given_low_memory();
	begin(&edited);
	assert_int_equal(taken(BASE, true), 0x12000);
}
