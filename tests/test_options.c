/* SPDX-License-Identifier: BSD-2-Clause */
/* core/options/: the effect of each option, and which of several applies. */
#include "tests/lib/test.h"

#include "core/options/option_table.h"
#include "tests/lib/givenwords.h"

static struct options options;
static struct option_fault fault;

TEST(without_options_everything_has_its_default)
{
	parse2(NULL, NULL);
	assert_int_equal(options.settings.profile, PROFILE_LINUX_X86);
	assert_true(options.settings.mem == MEM_NONE);
	assert_int_equal(options.settings.mem_kind, MEM_ADDRESS);
	assert_true(options.settings.soft_reserve);
	assert_false(options.settings.mirror);
	assert_false(options.settings.add_efi_memmap);
	assert_true(options.settings.numa);
	assert_int_equal(options.report.format, FORMAT_TEXT);
	assert_null(options.save);
	assert_null(options.save_raw);
	assert_int_equal(options.exit, EXIT_RETURN);
	assert_true(options.pause);
	assert_false(options.help);
	assert_false(options.version);
	assert_null(options.frame);
	assert_null(options.report.arguments);
}

TEST(each_switch_has_its_effect)
{
	parse("help version add_efi_memmap efi=nosoftreserve numa=off"
	      " kernelcore=mirror pause=off");
	assert_false(options.settings.numa);
	assert_true(options.help);
	assert_true(options.version);
	assert_true(options.settings.add_efi_memmap);
	assert_false(options.settings.soft_reserve);
	assert_true(options.settings.mirror);
	assert_false(options.pause);
	parse("pause=on");
	assert_true(options.pause);
}

TEST(each_choice_is_selected_by_its_name)
{
	static const char *const words[] = {
		"format=text", "format=linux", "format=e820",
		"format=csv",  "format=json",
	};
	static const char *const exits[] = {
		"exit=return",
		"exit=poweroff",
		"exit=reset",
		"exit=wait",
	};

	for (unsigned int i = 0; i < FORMAT_COUNT; i++) {
		parse(words[i]);
		assert_int_equal(options.report.format, i);
		assert_string_equal(format_name((enum format)i), words[i] + 7);
	}
	for (unsigned int i = 0; i <= EXIT_WAIT; i++) {
		parse(exits[i]);
		assert_int_equal(options.exit, i);
	}
	parse("profile=linux-arm64 mem-kind=address");
	assert_int_equal(options.settings.profile, PROFILE_LINUX_ARM64);
	assert_int_equal(options.settings.mem_kind, MEM_ADDRESS);
	parse("profile=linux-x86 mem-kind=amount");
	assert_int_equal(options.settings.profile, PROFILE_LINUX_X86);
	assert_int_equal(options.settings.mem_kind, MEM_AMOUNT);
}

TEST(texts_are_kept_with_their_blanks_and_signs)
{
	parse("save=\"\\a dir\\map=1.txt\" save-raw=x frame=@@");
	assert_string_equal(options.save, "\\a dir\\map=1.txt");
	assert_string_equal(options.save_raw, "x");
	assert_string_equal(options.frame, "@@");
}

TEST(a_timeout_is_a_number_of_seconds)
{
	parse("");
	assert_int_equal(options.timeout, NO_TIMEOUT);
	assert_false(options.save_all);
	parse("timeout=0 save-all");
	assert_int_equal(options.timeout, 0);
	assert_true(options.save_all);
	parse("timeout=99999");
	assert_int_equal(options.timeout, 99999);
}

TEST(the_kind_of_mem_follows_the_profile)
{
	parse("mem=1G profile=linux-arm64");
	assert_int_equal(options.settings.mem_kind, MEM_AMOUNT);
	parse2("profile=linux-arm64", "mem=1G");
	assert_int_equal(options.settings.mem_kind, MEM_AMOUNT);
	parse2("mem-kind=address", "profile=linux-arm64");
	assert_int_equal(options.settings.mem_kind, MEM_ADDRESS);
	assert_int_equal(parse_words(&options, &fault, NULL, "mem=1G",
				     PROFILE_LINUX_ARM64),
			 CORE_OK);
	assert_int_equal(options.settings.profile, PROFILE_LINUX_ARM64);
	assert_int_equal(options.settings.mem_kind, MEM_AMOUNT);
}

TEST(the_smallest_address_is_used)
{
	parse("mem=2G mem=1G mem=3G");
	assert_int_equal(options.settings.mem, UINT64_C(1) << 30);
}

TEST(the_last_amount_is_used)
{
	parse("mem=2G mem=1G mem=3G mem-kind=amount");
	assert_int_equal(options.settings.mem, UINT64_C(3) << 30);
}

TEST(the_last_choice_in_a_source_is_used)
{
	parse("format=csv format=json exit=reset exit=return save=a save=b");
	assert_int_equal(options.report.format, FORMAT_JSON);
	assert_int_equal(options.exit, EXIT_RETURN);
	assert_string_equal(options.save, "b");
}

/* "WORD from SOURCE", separated by commas */
static const char *edits_written(void)
{
	static char text[512];
	int n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < options.report.edit_cnt; i++)
		n += sprintf(text + n, "%s%s from %s", i ? ", " : "",
			     options.report.edits[i].word,
			     options.report.edits[i].source);
	return text;
}

