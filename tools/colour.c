/* SPDX-License-Identifier: BSD-2-Clause */
#define _POSIX_C_SOURCE 200809L /* fileno() */
#include "tools/colour.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool colour_by_name(const char *name, enum colour *ret)
{
	static const char *const names[] = {
		[COLOUR_AUTO] = "auto",
		[COLOUR_ALWAYS] = "always",
		[COLOUR_NEVER] = "never",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0) {
			*ret = (enum colour)i;
			return true;
		}
	return false;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

bool colour_wanted(enum colour colour, FILE *out)
{
	const char *term = getenv("TERM");

	if (colour != COLOUR_AUTO)
		return colour == COLOUR_ALWAYS;
	return isatty(fileno(out)) && !is_set("NO_COLOR") &&
	       (term == NULL || strcmp(term, "dumb") != 0);
}
