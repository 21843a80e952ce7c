/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_excluded(void *ctx, const char *text, size_t len)
{
	struct kept *kept = ctx;

	if (len >= kept->max - kept->len) {
		kept->max = 2 * kept->max + len + 1;
		kept->text = realloc(kept->text, kept->max);
	}
	memcpy(kept->text + kept->len, text, len);
	kept->len += len;
	kept->text[kept->len] = '\0';
}

struct sink keep_text(struct kept *ret)
{
	*ret = (struct kept){ calloc(1, 1024), 0, 1024 };
	return (struct sink){ write_excluded, ret };
}

static char *read_golden(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = calloc(1, 1 << 20);

	if (f) {
		text[fread(text, 1, (1 << 20) - 1, f)] = '\0';
		fclose(f);
	}
	return text;
}

static void write_golden(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");

	if (f) {
		fputs(text, f);
		fclose(f);
	}
}

/* The length of the line at text. */
static int width(const char *text)
{
	return (int)strcspn(text, "\n");
}

const char *differs_from_golden(const char *name, const char *text)
{
	static char said[1024];
	const char *is = text, *was;
	char path[256], *golden;
	int line = 1;

	snprintf(path, sizeof(path), "tests/golden/%s", name);
	if (getenv("GOLDEN") && strcmp(getenv("GOLDEN"), "write") == 0)
		write_golden(path, text);
	was = golden = read_golden(path);
	said[0] = '\0';
	if (strcmp(is, was) != 0) {
		while (width(is) == width(was) && is[width(is)] &&
		       was[width(was)] &&
		       memcmp(is, was, (size_t)width(is)) == 0) {
			is += width(is) + 1;
			was += width(was) + 1;
			line++;
		}
		snprintf(said, sizeof(said),
			 "%s differs at line %d: was '%.*s', is '%.*s'", path,
			 line, width(was), was, width(is), is);
	}
	free(golden);
	return said;
}
