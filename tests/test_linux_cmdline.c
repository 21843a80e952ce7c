/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/linux/cmdline.c: what Linux is told of the options. */
#include "tests/lib/test.h"

#include "efi/boot/linux/cmdline.h"
#include "tests/lib/givenmap.h"

static char text[256];

static const char *cmdline(const char *line, bool edited)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	given_map("0-a0000:7 100000-40000000:7");
	assert_int_equal(convert_words(NULL, line), CORE_OK);
	linux_cmdline(&out, &options, edited);
	return text;
}

static const char *refusal(enum profile own)
{
	struct buffer buffer;
	struct sink err = buffer_sink(&buffer, text, sizeof(text));
	bool fine = linux_cmdline_check(&options, own, &err);

	assert_int_equal(fine, buffer.need == 0);
	return text;
}

TEST(arguments_are_passed_as_they_are)
{
	assert_string_equal(cmdline("", false), "");
	assert_string_equal(cmdline("-- root=/dev/sda1  quiet", false),
			    "root=/dev/sda1  quiet");
	assert_string_equal(cmdline("-- root=/dev/sda1  quiet", true),
			    "root=/dev/sda1  quiet");
}

TEST(the_stub_road_forwards_the_edits_as_they_were_written)
{
	assert_string_equal(cmdline("mem=256M memmap=1M$16M,4K#32M "
				    "add_efi_memmap -- quiet",
				    false),
			    "mem=256M memmap=1M$16M,4K#32M add_efi_memmap "
			    "quiet");
}

TEST(the_direct_road_forwards_only_the_cap)
{
	assert_string_equal(cmdline("mem=256M mem=200M memmap=1M$16M "
				    "add_efi_memmap -- quiet",
				    true),
			    "mem=0xc800000 quiet");
}

TEST(the_cap_leaves_memory_that_a_later_memmap_has_put_above_it)
{
	assert_string_equal(cmdline("mem=256M memmap=16M@300M", true),
			    "mem=0x13c00000 ");
	assert_string_equal(cmdline("mem=256M memmap=16M@100M", true),
			    "mem=0x10000000 ");
	assert_string_equal(cmdline("memmap=16M@300M mem=256M", true),
			    "mem=0x10000000 ");
	assert_string_equal(cmdline("mem=256M memmap=16M$300M", true),
			    "mem=0x10000000 ");
	assert_string_equal(cmdline("memmap=16M@300M", true), "");
}

TEST(what_the_kernel_decides_itself_is_forwarded_on_both_roads)
{
	const char *all = "efi=nosoftreserve kernelcore=mirror numa=off x";

	for (int edited = 0; edited < 2; edited++)
		assert_string_equal(cmdline("numa=off kernelcore=mirror "
					    "efi=nosoftreserve -- x",
					    edited),
				    all);
}

TEST(what_linux_would_take_for_something_else_is_refused)
{
	cmdline("mem=256M", false);
	assert_string_equal(refusal(PROFILE_LINUX_X86), "");
	assert_string_equal(refusal(PROFILE_LINUX_ARM64),
			    "profile=linux-x86 is not for this kernel, which "
			    "follows linux-arm64; leave it out.\n");
	cmdline("mem=256M mem-kind=amount", false);
	assert_string_equal(refusal(PROFILE_LINUX_X86),
			    "mem-kind=amount cannot be passed to this kernel, "
			    "whose mem= counts addresses; leave it out.\n");
	cmdline("mem=256M mem-kind=address profile=linux-arm64", false);
	assert_string_equal(refusal(PROFILE_LINUX_ARM64),
			    "mem-kind=address cannot be passed to this kernel, "
			    "whose mem= counts bytes; leave it out.\n");
	cmdline("mem-kind=amount", false);
	assert_string_equal(refusal(PROFILE_LINUX_X86), "");
}

TEST(words_among_the_arguments_are_found_up_to_those_of_init)
{
	cmdline("-- xmem=1 mem=2 -- memmap=3", false);
	assert_true(linux_cmdline_has(&options, "mem"));
	assert_true(linux_cmdline_has(&options, "xmem"));
	assert_false(linux_cmdline_has(&options, "memmap"));
	assert_false(linux_cmdline_has(&options, "em"));
	cmdline("mem=1M -- -- mem=2", false);
	assert_false(linux_cmdline_has(&options, "mem"));
	cmdline("mem=1M", false);
	assert_false(linux_cmdline_has(&options, "mem"));
}

static bool has(const char *arguments, const char *name)
{
	const struct options given = { .report.arguments = arguments };

	return linux_cmdline_has(&given, name);
}

TEST(an_argument_is_a_word_of_the_kernel_with_a_value)
{
	assert_true(has("mem=1G", "mem"));
	assert_true(has("quiet mem=1G", "mem"));
	assert_true(has("quiet\tmem=", "mem"));
	assert_true(has("--x mem=1G", "mem"));
	assert_true(has("- mem=1G", "mem"));
	assert_true(has("a-- mem=1G", "mem"));
	assert_false(has(NULL, "mem"));
	assert_false(has("", "mem"));
	assert_false(has("mem", "mem"));
	assert_false(has("memmap=1M$1M", "mem"));
	assert_false(has("xmem=1G", "mem"));
	assert_false(has("-- mem=1G", "mem"));
	assert_false(has("quiet --", "mem"));
}
