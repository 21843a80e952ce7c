/* SPDX-License-Identifier: BSD-2-Clause */
/* Kernels of our own protocol and of Linux on a firmware of which more and more
 * calls fail, and with less and less memory: either the kernel is entered, or
 * nothing of it is left. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "efi/boot/elf/elf_sections.h"
#include "tests/lib/fake_linux.h"
#include "tests/lib/givenlimine.h"

FIXTURE(given_boot, forget_boot);

/* --- what is booted ------------------------------------------------------ */

struct way {
	void (*given)(void);
	const char16_t *options;
};

/* With screen, SMBIOS and processors. */
static void given_devices(void)
{
	static const uint64_t ids[] = { 0, 1 };

	limine_add_cpus(ids, 2);
	limine_add_smbios();
	limine_add_screen();
	fake->calls = 0;
}

static void given_native(void)
{
	new_machine();
	fake_cpu.crash_code = (struct range){ 0x7e001000, 0x8000 };
	given_devices();
}

static void given_one_processor(void)
{
	static const uint64_t self = 0;

	given_native();
	limine_add_cpus(&self, 1);
	fake->calls = 0;
}

static void given_pie(void)
{
	static struct elffile pie;

	new_machine();
	elffile_pie(&pie);
	pie.header->machine = kernel_file.header->machine;
	fake_put_file("\\pie.elf", pie.bytes, pie.size);
	fake_cpu.random = 12345;
	given_devices();
}

static void given_linux(void)
{
	new_machine();
	given_devices();
	fake_linux_new(); /* copies the configuration tables */
	fake->calls = 0;
}

static void given_limine_kernel(void)
{
	given_limine(3);
	given_devices();
	limine_put_file();
	fake->calls = 0;
}

/* Files of which only the header is in what is read first. */
static void put_far(const struct elffile *file)
{
	static uint8_t bytes[2 * ELFFILE_FAR];

	fake_put_file("\\far.elf", bytes, elffile_far(bytes, file));
	fake->calls = 0;
}

/* Symbols after the segments: one, and its strings. */
static void add_sections(struct elffile *file)
{
	const struct elf_section sections[] = {
		{ .type = SHT_SYMTAB,
		  .offset = file->size + 128,
		  .size = 24,
		  .link = 1 },
		{ .type = SHT_STRTAB, .offset = file->size + 152, .size = 8 },
	};

	file->header->shoff = file->size;
	file->header->shnum = 2;
	file->header->shentsize = sizeof(struct elf_section);
	memcpy(file->bytes + file->size, sections, sizeof(sections));
	file->size += 160;
}

static void given_far_native(void)
{
	given_native();
	add_sections(&kernel_file);
	put_far(&kernel_file);
}

static void given_far_limine(void)
{
	given_limine_kernel();
	put_far(&limine_file);
}

static void given_far_pvh(void)
{
	static struct elffile elf;

	new_machine();
	fake_ram_new_low();
	given_devices();
	elffile_pvh(&elf, FAKE_RAM_LOW + 0x100000, FAKE_RAM_LOW + 0x100020, 4);
	put_far(&elf);
}

static const struct way ways[] = {
	{ given_native, u"kernel=kernel.elf module=one reserve_mem=4K:4K:a" },
	{ given_native, u"kernel=kernel.elf exceptions=off" },
	{ given_native, u"kernel=kernel.elf smp=on" },
	{ given_one_processor, u"kernel=kernel.elf smp=on" },
	{ given_pie, u"kernel=pie.elf kaslr=on module=one" },
	{ given_linux,
	  u"kernel=vmlinuz road=direct initrd=one mem=0x200003c00000 -- a b" },
	{ given_linux, u"kernel=vmlinuz road=direct reserve_mem=4K:4K:a" },
	{ given_limine_kernel, u"kernel=limine.elf module=one module=two" },
	{ given_far_native, u"kernel=far.elf" },
	{ given_far_limine, u"kernel=far.elf" },
	{ given_far_pvh, u"kernel=far.elf protocol=pvh" },
};
#define WAYS (sizeof(ways) / sizeof(*ways))

static enum boot_end boot_way(const struct way *way, size_t used)
{
	enum boot_end end;
	size_t len = 0;

	while (way->options[len])
		len++;
	fake_load_options(way->options, 2 * len);
	end = boot();
	if (end == RETURNED) {
		assert_int_equal(fake_ram_used(), used);
		assert_int_equal(fake->files_open, 0);
		/* The firmware must be able to take it back. */
		assert_true(!fake_ram.published || fake->fail_from);
	}
	return end;
}

/* --- failures ------------------------------------------------------------ */

/* The calls that a way takes. */
static unsigned int calls_of(const struct way *way)
{
	way->given();
	if (boot_way(way, 0) != ENTERED)
		fail_msg("not entered: %s", boot_serial->tape.text);
	return fake->calls;
}

/* Of a long way, most of which reads files, the first and the last calls. */
static unsigned int next_call(unsigned int call, unsigned int calls)
{
	return call == 60 && calls > 160 ? calls - 100 : call + 1;
}

TEST(one_call_that_fails_is_undone)
{
	for (size_t i = 0; i < WAYS; i++) {
		unsigned int calls = calls_of(&ways[i]), call = 1;

		for (; call <= calls; call = next_call(call, calls)) {
			ways[i].given();
			fake->fail_at = call;
			if (boot_way(&ways[i], 0) == RETURNED)
				assert_true(fw_failed(boot_status));
		}
	}
}

/* The calls that end boot services are tried several times. */
TEST(a_firmware_that_fails_from_some_call_on_is_left_as_it_was)
{
	for (size_t i = 0; i < WAYS; i++) {
		unsigned int calls = calls_of(&ways[i]), call = 1;

		for (; call <= calls; call = next_call(call, calls)) {
			ways[i].given();
			fake->fail_from = call;
			boot_way(&ways[i], 0);
		}
	}
}

TEST(without_enough_memory_nothing_is_left)
{
	for (size_t i = 0; i < WAYS; i++) {
		enum boot_end end = RETURNED;

		for (size_t left = 2; end != ENTERED && left < 16384;
		     left += left < 200 ? 1 : left / 16) {
			size_t used = FAKE_RAM_PAGES - left;

			ways[i].given();
			fake_ram_use(fake_ram.base + left * 4096, used);
			end = boot_way(&ways[i], used);
		}
		assert_int_equal(end, ENTERED);
	}
}