/* "remove 40000000+ffffffffbfffffff:1>0 of mem", separated by commas */
static const char *edits_read(void)
{
	static const char *const actions[] = { "exact", "add", "change",
					       "remove" };
	static char text[512];
	int n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < options.settings.edit_cnt; i++) {
		const struct e820_edit *edit = &options.settings.edits[i];

		n += sprintf(text + n, "%s%s %jx+%jx:%x>%x%s", i ? ", " : "",
			     actions[edit->action], (uintmax_t)edit->base,
			     (uintmax_t)edit->size, edit->from, edit->to,
			     edit->from_mem ? " of mem" : "");
	}
	return text;
}

TEST(a_later_source_overrides_an_earlier_one)
{
	parse2("mem=1G format=csv memmap=1M$1M memmap=2M$2M save=a",
	       "mem=2G memmap=3M$3M save=b");
	assert_int_equal(options.settings.mem, UINT64_C(2) << 30);
	assert_int_equal(options.report.format, FORMAT_CSV);
	assert_string_equal(options.save, "b");
	assert_string_equal(edits_written(),
			    "mem=2G from the command line,"
			    " memmap=3M$3M from the command line");
}

TEST(edits_are_listed_in_their_order)
{
	parse2("memmap=exactmap,1M@1M", "mem=1G mem=8K");
	assert_string_equal(edits_written(),
			    "memmap=exactmap,1M@1M from memblock.cfg,"
			    " mem=1G from the command line,"
			    " mem=8K from the command line");
	assert_string_equal(edits_read(),
			    "exact 0+0:0>0, add 100000+100000:0>1,"
			    " remove 40000000+ffffffffbfffffff:1>0 of mem,"
			    " remove 2000+ffffffffffffdfff:1>0 of mem");
}

/* A report lists it. */
TEST(a_cap_is_an_edit_of_arm64_too)
{
	parse("mem=8K profile=linux-arm64");
	assert_string_equal(edits_read(),
			    "remove 2000+ffffffffffffdfff:1>0 of mem");
}

TEST(an_initrd_is_a_module_of_that_name)
{
	parse("kernel=k initrd=\\a,b module=c initrd=d road=stub");
	assert_int_equal(options.road, ROAD_STUB);
	assert_int_equal(options.module_cnt, 3);
	assert_string_equal(options.modules[0].path, "\\a,b");
	assert_string_equal(options.modules[0].name, "initrd");
	assert_string_equal(options.modules[1].name, "c");
	assert_string_equal(options.modules[2].path, "d");
	assert_string_equal(options.modules[2].name, "initrd");
	parse("kernel=k");
	assert_int_equal(options.road, ROAD_AUTO);
}

TEST(modules_and_reservations_are_lists_of_values)
{
	parse2("module=ignored reserve_mem=4K:0:log",
	       "module=\\a\\initrd.img module=b,c,d");
	assert_int_equal(options.module_cnt, 2);
	assert_string_equal(options.modules[0].path, "\\a\\initrd.img");
	assert_string_equal(options.modules[0].name, "initrd.img");
	assert_string_equal(options.modules[1].path, "b");
	assert_string_equal(options.modules[1].name, "c,d");
	assert_int_equal(options.reserve_mem_cnt, 1);
	assert_int_equal(options.reserve_mems[0].size, 4096);
	assert_int_equal(options.reserve_mems[0].align, 4096);
	assert_string_equal(options.reserve_mems[0].name, "log");
	assert_string_equal(options.reserve_mems[0].written, "4K:0:log");
}

/* With kernel= it makes a difference. */
TEST(an_explicit_default_format_is_noted)
{
	parse("");
	assert_false(options.format_given);
	parse("format=text");
	assert_true(options.format_given);
}

/* mem is a complete name, not the start of mem-kind or memmap. */
TEST(names_are_compared_completely)
{
	parse2("mem-kind=amount memmap=1M$1M mem=1G", "mem=2G");
	assert_int_equal(options.settings.mem_kind, MEM_AMOUNT);
	assert_int_equal(options.settings.mem, UINT64_C(2) << 30);
	assert_int_equal(options.settings.edit_cnt, 2);
}

/* It is not read. */
TEST(an_overridden_option_may_be_invalid)
{
	parse2("mem=many format=xml", "mem=1G format=csv");
	assert_int_equal(options.report.format, FORMAT_CSV);
}

TEST(arguments_come_from_the_last_source_that_has_them)
{
	parse2("-- root=/dev/sda  quiet\n", "mem=1G");
	assert_string_equal(options.report.arguments, "root=/dev/sda  quiet");
	parse2("-- a", "-- b");
	assert_string_equal(options.report.arguments, "b");
	parse2("-- a", "--");
	assert_string_equal(options.report.arguments, "");
}

/* An incomplete row would crash later. */
TEST(the_table_is_complete)
{
	for (const struct option *o = option_table; o->name; o++) {
		assert_non_null(option_help(o)->help);
		assert_true(strlen(o->name) < 32);
		assert_true(o->kind < OPTION_TEXT || o->has_form);
		assert_true(o->kind >= OPTION_TEXT || !o->has_form);
		assert_true(o->kind != OPTION_CHOICE || o->values);
		assert_true(o->kind != OPTION_PAGE_SIZE || o->values);
		for (const struct option *p = option_table; p != o; p++)
			assert_string_not_equal(o->name, p->name);
	}
}
