/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/linux/params.c, efi_map.c: what a bzImage is told. Offsets are those
 * of Linux's struct boot_params. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "efi/boot/linux/params.h"
#include "tests/lib/givenlinux.h"
#include "tests/lib/givenmap.h"

static uint8_t page[LINUX_PARAMS_SIZE];
static struct linux_params params;
static struct e820_entry rows[200];
static struct e820_table e820;

static void given_params(size_t row_cnt)
{
	static struct efimap map = { (void *)(uintptr_t)0x123456789000, 96, 48,
				     1 };

	memset(page, 0xee, sizeof(page));
	for (size_t i = 0; i < row_cnt; i++)
		rows[i] = (struct e820_entry){ { i << 20, 0x1000 }, 1 };
	e820 = (struct e820_table){ rows, row_cnt, row_cnt };
	params = (struct linux_params){
		.kernel = 0x1600000,
		.cmdline = 0x212345000,
		.efi_system_table = 0x3123456789,
		.efi_map = &map,
		.e820 = &e820,
	};
}

static void make(void)
{
	static struct linuxfile file;
	struct linux_image image;
	struct linux_error error;

	linuxfile_bzimage(&file);
	assert_true(linux_read(&image, file.head, sizeof(file.head), file.size,
			       LINUX_MACHINE_X86_64, &error));
	linux_params_make(page, file.head, &image, &params);
}

static uint64_t field(size_t at, size_t bytes)
{
	return get_le(page + at, bytes);
}

TEST(the_header_is_copied_and_nothing_before_it)
{
	given_params(1);
	make();
	assert_int_equal(field(0x1f1, 1), 39);
	assert_int_equal(field(0x1ef, 1), 0); /* the sentinel */
	assert_memory_equal(page + 0x202, "HdrS", 4);
	assert_int_equal(field(0x258, 4), 0x1000000);
	assert_int_equal(field(0x26b, 1), 0xa5);
	assert_int_equal(field(0x26c, 1), 0);
	assert_int_equal(field(0x210, 1), 0xff);
	assert_int_equal(field(0x1fa, 2), 0xffff);
	assert_int_equal(field(0x214, 4), 0x1600000);
}

TEST(addresses_above_4_gib_are_in_two_fields)
{
	given_params(1);
	params.initrd = 0x345678000;
	params.initrd_size = 0x123456789;
	params.setup_data = 0x98765432100;
	params.rsdp = 0x7ffff014;
	make();
	assert_int_equal(field(0x228, 4), 0x12345000);
	assert_int_equal(field(0x0c8, 4), 2);
	assert_int_equal(field(0x218, 4), 0x45678000);
	assert_int_equal(field(0x0c0, 4), 3);
	assert_int_equal(field(0x21c, 4), 0x23456789);
	assert_int_equal(field(0x0c4, 4), 1);
	assert_true(field(0x250, 8) == 0x98765432100);
	assert_int_equal(field(0x070, 8), 0x7ffff014);
}

TEST(the_firmware_is_described)
{
	given_params(1);
	make();
	assert_memory_equal(page + 0x1c0, "EL64", 4);
	assert_int_equal(field(0x1c4, 4), 0x23456789);
	assert_int_equal(field(0x1d8, 4), 0x31);
	assert_int_equal(field(0x1c8, 4), 48);
	assert_int_equal(field(0x1cc, 4), 1);
	assert_int_equal(field(0x1d0, 4), 0x56789000);
	assert_int_equal(field(0x1dc, 4), 0x1234);
	assert_int_equal(field(0x1d4, 4), 96);
	assert_int_equal(field(0x1ec, 1), 2);
}

TEST(a_machine_without_a_screen_has_a_zero_screen_info)
{
	static const uint8_t zeros[0x40];

	given_params(1);
	make();
	assert_memory_equal(page, zeros, sizeof(zeros));
	assert_int_equal(field(0x140, 8), 0);
}

