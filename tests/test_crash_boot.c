/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/crash/: what is left in memory for a kernel that crashes. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "core/screen/font.h"
#include "efi/boot/crash/crash.h"
#include "efi/boot/elf/elf_format.h"
#include "tests/lib/givenboot.h"

#define HIGH UINT64_C(0xffffffff80000000)

static TEST_STEP(set_up)
{
	if (given_boot(state))
		return -1;
	fake_cpu.crash_code = (struct range){ 0x7e001000, 0x8000 };
	return 0;
}

FIXTURE(set_up, forget_boot);

static bool is_reserved(const char *owner, const char *name)
{
	struct mbt_region region;

	return mbt_find_reserved(boot_table(), owner, name, &region);
}

static void given_crashes(unsigned int crashes)
{
	((struct crash_state *)fake_cpu.crash_ctx)->crashes = crashes;
}

/* The one that crashes. */
static uint64_t processor;

static const char *crash_with(uint32_t vector, uint64_t code, uint64_t address)
{
	const struct crash_cpu cpu = {
		.pc = HIGH + 0x10,
		.vector = vector,
		.code = code,
		.address = address,
		.processor = processor,
	};

	fake_cpu.len = 0;
	fake_cpu.said[0] = '\0';
	if (setjmp(fake_cpu.back) == 0)
		fake_cpu.crash_handler(fake_cpu.crash_ctx, &cpu);
	return fake_cpu.said;
}

TEST(a_crash_is_explained)
{
	const char *said;

	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	expect_sound_table();
	assert_true(is_reserved("loader", "exceptions"));
	assert_true(is_reserved("memblock.efi image", ""));
	assert_null(mbt_find_section(boot_table(), MBT_SYMBOLS));
	fake->us += 1234;
	said = crash_with(14, 3, HIGH);
	assert_non_null(strstr(said, "memblock.efi: the kernel crashed: "
				     "kernel.elf\n"));
	assert_non_null(strstr(said, "The kernel wrote to 0xffffffff80000000, "
				     "which is read-only: kernel text"));
	assert_int_equal(fake_cpu.port, 0x2f8);
}

TEST(an_exception_while_telling_is_left_out_and_a_third_resets)
{
	const char *said;

	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	crash_with(6, 0, 0);
	said = crash_with(14, 0, 0x7f0000000000);
	assert_non_null(strstr(said, "The kernel executed an undefined "
				     "instruction.\n"));
	assert_non_null(strstr(said, "\nPress a key"));
	assert_string_equal(crash_with(6, 0, 0), "");
}

TEST(what_is_said_is_about_the_processor_that_crashes_first)
{
	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	processor = 3;
	assert_non_null(strstr(crash_with(6, 0, 0), "undefined"));
	processor = 0;
	assert_string_equal(crash_with(6, 0, 0), "");
	processor = 3;
	assert_non_null(strstr(crash_with(14, 0, 0), "undefined"));
	processor = 0;
}

TEST(a_table_that_the_kernel_has_changed_is_not_used)
{
	uint8_t *bytes;

	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	bytes = (uint8_t *)(uintptr_t)fake_cpu.entry.table;
	assert_non_null(strstr(crash_with(14, 2, fake_cpu.entry.table),
			       "is not mapped: table.\n"));
	bytes[100]++;
	given_crashes(0);
	assert_null(strstr(crash_with(14, 2, fake_cpu.entry.table), ": table"));
}

TEST(exceptions_off_leaves_nothing_in_memory)
{
	assert_int_equal(boots(u"kernel=kernel.elf exceptions=off"), ENTERED);
	expect_sound_table();
	assert_false(is_reserved("loader", "exceptions"));
	assert_false(is_reserved("memblock.efi image", ""));
	assert_null(fake_cpu.crash_handler);
}

TEST(code_that_a_kernel_hides_explains_nothing)
{
	fake_cpu.crash_code = (struct range){ 0x7e100000, 0x1000 };
	assert_int_equal(boots(u"kernel=kernel.elf"), ENTERED);
	assert_null(fake_cpu.crash_handler);
	assert_non_null(strstr(boot_serial->tape.text,
			       "kernel.elf has no crash screen: its addresses "
			       "hide memblock.efi.\n"));
}

