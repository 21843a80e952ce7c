/* SPDX-License-Identifier: BSD-2-Clause */
/* core/options/text.c: a sentence for each fault, and the help text. */
#include "tests/lib/test.h"

#include "core/options/option_table.h"
#include "tests/lib/givenwords.h"

static char room[8192];

static void explain(const struct option_fault *fault)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	options_explain(&out, fault);
}

/* The message about an invalid command line, without "memblock: the command
 * line: " and the line end. */
static const char *said(const char *line)
{
	static const char start[] = "memblock: the command line: ";
	struct options options;
	struct option_fault fault;
	size_t len;

	assert_int_equal(
		parse_words(&options, &fault, NULL, line, PROFILE_LINUX_X86),
		CORE_EINVAL);
	explain(&fault);
	assert_memory_equal(room, start, sizeof(start) - 1);
	len = strlen(room);
	assert_int_equal(room[len - 1], '\n');
	room[len - 1] = '\0';
	return room + sizeof(start) - 1;
}

TEST(the_source_is_reported)
{
	struct options options;
	struct option_fault fault;

	parse_words(&options, &fault, "# ours\nfoo", "mem=1G",
		    PROFILE_LINUX_X86);
	explain(&fault);
	assert_string_equal(room, "memblock: memblock.cfg: unknown option"
				  " 'foo'; the option help lists them all.\n");
}

TEST(an_unknown_option_is_reported_with_the_nearest)
{
	assert_string_equal(said("xyzzy=1"),
			    "unknown option 'xyzzy=1'; the option help lists"
			    " them all.");
	assert_string_equal(said("formt=csv"),
			    "unknown option 'formt=csv' (nearest: 'format=');"
			    " the option help lists them all.");
	assert_string_equal(said("hlp"),
			    "unknown option 'hlp' (nearest: 'help'); the"
			    " option help lists them all.");
}

TEST(another_case_is_near)
{
	assert_string_equal(said("MEM=1G"),
			    "unknown option 'MEM=1G' (nearest: 'mem='); the"
			    " option help lists them all.");
	assert_string_equal(said("format=JSON"),
			    "'format=JSON': unknown value 'JSON' (nearest:"
			    " 'json'); valid: text, linux, e820, csv, json.");
}

TEST(an_invalid_value_is_reported_with_all_valid_ones)
{
	assert_string_equal(said("format=jsn"),
			    "'format=jsn': unknown value 'jsn' (nearest:"
			    " 'json'); valid: text, linux, e820, csv, json.");
	assert_string_equal(said("pause=maybe"),
			    "'pause=maybe': unknown value 'maybe'; valid: on,"
			    " off.");
	assert_string_equal(said("efi=debug"),
			    "'efi=debug': unknown value 'debug'; valid:"
			    " nosoftreserve.");
	/* No size is nearer than another. */
	assert_string_equal(said("page-size=8K"),
			    "'page-size=8K': unknown value '8K'; valid: 4K,"
			    " 16K, 64K.");
}

TEST(a_missing_or_extra_value_is_reported)
{
	assert_string_equal(said("mem"),
			    "'mem': value expected; write mem=VALUE.");
	assert_string_equal(said("save="),
			    "'save=': value expected; write save=VALUE.");
	assert_string_equal(said("help=me"),
			    "'help=me': no value expected; remove '=me'.");
}

TEST(an_invalid_number_is_reported_with_its_place)
{
	assert_string_equal(said("mem=lots"),
			    "'mem=lots': unexpected 'lots'; write numbers as"
			    " 512M or 0x20000000.");
	assert_string_equal(said("mem=0x"),
			    "'mem=0x': unexpected 'x'; write numbers as 512M"
			    " or 0x20000000.");
	assert_string_equal(said("memmap=1M$"),
			    "'memmap=1M$': number expected at the end, such as"
			    " 512M or 0x20000000.");
	assert_string_equal(said("memmap=1M$1M,1M&1M"),
			    "'memmap=1M$1M,1M&1M': unexpected '&1M'; write"
			    " numbers as 512M or 0x20000000.");
}

TEST(a_number_is_proposed_only_where_it_would_be_accepted)
{
	assert_string_equal(said("mem=1GB"),
			    "'mem=1GB': unexpected 'B' (nearest: 'mem=1G').");
	assert_string_equal(said("mem=4096Q"),
			    "'mem=4096Q': unexpected 'Q' (nearest:"
			    " 'mem=4096').");
	assert_string_equal(said("mem=4095Q"),
			    "'mem=4095Q': unexpected 'Q'; write numbers as"
			    " 512M or 0x20000000.");
	assert_string_equal(said("mem=60KB page-size=64K"
				 " profile=linux-arm64"),
			    "'mem=60KB': unexpected 'B'; write numbers as"
			    " 512M or 0x20000000.");
}

