/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words of docs/json.md and docs/tools.md that are in tables of the code.
 */
#include "tests/lib/test.h"

#include "core/convert/convert.h"
#include "tests/lib/parsed.h"

static char *document(void)
{
	size_t len;
	char *text = read_whole("docs/json.md", &len);

	assert_non_null(text);
	return text;
}

TEST(json_md_explains_every_anomaly_as_the_report_does)
{
	char *text = document(), row[256];

	for (int bit = 0; bit < ANOMALY_COUNT; bit++) {
		enum anomaly anomaly = (enum anomaly)(1 << bit);

		snprintf(row, sizeof(row), "\n| `%s` | %s |\n",
			 anomaly_name(anomaly), anomaly_text(anomaly));
		if (!strstr(text, row))
			fail_msg("docs/json.md lacks this row:%s", row);
	}
	free(text);
}

TEST(tools_md_lists_every_format)
{
	size_t len;
	char *text = read_whole("docs/tools.md", &len), cell[64];

	assert_non_null(text);
	for (size_t i = 0; import_format(i) != NULL; i++) {
		/* That of our CSV is in the file. */
		if (import_format(i) == &import_our_csv)
			continue;
		snprintf(cell, sizeof(cell), "| %s |\n",
			 import_format(i)->origin);
		if (!strstr(text, cell))
			fail_msg("docs/tools.md lacks a row of '%s'",
				 import_format(i)->origin);
	}
	free(text);
}

TEST(json_md_has_every_disposition)
{
	char *text = document(), word[64];

	for (int disposition = 0; disposition < DISPOSITION_COUNT;
	     disposition++) {
		snprintf(word, sizeof(word), "`%s`",
			 disposition_name((enum disposition)disposition));
		if (!strstr(text, word))
			fail_msg("docs/json.md lacks %s", word);
	}
	free(text);
}
