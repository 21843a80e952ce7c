/* SPDX-License-Identifier: BSD-2-Clause */
/* core/options/memmap.c: memmap= as Linux on x86 reads it, all or nothing. */
#include "tests/lib/test.h"

#include "core/options/memmap.h"
#include "tests/lib/rangetext.h"

/* The edits, "add 400+100 0>2", separated by commas; a fault as "fault syntax
 * at 'x'". */
static const char *read_list(const char *list)
{
	static const char *const faults[] = { "", "syntax", "empty", "range" };
	static const char *const actions[] = { "exact", "add", "change",
					       "remove" };
	static char shown[512];
	enum memmap_fault fault;
	struct e820_edit edit;
	size_t n = 0;

	shown[0] = '\0';
	while (memmap_next(&edit, &list, &fault))
		n += (size_t)snprintf(shown + n, sizeof(shown) - n,
				      "%s%s %jx+%jx %x>%x", n ? ", " : "",
				      actions[edit.action],
				      (uintmax_t)edit.base,
				      (uintmax_t)edit.size, edit.from, edit.to);
	if (fault != MEMMAP_FINE)
		snprintf(shown + n, sizeof(shown) - n, "%sfault %s at '%s'",
			 n ? ", " : "", faults[fault], list);
	return shown;
}

static const char *apply(const char *given, const char *list)
{
	static struct e820_entry entries[32];
	static struct keyed_range scratch[3 * 32];
	struct e820_table table = { entries, 0, 32 };
	enum memmap_fault fault;
	struct e820_edit edit;

	e820_from_text(&table, given);
	while (memmap_next(&edit, &list, &fault))
		assert_int_equal(e820_apply(&table, &edit), CORE_OK);
	assert_int_equal(fault, MEMMAP_FINE);
	assert_int_equal(e820_flatten(&table, scratch), CORE_OK);
	return text_of_e820(&table);
}

TEST(each_form_is_read)
{
	assert_string_equal(read_list("exactmap"), "exact 0+0 0>0");
	assert_string_equal(read_list("1M@2M"), "add 200000+100000 0>1");
	assert_string_equal(read_list("1M#2M"), "add 200000+100000 0>3");
	assert_string_equal(read_list("1M$2M"), "add 200000+100000 0>2");
	assert_string_equal(read_list("1M!2M"), "add 200000+100000 0>c");
	assert_string_equal(read_list("1M%2M-1+2"), "change 200000+100000 1>2");
	assert_string_equal(read_list("1M%2M+0xefffffff"),
			    "add 200000+100000 0>efffffff");
	assert_string_equal(read_list("1M%2M-1"), "remove 200000+100000 1>0");
	assert_string_equal(read_list("1M%2M"), "remove 200000+100000 0>0");
	assert_string_equal(read_list("1M"),
			    "remove 100000+ffffffffffefffff 1>0");
}

/* As in Linux, where the converter tests the number, not the sign. */
TEST(a_type_of_0_counts_as_not_given)
{
	assert_string_equal(read_list("1%2-0+0"), "remove 2+1 0>0");
	assert_string_equal(read_list("1%2-0+3"), "add 2+1 0>3");
	assert_string_equal(read_list("1%2-3+0"), "remove 2+1 3>0");
}

TEST(a_list_is_read_from_left_to_right)
{
	assert_string_equal(read_list(""), "");
	assert_string_equal(read_list("exactmap,640K@0,1M@1M"),
			    "exact 0+0 0>0, add 0+a0000 0>1,"
			    " add 100000+100000 0>1");
	assert_string_equal(read_list("1@2,"), "add 2+1 0>1");
}

TEST(the_base_may_be_0_and_the_end_the_last_one)
{
	assert_string_equal(read_list("1K@0"), "add 0+400 0>1");
	assert_string_equal(read_list("0xfffffffffffffffe@1"),
			    "add 1+fffffffffffffffe 0>1");
	assert_string_equal(read_list("16E"), /* the largest number */
			    "remove ffffffffffffffff+0 1>0");
}

TEST(a_fault_has_its_position)
{
	assert_string_equal(read_list("x"), "fault syntax at 'x'");
	assert_string_equal(read_list("K"), "fault syntax at 'K'");
	assert_string_equal(read_list("@1M"), "fault syntax at '@1M'");
	assert_string_equal(read_list("1M@"), "fault syntax at ''");
	assert_string_equal(read_list("1M@K"), "fault syntax at 'K'");
	assert_string_equal(read_list("1M@1M+2"), "fault syntax at '+2'");
	assert_string_equal(read_list("1MB@1M"), "fault syntax at 'B@1M'");
	assert_string_equal(read_list("1M@1M x"), "fault syntax at ' x'");
	assert_string_equal(read_list("1M&1M"), "fault syntax at '&1M'");
	assert_string_equal(read_list(","), "fault syntax at ','");
	assert_string_equal(read_list("1@1,,1@1"),
			    "add 1+1 0>1, fault syntax at ',1@1'");
	assert_string_equal(read_list("exactmapx"), "fault syntax at 'x'");
	assert_string_equal(read_list("exact"), "fault syntax at 'exact'");
	assert_string_equal(read_list("1@1,exactmap,2@y"),
			    "add 1+1 0>1, exact 0+0 0>0, fault syntax at 'y'");
}

