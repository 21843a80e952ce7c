/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/giventext.h"

#include <stdio.h>
#include <stdlib.h>

void bad_text(const char *text)
{
	fprintf(stderr, "the test gives no sound text: \"%s\"\n", text);
	abort();
}

uint64_t text_number(const char **at, int base, const char *text)
{
	char *end;
	uint64_t n = strtoull(*at, &end, base);

	if (end == *at)
		bad_text(text);
	*at = end;
	return n;
}
