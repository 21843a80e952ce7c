/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Escape sequences of terminals.
 */
#include <ctype.h>

#include "tools/clean/rest.h"

#define ESC '\033'

/* Parameters, intermediate bytes and the final byte of a control
 * sequence (ECMA-48, 5.4); 0: it is not complete. */
static size_t control_sequence(struct rest rest)
{
	size_t i = 0;

	while (i < rest.len && rest.at[i] >= 0x20 && rest.at[i] < 0x40)
		i++;
	return i < rest.len && rest.at[i] >= 0x40 && rest.at[i] < 0x7f ? i + 1
								       : 0;
}

/* An operating system command, which ends with BEL or ESC \. */
static size_t system_command(struct rest rest)
{
	for (size_t i = 0; i < rest.len; i++) {
		if (rest.at[i] == '\a')
			return i + 1;
		if (rest.at[i] == ESC)
			return i + 1 < rest.len ? i + 2 : i + 1;
	}
	return 0;
}

/* Only colours, where ESC is written in letters: "^[[32m", "#033[32m". */
static size_t colour(struct rest rest, const char *start)
{
	size_t i = strlen(start);

	if (!rest_starts(rest, start))
		return 0;
	while (i < rest.len &&
	       (isdigit((unsigned char)rest.at[i]) || rest.at[i] == ';'))
		i++;
	return i < rest.len && rest.at[i] == 'm' ? i + 1 : 0;
}

size_t clean_escape(struct rest rest)
{
	size_t n;

	if (rest.at[0] == '^')
		return colour(rest, "^[[");
	if (rest.at[0] == '#')
		return colour(rest, "#033[");
	if (rest.at[0] != ESC)
		return 0;
	if (rest.len < 2)
		return 1;
	if (rest.at[1] != '[' && rest.at[1] != ']')
		return 2;
	n = rest.at[1] == '[' ? control_sequence((struct rest){ rest.at + 2,
								rest.len - 2 })
			      : system_command((struct rest){ rest.at + 2,
							      rest.len - 2 });
	return n + 2;
}
