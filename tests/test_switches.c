/* SPDX-License-Identifier: BSD-2-Clause */
/* tools/: values of switches, outputs that are files of the input, the words of
 * a kernel's command line. */
#define _XOPEN_SOURCE 700
#include "tests/lib/test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tools/agree.h"
#include "tools/import/cmdline.h"
#include "tools/switches.h"

static const struct command command = { .name = "show" };
static struct request request;
static char said[8192];
static struct buffer buffer;

static TEST_STEP(new_request)
{
	said[0] = '\0';
	request = (struct request){
		.command = &command,
		.path_max = 2,
		.err = buffer_sink(&buffer, said, sizeof(said)),
	};
	return 0;
}

static bool takes(enum argument_kind kind, const char *value)
{
	const struct argument argument = { kind, value, value };

	new_request(NULL);
	return switches_take(&request, &argument);
}

static void expect_refused(enum argument_kind kind, const char *value,
			   const char *why)
{
	assert_false(takes(kind, value));
	if (!strstr(said, why))
		fail_msg("%s: %s", value, said);
}

/* --- values -------------------------------------------------------------- */

TEST(maps_are_numbers_from_1_on)
{
	assert_true(takes(ARGUMENT_MAP, "1"));
	assert_int_equal(request.choices[0].map, 1);
	assert_true(takes(ARGUMENT_MAP, "2,4294967295"));
	assert_int_equal(request.choices[1].map, UINT32_MAX);
	expect_refused(ARGUMENT_MAP, "0", "not a number from 1");
	expect_refused(ARGUMENT_MAP, "", "not a number from 1");
	expect_refused(ARGUMENT_MAP, "x", "not a number from 1");
	expect_refused(ARGUMENT_MAP, "-1", "not a number from 1");
	expect_refused(ARGUMENT_MAP, " 1", "not a number from 1");
	expect_refused(ARGUMENT_MAP, "1x", "not a number from 1");
	expect_refused(ARGUMENT_MAP, "1,", "not a number from 1");
	expect_refused(ARGUMENT_MAP, "4294967296", "there are not so many");
	expect_refused(ARGUMENT_MAP, "1,2,3", "2 maps can be used");
}

TEST(a_command_says_how_many_maps_it_can_use)
{
	const struct argument side = { ARGUMENT_SIDE, "--side=old", "old" };

	request.path_max = 1;
	assert_true(switches_take(&request, &side));
	assert_false(switches_take(&request, &side));
	assert_non_null(strstr(said, "1 map can be used"));
	request.path_max = 0;
	assert_false(switches_take(&request, &side));
	assert_non_null(strstr(said, "0 maps can be used"));
}

TEST(an_address_is_a_number_of_64_bits)
{
	assert_true(takes(ARGUMENT_WHERE, "1M"));
	assert_int_equal(request.where, 1 << 20);
	assert_true(takes(ARGUMENT_WHERE, "0xFFFFFFFFFFFFFFFF"));
	assert_true(request.where == UINT64_MAX);
	expect_refused(ARGUMENT_WHERE, "", "not an address;");
	expect_refused(ARGUMENT_WHERE, "x", "not an address;");
	expect_refused(ARGUMENT_WHERE, "1Mx", "not an address;");
	expect_refused(ARGUMENT_WHERE, "99999999999999999999",
		       "not an address that memory can have;");
}

TEST(a_switch_without_its_value_is_refused)
{
	expect_refused(ARGUMENT_OUTPUT, "", "the name of a file is missing");
	expect_refused(ARGUMENT_COLOR, "red", "choose auto, always or never");
	expect_refused(ARGUMENT_NO_VALUE, "-o", "'-o' needs a value");
}

/* --- outputs ------------------------------------------------------------- */

static char folder[] = "/tmp/memblock-agree-XXXXXX";
static char paths[4][sizeof(folder) + 16];

/* Of the files with these names, those in capitals exist. */
static TEST_STEP(new_folder)
{
	static const char *const names[] = { "/A", "/B", "/new", "/d" };

	if (!mkdtemp(folder))
		return -1;
	for (size_t i = 0; i < 4; i++)
		snprintf(paths[i], sizeof(paths[i]), "%s%s", folder, names[i]);
	for (size_t i = 0; i < 2; i++)
		fclose(fopen(paths[i], "w"));
	return mkdir(paths[3], 0700);
}

static TEST_STEP(remove_folder)
{
	for (size_t i = 0; i < 4; i++)
		remove(paths[i]);
	return remove(folder);
}

GROUP_FIXTURE(new_folder, remove_folder);
FIXTURE(new_request, NULL);

static bool agrees(const char *in, const char *output, const char *save,
		   const char *save_raw)
{
	new_request(NULL);
	request.paths[0] = in;
	request.path_cnt = in != NULL;
	request.output = output;
	request.options.save = save;
	request.options.save_raw = save_raw;
	return request_agrees(&request);
}

