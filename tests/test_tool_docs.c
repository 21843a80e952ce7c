/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words of docs/json.md that the code has in tables.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "core/convert/convert.h"
#include "tests/lib/parsed.h"

static char *document(void)
{
	size_t len;
	char *text = read_whole("docs/json.md", &len);

	assert_non_null(text);
	return text;
}

static void json_md_explains_every_doubt_as_the_report_does(void **state)
{
	char *text = document(), row[256];

	(void)state;
	for (int bit = 0; bit < DOUBT_COUNT; bit++) {
		enum doubt doubt = (enum doubt)(1 << bit);

		snprintf(row, sizeof(row), "\n| `%s` | %s |\n",
			 doubt_name(doubt), doubt_text(doubt));
		if (!strstr(text, row))
			fail_msg("docs/json.md lacks this row:%s", row);
	}
	free(text);
}

static void json_md_has_every_fate(void **state)
{
	char *text = document(), word[64];

	(void)state;
	for (int fate = 0; fate < FATE_COUNT; fate++) {
		snprintf(word, sizeof(word), "`%s`",
			 fate_name((enum fate)fate));
		if (!strstr(text, word))
			fail_msg("docs/json.md lacks %s", word);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			json_md_explains_every_doubt_as_the_report_does),
		cmocka_unit_test(json_md_has_every_fate),
	};

	return cmocka_run_group_tests_name("tool_docs", tests, NULL, NULL);
}
