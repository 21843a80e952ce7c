/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/docblock.h"

#include "tests/lib/test.h"

char *read_document(const char *path)
{
	char *text = calloc(1, 1 << 20);
	FILE *f = fopen(path, "rb");

	assert_non_null(f);
	text[fread(text, 1, (1 << 20) - 1, f)] = '\0';
	fclose(f);
	return text;
}

static void write_document(const char *path, const char *text, size_t len,
			   const char *table, const char *rest)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fprintf(f, "%.*s%s%s", (int)len, text, table, rest);
	fclose(f);
}

void expect_block(const char *path, const char *name, char *table)
{
	char *text = read_document(path), mark[64];
	const char *start, *end;

	snprintf(mark, sizeof(mark), "<!-- %s:", name);
	start = strstr(text, mark);
	if (!start)
		fail_msg("%s has no %s", path, mark);
	start = strchr(start, '\n') + 1;
	end = strstr(start, "\n\n");
	assert_non_null(end);
	if ((size_t)(end + 1 - start) != strlen(table) ||
	    memcmp(start, table, strlen(table)) != 0) {
		if (!getenv("GOLDEN"))
			fail_msg("%s: the table '%s' should be\n%s", path, name,
				 table);
		write_document(path, text, (size_t)(start - text), table,
			       end + 1);
	}
	free(text);
	free(table);
}
