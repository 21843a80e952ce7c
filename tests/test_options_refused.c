/* SPDX-License-Identifier: BSD-2-Clause */
/* core/options/: invalid options, the reason and the position. */
#include "tests/lib/test.h"

#include "core/options/option_table.h"
#include "tests/lib/givenwords.h"

static struct options options;
static struct option_fault fault;

/* Everything except frame and exit has its default. */
static void expect_defaults(void)
{
	const struct options got = options;
	struct options none;
	struct option_fault unused;

	assert_int_equal(options_read(&none, NULL, 0, NULL, 0, &unused),
			 CORE_OK);
	none.frame = got.frame;
	none.exit = got.exit;
	assert_memory_equal(&got, &none, sizeof(got));
}

/* Refused, for this reason, at this place. */
static void refuse2(const char *file, const char *line,
		    enum option_problem problem, const char *at)
{
	assert_int_equal(
		parse_words(&options, &fault, file, line, PROFILE_LINUX_X86),
		CORE_EINVAL);
	expect_defaults();
	assert_int_equal(fault.problem, problem);
	assert_string_equal(fault.at, at);
	assert_true(fault.at >= fault.word &&
		    fault.at <= fault.word + strlen(fault.word));
}

static void refuse(const char *line, enum option_problem problem,
		   const char *at)
{
	refuse2(NULL, line, problem, at);
}

TEST(unknown_options_are_refused)
{
	refuse("mem=1G frmat=csv", OPTION_UNKNOWN, "frmat=csv");
	assert_string_equal(fault.nearest, "format");
	assert_string_equal(fault.word, "frmat=csv");
	assert_string_equal(fault.source, "the command line");
	refuse("hlep", OPTION_UNKNOWN, "hlep");
	assert_string_equal(fault.nearest, "help");
	refuse("\"\"", OPTION_UNKNOWN, "");
	assert_null(fault.nearest);
	refuse("me=1G", OPTION_UNKNOWN, "me=1G");
	refuse("=1", OPTION_UNKNOWN, "=1");
	assert_null(fault.nearest);
	refuse("xyzzy", OPTION_UNKNOWN, "xyzzy");
	assert_null(fault.nearest);
	/* Two edits make "mem" of it, but two letters are all it has. */
	refuse("xm", OPTION_UNKNOWN, "xm");
	assert_null(fault.nearest);
	refuse("a-name-that-is-longer-than-any-option=1", OPTION_UNKNOWN,
	       "a-name-that-is-longer-than-any-option=1");
	assert_null(fault.nearest);
	refuse("MEM=1G", OPTION_UNKNOWN, "MEM=1G");
	assert_string_equal(fault.nearest, "mem");
	refuse2("hlep", "mem=1G", OPTION_UNKNOWN, "hlep");
	assert_string_equal(fault.source, "memblock.cfg");
}

TEST(values_that_do_not_exist_are_refused)
{
	refuse("format=jsn", OPTION_VALUE, "jsn");
	assert_string_equal(fault.nearest, "json");
	refuse("profile=linux-arm", OPTION_VALUE, "linux-arm");
	assert_string_equal(fault.nearest, "linux-arm64");
	refuse("pause=of", OPTION_VALUE, "of"); /* as near to "on" */
	assert_string_equal(fault.nearest, "on");
	refuse("pause=ooff", OPTION_VALUE, "ooff");
	assert_string_equal(fault.nearest, "off");
	refuse("format=spreadsheet", OPTION_VALUE, "spreadsheet");
	assert_null(fault.nearest);
	refuse("efi=debug", OPTION_VALUE, "debug");
	refuse("numa=fake=4", OPTION_VALUE, "fake=4");
	refuse("kernelcore=512M", OPTION_VALUE, "512M");
	assert_null(fault.nearest);
}

TEST(a_value_that_means_the_same_is_suggested)
{
	refuse("exit=halt", OPTION_VALUE, "halt");
	assert_string_equal(fault.nearest, "poweroff");
	refuse("exit=Shutdown", OPTION_VALUE, "Shutdown");
	assert_string_equal(fault.nearest, "poweroff");
	refuse("exit=off", OPTION_VALUE, "off");
	assert_string_equal(fault.nearest, "poweroff");
	refuse("exit=reboot", OPTION_VALUE, "reboot");
	assert_string_equal(fault.nearest, "reset");
	refuse("pause=no", OPTION_VALUE, "no");
	assert_string_equal(fault.nearest, "off");
	/* Only where there is such a value. */
	refuse("format=off", OPTION_VALUE, "off");
	assert_null(fault.nearest);
}