TEST(faults_in_types_are_found)
{
	assert_string_equal(read_list("1%2-"), "fault syntax at ''");
	assert_string_equal(read_list("1%2-x"), "fault syntax at 'x'");
	assert_string_equal(read_list("1%2+"), "fault syntax at ''");
	assert_string_equal(read_list("1%2+1-2"), "fault syntax at '-2'");
	assert_string_equal(read_list("1%2-1+2+3"), "fault syntax at '+3'");
	assert_string_equal(read_list("1%2+0xffffffff"), "add 2+1 0>ffffffff");
	assert_string_equal(read_list("1%2+0x100000000"),
			    "fault syntax at '0x100000000'");
	assert_string_equal(read_list("1%2+0x2e"), "add 2+1 0>2e");
	assert_string_equal(read_list("1%2+1K"), "fault syntax at '1K'");
	assert_string_equal(read_list("1%2-1m+2"), "fault syntax at '1m+2'");
	assert_string_equal(read_list("1%2-0x100000000+1"),
			    "fault syntax at '0x100000000+1'");
}

TEST(sizes_of_0_and_ranges_beyond_the_top_are_faults)
{
	assert_string_equal(read_list("0"), "fault empty at ''");
	assert_string_equal(read_list("0@1M"), "fault empty at ''");
	assert_string_equal(read_list("0%1M,1@2"), "fault empty at ',1@2'");
	assert_string_equal(read_list("0xffffffffffffffff@1"),
			    "fault range at ''");
	assert_string_equal(read_list("1@16E"), "fault range at ''");
	assert_string_equal(read_list("2$0xfffffffffffffffe,1@1"),
			    "fault range at ',1@1'");
}

TEST(a_fault_does_not_change_the_edit)
{
	struct e820_edit edit, before;
	enum memmap_fault fault;
	const char *at = "1M@x";

	memset(&edit, 0x5a, sizeof(edit));
	before = edit;
	assert_false(memmap_next(&edit, &at, &fault));
	assert_memory_equal(&edit, &before, sizeof(edit));
}

TEST(edits_have_the_effect_they_have_in_linux)
{
	const char *ram = "0-10000:1";

	assert_string_equal(apply(ram, "exactmap"), "");
	assert_string_equal(apply(ram, "exactmap,4K@4K"), "1000-2000:1");
	assert_string_equal(apply(ram, "4K@1M"), "0-10000:1 100000-101000:1");
	assert_string_equal(apply(ram, "4K$4K"),
			    "0-1000:1 1000-2000:2 2000-10000:1");
	assert_string_equal(apply(ram, "4K#4K"),
			    "0-1000:1 1000-2000:3 2000-10000:1");
	assert_string_equal(apply(ram, "4K!4K"),
			    "0-1000:1 1000-2000:12 2000-10000:1");
	assert_string_equal(apply(ram, "32K"), "0-8000:1");
	assert_string_equal(apply(ram, "4K%4K"), "0-1000:1 2000-10000:1");
	assert_string_equal(apply(ram, "4K%4K-2"), "0-10000:1");
	assert_string_equal(apply(ram, "4K%4K-1+5"),
			    "0-1000:1 1000-2000:5 2000-10000:1");
	assert_string_equal(apply(ram, "4K%4K+4026531839"),
			    "0-1000:1 1000-2000:4026531839 2000-10000:1");
}

/* The largest type wins: @ does not override memory that firmware reserves. */
TEST(ram_cannot_be_added_over_reserved)
{
	assert_string_equal(apply("0-10000:2", "4K@4K"), "0-10000:2");
	assert_string_equal(apply("0-10000:2", "4K%4K-2+1"),
			    "0-1000:2 1000-2000:1 2000-10000:2");
}

TEST(the_order_of_edits_counts)
{
	assert_string_equal(apply("0-10000:1", "4K,4K@8K"),
			    "0-1000:1 2000-3000:1");
	assert_string_equal(apply("0-10000:1", "4K@8K,4K"), "0-1000:1");
	assert_string_equal(apply("0-10000:1", "4K@8K,exactmap"), "");
}