TEST(the_framebuffer_becomes_screen_info)
{
	const struct mbt_framebuffer fb = {
		.base = 0xc080000000,
		.size = 0x1000000,
		.width = 1280,
		.height = 800,
		.pitch = 5120,
		.bits_per_pixel = 32,
		.red_mask = 0xff0000,
		.green_mask = 0xff00,
		.blue_mask = 0xff,
		.reserved_mask = 0xff000000,
	};
	static const uint8_t colours[8] = { 8, 16, 8, 8, 8, 0, 8, 24 };
	uint8_t edid[LINUX_EDID_SIZE] = { 0, 0xff, 0xff };

	given_params(1);
	params.framebuffer = &fb;
	params.edid = edid;
	make();
	assert_int_equal(field(0x0f, 1), 0x70);
	assert_int_equal(field(0x12, 2), 1280);
	assert_int_equal(field(0x14, 2), 800);
	assert_int_equal(field(0x16, 2), 32);
	assert_int_equal(field(0x18, 4), 0x80000000);
	assert_int_equal(field(0x3a, 4), 0xc0);
	assert_int_equal(field(0x36, 4), 2);
	assert_int_equal(field(0x1c, 4), 5120 * 800);
	assert_int_equal(field(0x24, 2), 5120);
	assert_memory_equal(page + 0x26, colours, sizeof(colours));
	assert_memory_equal(page + 0x140, edid, sizeof(edid));
}

TEST(the_129th_row_of_e820_goes_to_setup_data)
{
	uint8_t node[16 + 72 * 20];

	given_params(128);
	make();
	assert_int_equal(field(0x1e8, 1), 128);
	assert_int_equal(linux_e820_ext_size(128), 0);
	given_params(200);
	make();
	assert_int_equal(field(0x1e8, 1), 128);
	assert_int_equal(field(0x2d0 + 127 * 20, 8), 127 << 20);
	assert_int_equal(field(0x2d0 + 127 * 20 + 8, 8), 0x1000);
	assert_int_equal(field(0x2d0 + 127 * 20 + 16, 4), 1);
	/* The field ends there. */
	assert_int_equal(field(0x2d0 + 128 * 20, 8), 0);
	assert_int_equal(linux_e820_ext_size(200), sizeof(node));
	linux_e820_ext(node, 0x42, &e820);
	assert_int_equal(get_le(node, 8), 0x42);
	assert_int_equal(get_le(node + 8, 4), 1);
	assert_int_equal(get_le(node + 12, 4), 72 * 20);
	assert_int_equal(get_le(node + 16, 8), 128 << 20);
	assert_int_equal(get_le(node + 16 + 71 * 20, 8), 199 << 20);
}

/* --- the EFI map --------------------------------------------------------- */

/* "0-1000:7 1000-2000:8" */
static const char *text_of_map(const uint8_t *bytes, size_t size, size_t stride)
{
	static char text[1024];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	for (size_t at = 0; at < size; at += stride) {
		struct efi_memory_desc desc;

		efimap_read(bytes + at, &desc);
		print(&out, "%s%jx-%jx:%u", at ? " " : "",
		      (uintmax_t)desc.phys_addr,
		      (uintmax_t)(desc.phys_addr + (desc.num_pages << 12)),
		      desc.type);
	}
	return text;
}

static void expect_efi_map(const char *expected)
{
	const struct efimap *map = &conversion.capture->map;
	size_t room = linux_efi_map_room(efimap_count(map), map->desc_size,
					 conversion.e820.cnt);
	uint8_t *bytes = malloc(room);
	size_t size = linux_efi_map(bytes, room, &conversion);

	assert_string_equal(text_of_map(bytes, size, map->desc_size), expected);
	/* The bytes after each descriptor are copied, too. */
	for (size_t at = 0; at < size; at += map->desc_size)
		assert_int_equal(bytes[at + map->desc_size - 1], 0xee);
	assert_int_equal(linux_efi_map(bytes, size - 1, &conversion), 0);
	free(bytes);
}

TEST(a_map_without_edits_stays_as_it_is)
{
	given_map("0-a0000:7 100000-200000:4 200000-300000:7 "
		  "300000-400000:6:WB|RUNTIME 400000-500000:7:WB|SP");
	when("");
	expect_efi_map("0-a0000:7 100000-200000:4 200000-300000:7 "
		       "300000-400000:6 400000-500000:7");
}

TEST(free_memory_above_the_cap_is_unusable_for_kaslr)
{
	given_map("100000-200000:7 200000-400000:7 400000-500000:7 "
		  "500000-600000:4 600000-700000:6:WB|RUNTIME");
	when("mem=3M");
	expect_efi_map("100000-200000:7 200000-300000:7 300000-400000:8 "
		       "400000-500000:8 500000-600000:4 600000-700000:6");
}

TEST(memmap_cuts_free_memory_into_whole_pages)
{
	given_map("100000-800000:7");
	when("memmap=0x1001$0x200000 memmap=64K#0x300000");
	expect_efi_map("100000-200000:7 200000-202000:8 202000-300000:7 "
		       "300000-310000:8 310000-800000:7");
}
