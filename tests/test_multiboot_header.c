/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/multiboot: headers that are found, read and refused. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "efi/boot/multiboot/format.h"
#include "efi/boot/multiboot/header.h"

#define SIZE 40000

static uint8_t file[SIZE];
static size_t header_at, header_end;
static struct multiboot_header header;
static struct multiboot_error error;

/* --- a header, word by word -------------------------------------------- */

static void put(uint32_t word)
{
	put_le(file + header_end, word, 4);
	header_end += 4;
}

static void given_version_2(size_t at)
{
	memset(file, 0, sizeof(file));
	header_at = header_end = at;
	put(MB2_HEADER_MAGIC);
	put(0);
	put(0);
	put(0);
}

static void tag(uint32_t type, bool optional, uint32_t size)
{
	header_end = (header_end + 7) & ~(size_t)7;
	put(type | (uint32_t)optional << 16);
	put(size);
}

/* With length and checksum. */
static void seal(uint32_t architecture)
{
	uint32_t length = (uint32_t)(header_end - header_at);

	put_le(file + header_at + 4, architecture, 4);
	put_le(file + header_at + 8, length, 4);
	put_le(file + header_at + 12,
	       -(MB2_HEADER_MAGIC + architecture + length), 4);
}

static void end_tag(void)
{
	tag(MB2_HEADER_END, false, 8);
	seal(0);
}

static void given_version_1(size_t at, uint32_t flags)
{
	memset(file, 0, sizeof(file));
	header_at = header_end = at;
	put(MB1_HEADER_MAGIC);
	put(flags);
	put(-(MB1_HEADER_MAGIC + flags));
}

static bool reads(unsigned int version)
{
	size_t at = SIZE;

	assert_int_equal(multiboot_find(file, SIZE, 0, &at), version);
	assert_int_equal(at, header_at);
	return multiboot_read(&header, file, SIZE, version, at, &error);
}

static void expect_refused(unsigned int version, enum multiboot_fault fault,
			   const char *text)
{
	struct buffer buffer;
	char room[256];
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	assert_false(reads(version));
	assert_int_equal(error.fault, fault);
	multiboot_explain(&out, &error);
	assert_string_equal(room, text);
}

/* --- finding ----------------------------------------------------------- */

TEST(a_header_is_found_at_each_aligned_place)
{
	size_t at;

	for (size_t i = 0; i < 80; i++) {
		given_version_2(8 * i);
		end_tag();
		assert_int_equal(multiboot_find(file, SIZE, 0, &at), 2);
		assert_int_equal(at, 8 * i);
		given_version_1(4 * i, 0);
		assert_int_equal(multiboot_find(file, SIZE, 0, &at), 1);
		assert_int_equal(at, 4 * i);
	}
}

TEST(a_header_whose_length_leaves_the_file_is_refused)
{
	static const uint32_t lengths[] = { 0, 15, SIZE - 63, UINT32_MAX };

	for (size_t i = 0; i < 4; i++) {
		given_version_2(64);
		end_tag();
		put_le(file + 64 + 8, lengths[i], 4);
		put_le(file + 64 + 12, -(MB2_HEADER_MAGIC + lengths[i]), 4);
		assert_false(reads(2));
		assert_int_equal(error.fault, MULTIBOOT_LENGTH);
		assert_int_equal(error.value, lengths[i]);
	}
}

static void put_addresses(void)
{
	tag(MB2_HEADER_ADDRESS, false, 24);
	for (int i = 0; i < 4; i++)
		put(0x100000 + (i == 0 ? 64 : 0));
}

