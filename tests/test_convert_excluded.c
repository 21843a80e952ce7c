/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/classify.c: convert_next_excluded(), what the firmware says of
 * the ranges of physmap that are not plain memory.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"

/* "100000-200000 RuntimeServicesData, 300000-400000 not write-back" */
static const char *text_of_excluded(void)
{
	static char text[1024];
	struct excluded_range range;
	size_t at = 0, len = 0;

	text[0] = '\0';
	while (convert_next_excluded(&conversion, &at, &range)) {
		const char *why = "soft reserved";

		if (range.reason == EXCLUDED_TYPE)
			why = efi_group_name(range.type_group);
		else if (range.reason == EXCLUDED_NOT_WB)
			why = "not write-back";
		len += (size_t)snprintf(text + len, sizeof(text) - len,
					"%s%jx-%jx %s", len ? ", " : "",
					(uintmax_t)range.range.base,
					(uintmax_t)range_end(range.range), why);
	}
	return text;
}

#define expect_excluded(text) assert_string_equal(text_of_excluded(), text)

TEST(memory_and_device_registers_are_not_excluded)
{
	given_map("100000-200000:7 200000-300000:11 300000-400000:4");
	when("");
	expect_excluded("");
}

TEST(each_reason_is_told)
{
	given_map("100000-200000:6:WB|RUNTIME 200000-300000:7:UC"
		  " 300000-400000:7:WB|SP 400000-500000:0x70000000");
	when("");
	expect_excluded("100000-200000 RuntimeServicesData,"
			" 200000-300000 not write-back,"
			" 300000-400000 soft reserved, 400000-500000 OEM");
}

TEST(ranges_ascend_whatever_the_order_of_the_map)
{
	given_map("400000-500000:9 100000-200000:10 200000-300000:7");
	when("");
	expect_excluded("100000-200000 ACPIMemoryNVS,"
			" 400000-500000 ACPIReclaimMemory");
}

/* Disjoint: soft-reserved over any type, a type over memory. */
TEST(where_descriptors_overlap_the_last_reason_applies)
{
	given_map("100000-500000:7:UC 200000-400000:6:WB|RUNTIME"
		  " 300000-600000:7:WB|SP 700000-800000:7 700000-800000:8");
	when("");
	expect_excluded("100000-200000 not write-back,"
			" 200000-300000 RuntimeServicesData,"
			" 300000-600000 soft reserved,"
			" 700000-800000 UnusableMemory");
}

TEST(descriptors_that_are_skipped_say_nothing)
{
	given_map("100000+0:6:WB|RUNTIME 200000-300000:7");
	when("");
	expect_excluded("");
}
