/* SPDX-License-Identifier: BSD-2-Clause */
/* What a Limine kernel is told of files, screens and processors. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "tests/lib/givenlimine.h"

FIXTURE(given_boot, forget_boot);

/* --- files --------------------------------------------------------------- */

enum { FILE_ADDRESS = 1, FILE_SIZE, FILE_PATH, FILE_STRING, FILE_MEDIA };

static void expect_file(uint64_t virt, const char *path, const char *string,
			const void *bytes, size_t size)
{
	const uint64_t *file = limine_see(virt);

	assert_int_equal(file[0], 0);
	assert_int_equal(file[FILE_ADDRESS] % 4096, 0);
	assert_int_equal(file[FILE_SIZE], size);
	assert_memory_equal(limine_see(file[FILE_ADDRESS]), bytes, size);
	assert_string_equal(limine_see(file[FILE_PATH]), path);
	assert_string_equal(limine_see(file[FILE_STRING]), string);
	for (int i = FILE_MEDIA; i < 14; i++)
		assert_int_equal(file[i], 0);
}

static uint64_t module_at(size_t i)
{
	return limine_word(limine_response(LIMINE_MODULE)[2] + i * 8);
}

TEST(modules_have_their_contents_path_and_string)
{
	given_limine(6);
	fake_put_file("\\boot\\three", "33", 2);
	assert_int_equal(limine_boots(u"kernel=limine.elf module=one "
				      u"\"module=\\two,second -- a  b\" "
				      u"module=\\boot\\three"),
			 ENTERED);
	assert_int_equal(limine_response(LIMINE_MODULE)[0], 1);
	assert_int_equal(limine_response(LIMINE_MODULE)[1], 3);
	expect_file(module_at(0), "/one", "one", "first", 5);
	expect_file(module_at(1), "/two", "a  b", "second", 6);
	expect_file(module_at(2), "/boot/three", "three", "33", 2);
}

TEST(without_modules_there_is_no_response)
{
	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_null(limine_response(LIMINE_MODULE));
}

/* Modules that the kernel names come first. */
static void given_internal(const char *path, uint64_t flags)
{
	uint8_t *request = limine_request(LIMINE_MODULE);

	given_limine(6);
	limine_put(request + 32, 1);
	limine_put_field(request, 0, 1);
	limine_put_field(request, 1, LIMINE_DATA + 0xa00);
	limine_put(limine_data(0xa00), LIMINE_DATA + 0xa10);
	limine_put(limine_data(0xa10), LIMINE_DATA + 0xa40);
	limine_put(limine_data(0xa18), LIMINE_DATA + 0xa80);
	limine_put(limine_data(0xa20), flags);
	strcpy((char *)limine_data(0xa40), path);
	strcpy((char *)limine_data(0xa80), "its string");
}

TEST(a_module_that_the_kernel_names_comes_before_the_others)
{
	given_internal("two", 1);
	assert_int_equal(limine_boots(u"kernel=limine.elf module=one"),
			 ENTERED);
	assert_int_equal(limine_response(LIMINE_MODULE)[1], 2);
	expect_file(module_at(0), "/two", "its string", "second", 6);
	expect_file(module_at(1), "/one", "one", "first", 5);
}

TEST(one_that_is_not_required_may_be_missing)
{
	given_internal("absent", 0);
	assert_int_equal(limine_boots(u"kernel=limine.elf module=one"),
			 ENTERED);
	assert_int_equal(limine_response(LIMINE_MODULE)[1], 1);
	expect_file(module_at(0), "/one", "one", "first", 5);
}

TEST(the_kernel_can_read_its_own_file)
{
	const uint64_t *response;

	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=\\limine.elf -- words"),
			 ENTERED);
	response = limine_response(LIMINE_EXECUTABLE_FILE);
	assert_int_equal(response[0], 0);
	expect_file(response[1], "/limine.elf", "words", limine_file.bytes,
		    limine_file.size);
}

/* --- framebuffers -------------------------------------------------------- */

static void expect_format(const uint8_t *at, const char *format)
{
	assert_memory_equal(at, format, 9);
}

#define BGR "\x20\x00\x01\x08\x10\x08\x08\x08\x00"
#define ODD "\x10\x00\x01\x05\x0b\x06\x05\x05\x00"

TEST(a_framebuffer_has_one_mode_and_the_edid_of_its_display)
{
	const uint64_t *fb, *mode;

	given_limine(6);
	limine_add_screen();
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_int_equal(limine_response(LIMINE_FRAMEBUFFER)[0], 1);
	assert_int_equal(limine_response(LIMINE_FRAMEBUFFER)[1], 1);
	fb = limine_see(limine_word(limine_response(LIMINE_FRAMEBUFFER)[2]));
	assert_true(fb[0] == DIRECT + 0xc0000000);
	assert_true(limine_walk(fb[0]).kind == WALKER_COMBINED);
	assert_int_equal(fb[1], 64);
	assert_int_equal(fb[2], 32);
	assert_int_equal(fb[3], 80 * 4);
	expect_format((const uint8_t *)(fb + 4), BGR);
	assert_int_equal(fb[6], 128);
	assert_int_equal(((const uint8_t *)limine_see(fb[7]))[100], 300 % 256);
	assert_int_equal(fb[8], 1);
	mode = limine_see(limine_word(fb[9]));
	assert_int_equal(mode[0], 80 * 4);
	assert_int_equal(mode[1], 64);
	assert_int_equal(mode[2], 32);
	expect_format((const uint8_t *)(mode + 3), BGR);
}