TEST(addresses_need_an_entry_that_counts)
{
	given_version_2(64);
	put_addresses();
	tag(MB2_HEADER_EFI_SERVICES, false, 8);
	end_tag();
	assert_false(reads(2));
	assert_int_equal(error.fault, MULTIBOOT_NO_ENTRY);
	given_version_2(64);
	put_addresses();
	tag(MB2_HEADER_ENTRY_EFI64, false, 12);
	put(0x100000);
	end_tag();
	assert_false(reads(2));
	assert_int_equal(error.fault, MULTIBOOT_NO_ENTRY);
	given_version_2(64);
	put_addresses();
	tag(MB2_HEADER_EFI_SERVICES, false, 8);
	tag(MB2_HEADER_ENTRY_EFI64, false, 12);
	put(0x100000);
	end_tag();
	assert_true(reads(2));
}

TEST(a_tag_that_is_not_known_may_be_optional)
{
	given_version_2(64);
	tag(77, true, 8);
	end_tag();
	assert_true(reads(2));
	given_version_2(64);
	tag(77, false, 8);
	end_tag();
	assert_false(reads(2));
	assert_int_equal(error.fault, MULTIBOOT_TAG_TYPE);
}

TEST(a_header_is_found_where_the_specifications_allow_one)
{
	size_t at;

	given_version_2(MULTIBOOT2_SEARCH - 24);
	end_tag();
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 2);
	assert_int_equal(at, MULTIBOOT2_SEARCH - 24);
	given_version_2(MULTIBOOT2_SEARCH - 8);
	end_tag();
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 0);
	given_version_2(20);
	end_tag();
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 0);
	given_version_1(MULTIBOOT1_SEARCH - 12, 0);
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 1);
	given_version_1(MULTIBOOT1_SEARCH - 8, 0);
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 0);
}

TEST(a_header_whose_checksum_is_wrong_is_not_one)
{
	size_t at;

	given_version_2(0);
	end_tag();
	file[12]++;
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 0);
	given_version_1(4, 3);
	file[8]++;
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 0);
}

TEST(of_two_headers_the_newer_one_is_taken_or_that_asked_for)
{
	size_t at;

	given_version_2(0x100);
	end_tag();
	header_end = 0x40;
	put(MB1_HEADER_MAGIC);
	put(0);
	put(-MB1_HEADER_MAGIC);
	assert_int_equal(multiboot_find(file, SIZE, 0, &at), 2);
	assert_int_equal(at, 0x100);
	assert_int_equal(multiboot_find(file, SIZE, 1, &at), 1);
	assert_int_equal(at, 0x40);
	assert_int_equal(multiboot_find(file, SIZE, 2, &at), 2);
}

TEST(a_file_shorter_than_a_header_has_none)
{
	size_t at;

	given_version_2(0);
	end_tag();
	assert_int_equal(multiboot_find(file, 15, 0, &at), 0);
	assert_int_equal(multiboot_find(file, 0, 0, &at), 0);
}

/* --- version 2 --------------------------------------------------------- */

TEST(the_header_of_xen_is_read)
{
	given_version_2(0x40);
	tag(MB2_HEADER_REQUEST, false, 16);
	put(MB2_BASIC_MEMORY);
	put(MB2_MEMORY_MAP);
	tag(MB2_HEADER_MODULE_ALIGN, false, 8);
	tag(MB2_HEADER_RELOCATABLE, false, 24);
	put(0x200000);
	put(0xffffffff);
	put(0x200000);
	put(2);
	tag(MB2_HEADER_CONSOLE, true, 12);
	put(MB2_CONSOLE_EGA_TEXT);
	tag(MB2_HEADER_FRAMEBUFFER, true, 20);
	put(0), put(0), put(0);
	tag(MB2_HEADER_EFI_SERVICES, true, 8);
	tag(MB2_HEADER_ENTRY_EFI64, true, 12);
	put(0x20004d);
	end_tag();
	assert_true(reads(2));
	assert_true(header.is_relocatable && header.keep_services);
	assert_int_equal(header.min, 0x200000);
	assert_int_equal(header.max, 0xffffffff);
	assert_int_equal(header.align, 0x200000);
	assert_int_equal(header.preference, MULTIBOOT_HIGHEST);
	assert_true(header.has_efi64_entry);
	assert_int_equal(header.efi64_entry, 0x20004d);
	assert_false(header.has_entry || header.has_addresses);
	assert_true(header.wants_framebuffer);
	assert_false(header.needs_text);
}

