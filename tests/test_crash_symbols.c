/* SPDX-License-Identifier: BSD-2-Clause */
/* What explains a crash: symbols of the kernel's file, the screen, the clock;
 * and when nothing does. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "core/base/bytes.h"
#include "efi/boot/crash/crash.h"
#include "tests/lib/givenlimine.h"

#define SYMBOLS 0x3000
#define STRINGS 0x3100
#define HEADERS 0x3200

/* On a machine below 4 GiB, so that a kernel may be linked for where
 * memblock.efi lies. */
static void machine(void)
{
	new_machine();
	fake_ram_new_low();
	fake->calls = 0;
	fake_cpu.crash_code = (struct range){ 0x7e001000, 0x8000 };
}

static TEST_STEP(set_up)
{
	machine();
	return 0;
}

FIXTURE(set_up, forget_boot);

/* --- a kernel with symbols ----------------------------------------------- */

static void put_section(size_t index, uint32_t type, uint64_t offset,
			uint64_t size, uint32_t link)
{
	uint8_t *at = kernel_file.bytes + HEADERS + index * 64;

	put_le(at + 4, type, 4);
	put_le(at + 24, offset, 8);
	put_le(at + 32, size, 8);
	put_le(at + 40, link, 4);
	put_le(at + 56, type == 2 ? 24 : 0, 8);
}

/* main() is all of the code. */
static void given_symbols(void)
{
	uint8_t *symbol = kernel_file.bytes + SYMBOLS + 24;

	put_le(symbol, 1, 4);
	put_le(symbol + 4, 0x12, 1); /* a global function */
	put_le(symbol + 6, 1, 2);
	put_le(symbol + 8, HIGH, 8);
	put_le(symbol + 16, 0x800, 8);
	memcpy(kernel_file.bytes + STRINGS, "\0main", 6);
	put_section(1, 2, SYMBOLS, 48, 2);
	put_section(2, 3, STRINGS, 6, 0);
	kernel_file.header->shoff = HEADERS;
	kernel_file.header->shnum = 3;
	kernel_file.header->shentsize = 64;
	kernel_file.size = HEADERS + 3 * 64;
}

static void put_kernel(void)
{
	fake_put_file("\\crash.elf", kernel_file.bytes, kernel_file.size);
}

static const char *crash_at(uint64_t pc)
{
	const struct crash_cpu cpu = { .pc = pc, .vector = 6 };

	fake_cpu.len = 0;
	fake_cpu.said[0] = '\0';
	fake_cpu.crash_looks = 0;
	if (setjmp(fake_cpu.back) == 0)
		fake_cpu.crash_handler(fake_cpu.crash_ctx, &cpu);
	return fake_cpu.said;
}

static const char *crash(void)
{
	put_kernel();
	assert_int_equal(boots(u"kernel=crash.elf"), ENTERED);
	return crash_at(HIGH + 0x10);
}

TEST(a_crash_names_the_function)
{
	given_symbols();
	assert_non_null(strstr(crash(), "main+0x10"));
}

TEST(symbols_that_make_no_sense_are_not_used)
{
	static const struct {
		size_t at; /* in the section headers */
		uint64_t value;
	} cases[] = {
		{ 64 + 24, SYMBOLS + 4 }, /* not aligned */
		{ 64 + 24, 0x1000 },      /* in the code */
		{ 64 + 24, 0xfffff000 },  /* beyond the file */
		{ 2 * 64 + 24, 0x1000 },  /* strings in the code */
		{ 2 * 64 + 32, 0 },       /* no strings */
		{ 64 + 4, 1 },            /* no table of symbols */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		machine();
		given_symbols();
		put_le(kernel_file.bytes + HEADERS + cases[i].at,
		       cases[i].value, cases[i].at % 64 == 4 ? 4 : 8);
		assert_null(strstr(crash(), "main"));
		assert_non_null(strstr(fake_cpu.said, "the kernel crashed"));
	}
	machine();
	given_symbols();
	kernel_file.size = HEADERS + 100; /* cut off */
	assert_null(strstr(crash(), "main"));
}

