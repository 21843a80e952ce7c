/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any bytes as a compressed file and as a tar file: what comes out is within
 * the limit, and a failure is one sentence.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/decompress.h"
#include "tools/filetext.h"

#define LIMIT 65536

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int condition, const char *what)
{
	if (!condition) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

static size_t said;

static void count_lines(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	for (size_t i = 0; i < len; i++)
		said += text[i] == '\n';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct sink messages = { count_lines, NULL };
	struct text text;
	size_t len;

	said = 0;
	if (decompress_what(data, size) != NULL) {
		void *all =
			decompress("file", data, size, LIMIT, &len, &messages);

		must((all != NULL) == (said == 0), "a failure is explained");
		must(all == NULL || (len > 0 && len <= LIMIT),
		     "the limit holds");
		free(all);
	}
	said = 0;
	if (filetext_is_tar(data, size)) {
		bool good =
			filetext_of_tar(&text, "file", data, size, &messages);

		must(good == (said == 0), "a failure is explained");
		if (good)
			free(text.bytes);
	}
	return 0;
}