TEST(what_is_read_is_not_overwritten)
{
	assert_true(agrees(paths[0], paths[1], NULL, NULL));
	assert_true(agrees(paths[0], paths[2], NULL, NULL));
	assert_true(agrees(NULL, paths[1], NULL, NULL));
	assert_true(agrees("-", paths[1], NULL, NULL));
	assert_true(agrees(paths[2], paths[2], NULL, NULL));
	assert_true(agrees(paths[3], paths[3], NULL, NULL));
	assert_false(agrees(paths[0], paths[0], NULL, NULL));
	assert_non_null(strstr(said, "-o names "));
	assert_false(agrees(paths[0], NULL, paths[0], NULL));
	assert_non_null(strstr(said, "save= names "));
}

TEST(what_comes_from_standard_input_is_not_overwritten)
{
	int before = dup(STDIN_FILENO);

	assert_non_null(freopen(paths[0], "r", stdin));
	assert_false(agrees("-", paths[0], NULL, NULL));
	assert_false(agrees(NULL, paths[0], NULL, NULL));
	assert_true(agrees(NULL, paths[1], NULL, NULL));
	fclose(stdin);
	assert_true(agrees(NULL, paths[0], NULL, NULL));
	dup2(before, STDIN_FILENO);
	close(before);
}

TEST(two_outputs_are_two_files)
{
	char other[128], deep[5000];

	assert_true(agrees(NULL, paths[0], paths[1], paths[2]));
	assert_false(agrees(NULL, paths[0], paths[0], NULL));
	assert_non_null(strstr(said, "-o and save= name the same file"));
	assert_false(agrees(NULL, NULL, paths[2], paths[2]));
	assert_non_null(strstr(said, "save= and save-raw= name the same"));
	/* The same folder by another path. */
	snprintf(other, sizeof(other), "%s/d/../new", folder);
	assert_false(agrees(NULL, paths[2], other, NULL));
	snprintf(other, sizeof(other), "%s/d/new", folder);
	assert_true(agrees(NULL, paths[2], other, NULL));
	assert_true(agrees(NULL, other, paths[2], NULL));
	snprintf(other, sizeof(other), "%s/none/new", folder);
	assert_true(agrees(NULL, paths[2], other, NULL));
	assert_true(agrees(NULL, other, paths[2], NULL));
	snprintf(other, sizeof(other), "%s/other", folder);
	assert_true(agrees(NULL, paths[2], other, NULL));
	assert_true(agrees(NULL, paths[0], other, NULL));
	assert_false(agrees(NULL, "new-file", "./new-file", NULL));
	/* Devices may be written to several times. */
	assert_true(agrees(NULL, "/dev/null", "/dev/null", NULL));
	memset(deep, 'd', sizeof(deep));
	strcpy(deep + sizeof(deep) - 5, "/new");
	assert_true(agrees(NULL, paths[2], deep, NULL));
}

TEST(an_option_without_effect_is_refused)
{
	request.list = request.where_given = true;
	assert_false(request_agrees(&request));
	assert_non_null(strstr(said, "--where= has no effect here"));
	new_request(NULL);
	request.list = true;
	request.options.save_raw = "x";
	assert_false(request_agrees(&request));
	new_request(NULL);
	request.list = request.options.format_given = true;
	assert_false(request_agrees(&request));
	assert_non_null(strstr(said, "format= has no effect here"));
	new_request(NULL);
	request.options.format_given = true;
	assert_true(request_agrees(&request));
}

/* --- the command line of a kernel ---------------------------------------- */

static void expect_words(const char *line, const char *const words[])
{
	struct words ret;
	const char *at;
	char text[256];

	snprintf(text, sizeof(text), "%s", line);
	cmdline_words(&ret, text);
	at = ret.first;
	for (size_t i = 0; words[i]; i++) {
		assert_true(at < ret.end);
		assert_string_equal(at, words[i]);
		at += strlen(at) + 1;
	}
	assert_ptr_equal(at, ret.end);
}

TEST(words_of_a_kernel_that_change_the_map_are_options)
{
	expect_words("", (const char *[]){ NULL });
	expect_words("root=/dev/sda1 quiet", (const char *[]){ NULL });
	expect_words("BOOT_IMAGE=/x mem=1G memmap=4K$1M add_efi_memmap ro",
		     (const char *[]){ "mem=1G", "memmap=4K$1M",
				       "add_efi_memmap", NULL });
	expect_words("mem=nopentium mem= mem=2G",
		     (const char *[]){ "mem=2G", NULL });
	expect_words("efi=debug,nosoftreserve efi=nosoftreserve,debug",
		     (const char *[]){ "efi=nosoftreserve", "efi=nosoftreserve",
				       NULL });
	expect_words("efi=debug efi= efi=nosoftreservex efi=nosoftreservf",
		     (const char *[]){ NULL });
}