/* Every character of it would have to change. */
TEST(a_completely_different_value_has_no_suggestion)
{
	refuse("pause=y", OPTION_VALUE, "y");
	assert_null(fault.nearest);
	refuse("pause=xyz", OPTION_VALUE, "xyz");
	assert_null(fault.nearest);
	refuse("format=abcd", OPTION_VALUE, "abcd");
	assert_null(fault.nearest);
}

TEST(values_that_are_missing_or_too_many_are_refused)
{
	refuse("mem", OPTION_NO_VALUE, "");
	refuse("mem=", OPTION_NO_VALUE, "=");
	refuse("memmap=", OPTION_NO_VALUE, "=");
	refuse("save=", OPTION_NO_VALUE, "=");
	refuse("save=\"\"", OPTION_NO_VALUE, "=");
	refuse("format", OPTION_NO_VALUE, "");
	refuse("help=yes", OPTION_EXTRA_VALUE, "=yes");
	refuse("add_efi_memmap=", OPTION_EXTRA_VALUE, "=");
}

TEST(mem_is_one_number_of_a_page_or_more)
{
	refuse("mem=lots", OPTION_NUMBER, "lots");
	refuse("mem=1GB", OPTION_NUMBER, "B");
	refuse("mem=1G@2G", OPTION_NUMBER, "@2G");
	refuse("mem=nopentium", OPTION_NUMBER, "nopentium");
	refuse("mem=-1", OPTION_NUMBER, "-1");
	refuse("mem=0", OPTION_TOO_SMALL, "0");
	refuse("mem=4095", OPTION_TOO_SMALL, "4095");
	refuse("mem=0 mem-kind=amount", OPTION_TOO_SMALL, "0");
	parse("mem=4096");
	assert_int_equal(options.settings.mem, 4096);
	parse("mem=0x10000001");
	assert_int_equal(options.settings.mem, 0x10000001);
	/* The largest number means that there is no cap. */
	parse("mem=99E");
	assert_true(options.settings.mem == MEM_NONE);
}

TEST(memmap_is_read_to_its_end)
{
	parse("memmap=1M$1M,exactmap,1M@2M,512M,1M%1M-1+2");
	refuse("memmap=1M$1M,1M@", OPTION_NUMBER, "");
	refuse("memmap=1M$1M,2M&1M,3M@1M", OPTION_NUMBER, "&1M,3M@1M");
	refuse("memmap=1M$1M,0@1M", OPTION_TOO_SMALL, "0@1M");
	refuse("memmap=1M$16E,1M@1M", OPTION_RANGE, "1M$16E,1M@1M");
}

/* Also if the profile follows it or is in another source. */
TEST(memmap_belongs_to_x86)
{
	refuse("memmap=1M$1M profile=linux-arm64", OPTION_PROFILE, "1M$1M");
	refuse2("memmap=1M$1M", "profile=linux-arm64", OPTION_PROFILE, "1M$1M");
	assert_string_equal(fault.source, "memblock.cfg");
	assert_int_equal(parse_words(&options, &fault, "profile=linux-x86",
				     "memmap=1M$1M", PROFILE_LINUX_ARM64),
			 CORE_OK);
}

TEST(page_size_has_three_values_and_larger_ones_need_arm64)
{
	parse("");
	assert_int_equal(options.settings.page_size, 4096);
	parse("page-size=64K profile=linux-arm64");
	assert_int_equal(options.settings.page_size, 65536);
	parse2("page-size=16K", "profile=linux-arm64");
	assert_int_equal(options.settings.page_size, 16384);
	parse2("page-size=16K", "page-size=4K");
	assert_int_equal(options.settings.page_size, 4096);
	refuse("page-size=64K", OPTION_PROFILE, "64K");
	refuse2("page-size=16K", "profile=linux-x86", OPTION_PROFILE, "16K");
	assert_string_equal(fault.source, "memblock.cfg");
	refuse("page-size=64", OPTION_VALUE, "64");
	refuse("page-size=65536 profile=linux-arm64", OPTION_VALUE, "65536");
	refuse("page-size=", OPTION_NO_VALUE, "=");
	refuse("page-size=64K profile=linux-arm64 mem=60K", OPTION_TOO_SMALL,
	       "60K");
	refuse("mem=60K page-size=64K profile=linux-arm64", OPTION_TOO_SMALL,
	       "60K");
}

