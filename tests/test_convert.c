/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/convert.c: what convert() accepts and refuses with either
 * profile.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"

#define ARM64 "profile=linux-arm64"

TEST(a_map_of_one_descriptor_is_converted)
{
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
	expect_anomalies("");
	assert_int_equal(conversion.descents, 0);
}

TEST(an_invalid_map_is_refused_and_nothing_changes)
{
	static const struct efimap maps[] = {
		{ "", 0, 48, 1 },  { "", 48, 47, 1 }, { "", 49, 48, 1 },
		{ "", 48, 48, 2 }, { "", 48, 0, 1 },
	};
	struct conversion before;
	char space[16];

	memset(&conversion, 0x5a, sizeof(conversion));
	before = conversion;
	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++) {
		capture.map = maps[i];
		assert_int_equal(convert_words(NULL, ""), CORE_EFORMAT);
		assert_int_equal(convert(&conversion, &capture,
					 &options.settings, space, 0),
				 CORE_EFORMAT);
		assert_memory_equal(&conversion, &before, sizeof(before));
	}
}

TEST(too_little_space_is_refused_and_nothing_changes)
{
	struct conversion before;
	size_t need;
	char *space;

	given_map("0-a0000:7 100000-200000:7");
	when("memmap=1M$1M");
	need = convert_space(&capture, &options.settings);
	space = malloc(need);
	memset(&conversion, 0x5a, sizeof(conversion));
	before = conversion;
	assert_int_equal(
		convert(&conversion, &capture, &options.settings, space, 0),
		CORE_ENOSPC);
	assert_int_equal(convert(&conversion, &capture, &options.settings,
				 space, need - 1),
			 CORE_ENOSPC);
	assert_memory_equal(&conversion, &before, sizeof(before));
	assert_int_equal(
		convert(&conversion, &capture, &options.settings, space, need),
		CORE_OK);
	free(space);
}

TEST(any_stride_gives_the_same_sets)
{
	static const size_t strides[] = { 40, 48, 56, 64, 256 };

	for (size_t i = 0; i < sizeof(strides) / sizeof(*strides); i++) {
		given_map_stride("0-a0000:7 100000-180000:4 180000-200000:7"
				 " 200000-300000:6:WB|RUNTIME",
				 strides[i]);
		when("");
		expect("1000-a0000 100000-200000");
		expect_reserved("0-180000");
		expect_physmap("0-a0000 100000-300000");
		when(ARM64);
		expect("0-a0000 100000-200000 200000-300000:4");
	}
}

/* Ascending, descending, and every other one; each split from the next. */
TEST(ten_thousand_descriptors_are_converted)
{
	enum { COUNT = 10000 };
	struct efi_memory_desc *desc = calloc(COUNT, sizeof(*desc));

	for (int order = 0; order < 3; order++) {
		for (uint64_t i = 0; i < COUNT; i++) {
			size_t at = order == 0   ? i
				    : order == 1 ? COUNT - 1 - i
						 : i * 7919 % COUNT;

			desc[at] = (struct efi_memory_desc){
				.type = i % 2 ? EFI_CONVENTIONAL_MEMORY
					      : EFI_RUNTIME_SERVICES_DATA,
				.phys_addr = 0x1000000 + i * 0x10000,
				.num_pages = i % 3 ? 16 : 8,
				.attribute = EFI_ATTR_WB |
					     EFI_ATTR_RUNTIME * !(i % 2),
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
TEST(an_amount_below_a_page_is_refused)
{
	struct conversion before;

	given_map("100000-200000:7");
	when("mem=4K mem-kind=amount");
	before = conversion;
	options.settings.mem--;
	assert_int_equal(convert_now(), CORE_EINVAL);
	assert_memory_equal(&conversion, &before, sizeof(before));
}
