/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/convert.c, core/convert/map.c: rules that hold whatever the
 * profile: which descriptors count, how large, in which order, in what room.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/lib/givenmap.h"
#include "tests/lib/spantext.h"

#define ARM64 "profile=linux-arm64"

static void a_map_of_one_descriptor_is_converted(void **state)
{
	(void)state;
	given_map("100000-200000:7");
	when("");
	expect("100000-200000");
	expect_reserved("0-100000");
	expect_physmap("100000-200000");
	expect_owners("0-100000 low 1 MiB");
	when(ARM64);
	expect("100000-200000");
	expect_reserved("");
	expect_physmap("100000-200000");
	expect_doubts("");
	assert_int_equal(conversion.descents, 0);
}

static void an_unsound_map_is_refused_and_nothing_changes(void **state)
{
	static const struct efimap maps[] = {
		{ "", 0, 48, 1 }, { "", 48, 47, 1 }, { "", 49, 48, 1 },
		{ "", 48, 48, 2 }, { "", 48, 0, 1 },
	};
	struct conversion before;
	char space[16];

	(void)state;
	memset(&conversion, 0x5a, sizeof(conversion));
	before = conversion;
	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++) {
		capture.map = maps[i];
		assert_int_equal(convert_words(NULL, ""), CORE_EFORMAT);
		assert_int_equal(convert(&conversion, &capture, &options,
					 space, 0), CORE_EFORMAT);
		assert_memory_equal(&conversion, &before, sizeof(before));
	}
}

static void too_little_space_is_refused_and_nothing_changes(void **state)
{
	struct conversion before;
	size_t need;
	char *space;

	(void)state;
	given_map("0-a0000:7 100000-200000:7");
	when("memmap=1M$1M");
	need = convert_space(&capture, &options);
	space = malloc(need);
	memset(&conversion, 0x5a, sizeof(conversion));
	before = conversion;
	assert_int_equal(convert(&conversion, &capture, &options, space, 0),
			 CORE_ENOSPC);
	assert_int_equal(convert(&conversion, &capture, &options, space,
				 need - 1), CORE_ENOSPC);
	assert_memory_equal(&conversion, &before, sizeof(before));
	assert_int_equal(convert(&conversion, &capture, &options, space, need),
			 CORE_OK);
	free(space);
}

static void any_stride_gives_the_same_sets(void **state)
{
	static const size_t strides[] = { 40, 48, 56, 64, 256 };

	(void)state;
	for (size_t i = 0; i < sizeof(strides) / sizeof(*strides); i++) {
		given_map_stride("0-a0000:7 100000-180000:4 180000-200000:7"
				 " 200000-300000:6:WB|RUNTIME", strides[i]);
		when("");
		expect("1000-a0000 100000-200000");
		expect_reserved("0-180000");
		expect_physmap("0-a0000 100000-300000");
		when(ARM64);
		expect("0-a0000 100000-200000 200000-300000:4");
	}
}

static void descriptors_of_no_pages_are_skipped(void **state)
{
	(void)state;
	given_map("100000-200000:7 180000+0:5:WB|RUNTIME 0+0:0:0x0");
	when("");
	expect("100000-200000");
	expect_physmap("100000-200000");
	expect_doubts("#1 empty, #2 empty");
	expect_fates("memory skipped skipped");
	assert_int_equal(conversion.doubtful, 2);
	when(ARM64);
	expect("100000-200000");
}

static void descriptors_beyond_the_top_are_skipped(void **state)
{
	(void)state;
	given_map("100000-200000:7 fffffffffffff000+2:7"
		  " 0+10000000000000:7 2000+fffffffffffff:7"
		  " fffffffffffff001+1:7 0+ffffffffffffffff:7");
	when("");
	expect("100000-200000");
	expect_physmap("100000-200000");
	expect_doubts("#1 wraps, #2 wraps, #3 wraps, #4 wraps, #5 wraps");
	expect_fates("memory skipped skipped skipped skipped skipped");
}

/* No region ends at 2^64: base + size would be 0. */
static void what_ends_at_the_top_loses_its_last_page(void **state)
{
	(void)state;
	given_map("fffffffffff00000+100:7");
	when("");
	expect("fffffffffff00000-fffffffffffff000");
	expect_physmap("fffffffffff00000-fffffffffffff000");
	expect_doubts("#0 top");
	when(ARM64);
	expect("fffffffffff00000-fffffffffffff000");
	given_map("fffffffffffff000+1:7 100000-101000:7");
	when("");
	expect("100000-101000");
	expect_doubts("#0 top");
	when(ARM64);
	expect("100000-101000");
}