TEST(values_out_of_range_are_reported)
{
	assert_string_equal(said("mem=1K"),
			    "'mem=1K': the size in '1K' is too small; the"
			    " minimum is a page, 4K.");
	assert_string_equal(said("page-size=64K mem=4K profile=linux-arm64"),
			    "'mem=4K': the size in '4K' is too small; the"
			    " minimum is a page, 64K.");
	assert_string_equal(said("memmap=1M@2M,0$1M"),
			    "'memmap=1M@2M,0$1M': the size in '0$1M' is too"
			    " small; the minimum is 1.");
	assert_string_equal(said("memmap=1M$16E"),
			    "'memmap=1M$16E': '1M$16E' ends above 2^64;"
			    " choose a smaller size or base.");
}

TEST(memmap_on_arm64_is_reported_with_the_remedy)
{
	assert_string_equal(said("memmap=1M$1M profile=linux-arm64"),
			    "'memmap=1M$1M': Linux has memmap= only on x86;"
			    " add profile=linux-x86.");
}

TEST(larger_pages_on_x86_are_reported_with_the_remedy)
{
	assert_string_equal(said("page-size=64K"),
			    "'page-size=64K': x86 has only pages of 4K; add"
			    " profile=linux-arm64.");
}

TEST(an_invalid_reservation_is_reported_with_its_syntax)
{
	assert_string_equal(said("reserve_mem=16M:x:log"),
			    "'reserve_mem=16M:x:log': unexpected 'x:log';"
			    " write SIZE:ALIGN:NAME such as 16M:2M:log, NAME"
			    " with 1 to 15 characters.");
	assert_string_equal(said("reserve_mem=16M:2M"),
			    "'reserve_mem=16M:2M': incomplete value; write"
			    " SIZE:ALIGN:NAME such as 16M:2M:log, NAME with 1"
			    " to 15 characters.");
}

TEST(an_invalid_module_is_reported_with_its_syntax)
{
	assert_string_equal(said("module=,initrd"),
			    "'module=,initrd': unexpected ',initrd'; write"
			    " PATH or PATH,NAME such as \\initrd.img,initrd.");
	assert_string_equal(said("module=\\initrd.img,"),
			    "'module=\\initrd.img,': incomplete value; write"
			    " PATH or PATH,NAME such as \\initrd.img,initrd.");
}

TEST(saves_to_the_same_file_are_reported)
{
	assert_string_equal(said("save=map save-raw=map"),
			    "'save-raw=map': save= names the same file; choose"
			    " another one.");
}

TEST(a_word_without_fault_is_called_valid)
{
	const struct option_fault fault = { .word = "help",
					    .at = "",
					    .source = "x" };

	explain(&fault);
	assert_string_equal(room, "memblock: x: 'help': valid.\n");
}

static const char *help_text(void)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	options_help(&out, "memblock.efi [OPTION...]", "Shows a map.");
	assert_true(buffer.need < sizeof(room));
	return room;
}

TEST(help_starts_with_how_to_call)
{
	static const char start[] = "Usage: memblock.efi [OPTION...]\n";

	assert_memory_equal(help_text(), start, sizeof(start) - 1);
}

TEST(help_lists_every_option_and_value)
{
	const char *help = help_text();

	for (const struct option *o = option_table; o->name; o++) {
		char start[64];
		const char *row;

		snprintf(start, sizeof(start), "\n  %s%s", o->name,
			 option_has_value(o) ? "=" : " ");
		row = strstr(help, start);
		assert_non_null(row);
		for (const char *const *v = o->values; v && *v; v++)
			assert_non_null(strstr(row, *v));
	}
}

TEST(help_fits_80_columns_and_has_no_blanks_at_ends)
{
	const char *line = help_text(), *end;

	for (; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		if (end - line > 79)
			fail_msg("wider than 79: %.*s", (int)(end - line),
				 line);
		assert_true(end == line || end[-1] != ' ');
	}
}

TEST(what_is_not_a_number_of_seconds_is_shown)
{
	assert_string_equal(said("timeout=1m"),
			    "'timeout=1m': unexpected 'm'; write seconds,"
			    " 0 to 99999.");
}