TEST(of_two_framebuffers_each_has_its_own_mode)
{
	struct fake_screen *screen;
	const uint64_t *fb;

	given_limine(6);
	limine_add_screen();
	screen = limine_add_screen();
	screen->output_mode.FrameBufferBase = 0xd0000000;
	screen->output_info.PixelFormat = PixelBitMask;
	screen->output_info.PixelInformation =
		(EFI_PIXEL_BITMASK){ 0xf800, 0x07e0, 0x001f, 0 };
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_int_equal(limine_response(LIMINE_FRAMEBUFFER)[1], 2);
	fb = limine_see(
		limine_word(limine_response(LIMINE_FRAMEBUFFER)[2] + 8));
	assert_true(fb[0] == DIRECT + 0xd0000000);
	expect_format((const uint8_t *)(fb + 4), ODD);
	assert_int_equal(fb[6], 0);
	assert_int_equal(fb[7], 0);
	expect_format((const uint8_t *)limine_see(limine_word(fb[9])) + 24,
		      ODD);
}

/* --- processors ---------------------------------------------------------- */

/* Of the x86 kind: UID and ID of 4 bytes each, then 24 bytes. */
static void expect_cpu(size_t i, uint64_t uid, uint64_t id)
{
	const uint8_t *response = (const void *)limine_response(LIMINE_MP);
	uint64_t list = get_le(response + 24, 8);
	const uint8_t *info = limine_see(limine_word(list + i * 8));

	assert_int_equal(get_le(info, 4), uid);
	assert_int_equal(get_le(info + 4, 4), id);
	for (size_t at = 8; at < 32; at += 8)
		assert_int_equal(get_le(info + at, 8), 0);
}

static void expect_cpus(uint64_t cnt)
{
	const uint8_t *response = (const void *)limine_response(LIMINE_MP);

	assert_non_null(response);
	assert_int_equal(get_le(response, 8), 0);
	assert_int_equal(get_le(response + 12, 4), 0);
	assert_int_equal(get_le(response + 16, 8), cnt);
}

TEST(each_other_processor_is_started_with_a_stack_of_its_own)
{
	static const uint64_t ids[] = { 4, 0, 6 };
	const struct cpu_limine_ap *parked = fake_cpu.limine.parked;
	uint64_t size = 64 * 1024;

	given_limine(6);
	limine_add_cpus(ids, 3);
	limine_put_field(limine_request(LIMINE_MP), 0, 1);
	fake_cpu.limine.mode = 1;
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_true(fake_cpu.limine.settings.mp);
	assert_true(fake_cpu.limine.settings.x2apic);
	assert_non_null(fake_cpu.limine.tables.fadt.bytes);
	expect_cpus(3);
	assert_int_equal(
		get_le((const uint8_t *)limine_response(LIMINE_MP) + 8, 4), 1);
	expect_cpu(0, 10, 4);
	expect_cpu(1, 11, 0);
	expect_cpu(2, 12, 6);
	assert_int_equal(fake_cpu.started_cnt, 2);
	for (size_t i = 0; i < 2; i++) {
		uint64_t end = fake_cpu.limine.stack + (i + 1) * size;

		const struct cpu_start *how = &fake_cpu.started[i].how;

		assert_int_equal(how->id, ids[i * 2]);
		assert_int_equal(how->counter_rate, 3000000);
		assert_int_equal(how->stack, end - fake_cpu.limine.made.hhdm);
		assert_ptr_equal(how->trampoline, fake_cpu.trampoline);
		assert_non_null(how->fadt->bytes);
		assert_non_null(how->silence->bytes);
		assert_true(parked[i].stack == end);
		assert_true(limine_walk(end - 8).write);
		assert_true(limine_walk(end - size).there);
		assert_int_equal(
			get_le((const uint8_t *)limine_see(parked[i].info) + 4,
			       4),
			ids[i * 2]);
	}
}

TEST(a_processor_that_does_not_start_is_left_out_and_named)
{
	static const uint64_t ids[] = { 0, 4, 6 };

	given_limine(6);
	limine_add_cpus(ids, 3);
	fake_cpu.limine.dead = 4;
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	assert_false(fake_cpu.limine.settings.x2apic);
	expect_cpus(2);
	expect_cpu(0, 10, 0);
	expect_cpu(1, 12, 6);
	assert_non_null(strstr(fake_cpu.said,
			       "processor 4 does not start; it is left out."));
}

TEST(before_base_revision_5_local_apics_are_not_silenced)
{
	static const uint64_t ids[] = { 0, 4 };

	given_limine(4);
	limine_add_cpus(ids, 2);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	expect_cpus(2);
	assert_null(fake_cpu.started[0].how.silence);
}

TEST(without_a_madt_this_processor_is_the_only_one)
{
	given_limine(6);
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	expect_cpus(1);
	expect_cpu(0, 0, 0);
	assert_int_equal(fake_cpu.started_cnt, 0);
}