static void address_tag(uint32_t header_addr, uint32_t load, uint32_t end,
			uint32_t bss)
{
	tag(MB2_HEADER_ADDRESS, false, 24);
	put(header_addr), put(load), put(end), put(bss);
	tag(MB2_HEADER_ENTRY, false, 12);
	put(0x100020);
}

TEST(addresses_say_where_the_bytes_of_the_file_go)
{
	given_version_2(0x1000);
	address_tag(0x100800, 0x100000, 0x110000, 0x120000);
	end_tag();
	assert_true(reads(2));
	assert_true(header.has_addresses && header.has_entry);
	assert_int_equal(header.addresses.file_offset, 0x800);
	assert_int_equal(header.addresses.base, 0x100000);
	assert_int_equal(header.addresses.load_end, 0x110000);
	assert_int_equal(header.addresses.bss_end, 0x120000);
	assert_int_equal(header.entry, 0x100020);
}

TEST(a_load_address_of_all_ones_loads_the_file_from_its_beginning)
{
	given_version_2(0x1000);
	address_tag(0x101000, 0xffffffff, 0, 0);
	end_tag();
	assert_true(reads(2));
	assert_int_equal(header.addresses.file_offset, 0);
	assert_int_equal(header.addresses.base, 0x100000);
}

TEST(addresses_out_of_order_are_refused)
{
	given_version_2(0x1000);
	address_tag(0x100000, 0x100800, 0, 0);
	end_tag();
	expect_refused(2, MULTIBOOT_ADDRESSES,
		       "the addresses 0x100800 and 0x100000 of its Multiboot "
		       "header are not in order");
	given_version_2(0x1000);
	address_tag(0x102000, 0x100000, 0, 0);
	end_tag();
	assert_false(reads(2));
	given_version_2(0x1000);
	address_tag(0x100000, 0x100000, 0xff000, 0);
	end_tag();
	assert_false(reads(2));
	given_version_2(0x1000);
	address_tag(0x100000, 0x100000, 0x110000, 0x108000);
	end_tag();
	assert_false(reads(2));
}

TEST(addresses_require_an_entry)
{
	given_version_2(0);
	tag(MB2_HEADER_ADDRESS, false, 24);
	put(0x100000), put(0x100000), put(0), put(0);
	end_tag();
	expect_refused(2, MULTIBOOT_NO_ENTRY,
		       "its Multiboot2 header has addresses, but no entry "
		       "address");
}

TEST(an_unknown_tag_is_refused_unless_it_is_optional)
{
	given_version_2(0);
	tag(11, false, 8);
	end_tag();
	expect_refused(2, MULTIBOOT_TAG_TYPE,
		       "its Multiboot2 header requires tag 11, which is not "
		       "known here");
	given_version_2(0);
	tag(11, true, 8);
	end_tag();
	assert_true(reads(2));
}

TEST(a_request_for_unknown_information_is_refused_unless_it_is_optional)
{
	given_version_2(0);
	tag(MB2_HEADER_REQUEST, false, 12);
	put(22);
	end_tag();
	expect_refused(2, MULTIBOOT_REQUEST,
		       "its Multiboot2 header requires information of type 22, "
		       "which is not known here");
	given_version_2(0);
	tag(MB2_HEADER_REQUEST, true, 12);
	put(22);
	end_tag();
	assert_true(reads(2));
}