TEST(options_are_distinguished_from_files)
{
	assert_true(options_knows("help"));
	assert_true(options_knows("help=1"));
	assert_true(options_knows("mem=1G"));
	assert_true(options_knows("mem"));
	assert_true(options_knows("formt=csv"));
	assert_true(options_knows("MEM=1G"));
	assert_false(options_knows("map.txt"));
	assert_false(options_knows("help.txt"));
	assert_false(options_knows("capture=1.txt"));
	assert_false(options_knows("hepl"));
	assert_false(options_knows("-"));
	assert_false(options_knows(""));
}

TEST(options_for_a_kernel_are_checked)
{
	parse("kernel=\\vmlinux module=a,b module=c reserve_mem=4K:4K:log");
	assert_string_equal(options.kernel, "\\vmlinux");
	refuse("module=,name", OPTION_FORM, ",name");
	refuse("module=path,", OPTION_FORM, "");
	refuse("module=folder\\", OPTION_FORM, "");
	refuse("reserve_mem=4K", OPTION_FORM, "");
	refuse("reserve_mem=4K:4K:", OPTION_FORM, "");
	refuse("reserve_mem=x:4K:log", OPTION_FORM, "x:4K:log");
	refuse("kernel=", OPTION_NO_VALUE, "=");
}

TEST(two_saves_need_two_files)
{
	parse("save=map.txt save-raw=map.raw");
	refuse("save-raw=map save=map", OPTION_SAME_FILE, "map");
	refuse2("save-raw=map", "save=map", OPTION_SAME_FILE, "map");
	assert_string_equal(fault.word, "save-raw=map");
	assert_string_equal(fault.source, "memblock.cfg");
	parse("save-raw=map save=map save=map.txt");
}

TEST(frame_and_exit_are_found_despite_an_invalid_option)
{
	refuse("frame=a nonsense exit=reset frame=b", OPTION_UNKNOWN,
	       "nonsense");
	assert_string_equal(options.frame, "b");
	assert_int_equal(options.exit, EXIT_RESET);
	refuse2("exit=poweroff mem=1", "frame=b page-size=64K",
		OPTION_TOO_SMALL, "1");
	assert_string_equal(options.frame, "b");
	assert_int_equal(options.exit, EXIT_POWEROFF);
	refuse("exit=wait page-size=64K frame=b", OPTION_PROFILE, "64K");
	assert_string_equal(options.frame, "b");
	assert_int_equal(options.exit, EXIT_WAIT);
}

/* The last word of a name counts, even if its value is unknown. */
TEST(an_exit_that_does_not_exist_is_return)
{
	refuse("exit=reset exit=never", OPTION_VALUE, "never");
	assert_int_equal(options.exit, EXIT_RETURN);
	refuse("exit=reset exit=", OPTION_NO_VALUE, "=");
	assert_int_equal(options.exit, EXIT_RESET);
}

TEST(the_first_invalid_option_is_reported)
{
	refuse("one two=2 mem=x", OPTION_UNKNOWN, "one");
	refuse("mem=x memmap=y", OPTION_NUMBER, "x");
	assert_string_equal(fault.word, "mem=x");
}

/* The space is too small by one byte, and the words are valid. */
TEST(missing_space_is_reported_and_frame_and_exit_are_found)
{
	struct words words;
	char line[] = "mem=1G memmap=1M@1M,2M@2M module=a,b frame=f "
		      "reserve_mem=4K:4K:log exit=wait";
	struct option_source source = { .name = "a test" };
	size_t len;
	char *space;

	assert_int_equal(words_split(&words, line, sizeof(line) - 1, 0), 0);
	source.words = words;
	len = options_space(&source, 1);
	space = malloc(len - 1);
	assert_int_equal(options_parse(&options, &source, 1, PROFILE_LINUX_X86,
				       space, len - 1, &fault),
			 CORE_ENOSPC);
	expect_defaults();
	assert_string_equal(options.frame, "f");
	assert_int_equal(options.exit, EXIT_WAIT);
	free(space);
	assert_int_equal(options_space(NULL, 0), 0);
}

TEST(a_timeout_that_is_not_a_number_of_seconds_is_refused)
{
	refuse("timeout=10s", OPTION_NOT_SECONDS, "s");
	refuse("timeout=-1", OPTION_NOT_SECONDS, "-1");
	refuse("timeout=100000", OPTION_NOT_SECONDS, "0");
	refuse("timeout=", OPTION_NO_VALUE, "=");
	refuse("timeout", OPTION_NO_VALUE, "");
	refuse("save-all=1", OPTION_EXTRA_VALUE, "=1");
}
