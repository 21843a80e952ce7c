/* SPDX-License-Identifier: BSD-2-Clause */
/* What Multiboot and PVH kernels find: every field at its place. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "efi/boot/colour.h"
#include "efi/boot/multiboot/format.h"
#include "efi/boot/multiboot/info.h"
#include "efi/boot/pvh/start_info.h"

#define PHYS 0x8000

static struct e820_entry entries[] = {
	{ { 0, 0x9f000 }, E820_RAM },
	{ { 0x100000, 0x700000 }, E820_RAM },
	{ { 0x800000, 0x1000 }, E820_NVS },
	{ { 0x900000, 0x1000 }, E820_PMEM },
	{ { 0x100000000, 0x1000000 }, E820_RAM },
};
static const struct e820_table rows = { entries, 5, 5 };
static const struct table_module modules[] = {
	{ .base = 0x200000, .size = 0x1234, .name = "disk one" },
	{ .base = 0x300000, .size = 1, .name = NULL },
};
static const struct mbt_framebuffer framebuffer = {
	.base = 0x180000000,
	.width = 1280,
	.height = 800,
	.pitch = 5120,
	.bits_per_pixel = 32,
	.red_mask = 0xff0000,
	.green_mask = 0xff00,
	.blue_mask = 0xff,
};
static struct multiboot_info info;
static uint8_t memory[2048];
static size_t used;

static TEST_STEP(set_up)
{
	memset(memory, 0xee, sizeof(memory));
	info = (struct multiboot_info){
		.cmdline = "console=com1",
		.loader = "memblock-efi",
		.modules = modules,
		.module_cnt = 2,
		.rows = &rows,
		.framebuffer = &framebuffer,
	};
	return 0;
}
FIXTURE(set_up, NULL);

static uint64_t at(size_t offset, size_t bytes)
{
	assert_true(offset + bytes <= used);
	return get_le(memory + offset, bytes);
}

static const char *text_at(uint64_t phys)
{
	assert_true(phys >= PHYS && phys < PHYS + used);
	return (const char *)memory + (phys - PHYS);
}

/* --- version 2 --------------------------------------------------------- */

static void write_v2(void)
{
	size_t need = multiboot2_write(NULL, 0, PHYS, &info);

	used = multiboot2_write(memory, need, PHYS, &info);
	assert_int_equal(used, need);
	assert_int_equal(memory[used], 0xee);
	assert_int_equal(at(0, 4), used);
	assert_int_equal(at(4, 4), 0);
}

/* The offset of the nth tag of a type, 0 without one. */
static size_t tag(uint32_t type, int nth)
{
	for (size_t i = 8; i < used; i += (at(i + 4, 4) + 7) & ~UINT64_C(7)) {
		if (at(i, 4) == type && nth-- == 0)
			return i;
		if (at(i, 4) == MB2_END)
			break;
	}
	return 0;
}

TEST(the_tags_of_version_2_end_with_the_end_tag)
{
	write_v2();
	assert_int_equal(tag(MB2_END, 0), used - 8);
	assert_int_equal(at(used - 4, 4), 8);
}

TEST(texts_and_modules_of_version_2)
{
	size_t module;

	write_v2();
	assert_string_equal(memory + tag(MB2_CMDLINE, 0) + 8, "console=com1");
	assert_int_equal(at(tag(MB2_CMDLINE, 0) + 4, 4), 8 + 13);
	assert_string_equal(memory + tag(MB2_LOADER_NAME, 0) + 8,
			    "memblock-efi");
	module = tag(MB2_MODULE, 0);
	assert_int_equal(at(module + 8, 4), 0x200000);
	assert_int_equal(at(module + 12, 4), 0x201234);
	assert_string_equal(memory + module + 16, "disk one");
	module = tag(MB2_MODULE, 1);
	assert_int_equal(at(module + 4, 4), 17);
	assert_int_equal(at(module + 16, 1), 0);
	assert_int_equal(tag(MB2_MODULE, 2), 0);
}