static void all_of_the_address_space_but_a_page_is_memory(void **state)
{
	(void)state;
	given_map("0+fffffffffffff:7");
	when("");
	expect("1000-a0000 100000-fffffffffffff000");
	expect_physmap("0-fffffffffffff000");
	expect_doubts("");
	when(ARM64);
	expect("0-fffffffffffff000");
}

static void memory_within_pages_shrinks_to_whole_ones(void **state)
{
	(void)state;
	given_map("100800+4:7");
	when("");
	expect("101000-104000");
	expect_physmap("101000-104000");
	expect_doubts("#0 misaligned");
	when(ARM64);
	expect("101000-104000");
	expect_physmap("101000-104000");
	given_map("100800+1:7");
	when("");
	expect("");
	when(ARM64);
	expect("");
}

static void two_halves_of_a_page_make_a_page(void **state)
{
	(void)state;
	given_map("100800+1:7 101800+1:7");
	when("");
	expect("101000-102000");
	expect_physmap("101000-102000");
	when(ARM64);
	expect("101000-102000");
	expect_physmap("101000-102000");
}

static void an_order_that_does_not_ascend_is_counted_not_doubted(void **state)
{
	(void)state;
	given_map("300000-400000:7 100000-200000:7 200000-300000:7"
		  " 0-100000:7");
	when("");
	expect("1000-a0000 100000-400000");
	assert_int_equal(conversion.descents, 2);
	expect_doubts("");
}

static void what_shares_bytes_with_a_lower_one_is_doubted(void **state)
{
	(void)state;
	given_map("100000-200000:7 1ff000-300000:7 300000-400000:7");
	when("");
	expect("100000-400000");
	expect_doubts("#1 overlap");
	/* Also with one that began long before, and the same twice. */
	given_map("100000-900000:7 200000-300000:7 400000-500000:7"
		  " 900000-a00000:7 900000-a00000:7");
	when("");
	expect("100000-a00000");
	expect_doubts("#1 overlap, #2 overlap, #4 overlap");
}

static void types_that_uefi_does_not_define_are_doubted(void **state)
{
	(void)state;
	given_map("0-1000:15 1000-2000:16 2000-3000:0x6fffffff"
		  " 3000-4000:0x70000000 4000-5000:0x80000000"
		  " 5000-6000:0xffffffff");
	when("");
	expect_doubts("#1 undefined-type, #2 undefined-type");
	expect_fates("memory kept kept kept kept kept");
}

static void usable_types_want_write_back_and_no_runtime(void **state)
{
	(void)state;
	given_map("0-1000:7:UC 1000-2000:1:WT 2000-3000:3:WB|RUNTIME"
		  " 3000-4000:0:0x0 4000-5000:9:UC 5000-6000:14:UC");
	when("");
	expect_doubts("#0 not-wb, #1 not-wb, #2 runtime");
}

static void runtime_types_want_runtime(void **state)
{
	(void)state;
	given_map("0-1000:5 1000-2000:6:WB|RUNTIME 2000-3000:6:RUNTIME"
		  " 3000-4000:10");
	when("");
	expect_doubts("#0 no-runtime");
}

/* What is memory when one descriptor, or one over the other, is all there is;
 * types below 0 are none. */
static const char *memory_of(const char *words, int low, int high)
{
	char text[128];

	if (low < 0)
		snprintf(text, sizeof(text), "200000-300000:%d", high);
	else
		snprintf(text, sizeof(text), "200000-300000:%d"
			 " 200000-300000:%d", low, high);
	given_map(text);
	when(words);
	return text_of(&mb.memory);
}

/* Every pair of types: no byte is in memory, or mapped, that one of the two
 * keeps; on arm64 only what makes no memory at all lets the other be. */
static void of_two_that_overlap_the_stricter_counts(void **state)
{
	static const char all[] = "200000-300000", nomap[] = "200000-300000:4";

	(void)state;
	for (int a = 0; a < 16; a++) {
		for (int b = 0; b < 16; b++) {
			bool both = *memory_of("", -1, a) &&
				    *memory_of("", -1, b);
			bool strict = strcmp(memory_of(ARM64, -1, a), nomap) ==
					      0 ||
				      strcmp(memory_of(ARM64, -1, b), nomap) ==
					      0;

			assert_string_equal(memory_of("", a, b),
					    both ? all : "");
			assert_string_equal(memory_of(ARM64, a, b),
					    strict ? nomap : all);
		}
	}
}

