/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/limine: requests that are found, read and refused. */
#include "tests/lib/test.h"

#include "efi/boot/elf/elf_sections.h"
#include "efi/boot/limine/state.h"
#include "tests/lib/elffile.h"
#include "tests/lib/liminefile.h"

#define SIZE UINT64_C(0x1000)
#define VIRT UINT64_C(0xffffffff80000000)

static uint8_t bytes[SIZE] __attribute__((aligned(8)));
static struct limine_image image;
static struct limine_requests requests;
static struct limine_error error;

static void given_nothing(void)
{
	memset(bytes, 0, sizeof(bytes));
	image = (struct limine_image){ bytes, SIZE, SIZE, VIRT };
}

static bool reads(void)
{
	return limine_read(&requests, &image, &error);
}

static const char *explained(void)
{
	static char text[256];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	limine_explain(&out, &error);
	return text;
}

#define expect_refused(text)                            \
	do {                                            \
		assert_false(reads());                  \
		assert_string_equal(explained(), text); \
	} while (0)

TEST(without_a_tag_the_base_revision_is_0)
{
	given_nothing();
	limine_put_request(bytes + 0x100, ID_MEMMAP);
	assert_true(reads());
	assert_int_equal(requests.revision, 0);
	assert_true(requests.tag == LIMINE_NONE);
	assert_int_equal(requests.at[LIMINE_MEMMAP], 0x100);
	assert_false(limine_has(&requests, LIMINE_HHDM));
}

TEST(each_base_revision_up_to_6_is_taken)
{
	for (uint64_t revision = 0; revision <= 6; revision++) {
		given_nothing();
		limine_put_tag(bytes + 0x18, revision);
		assert_true(reads());
		assert_int_equal(requests.revision, revision);
		assert_int_equal(requests.tag, 0x18);
	}
	limine_put_tag(bytes + 0x18, 7);
	expect_refused("it asks for base revision 7 of the Limine protocol; "
		       "the newest that is known here is 6");
}

TEST(what_counts_is_between_the_last_start_and_the_first_end)
{
	given_nothing();
	limine_put_request(bytes + 0x000, ID_HHDM);
	limine_put_start(bytes + 0x100);
	limine_put_tag(bytes + 0x140, 9);
	limine_put_start(bytes + 0x200);
	limine_put_tag(bytes + 0x240, 2);
	limine_put_request(bytes + 0x280, ID_MEMMAP);
	limine_put_end(bytes + 0x300);
	limine_put_request(bytes + 0x340, ID_MEMMAP);
	limine_put_start(bytes + 0x400);
	assert_true(reads());
	assert_int_equal(requests.revision, 2);
	assert_int_equal(requests.at[LIMINE_MEMMAP], 0x280);
	assert_false(limine_has(&requests, LIMINE_HHDM));
}

TEST(a_request_lies_at_a_multiple_of_8)
{
	given_nothing();
	limine_put_request(bytes + 0x104, ID_MEMMAP);
	assert_true(reads());
	assert_false(limine_has(&requests, LIMINE_MEMMAP));
	assert_false(limine_among(bytes, SIZE));
}

TEST(an_unknown_request_is_ignored)
{
	given_nothing();
	limine_put_request(bytes + 0x100, 1, 2);
	limine_put_request(bytes + 0x200, 1, 2);
	assert_true(reads());
}

TEST(two_of_a_kind_are_refused)
{
	given_nothing();
	limine_put_request(bytes + 0x100, ID_MEMMAP);
	limine_put_request(bytes + 0x200, ID_MEMMAP);
	expect_refused("it has two requests of one kind, at "
		       "0xffffffff80000100 and 0xffffffff80000200");
	given_nothing();
	limine_put_tag(bytes + 0x100, 1);
	limine_put_tag(bytes + 0x200, 2);
	expect_refused("it has two base revision tags, at "
		       "0xffffffff80000100 and 0xffffffff80000200");
}

TEST(a_request_that_goes_beyond_the_image_is_refused)
{
	given_nothing();
	limine_put_request(bytes + SIZE - 48, ID_MEMMAP);
	assert_true(reads());
	image.size = image.file_size = SIZE - 8;
	expect_refused("its request at 0xffffffff80000fd0 goes beyond its "
		       "image");
	given_nothing();
	limine_put_request(bytes + SIZE - 48, ID_ENTRY);
	expect_refused("its request at 0xffffffff80000fd0 goes beyond its "
		       "image");
	given_nothing();
	limine_put_tag(bytes + SIZE - 24, 1);
	image.size = image.file_size = SIZE - 8;
	expect_refused("its request at 0xffffffff80000fe8 goes beyond its "
		       "image");
}

