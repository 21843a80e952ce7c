/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the rules find in maps of real machines, from ../shared/maps, if that
 * folder exists: docs/lint.md lists each error and warning. A rule that fires
 * on healthy machines is not used.
 */
#define _DEFAULT_SOURCE /* scandir() */
#include "tests/lib/test.h"

#include <dirent.h>

#include "core/convert/convert.h"
#include "core/lint/lint.h"
#include "tests/lib/docblock.h"
#include "tests/lib/golden.h"
#include "tests/lib/parsed.h"

#define MAPS     "../shared/maps"
#define DOCUMENT "docs/lint.md"

static size_t machines;                /* maps that were read */
static size_t firing[LINT_RULE_COUNT]; /* in how many of them */
/* Of the current map. */
static size_t found[LINT_RULE_COUNT];

static void count_finding(void *ctx, const struct lint_finding *finding)
{
	(void)ctx;
	found[finding->rule]++;
}

static void lint_parsed(void)
{
	const struct capture *capture = &parsed.capture;
	const struct convert_settings settings =
		convert_defaults(capture->profile);
	size_t len = convert_space(capture, &settings);
	void *space = malloc(len);
	struct conversion conversion;
	const struct lint_input input = { capture, &conversion, lint_run_log };
	const struct lint_taker taker = { count_finding, NULL };

	assert_int_equal(convert(&conversion, capture, &settings, space, len),
			 CORE_OK);
	memset(found, 0, sizeof(found));
	lint_run(&input, LINT_NOTE, &taker);
	free(space);
}

static void lint_file(const char *name)
{
	char path[512];
	size_t len;
	char *text;

	snprintf(path, sizeof(path), MAPS "/%s", name);
	text = read_whole(path, &len);
	assert_non_null(text);
	parse_bytes(text, len);
	assert_int_not_equal(parse_result, IMPORT_FAILED);
	lint_parsed();
	free(text);
}

static void print_worse_than_notes(const struct sink *out, const char *name)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		enum lint_rule rule = (enum lint_rule)i;

		firing[i] += found[i] > 0;
		if (found[i] > 0 && lint_severity(rule) > LINT_NOTE)
			print(out, "| %s | %s | `%s` | %zu |\n", name,
			      lint_severity_name(lint_severity(rule)),
			      lint_name(rule), found[i]);
	}
}

static int is_map(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static char *notes_table(void)
{
	struct kept kept;
	struct sink out = keep_text(&kept);

	print(&out, "| rule | of %zu maps |\n|---|--:|\n", machines);
	for (size_t n = machines; n > 0; n--)
		for (int i = 0; i < LINT_RULE_COUNT; i++)
			if (firing[i] == n &&
			    lint_severity((enum lint_rule)i) == LINT_NOTE)
				print(&out, "| `%s` | %zu |\n",
				      lint_name((enum lint_rule)i), n);
	return kept.text;
}

GROUP_FIXTURE(NULL, forget_parsed);
NEEDS(MAPS, "maps of real machines");

TEST(each_error_and_warning_on_a_real_machine_is_documented)
{
	struct dirent **entries;
	struct kept kept;
	struct sink out = keep_text(&kept);
	int cnt = scandir(MAPS, &entries, is_map, alphasort);

	print_str(&out, "| map | severity | rule | findings |\n"
			"|---|---|---|--:|\n");
	for (int i = 0; i < cnt; i++) {
		lint_file(entries[i]->d_name);
		print_worse_than_notes(&out, entries[i]->d_name);
		free(entries[i]);
		machines++;
	}
	free(entries);
	expect_block(DOCUMENT, "machines", kept.text);
	expect_block(DOCUMENT, "frequent", notes_table());
}