TEST(memory_of_version_2)
{
	size_t map;

	write_v2();
	assert_int_equal(at(tag(MB2_BASIC_MEMORY, 0) + 8, 4), 0x9f000 / 1024);
	assert_int_equal(at(tag(MB2_BASIC_MEMORY, 0) + 12, 4), 7 * 1024);
	map = tag(MB2_MEMORY_MAP, 0);
	assert_int_equal(at(map + 4, 4), 16 + 5 * 24);
	assert_int_equal(at(map + 8, 4), 24);
	assert_int_equal(at(map + 16 + 24, 8), 0x100000);
	assert_int_equal(at(map + 16 + 24 + 8, 8), 0x700000);
	assert_int_equal(at(map + 16 + 24 + 16, 4), 1);
	assert_int_equal(at(map + 16 + 48 + 16, 4), 4);
	assert_int_equal(at(map + 16 + 72 + 16, 4), 2);
}

TEST(a_framebuffer_of_version_2)
{
	size_t fb;

	write_v2();
	fb = tag(MB2_FRAMEBUFFER, 0);
	assert_int_equal(at(fb + 4, 4), 38);
	assert_true(at(fb + 8, 8) == 0x180000000);
	assert_int_equal(at(fb + 16, 4), 5120);
	assert_int_equal(at(fb + 20, 4), 1280);
	assert_int_equal(at(fb + 24, 4), 800);
	assert_int_equal(at(fb + 28, 1), 32);
	assert_int_equal(at(fb + 29, 1), 1);
	assert_int_equal(at(fb + 32, 4), 0x08080810);
	assert_int_equal(at(fb + 36, 2), 0x0800);
}

TEST(what_firmware_has_is_passed_on_in_version_2)
{
	static const uint8_t smbios3[24] = "_SM3_\1\30\3\2";
	static const uint8_t smbios[31] = "_SM_\1\37\2\10";
	static const uint8_t rsdp[36] = "RSD PTR ";

	info.relocated = true;
	info.load_base = 0x400000;
	info.system_table = 0x7f000000;
	info.smbios = (struct info_copy){ smbios3, sizeof(smbios3) };
	info.rsdp_new = (struct info_copy){ rsdp, 36 };
	info.rsdp_old = (struct info_copy){ rsdp, 20 };
	write_v2();
	assert_int_equal(at(8, 4), MB2_LOAD_BASE);
	assert_int_equal(at(16, 4), 0x400000);
	assert_int_equal(at(tag(MB2_EFI64, 0) + 8, 8), 0x7f000000);
	assert_int_equal(at(tag(MB2_ACPI_OLD, 0) + 4, 4), 28);
	assert_int_equal(at(tag(MB2_ACPI_NEW, 0) + 4, 4), 44);
	assert_memory_equal(memory + tag(MB2_ACPI_NEW, 0) + 8, rsdp, 36);
	assert_int_equal(at(tag(MB2_SMBIOS, 0) + 8, 2), 0x0203);
	assert_memory_equal(memory + tag(MB2_SMBIOS, 0) + 16, smbios3, 24);
	info.smbios = (struct info_copy){ smbios, sizeof(smbios) };
	write_v2();
	assert_int_equal(at(tag(MB2_SMBIOS, 0) + 8, 2), 0x0802);
}

TEST(the_firmwares_map_is_passed_on_as_it_is)
{
	static const uint8_t bytes[96] = { 1, 2, 3 };
	const struct efimap map = { bytes, 96, 48, 1 };
	size_t found;

	info.map = &map;
	write_v2();
	found = tag(MB2_EFI_MEMORY_MAP, 0);
	assert_int_equal(at(found + 4, 4), 16 + 96);
	assert_int_equal(at(found + 8, 4), 48);
	assert_int_equal(at(found + 12, 4), 1);
	assert_memory_equal(memory + found + 16, bytes, 96);
}

