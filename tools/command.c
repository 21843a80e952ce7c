/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char *plain_word(const char *word)
{
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		return "help";
	if (strcmp(word, "--version") == 0)
		return "version";
	return word;
}

bool is_dashed(const char *word)
{
	return word[0] == '-' && word[1] != '\0';
}

int finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr,
		"memblock: cannot write to standard output: %s; send "
		"it where it can be written\n",
		strerror(errno));
	return STATUS_FAILED;
}