TEST(tags_that_are_too_short_or_go_beyond_the_header_are_refused)
{
	given_version_2(0);
	tag(MB2_HEADER_ENTRY, false, 8);
	end_tag();
	expect_refused(2, MULTIBOOT_TAG_SIZE,
		       "tag 3 of its Multiboot2 header has the size 8");
	given_version_2(0);
	tag(MB2_HEADER_ENTRY, true, 7);
	end_tag();
	assert_false(reads(2));
	given_version_2(0);
	tag(20, true, 4096);
	end_tag();
	assert_false(reads(2));
}

TEST(an_end_tag_that_is_cut_off_ends_the_header)
{
	given_version_2(0);
	tag(MB2_HEADER_ENTRY, false, 12);
	put(0x100000);
	tag(MB2_HEADER_END, false, 8);
	header_end -= 2;
	seal(0);
	assert_true(reads(2));
	assert_true(header.has_entry);
}

TEST(a_header_for_another_architecture_is_refused)
{
	given_version_2(0);
	tag(MB2_HEADER_END, false, 8);
	seal(4);
	expect_refused(2, MULTIBOOT_ARCHITECTURE,
		       "its Multiboot2 header is for architecture 4; x86 is 0");
}

TEST(a_header_that_goes_beyond_32768_bytes_is_refused)
{
	given_version_2(MULTIBOOT2_SEARCH - 24);
	tag(MB2_HEADER_MODULE_ALIGN, false, 8);
	end_tag();
	expect_refused(
		2, MULTIBOOT_LENGTH,
		"its Multiboot header has 32 bytes, of which only 24 lie "
		"where a loader looks for them");
}

TEST(an_alignment_that_is_not_a_power_of_two_is_refused)
{
	given_version_2(0);
	tag(MB2_HEADER_RELOCATABLE, false, 24);
	put(0), put(0xffffffff), put(0x3000), put(0);
	end_tag();
	expect_refused(2, MULTIBOOT_ALIGN,
		       "the alignment 0x3000 of its Multiboot2 header is not a "
		       "power of two");
}

TEST(only_a_kernel_that_cannot_do_without_text_mode_is_refused)
{
	given_version_2(0);
	tag(MB2_HEADER_CONSOLE, false, 12);
	put(MB2_CONSOLE_REQUIRED | MB2_CONSOLE_EGA_TEXT);
	end_tag();
	expect_refused(
		2, MULTIBOOT_TEXT,
		"it needs a console in EGA text mode, which UEFI does "
		"not have; give its Multiboot2 header a framebuffer tag");
	given_version_2(0);
	tag(MB2_HEADER_CONSOLE, false, 12);
	put(MB2_CONSOLE_EGA_TEXT);
	end_tag();
	assert_true(reads(2));
}

/* --- version 1 --------------------------------------------------------- */

TEST(a_version_1_header_is_read)
{
	given_version_1(0x20, MB1_ALIGN_MODULES | MB1_MEMORY | MB1_VIDEO);
	assert_true(reads(1));
	assert_true(header.wants_framebuffer);
	assert_false(header.has_addresses || header.has_entry);
	given_version_1(0x20, 1u << 17);
	assert_true(reads(1));
}

TEST(the_addresses_of_a_version_1_header_are_read)
{
	given_version_1(0x20, MB1_ADDRESSES);
	put(0x100020), put(0x100000), put(0), put(0x180000), put(0x100040);
	assert_true(reads(1));
	assert_int_equal(header.addresses.file_offset, 0);
	assert_int_equal(header.addresses.bss_end, 0x180000);
	assert_int_equal(header.entry, 0x100040);
}

TEST(an_unknown_requirement_of_version_1_is_refused)
{
	given_version_1(0, 0x48);
	expect_refused(1, MULTIBOOT_FLAG,
		       "its Multiboot header requires the flags 0x48, which "
		       "are not known here");
}

TEST(a_version_1_header_with_addresses_beyond_8192_bytes_is_refused)
{
	given_version_1(MULTIBOOT1_SEARCH - 12, MB1_ADDRESSES);
	assert_false(reads(1));
	assert_int_equal(error.fault, MULTIBOOT_LENGTH);
}