TEST(with_boot_services_kept_there_is_no_memory_but_an_image_handle)
{
	info.keeps_services = true;
	info.image_handle = 0x12345678;
	write_v2();
	assert_int_equal(tag(MB2_MEMORY_MAP, 0), 0);
	assert_int_equal(tag(MB2_BASIC_MEMORY, 0), 0);
	assert_int_equal(at(tag(MB2_EFI_SERVICES, 0) + 4, 4), 8);
	assert_int_equal(at(tag(MB2_EFI64_IMAGE, 0) + 8, 8), 0x12345678);
}

TEST(sections_of_an_elf_file_are_passed_on)
{
	static const uint8_t headers[80] = { 9 };

	write_v2();
	assert_int_equal(at(tag(MB2_ELF_SECTIONS, 0) + 8, 4), 0);
	info.sections = (struct info_sections){
		.headers = { headers, 80 },
		.cnt = 2,
		.entry_size = 40,
		.names = 1,
	};
	write_v2();
	assert_int_equal(at(tag(MB2_ELF_SECTIONS, 0) + 8, 4), 2);
	assert_int_equal(at(tag(MB2_ELF_SECTIONS, 0) + 12, 4), 40);
	assert_int_equal(at(tag(MB2_ELF_SECTIONS, 0) + 16, 4), 1);
	assert_int_equal(at(tag(MB2_ELF_SECTIONS, 0) + 20, 1), 9);
}

/* --- version 1 --------------------------------------------------------- */

static void write_v1(void)
{
	size_t need = multiboot1_write(NULL, 0, PHYS, &info);

	used = multiboot1_write(memory, need, PHYS, &info);
	assert_int_equal(used, need);
	assert_int_equal(memory[used], 0xee);
}

TEST(version_1_points_to_texts_modules_and_rows)
{
	uint64_t list, map;

	write_v1();
	assert_int_equal(at(0, 4), 0x124d);
	assert_int_equal(at(4, 4), 0x9f000 / 1024);
	assert_int_equal(at(8, 4), 7 * 1024);
	assert_string_equal(text_at(at(16, 4)), "console=com1");
	assert_string_equal(text_at(at(64, 4)), "memblock-efi");
	assert_int_equal(at(20, 4), 2);
	list = at(24, 4) - PHYS;
	assert_int_equal(at(list, 4), 0x200000);
	assert_int_equal(at(list + 4, 4), 0x201234);
	assert_string_equal(text_at(at(list + 8, 4)), "disk one");
	assert_string_equal(text_at(at(list + 24, 4)), "");
	assert_int_equal(at(44, 4), 5 * 24);
	map = at(48, 4) - PHYS;
	assert_int_equal(at(map + 24, 4), 20);
	assert_int_equal(at(map + 24 + 4, 8), 0x100000);
	assert_int_equal(at(map + 24 + 12, 8), 0x700000);
	assert_int_equal(at(map + 24 + 20, 4), 1);
}

TEST(the_framebuffer_of_version_1_has_its_colours_at_112)
{
	write_v1();
	assert_true(at(88, 8) == 0x180000000);
	assert_int_equal(at(108, 2), 0x0120);
	assert_int_equal(at(112, 4), 0x08080810);
	info.framebuffer = NULL;
	write_v1();
	assert_int_equal(at(0, 4), 0x24d);
}

TEST(sections_of_version_1)
{
	static const uint8_t headers[80] = { 9 };

	info.sections = (struct info_sections){
		.headers = { headers, 80 },
		.cnt = 2,
		.entry_size = 40,
		.names = 1,
	};
	write_v1();
	assert_int_equal(at(0, 4) & 0x20, 0x20);
	assert_int_equal(at(28, 4), 2);
	assert_int_equal(at(32, 4), 40);
	assert_int_equal(*text_at(at(36, 4)), 9);
	assert_int_equal(at(40, 4), 1);
}