/* --- no explanation ------------------------------------------------------ */

TEST(a_kernel_that_hides_memblock_efi_has_no_crash_screen)
{
	struct range image = { (uintptr_t)fake->image.ImageBase,
			       fake->image.ImageSize };

	kernel_file.programs[0].vaddr = image.base & ~(uint64_t)0xfff;
	kernel_file.programs[1].vaddr =
		(image.base & ~(uint64_t)0xfff) + 0x1000;
	kernel_file.header->entry = kernel_file.programs[0].vaddr + 0x10;
	put_kernel();
	assert_int_equal(boots(u"kernel=crash.elf"), ENTERED);
	assert_null(fake_cpu.crash_handler);
	assert_non_null(strstr(boot_serial->tape.text,
			       "has no crash screen: its addresses hide "
			       "memblock.efi"));
}

/* A large file without a room for the end of it. */
TEST(without_memory_for_it_the_kernel_is_entered_all_the_same)
{
	bool lacked = false;
	enum boot_end end = RETURNED;

	for (size_t left = 8; left < 400; left++) {
		machine();
		given_symbols();
		fake_ram_use(FAKE_RAM_LOW + left * 4096, FAKE_RAM_PAGES - left);
		put_kernel();
		end = boots(u"kernel=crash.elf");
		lacked = lacked ||
			 strstr(boot_serial->tape.text,
				"has no crash screen: there is no memory");
		if (end == RETURNED)
			assert_int_equal(fake_ram_used(),
					 FAKE_RAM_PAGES - left);
		else if (fake_cpu.crash_handler)
			break;
	}
	assert_int_equal(end, ENTERED);
	assert_non_null(fake_cpu.crash_handler);
	assert_true(lacked);
}

TEST(a_third_exception_resets_without_a_word)
{
	crash();
	crash_at(HIGH);
	assert_int_equal(fake_cpu.crash_resets, 2);
	assert_string_equal(crash_at(HIGH), "");
	assert_int_equal(fake_cpu.crash_resets, 3);
}

/* --- screen and clock ---------------------------------------------------- */

static bool has_text(const uint32_t *pixels)
{
	for (size_t i = 0; i < 640 * 16; i++)
		if (pixels[i] == 0xffffff)
			return true;
	return false;
}

/* The same lines as on the serial line. */
TEST(it_is_shown_on_the_screen_too)
{
	static uint32_t pixels[640 * 480];
	const char *line;
	struct fake_screen *screen = limine_add_screen();

	screen->output_info.HorizontalResolution = 640;
	screen->output_info.VerticalResolution = 480;
	screen->output_info.PixelsPerScanLine = 640;
	screen->output_mode.FrameBufferBase = (uintptr_t)pixels;
	screen->output_mode.FrameBufferSize = sizeof(pixels);
	line = crash();
	assert_int_equal(pixels[640 * 480 - 1], 0x80);
	for (size_t row = 0; row < 480 / 16; row++) {
		size_t len = strcspn(line, "\n");

		assert_int_equal(has_text(pixels + row * 16 * 640), len > 0);
		line += len + (line[len] == '\n');
	}
}

TEST(without_a_key_the_machine_restarts_after_a_while)
{
	fake_cpu.crash_no_key = true;
	crash();
	assert_int_equal(fake_cpu.crash_resets, 1);
	assert_true(fake_cpu.crash_looks > 1);
	assert_true(fake_cpu.crash_looks < 1000);
}

TEST(without_a_clock_only_a_key_restarts_it)
{
	fake_cpu.crash_no_key = true;
	fake_cpu.crash_no_rate = true;
	crash();
	assert_int_equal(fake_cpu.crash_resets, 1);
	assert_int_equal(fake_cpu.crash_looks, 100000);
}
