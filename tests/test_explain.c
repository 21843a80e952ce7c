/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/explain.c: what a map means, in prose. */
#include "tests/lib/test.h"

#include "core/report/explain.h"
#include "core/report/prose.h"
#include "tests/lib/givenreport.h"

static char room[16384];

static void when_explained(void)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	report_explain(&out, &conversion);
	assert_true(buffer.need < sizeof(room));
	reported = room;
}

/* Is text there, however its lines are wrapped? */
static bool says(const char *text)
{
	static char flat[sizeof(room)];

	strcpy(flat, room);
	for (char *c = flat; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	return strstr(flat, text) != NULL;
}

#define expect_says(text)                                         \
	do {                                                      \
		if (!says(text))                                  \
			fail_msg("not said: %s\n%s", text, room); \
	} while (0)

TEST(what_is_not_ram_takes_no_memory_away)
{
	given_map("100000-80000000:7 e0000000-f0000000:11:UC|RUNTIME"
		  " fd00000000-10000000000:0:UC");
	when("");
	when_explained();
	expect_says("The firmware lists 14.2 GiB in 3 descriptors. 2.0 GiB of"
		    " that is RAM. 12.3 GiB is not: registers and address"
		    " space of devices");
	expect_line("  #2   0x000000fd00000000-0x000000ffffffffff    12 GiB"
		    "  ReservedMemoryType");
	expect_says("If 2 GiB is installed, 1 MiB of it is in no descriptor");
}

TEST(memmap_is_named_for_what_it_takes_and_adds)
{
	given_map("0-80000000:7");
	when("memmap=exactmap memmap=64M@1M");
	when_explained();
	expect_says("Linux manages 64 MiB of the 2 GiB. memmap= takes 1.9 GiB"
		    " away. ");
	when("memmap=1G@0x80000000");
	when_explained();
	expect_says("Linux manages 3.0 GiB. memmap= adds 1 GiB. ");
	when("mem=1G");
	when_explained();
	expect_says("mem= takes 1 GiB away. ");
	assert_false(says("memmap="));
}

TEST(what_memmap_adds_is_not_what_the_firmware_lists)
{
	given_map("100000-10000000:7 e0000000-f0000000:11:UC"
		  " 100000000-140000000:7 120000000-160000000:7");
	when("memmap=64G@1T memmap=4G@16G");
	when_explained();
	expect_says("1.7 GiB of that is RAM. 256 MiB is not");
	expect_says("RAM stops at 0x10000000 and goes on above 4 GiB, where"
		    " 1.5 GiB lies.");
	expect_says("Linux manages 69.7 GiB. memmap= adds 68 GiB. ");
}

TEST(no_memory_is_free_in_the_plural)
{
	given_map("0-80000000:7");
	when("memmap=exactmap");
	when_explained();
	expect_says("When it starts, 0 bytes are free; ");
}

TEST(a_map_of_ram_only_says_so)
{
	given_map("0-80000000:7");
	when("");
	when_explained();
	expect_says("The firmware lists 2 GiB in 1 descriptor. All of it is"
		    " RAM. ");
	assert_false(says("installed"));
}

TEST(the_gap_below_4_gib_is_explained)
{
	given_map("0-80000000:7 100000000-280000000:7");
	when("");
	when_explained();
	expect_says("RAM stops at 0x80000000 and goes on above 4 GiB, where 6"
		    " GiB lies. The 2 GiB between belong to devices");
	given_map("0-80000000:7");
	when("");
	when_explained();
	assert_false(says("RAM stops"));
}

TEST(each_loss_has_its_rows)
{
	given_map("100000-200000:0 200000-300000:9 300000-400000:10"
		  " 400000-500000:5:WB|RUNTIME 500000-600000:4"
		  " 600000-700000:7:WB|SP 700000-800000:14"
		  " 800000-10000000:7");
	when("");
	when_explained();
	expect_says("1 MiB is RAM that the firmware withholds as reserved");
	expect_line("  #0   0x0000000000100000-0x00000000001fffff     1 MiB"
		    "  ReservedMemoryType");
	expect_says("2 MiB holds ACPI tables");
	expect_says("1 MiB stays the firmware's after boot");
	expect_says("1 MiB belongs to boot services");
	expect_says("1 MiB is special purpose memory");
	expect_says("1 MiB is RAM that Linux does not use for another reason");
	expect_line("  #6   0x0000000000700000-0x00000000007fffff     1 MiB"
		    "  PersistentMemory");
}

TEST(the_largest_three_rows_are_shown)
{
	given_map("100000-101000:9 102000-108000:9 109000-10a000:9"
		  " 110000-114000:9 120000-122000:9 200000-80000000:7");
	when("");
	when_explained();
	expect_line("  #1   0x0000000000102000-0x0000000000107fff    24 KiB"
		    "  ACPIReclaimMemory\n"
		    "  #3   0x0000000000110000-0x0000000000113fff    16 KiB"
		    "  ACPIReclaimMemory\n"
		    "  #4   0x0000000000120000-0x0000000000121fff     8 KiB"
		    "  ACPIReclaimMemory\n"
		    "  and 2 more rows of 8 KiB in all");
}

TEST(what_mem_takes_away_is_said)
{
	given_map("100000-80000000:7");
	when("mem=1G");
	when_explained();
	expect_says("mem= takes 1 GiB away.");
	when("mem=1G memmap=64M$16M");
	when_explained();
	expect_says("mem= takes 1 GiB away. memmap= takes 64 MiB away.");
}

TEST(free_memory_and_its_largest_range_are_named)
{
	given_map("100000-80000000:7 100000000-140000000:7");
	when("");
	when_explained();
	expect_says("3.0 GiB is free; the largest range in one piece is 2.0"
		    " GiB, from 0x100000.");
}

TEST(findings_are_named)
{
	given_map("1000-a0000:7 100000-80000000:7 80000000+0:7 81000000+0:7"
		  " 90000000+1:5:WB");
	when("");
	when_explained();
	expect_says("Something is wrong with the map: 1 error, 2 warnings;"
		    " `memblock lint` says why that matters and what to do.");
	expect_line("  error: no-runtime, 1 time\n"
		    "  warning: empty, 2 times");
}

TEST(a_sound_map_has_no_findings)
{
	given_map("1000-a0000:7 100000-80000000:7 80000000-80001000:9");
	when("");
	when_explained();
	assert_null(strstr(reported, "wrong"));
}

TEST(e820_rows_do_not_tell_ram_from_devices)
{
	static const struct e820_entry rows[] = {
		{ { 0x100000, 0x1000 }, E820_RESERVED },
	};

	given_map("100000-101000:0:0x0 200000-80000000:7");
	capture.e820 = rows;
	capture.e820_cnt = 1;
	when("");
	when_explained();
	expect_says("4 KiB is reserved: E820 does not tell whether");
}

TEST(no_line_is_longer_than_79_columns)
{
	when_machine();
	when_explained();
	for (const char *line = room; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strcspn(line, "\n") > 79)
			fail_msg("%.*s", (int)strcspn(line, "\n"), line);
	}
}