/* --- what both say ----------------------------------------------------- */

TEST(a_colour_is_where_the_bits_of_its_mask_are)
{
	static const struct {
		uint32_t mask;
		uint8_t position, width;
	} cases[] = {
		{ 0, 0, 0 },           { 1, 0, 1 },
		{ 0xff0000, 16, 8 },   { 0x1f << 11, 11, 5 },
		{ 0xff000000, 24, 8 }, { UINT32_MAX, 0, 32 },
		{ 0x80000000, 31, 1 }, { 0xff00ff00, 8, 8 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct colour colour = colour_of(cases[i].mask);

		assert_int_equal(colour.position, cases[i].position);
		assert_int_equal(colour.width, cases[i].width);
	}
}

TEST(a_row_has_a_type_that_both_versions_know)
{
	assert_int_equal(multiboot_row_type(E820_RAM), 1);
	assert_int_equal(multiboot_row_type(E820_UNUSABLE), 5);
	assert_int_equal(multiboot_row_type(0), E820_RESERVED);
	assert_int_equal(multiboot_row_type(E820_PMEM), E820_RESERVED);
	assert_int_equal(multiboot_row_type(E820_SOFT_RESERVED), E820_RESERVED);
}

TEST(memory_that_is_not_available_is_not_basic)
{
	static struct e820_entry low[] = { { { 0, 0x100000000 }, E820_NVS } };
	const struct e820_table none = { low, 1, 1 };
	struct basic_memory basic = multiboot_basic_memory(&none);

	assert_int_equal(basic.lower, 0);
	assert_int_equal(basic.upper, 0);
}

TEST(basic_memory_ends_at_the_first_hole)
{
	struct basic_memory basic = multiboot_basic_memory(&rows);
	static struct e820_entry high[] = { { { 0x100000, 0x50000000000 },
					      E820_RAM } };
	const struct e820_table only_high = { high, 1, 1 };

	assert_int_equal(basic.lower, 636);
	assert_int_equal(basic.upper, 7168);
	basic = multiboot_basic_memory(&only_high);
	assert_int_equal(basic.lower, 0);
	assert_true(basic.upper == UINT32_MAX);
}

/* --- PVH --------------------------------------------------------------- */

TEST(the_start_info_of_pvh)
{
	const struct pvh_info pvh = {
		.cmdline = "console=ttyS0",
		.modules = modules,
		.module_cnt = 2,
		.rows = &rows,
		.rsdp = 0x7f7e0000,
	};
	size_t need = pvh_write(NULL, 0, PHYS, &pvh);
	uint64_t list, map;

	used = pvh_write(memory, need, PHYS, &pvh);
	assert_int_equal(used, need);
	assert_int_equal(at(0, 4), 0x336ec578);
	assert_int_equal(at(4, 4), 1);
	assert_int_equal(at(8, 4), 0);
	assert_int_equal(at(12, 4), 2);
	list = at(16, 8) - PHYS;
	assert_int_equal(list % 8, 0);
	assert_int_equal(at(list + 8, 8), 0x1234);
	assert_string_equal(text_at(at(list + 16, 8)), "disk one");
	assert_string_equal(text_at(at(24, 8)), "console=ttyS0");
	assert_int_equal(at(32, 8), 0x7f7e0000);
	map = at(40, 8) - PHYS;
	assert_int_equal(map % 8, 0);
	assert_int_equal(at(48, 4), 5);
	assert_int_equal(at(map + 24, 8), 0x100000);
	assert_int_equal(at(map + 72 + 16, 4), E820_PMEM);
}

TEST(the_text_of_a_module_is_its_command_line_or_else_its_name)
{
	const struct table_module module = { .name = "disk", .cmdline = "ro" };

	assert_string_equal(table_module_text(&module), "ro");
	assert_string_equal(table_module_text(&modules[0]), "disk one");
	assert_string_equal(table_module_text(&modules[1]), "");
}