TEST(fields_may_lie_where_the_file_has_no_bytes)
{
	given_nothing();
	image.file_size = 0x130;
	limine_put_request(bytes + 0x100, ID_ENTRY);
	limine_put_field(bytes + 0x100, 0, 77);
	assert_true(reads());
	assert_int_equal(limine_field(&requests, &image, LIMINE_ENTRY_POINT, 0),
			 77);
	limine_put_request(bytes + SIZE - 48, ID_MODULE);
	image.file_size = SIZE;
	assert_true(reads());
	assert_int_equal(limine_field(&requests, &image, LIMINE_MODULE, 0), 0);
	/* The last one ends with the image. */
	given_nothing();
	limine_put_request(bytes + SIZE - 56, ID_MODULE);
	limine_put_field(bytes + SIZE - 56, 0, 88);
	assert_true(reads());
	assert_int_equal(limine_field(&requests, &image, LIMINE_MODULE, 0), 88);
}

/* --- the section of base revision 0 ------------------------------------ */

TEST(the_section_lists_the_requests_that_count)
{
	given_nothing();
	limine_put_request(bytes + 0x100, ID_MEMMAP);
	limine_put_request(bytes + 0x200, ID_HHDM);
	limine_put(bytes + 0x800, VIRT + 0x200);
	assert_true(reads());
	assert_true(limine_read_list(&requests, &image, 0x800, 16, &error));
	assert_int_equal(requests.at[LIMINE_HHDM], 0x200);
	assert_false(limine_has(&requests, LIMINE_MEMMAP));
	limine_put(bytes + 0x808, VIRT + 0x100);
	assert_true(limine_read_list(&requests, &image, 0x800, 16, &error));
	assert_int_equal(requests.at[LIMINE_MEMMAP], 0x100);
}

TEST(a_pointer_to_something_else_is_refused)
{
	static const uint64_t wrong[] = { 1, VIRT + SIZE, VIRT - 8,
					  VIRT + 0x300 };

	for (size_t i = 0; i < 4; i++) {
		given_nothing();
		limine_put(bytes + 0x800, wrong[i]);
		assert_true(reads());
		assert_false(
			limine_read_list(&requests, &image, 0x800, 8, &error));
		assert_int_equal(error.fault, LIMINE_POINTER);
		assert_non_null(strstr(explained(), ".limine_reqs points to"));
	}
}

/* A kernel with the sections "", names and one of 16 bytes at VIRT + 0x40. */
static struct elffile elf;
static struct elf_section *sections;

static void given_sections(void)
{
	elffile_kernel(&elf);
	sections = (void *)(elf.bytes + 0x3000);
	elf.header->shoff = 0x3000;
	elf.header->shnum = 3;
	elf.header->shentsize = sizeof(*sections);
	elf.header->shstrndx = 1;
	sections[1] = (struct elf_section){ .offset = 0x3100, .name = 20 };
	sections[2] = (struct elf_section){
		.addr = VIRT + 0x40,
		.size = 16,
		.name = 1,
	};
	memcpy(elf.bytes + 0x3101, ".limine_reqs", 13);
	elf.size = 0x3200;
}

static size_t section_size(void)
{
	const struct limine limine = {
		.plan = { .base = VIRT },
		.image = { .size = SIZE },
	};
	struct reader file = reader_from_memory(elf.bytes, elf.size);
	size_t at = 0, size = 1;

	limine_find_section(&limine, &file, &at, &size);
	assert_int_equal(at, size > 0 ? 0x40 : 0);
	return size;
}

TEST(the_section_is_found_by_its_name)
{
	given_sections();
	assert_int_equal(section_size(), 16);
	elf.bytes[0x3105]++;
	assert_int_equal(section_size(), 0);
	given_sections();
	sections[2].name = 0x100; /* beyond the file */
	assert_int_equal(section_size(), 0);
	sections[2].name = UINT32_MAX;
	assert_int_equal(section_size(), 0);
}

TEST(a_section_that_is_not_in_the_kernel_or_the_file_is_not_used)
{
	given_sections();
	sections[2].addr = VIRT - 8;
	assert_int_equal(section_size(), 0);
	sections[2].addr = VIRT + SIZE - 8;
	assert_int_equal(section_size(), 0);
	given_sections();
	elf.header->shnum = 200;
	assert_int_equal(section_size(), 16);
	elf.bytes[0x3105]++;
	assert_int_equal(section_size(), 0);
	given_sections();
	elf.header->shstrndx = 200;
	assert_int_equal(section_size(), 0);
	given_sections();
	elf.header->shoff = 0;
	assert_int_equal(section_size(), 0);
	given_sections();
	elf.size = 32;
	assert_int_equal(section_size(), 0);
}

/* --- recognition ------------------------------------------------------- */

TEST(a_request_or_a_tag_is_seen_wherever_it_is)
{
	for (size_t at = 0; at <= SIZE - 16; at += 8) {
		given_nothing();
		assert_false(limine_among(bytes, SIZE));
		limine_put(bytes + at, 0xc7b1dd30df4c8b88);
		assert_false(limine_among(bytes, SIZE));
		limine_put(bytes + at + 8, 0x0a82e883a194f07b);
		assert_true(limine_among(bytes, SIZE));
		assert_false(limine_among(bytes, at + 15));
		given_nothing();
		limine_put(bytes + at, 0xf9562b2d5c95a6c8);
		limine_put(bytes + at + 8, 0x6a7b384944536bdc);
		assert_true(limine_among(bytes, SIZE));
	}
}