static void the_image_and_the_maps_buffer_are_reserved(void **state)
{
	(void)state;
	given_map("100000-800000:7");
	capture.image = (struct capture_range){ 0x200000, 0x20000 };
	capture.map_buffer = (struct capture_range){ 0x2fff00, 0x300 };
	when("");
	expect_reserved("0-100000 200000-220000 2ff000-301000");
	expect_owners("0-100000 low 1 MiB, 200000-220000 memblock.efi image,"
		      " 2ff000-301000 memory map buffer");
	when(ARM64);
	expect_reserved("200000-220000 2ff000-301000");
}

/* Only a damaged file can say so. */
static void an_image_beyond_the_top_is_nobodys(void **state)
{
	(void)state;
	given_map("100000-200000:7");
	capture.image = (struct capture_range){ UINT64_MAX - 0x2fff, 0x2800 };
	capture.map_buffer = (struct capture_range){ UINT64_MAX - 0xfff,
						     UINT64_MAX };
	when(ARM64);
	expect_owners("ffffffffffffd000-fffffffffffff000 memblock.efi image");
}

static void claims_of_one_owner_are_joined_but_not_with_others(void **state)
{
	(void)state;
	given_map("100000-200000:3 200000-300000:4 280000-380000:4"
		  " 400000-500000:4 500000-600000:7:WB|RUNTIME");
	when("");
	expect_owners("0-100000 low 1 MiB, 100000-380000 boot services,"
		      " 400000-500000 boot services,"
		      " 500000-600000 runtime attribute");
	expect_reserved("0-380000 400000-600000");
}

/* Ascending, descending, and every other one; each split from the next. */
static void ten_thousand_descriptors_are_converted(void **state)
{
	enum { COUNT = 10000 };
	struct efi_memory_desc *desc = calloc(COUNT, sizeof(*desc));

	(void)state;
	for (int order = 0; order < 3; order++) {
		for (uint64_t i = 0; i < COUNT; i++) {
			size_t at = order == 0 ? i
				    : order == 1 ? COUNT - 1 - i
						 : i * 7919 % COUNT;

			desc[at] = (struct efi_memory_desc){
				.type = i % 2 ? EFI_CONVENTIONAL_MEMORY
					      : EFI_RUNTIME_SERVICES_DATA,
				.phys_addr = 0x1000000 + i * 0x10000,
				.num_pages = i % 3 ? 16 : 8,
				.attribute = EFI_ATTR_WB | EFI_ATTR_RUNTIME *
							   !(i % 2),
			};
		}
		given_descriptors(desc, COUNT, 56);
		when("kernelcore=mirror add_efi_memmap");
		assert_int_equal(mb.memory.cnt, COUNT / 2);
		assert_int_equal(conversion.firmware_e820.cnt, COUNT);
		when(ARM64);
		assert_int_equal(mb.memory.cnt, COUNT);
	}
	free(desc);
}

/* What options_parse() never lets pass. */
static void an_amount_below_a_page_is_refused(void **state)
{
	struct conversion before;

	(void)state;
	given_map("100000-200000:7");
	when("mem=4K mem-kind=amount");
	before = conversion;
	options.mem--;
	assert_int_equal(convert_now(), CORE_EINVAL);
	assert_memory_equal(&conversion, &before, sizeof(before));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_map_of_one_descriptor_is_converted),
		cmocka_unit_test(an_unsound_map_is_refused_and_nothing_changes),
		cmocka_unit_test(
			too_little_space_is_refused_and_nothing_changes),
		cmocka_unit_test(any_stride_gives_the_same_sets),
		cmocka_unit_test(descriptors_of_no_pages_are_skipped),
		cmocka_unit_test(descriptors_beyond_the_top_are_skipped),
		cmocka_unit_test(what_ends_at_the_top_loses_its_last_page),
		cmocka_unit_test(all_of_the_address_space_but_a_page_is_memory),
		cmocka_unit_test(memory_within_pages_shrinks_to_whole_ones),
		cmocka_unit_test(two_halves_of_a_page_make_a_page),
		cmocka_unit_test(
			an_order_that_does_not_ascend_is_counted_not_doubted),
		cmocka_unit_test(what_shares_bytes_with_a_lower_one_is_doubted),
		cmocka_unit_test(types_that_uefi_does_not_define_are_doubted),
		cmocka_unit_test(usable_types_want_write_back_and_no_runtime),
		cmocka_unit_test(runtime_types_want_runtime),
		cmocka_unit_test(of_two_that_overlap_the_stricter_counts),
		cmocka_unit_test(the_image_and_the_maps_buffer_are_reserved),
		cmocka_unit_test(an_image_beyond_the_top_is_nobodys),
		cmocka_unit_test(
			claims_of_one_owner_are_joined_but_not_with_others),
		cmocka_unit_test(an_amount_below_a_page_is_refused),
		cmocka_unit_test(ten_thousand_descriptors_are_converted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
