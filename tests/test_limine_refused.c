/* SPDX-License-Identifier: BSD-2-Clause */
/* Kernels for the Limine protocol that are refused, each with a sentence. */
#include "tests/lib/test.h"

#include "tests/lib/givenboot.h"
#include "tests/lib/liminefile.h"

FIXTURE(given_boot, forget_boot);

#define BASE UINT64_C(0xffffffff80000000)
/* The data segment, in the file and in memory. */
#define DATA      ((size_t)0x2000)
#define DATA_VIRT (BASE + 0x1000)

static struct elffile kernel;

static uint8_t *data_at(size_t at)
{
	return kernel.bytes + DATA + at;
}

/* Base revision 6 and a request; the rest of the data is zero. */
static void given_kernel(void)
{
	new_machine();
	elffile_begin(&kernel);
	elffile_segment(&kernel, BASE, 0x1000, 0x800, 0x800,
			ELF_READ | ELF_EXECUTE);
	elffile_segment(&kernel, DATA_VIRT, DATA, 0x1000, 0x2000,
			ELF_READ | ELF_WRITE);
	kernel.header->entry = BASE;
	limine_put_tag(data_at(0), 6);
	limine_put_request(data_at(0x40), ID_MEMMAP);
}

static const char *said(void)
{
	fake_put_file("\\limine.elf", kernel.bytes, kernel.size);
	assert_int_equal(boot(), RETURNED);
	assert_true(fw_failed(boot_status));
	assert_int_equal(fake_ram_used(), 0);
	assert_int_equal(fake->files_open, 0);
	return boot_serial->tape.text;
}

#define expect_refused_with(words, sentence)                          \
	do {                                                          \
		fake_arguments(words);                                \
		if (!strstr(said(), sentence))                        \
			fail_msg("said: %s", boot_serial->tape.text); \
	} while (0)
#define expect_refused(sentence)                  \
	expect_refused_with(u"kernel=limine.elf", \
			    "limine.elf cannot be loaded: " sentence)

/* The fake firmware's memory lies above 4 GiB. */
TEST(a_sound_kernel_is_recognised_and_needs_memory_below_4_gib)
{
	given_kernel();
	expect_refused_with(u"kernel=limine.elf",
			    "limine.elf is a Limine kernel, base revision 6; "
			    "owners, lifetimes and NUMA nodes are not passed "
			    "on\n");
	given_kernel();
	expect_refused_with(u"kernel=limine.elf", "The trampoline needs ");
}

/* Boots a kernel whose data segment, with one request, lies at that place of
 * the file and in memory at that offset in a page. */
static void boot_with_request(size_t offset, size_t size, size_t at)
{
	static struct elffile small;
	static uint8_t large[0x30000];

	new_machine();
	elffile_begin(&small);
	elffile_segment(&small, BASE, 0x1000, 0x800, 0x800,
			ELF_READ | ELF_EXECUTE);
	elffile_segment(&small, DATA_VIRT + offset % 0x1000, offset, size, size,
			ELF_READ | ELF_WRITE);
	small.header->entry = BASE;
	memset(large, 0, sizeof(large));
	memcpy(large, small.bytes, sizeof(small.bytes));
	limine_put_request(large + offset + at, ID_MEMMAP);
	fake_put_file("\\limine.elf", large, small.size);
	fake_arguments(u"kernel=limine.elf");
	boot();
}

#define is_recognised() \
	(strstr(boot_serial->tape.text, "is a Limine kernel") != NULL)

/* The head has 32 KiB, and a piece that is read 4 KiB. */
TEST(a_request_is_seen_at_every_place_of_small_data)
{
	for (size_t offset = 0x7000; offset <= 0x7008; offset += 4)
		for (size_t at = 0; at < 0x3000; at += 0x98) {
			boot_with_request(offset, 0x4000, at);
			assert_int_equal(is_recognised(),
					 (offset + at) % 8 == 0);
		}
	for (size_t at = 0xf00; at < 0x1100; at += 8) {
		boot_with_request(0x7000, 0x10000, at);
		assert_true(is_recognised());
		boot_with_request(0x9000, 0x10000, at);
		assert_true(is_recognised());
	}
	/* The last piece has 16 bytes, those by which a request is known. */
	boot_with_request(0x9000, 0x1008, 0xff8);
	assert_non_null(strstr(boot_serial->tape.text, "its image has no "
						       "request of the Limine "
						       "protocol"));
}

TEST(a_request_of_large_data_is_seen_in_the_head)
{
	boot_with_request(0x2000, 0x20000, 0x5fd0);
	assert_true(is_recognised());
	boot_with_request(0x2000, 0x20000, 0x8000);
	assert_false(is_recognised());
}