TEST(an_empty_set_can_be_explained)
{
	given_map("fec00000+1:11:UC");
	when("");
	when_explained();
	expect_says("Linux manages 0 bytes of the 0 bytes. When it starts, 0"
		    " bytes are free");
}

TEST(what_would_be_too_large_a_module_is_not_guessed)
{
	given_map("100000-40200000:7");
	when("");
	when_explained();
	assert_false(says("is installed"));
	given_map("0-fff0000000000000:7");
	when("");
	when_explained();
	assert_false(says("is installed"));
}

TEST(ram_across_4_gib_has_no_gap_there)
{
	given_map("0-180000000:7 200000000-280000000:7");
	when("");
	when_explained();
	assert_false(says("RAM stops"));
}

TEST(a_memmap_that_changes_nothing_is_not_named)
{
	given_map("0-80000000:7");
	when("memmap=64M@1M");
	when_explained();
	assert_false(says("memmap="));
}

TEST(memory_that_arm64_does_not_map_is_a_loss)
{
	given_map("40000000-50000000:7 50000000-50100000:6:WB|RUNTIME");
	capture.vendor[0] = '\0';
	when("profile=linux-arm64");
	when_explained();
	expect_says("1 MiB stays the firmware's after boot");
	assert_false(says("firmware of"));
}

TEST(smaller_rows_after_the_largest_are_counted)
{
	given_map("100000-108000:9 109000-10f000:9 110000-114000:9"
		  " 120000-121000:9 200000-80000000:7");
	when("");
	when_explained();
	expect_line("  and 1 more row of 4 KiB in all");
}

TEST(prose_is_wrapped_at_blanks_of_any_number)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));
	struct prose prose;

	prose_begin(&prose, &out);
	print_str(&prose.text, "one  two");
	prose_end(&prose);
	assert_string_equal(room, "\none two\n");
}

static const char *wrapped(unsigned int first, unsigned int second)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));
	struct prose prose;
	char text[90];

	memset(text, 'x', sizeof(text));
	text[first] = ' ';
	text[first + 1 + second] = '\0';
	prose_begin(&prose, &out);
	print_str(&prose.text, text);
	prose_end(&prose);
	return room;
}

TEST(a_line_of_prose_may_have_79_columns)
{
	assert_int_equal(wrapped(40, 38)[1 + 40], ' ');
	assert_int_equal(wrapped(40, 39)[1 + 40], '\n');
}
