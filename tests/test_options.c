/* SPDX-License-Identifier: BSD-2-Clause */
/* core/options/options.c: what each word does, and which of several counts. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "core/options/table.h"
#include "tests/lib/givenwords.h"

static struct options options;
static struct option_fault fault;

static void parse2(const char *file, const char *line)
{
	assert_int_equal(parse_words(&options, &fault, file, line,
				     PROFILE_LINUX_X86), CORE_OK);
}

static void parse(const char *line)
{
	parse2(NULL, line);
}

/* Refused, for this reason, at this place; and nothing has changed. */
static void refuse2(const char *file, const char *line,
		    enum option_problem problem, const char *at)
{
	struct options before;

	memset(&options, 0x5a, sizeof(options));
	before = options;
	assert_int_equal(parse_words(&options, &fault, file, line,
				     PROFILE_LINUX_X86), CORE_EINVAL);
	assert_memory_equal(&options, &before, sizeof(options));
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

static void without_words_everything_has_its_default(void **state)
{
	(void)state;
	parse2(NULL, NULL);
	assert_int_equal(options.profile, PROFILE_LINUX_X86);
	assert_true(options.mem == MEM_NONE);
	assert_int_equal(options.mem_kind, MEM_ADDRESS);
	assert_true(options.soft_reserve);
	assert_false(options.mirror);
	assert_false(options.add_efi_memmap);
	assert_true(options.numa);
	assert_int_equal(options.format, FORMAT_TEXT);
	assert_null(options.save);
	assert_null(options.save_raw);
	assert_int_equal(options.exit, EXIT_RETURN);
	assert_true(options.pause);
	assert_false(options.help);
	assert_false(options.version);
	assert_null(options.frame);
	assert_null(options.arguments);
}

static void each_switch_switches(void **state)
{
	(void)state;
	parse("help version add_efi_memmap efi=nosoftreserve numa=off"
	      " kernelcore=mirror pause=off");
	assert_false(options.numa);
	assert_true(options.help);
	assert_true(options.version);
	assert_true(options.add_efi_memmap);
	assert_false(options.soft_reserve);
	assert_true(options.mirror);
	assert_false(options.pause);
	parse("pause=on");
	assert_true(options.pause);
}

static void each_choice_is_taken_by_its_word(void **state)
{
	static const char *const words[] = {
		"format=text", "format=linux", "format=e820", "format=csv",
		"format=json",
	};
	static const char *const exits[] = {
		"exit=return", "exit=poweroff", "exit=reset", "exit=wait",
	};

	(void)state;
	for (unsigned int i = 0; i < FORMAT_COUNT; i++) {
		parse(words[i]);
		assert_int_equal(options.format, i);
		assert_string_equal(format_name((enum format)i), words[i] + 7);
	}
	for (unsigned int i = 0; i <= EXIT_WAIT; i++) {
		parse(exits[i]);
		assert_int_equal(options.exit, i);
	}
	parse("profile=linux-arm64 mem-kind=address");
	assert_int_equal(options.profile, PROFILE_LINUX_ARM64);
	assert_int_equal(options.mem_kind, MEM_ADDRESS);
	parse("profile=linux-x86 mem-kind=amount");
	assert_int_equal(options.profile, PROFILE_LINUX_X86);
	assert_int_equal(options.mem_kind, MEM_AMOUNT);
}

static void texts_are_kept_with_their_blanks_and_signs(void **state)
{
	(void)state;
	parse("save=\"\\a dir\\map=1.txt\" save-raw=x frame=@@");
	assert_string_equal(options.save, "\\a dir\\map=1.txt");
	assert_string_equal(options.save_raw, "x");
	assert_string_equal(options.frame, "@@");
}

static void the_kind_of_mem_follows_the_profile(void **state)
{
	(void)state;
	parse("mem=1G profile=linux-arm64");
	assert_int_equal(options.mem_kind, MEM_AMOUNT);
	parse2("profile=linux-arm64", "mem=1G");
	assert_int_equal(options.mem_kind, MEM_AMOUNT);
	parse2("mem-kind=address", "profile=linux-arm64");
	assert_int_equal(options.mem_kind, MEM_ADDRESS);
	assert_int_equal(parse_words(&options, &fault, NULL, "mem=1G",
				     PROFILE_LINUX_ARM64), CORE_OK);
	assert_int_equal(options.profile, PROFILE_LINUX_ARM64);
	assert_int_equal(options.mem_kind, MEM_AMOUNT);
}

static void the_smallest_address_counts(void **state)
{
	(void)state;
	parse("mem=2G mem=1G mem=3G");
	assert_int_equal(options.mem, UINT64_C(1) << 30);
}

static void the_last_amount_counts(void **state)
{
	(void)state;
	parse("mem=2G mem=1G mem=3G mem-kind=amount");
	assert_int_equal(options.mem, UINT64_C(3) << 30);
}

static void the_last_choice_in_a_source_counts(void **state)
{
	(void)state;
	parse("format=csv format=json exit=reset exit=return save=a save=b");
	assert_int_equal(options.format, FORMAT_JSON);
	assert_int_equal(options.exit, EXIT_RETURN);
	assert_string_equal(options.save, "b");
}

static void a_name_in_a_later_source_voids_it_in_the_earlier(void **state)
{
	const char *word = NULL;
	size_t source = 0;

	(void)state;
	parse2("mem=1G format=csv memmap=1M$1M memmap=2M$2M save=a",
	       "mem=2G memmap=3M$3M save=b");
	assert_int_equal(options.mem, UINT64_C(2) << 30);
	assert_int_equal(options.format, FORMAT_CSV);
	assert_string_equal(options.save, "b");
	word = options_next_word(&options, &source, word);
	assert_string_equal(word, "format=csv");
	assert_int_equal(source, 0);
	word = options_next_word(&options, &source, word);
	assert_string_equal(word, "mem=2G");
	assert_int_equal(source, 1);
	word = options_next_word(&options, &source, word);
	assert_string_equal(word, "memmap=3M$3M");
	word = options_next_word(&options, &source, word);
	assert_string_equal(word, "save=b");
	assert_null(options_next_word(&options, &source, word));
}

/* mem is a name of its own, not the start of mem-kind or memmap. */
static void names_are_compared_whole(void **state)
{
	(void)state;
	parse2("mem-kind=amount memmap=1M$1M mem=1G", "mem=2G");
	assert_int_equal(options.mem_kind, MEM_AMOUNT);
	refuse("me=1G", OPTION_UNKNOWN, "me=1G");
}

/* Nobody asks what a word means that does not count. */
static void a_void_word_may_be_wrong(void **state)
{
	(void)state;
	parse2("mem=many format=xml", "mem=1G format=csv");
	assert_int_equal(options.format, FORMAT_CSV);
}

static void arguments_come_from_the_last_source_that_has_them(void **state)
{
	(void)state;
	parse2("-- root=/dev/sda  quiet\n", "mem=1G");
	assert_string_equal(options.arguments, "root=/dev/sda  quiet");
	parse2("-- a", "-- b");
	assert_string_equal(options.arguments, "b");
	parse2("-- a", "--");
	assert_string_equal(options.arguments, "");
}

static void unknown_words_are_refused(void **state)
{
	(void)state;
	refuse("mem=1G frmat=csv", OPTION_UNKNOWN, "frmat=csv");
	assert_string_equal(fault.nearest, "format");
	assert_string_equal(fault.word, "frmat=csv");
	assert_string_equal(fault.source, "the command line");
	refuse("hlep", OPTION_UNKNOWN, "hlep");
	assert_string_equal(fault.nearest, "help");
	refuse("\"\"", OPTION_UNKNOWN, "");
	assert_null(fault.nearest);
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
	refuse2("hlep", "mem=1G", OPTION_UNKNOWN, "hlep");
	assert_string_equal(fault.source, "memblock.cfg");
}

static void values_that_do_not_exist_are_refused(void **state)
{
	(void)state;
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

/* Nothing of it was typed: no wrong letter more than right ones. */
static void a_wholly_different_value_is_near_to_none(void **state)
{
	(void)state;
	refuse("pause=y", OPTION_VALUE, "y");
	assert_null(fault.nearest);
	refuse("pause=xyz", OPTION_VALUE, "xyz");
	assert_null(fault.nearest);
	refuse("format=abcd", OPTION_VALUE, "abcd");
	assert_null(fault.nearest);
}

static void values_that_are_missing_or_too_many_are_refused(void **state)
{
	(void)state;
	refuse("mem", OPTION_NO_VALUE, "");
	refuse("mem=", OPTION_NO_VALUE, "=");
	refuse("memmap=", OPTION_NO_VALUE, "=");
	refuse("save=", OPTION_NO_VALUE, "=");
	refuse("save=\"\"", OPTION_NO_VALUE, "=");
	refuse("format", OPTION_NO_VALUE, "");
	refuse("help=yes", OPTION_EXTRA_VALUE, "=yes");
	refuse("add_efi_memmap=", OPTION_EXTRA_VALUE, "=");
}

static void mem_is_one_number_of_a_page_or_more(void **state)
{
	(void)state;
	refuse("mem=lots", OPTION_NUMBER, "lots");
	refuse("mem=1GB", OPTION_NUMBER, "B");
	refuse("mem=1G@2G", OPTION_NUMBER, "@2G");
	refuse("mem=nopentium", OPTION_NUMBER, "nopentium");
	refuse("mem=-1", OPTION_NUMBER, "-1");
	refuse("mem=0", OPTION_TOO_SMALL, "0");
	refuse("mem=4095", OPTION_TOO_SMALL, "4095");
	refuse("mem=0 mem-kind=amount", OPTION_TOO_SMALL, "0");
	parse("mem=4096");
	assert_int_equal(options.mem, 4096);
	parse("mem=0x10000001");
	assert_int_equal(options.mem, 0x10000001);
	/* More than there can be is no cap. */
	parse("mem=99E");
	assert_true(options.mem == MEM_NONE);
}

static void memmap_is_read_to_its_end(void **state)
{
	(void)state;
	parse("memmap=1M$1M,exactmap,1M@2M,512M,1M%1M-1+2");
	refuse("memmap=1M$1M,1M@", OPTION_NUMBER, "");
	refuse("memmap=1M$1M,2M&1M,3M@1M", OPTION_NUMBER, "&1M,3M@1M");
	refuse("memmap=1M$1M,0@1M", OPTION_TOO_SMALL, "0@1M");
	refuse("memmap=1M$16E,1M@1M", OPTION_RANGE, "1M$16E,1M@1M");
}

/* Also when the profile stands behind it, or in another source. */
static void memmap_belongs_to_x86(void **state)
{
	(void)state;
	refuse("memmap=1M$1M profile=linux-arm64", OPTION_PROFILE, "1M$1M");
	refuse2("memmap=1M$1M", "profile=linux-arm64", OPTION_PROFILE,
		"1M$1M");
	assert_string_equal(fault.source, "memblock.cfg");
	assert_int_equal(parse_words(&options, &fault, "profile=linux-x86",
				     "memmap=1M$1M", PROFILE_LINUX_ARM64),
			 CORE_OK);
}

static void page_size_is_one_of_three_and_larger_ones_are_arm64s(void **state)
{
	(void)state;
	parse("");
	assert_int_equal(options.page_size, 4096);
	parse("page-size=64K profile=linux-arm64");
	assert_int_equal(options.page_size, 65536);
	parse2("page-size=16K", "profile=linux-arm64");
	assert_int_equal(options.page_size, 16384);
	parse2("page-size=16K", "page-size=4K");
	assert_int_equal(options.page_size, 4096);
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

static void known_words_are_told_from_files(void **state)
{
	(void)state;
	assert_true(options_knows("help"));
	assert_true(options_knows("help=1"));
	assert_true(options_knows("mem=1G"));
	assert_true(options_knows("mem"));
	assert_true(options_knows("formt=csv"));
	assert_false(options_knows("map.txt"));
	assert_false(options_knows("help.txt"));
	assert_false(options_knows("capture=1.txt"));
	assert_false(options_knows("hepl"));
	assert_false(options_knows("-"));
	assert_false(options_knows(""));
}

static void what_a_kernel_is_given_is_checked(void **state)
{
	(void)state;
	parse("kernel=\\vmlinux module=a,b module=c reserve_mem=4K:4K:log");
	assert_string_equal(options.kernel, "\\vmlinux");
	refuse("module=,name", OPTION_NO_VALUE, ",name");
	refuse("reserve_mem=4K", OPTION_RESERVE, "");
	refuse("reserve_mem=4K:4K:", OPTION_RESERVE, "");
	refuse("reserve_mem=x:4K:log", OPTION_RESERVE, "x:4K:log");
	refuse("kernel=", OPTION_NO_VALUE, "=");
}

/* A row that is incomplete would be a crash later. */
static void the_table_is_complete(void **state)
{
	(void)state;
	for (const struct option *o = option_table; o->name; o++) {
		assert_non_null(o->help);
		assert_true(strlen(o->name) < 32);
		assert_int_equal(o->kind == OPTION_CHOICE, o->values != NULL);
		assert_int_equal(o->kind == OPTION_TEXT, o->text != NULL);
		assert_int_equal(o->kind == OPTION_CHOICE ||
				 o->kind == OPTION_SWITCH, o->set != NULL);
		assert_int_equal(o->kind != OPTION_CHOICE &&
				 o->kind != OPTION_SWITCH, o->form != NULL);
		for (const struct option *p = option_table; p != o; p++)
			assert_string_not_equal(o->name, p->name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_words_everything_has_its_default),
		cmocka_unit_test(each_switch_switches),
		cmocka_unit_test(each_choice_is_taken_by_its_word),
		cmocka_unit_test(texts_are_kept_with_their_blanks_and_signs),
		cmocka_unit_test(the_kind_of_mem_follows_the_profile),
		cmocka_unit_test(the_smallest_address_counts),
		cmocka_unit_test(the_last_amount_counts),
		cmocka_unit_test(the_last_choice_in_a_source_counts),
		cmocka_unit_test(
			a_name_in_a_later_source_voids_it_in_the_earlier),
		cmocka_unit_test(names_are_compared_whole),
		cmocka_unit_test(a_void_word_may_be_wrong),
		cmocka_unit_test(
			arguments_come_from_the_last_source_that_has_them),
		cmocka_unit_test(unknown_words_are_refused),
		cmocka_unit_test(values_that_do_not_exist_are_refused),
		cmocka_unit_test(a_wholly_different_value_is_near_to_none),
		cmocka_unit_test(
			values_that_are_missing_or_too_many_are_refused),
		cmocka_unit_test(mem_is_one_number_of_a_page_or_more),
		cmocka_unit_test(memmap_is_read_to_its_end),
		cmocka_unit_test(memmap_belongs_to_x86),
		cmocka_unit_test(
			page_size_is_one_of_three_and_larger_ones_are_arm64s),
		cmocka_unit_test(known_words_are_told_from_files),
		cmocka_unit_test(what_a_kernel_is_given_is_checked),
		cmocka_unit_test(the_table_is_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