TEST(a_base_revision_that_is_not_known)
{
	given_kernel();
	limine_put_tag(data_at(0), 7);
	expect_refused("it asks for base revision 7 of the Limine protocol; "
		       "the newest that is known here is 6.\n");
}

TEST(two_requests_of_a_kind)
{
	given_kernel();
	limine_put_request(data_at(0x80), ID_MEMMAP);
	expect_refused("it has two requests of one kind, at "
		       "0xffffffff80001040 and 0xffffffff80001080.\n");
}

TEST(two_base_revision_tags)
{
	given_kernel();
	limine_put_tag(data_at(0x80), 6);
	expect_refused("it has two base revision tags, at ");
}

TEST(a_request_beyond_the_image)
{
	given_kernel();
	kernel.programs[1].memsz = 0x1000;
	limine_put_request(data_at(0x1000 - 48), ID_STACK_SIZE);
	expect_refused("its request at 0xffffffff80001fd0 goes beyond its "
		       "image.\n");
}

TEST(an_entry_outside_the_image)
{
	static const uint64_t entries[] = { 0, BASE - 1, BASE + 0x3000 };

	for (size_t i = 0; i < 3; i++) {
		given_kernel();
		limine_put_request(data_at(0x80), ID_ENTRY);
		limine_put_field(data_at(0x80), 0, entries[i]);
		expect_refused("its entry point ");
	}
	given_kernel();
	kernel.header->entry = 0x1000;
	expect_refused("its entry point 0x1000 is not in its image, "
		       "which begins at 0xffffffff80000000.\n");
}

TEST(page_tables_that_the_processor_does_not_have)
{
	given_kernel();
	limine_put_request(data_at(0x80), ID_PAGING_MODE);
	limine_put(data_at(0x80 + 32), 1);
	limine_put_field(data_at(0x80), 0, 1);
	limine_put_field(data_at(0x80), 1, 1);
	limine_put_field(data_at(0x80), 2, 1);
	expect_refused("it needs page tables of 5 levels, which this processor "
		       "does not have.\n");
	given_kernel();
	limine_put_request(data_at(0x80), ID_PAGING_MODE);
	limine_put(data_at(0x80 + 32), 1);
	limine_put_field(data_at(0x80), 1, 0);
	limine_put_field(data_at(0x80), 2, 1);
	expect_refused("its paging mode request has no mode that is known "
		       "here.\n");
}

TEST(a_kernel_in_the_lower_half)
{
	given_kernel();
	kernel.programs[0].vaddr = 0x200000;
	kernel.programs[1].vaddr = 0x201000;
	expect_refused_with(u"kernel=limine.elf protocol=limine",
			    "cannot be loaded: a Limine kernel runs at "
			    "0xffffffff80000000 or above; link it there, or as "
			    "a static PIE.\n");
}

TEST(a_kernel_without_requests)
{
	given_kernel();
	memset(data_at(0), 0, 0x100);
	expect_refused_with(u"kernel=limine.elf protocol=limine",
			    "its image has no request of the Limine protocol; "
			    "leave out protocol=.\n");
}

TEST(no_elf_file)
{
	new_machine();
	fake_arguments(u"kernel=one protocol=limine");
	assert_int_equal(boot(), RETURNED);
	assert_non_null(strstr(boot_serial->tape.text,
			       "one cannot be loaded: not a Limine kernel; "
			       "leave out protocol=.\n"));
}

TEST(a_broken_elf_file)
{
	given_kernel();
	kernel.programs[1].filesz = kernel.programs[1].memsz = 0x10000;
	expect_refused_with(u"kernel=limine.elf protocol=limine",
			    "copy it again");
}

TEST(a_stack_larger_than_memory)
{
	given_kernel();
	limine_put_request(data_at(0x80), ID_STACK_SIZE);
	limine_put_field(data_at(0x80), 0, UINT64_MAX);
	expect_refused_with(u"kernel=limine.elf", " needs ");
}

/* --- the section of base revision 0 ------------------------------------ */

/* With section headers after the data: names, then .limine_reqs. */
static void given_section(uint64_t pointer)
{
	static const char names[] = "\0.limine_reqs";
	uint64_t headers[3][8] = { { 0 } };

	given_kernel();
	memset(data_at(0), 0, 24);
	limine_put(data_at(0x800), pointer);
	kernel.header->shoff = 0x3000;
	kernel.header->shnum = 3;
	kernel.header->shentsize = 64;
	kernel.header->shstrndx = 1;
	headers[1][3] = 0x3100;
	headers[2][0] = 1; /* the name's offset */
	headers[2][2] = DATA_VIRT + 0x800;
	headers[2][4] = 16;
	memcpy(kernel.bytes + 0x3000, headers, sizeof(headers));
	memcpy(kernel.bytes + 0x3100, names, sizeof(names));
	kernel.size = 0x3200;
}