TEST(symbols_follow_the_kernel_in_memory)
{
	const struct crash_facts *facts;
	struct mbt_symbols symbols = { 0 };

	kernel_file.header->shoff = kernel_file.size;
	kernel_file.header->shnum = 2;
	kernel_file.header->shentsize = sizeof(struct elf_section);
	memcpy(kernel_file.bytes + kernel_file.size,
	       (struct elf_section[]){
		       { .type = SHT_SYMTAB,
			 .offset = kernel_file.size + 128,
			 .size = 24,
			 .link = 1 },
		       { .type = SHT_STRTAB,
			 .offset = kernel_file.size + 152,
			 .size = 8 },
	       },
	       128);
	memcpy(kernel_file.bytes + kernel_file.size + 152, "\0a name", 8);
	kernel_file.size += 160;
	fake_put_file("\\symbols.elf", kernel_file.bytes, kernel_file.size);
	assert_int_equal(boots(u"kernel=symbols.elf"), ENTERED);
	expect_sound_table();
	facts = &((struct crash_state *)fake_cpu.crash_ctx)->facts;
	assert_int_equal(facts->symbol_cnt, 1);
	assert_string_equal(facts->strings + 1, "a name");
	assert_true((uintptr_t)facts->symbols >=
		    facts->kernel.phys_base + facts->kernel.size);
	assert_true(mbt_get_entry(mbt_find_section(boot_table(), MBT_SYMBOLS),
				  0, &symbols, sizeof(symbols)));
	assert_int_equal(symbols.base, (uintptr_t)facts->symbols);
	assert_int_equal(symbols.size, 24);
	assert_int_equal(symbols.strings, (uintptr_t)facts->strings);
	assert_int_equal(symbols.strings_size, facts->strings_size);
}

/* --- the framebuffer ------------------------------------------------------ */

#define WIDTH  640
#define HEIGHT 320

static uint32_t pixels[WIDTH * HEIGHT];

TEST(letters_are_drawn_on_a_framebuffer)
{
	struct mbt_framebuffer fb = {
		.base = (uintptr_t)pixels,
		.size = sizeof(pixels),
		.width = WIDTH,
		.height = HEIGHT,
		.pitch = WIDTH * 4,
		.bits_per_pixel = 32,
		.red_mask = 0xff0000,
		.green_mask = 0xff00,
		.blue_mask = 0xff,
	};
	struct crash_screen screen;

	assert_true(crash_screen_begin(&screen, &fb));
	assert_int_equal(pixels[WIDTH * HEIGHT - 1], 0x80);
	crash_screen_write(&screen, "\nA\x80", 3);
	for (size_t y = 0; y < FONT_HEIGHT; y++)
		for (size_t x = 0; x < FONT_WIDTH; x++)
			assert_int_equal(pixels[(FONT_HEIGHT + y) * WIDTH + x],
					 font_rows['A' - ' '][y] & 0x80 >> x
						 ? 0xffffff
						 : 0x80);
	for (int i = 0; i < 30; i++)
		crash_screen_write(&screen, "a line\n", 7);
	assert_int_equal(screen.rows, HEIGHT / FONT_HEIGHT);
	assert_true(crash_screen_begin(&screen, &fb));
	for (size_t i = 0; i <= screen.columns; i++)
		crash_screen_write(&screen, "x", 1);
	assert_int_equal(screen.row, 1);
	assert_int_equal(screen.column, 1);
	fb.height = FONT_HEIGHT;
	assert_false(crash_screen_begin(&screen, &fb));
	fb.height = HEIGHT;
	fb.bits_per_pixel = 24;
	assert_false(crash_screen_begin(&screen, &fb));
	fb.bits_per_pixel = 32;
	fb.width = 100;
	assert_false(crash_screen_begin(&screen, &fb));
}