TEST(a_list_of_requests_is_used_in_base_revision_0)
{
	given_section(DATA_VIRT + 0x40);
	expect_refused_with(u"kernel=limine.elf", "base revision 0;");
	given_section(DATA_VIRT + 0x48);
	expect_refused("its section .limine_reqs points to "
		       "0xffffffff80001048, where it has no request.\n");
	given_section(12);
	expect_refused("its section .limine_reqs points to 0xc, ");
}

/* --- internal modules -------------------------------------------------- */

/* One module with that path and flags. */
static void given_internal(const char *path, uint64_t flags)
{
	given_kernel();
	limine_put_request(data_at(0x80), ID_MODULE);
	limine_put(data_at(0x80 + 32), 1);
	limine_put_field(data_at(0x80), 0, 1);
	limine_put_field(data_at(0x80), 1, DATA_VIRT + 0x100);
	limine_put(data_at(0x100), DATA_VIRT + 0x110);
	limine_put(data_at(0x110), DATA_VIRT + 0x200);
	limine_put(data_at(0x118), DATA_VIRT + 0x1f0);
	limine_put(data_at(0x120), flags);
	strcpy((char *)data_at(0x200), path);
}

TEST(an_internal_module_that_is_missing)
{
	given_internal("absent", 1);
	expect_refused_with(u"kernel=limine.elf",
			    "absent cannot be read: not found");
	given_internal("/absent", 0);
	expect_refused_with(u"kernel=limine.elf",
			    "Note: absent, which the kernel names, is not "
			    "loaded.\n");
}

TEST(the_first_internal_module_that_is_missing_ends_the_boot)
{
	given_internal("absent", 1);
	limine_put_field(data_at(0x80), 0, 2);
	expect_refused_with(u"kernel=limine.elf",
			    "absent cannot be read: not found");
}

/* The fake firmware's memory lies above 4 GiB, where no kernel is loaded. */
TEST(a_list_without_internal_modules_or_with_one_that_exists_is_taken)
{
	given_internal("absent", 1);
	limine_put_field(data_at(0x80), 0, 0);
	expect_refused_with(u"kernel=limine.elf", "The trampoline needs ");
	given_internal("/one", 0);
	expect_refused_with(u"kernel=limine.elf", "The trampoline needs ");
	assert_null(strstr(boot_serial->tape.text, "Note: one"));
}

TEST(paths_of_internal_modules_count_from_the_kernel)
{
	static const char *const paths[][2] = {
		{ "a", "Note: \\k\\a, " },
		{ "./a", "Note: \\k\\a, " },
		{ "../b/./a", "Note: \\b/a, " },
		{ "../../../a", "Note: a, " },
		{ "/b//a", "Note: b/a, " },
		{ "b/../a", "Note: \\k\\a, " },
		{ "ab/.b/a", "Note: \\k\\ab/.b/a, " },
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		given_internal(paths[i][0], 0);
		fake_put_file("\\k\\k.elf", kernel.bytes, kernel.size);
		fake_arguments(u"kernel=\\k\\k.elf");
		if (!strstr(said(), paths[i][1]))
			fail_msg("said: %s", boot_serial->tape.text);
	}
}

TEST(internal_modules_that_are_not_supported)
{
	given_internal("one", 3);
	expect_refused("its internal module one is to be decompressed, which "
		       "is not supported; store it as it is.\n");
	given_internal("one#0123", 1);
	expect_refused("its internal module one#0123 has a hash, which is not "
		       "verified here; leave it out.\n");
	given_internal("one", 1);
	memset(data_at(0x200), 'a', 300);
	expect_refused("its internal module aaa");
	given_internal("one", 1);
	limine_put_field(data_at(0x80), 0, 33);
	expect_refused("it names 33 internal modules; 32 are possible.\n");
}

TEST(internal_modules_outside_the_image)
{
	given_internal("one", 1);
	limine_put_field(data_at(0x80), 1, DATA_VIRT - 0x2000);
	expect_refused("its module request points outside its image.\n");
	given_internal("one", 1);
	limine_put(data_at(0x100), 8);
	expect_refused("its module request points outside its image.\n");
	given_internal("one", 1);
	limine_put(data_at(0x110), BASE + 0x3000);
	expect_refused("its module request points outside its image.\n");
	given_internal("one", 1);
	kernel.programs[1].memsz = 0x1000;
	limine_put(data_at(0x118), DATA_VIRT + 0xff8);
	memset(data_at(0xff8), 'x', 8);
	expect_refused("its module request points outside its image.\n");
}
