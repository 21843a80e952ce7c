/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/arguments.h"

#include <getopt.h>
#include <stddef.h>

/* getopt_long() returns kinds from here on, and characters below. */
#define KIND 256

static const struct option switches[] = {
	{ "help", no_argument, NULL, KIND + ARGUMENT_HELP },
	{ "version", no_argument, NULL, KIND + ARGUMENT_VERSION },
	{ "output", required_argument, NULL, KIND + ARGUMENT_OUTPUT },
	{ "list", no_argument, NULL, KIND + ARGUMENT_LIST },
	{ "map", required_argument, NULL, KIND + ARGUMENT_MAP },
	{ "side", required_argument, NULL, KIND + ARGUMENT_SIDE },
	{ NULL, 0, NULL, 0 },
};

void arguments_start(struct arguments *ret, int argc, char **argv)
{
	*ret = (struct arguments){ .argc = argc, .argv = argv };
	optind = 0; /* forgets the previous list */
	opterr = 0; /* the commands print their own messages */
}

static enum argument_kind kind_of(int found)
{
	switch (found) {
	case 1:
		return ARGUMENT_WORD;
	case 'h':
		return ARGUMENT_HELP;
	case 'V':
		return ARGUMENT_VERSION;
	case 'o':
		return ARGUMENT_OUTPUT;
	case ':':
		return ARGUMENT_NO_VALUE;
	case '?':
		return ARGUMENT_UNKNOWN;
	default:
		return (enum argument_kind)(found - KIND);
	}
}

static struct argument next_file(struct arguments *arguments)
{
	const char *word;

	if (arguments->file >= arguments->argc)
		return (struct argument){ .kind = ARGUMENT_END };
	word = arguments->argv[arguments->file++];
	return (struct argument){ ARGUMENT_FILE, word, word };
}

struct argument arguments_next(struct arguments *arguments)
{
	const char *word;
	int found;

	if (arguments->file != 0)
		return next_file(arguments);
	word = arguments->argv[optind > 0 ? optind : 1];
	/* "-": words are returned in their place, as option 1. */
	found = getopt_long(arguments->argc, arguments->argv,
			    "-:hVo:", switches, NULL);
	if (found < 0) {
		arguments->file = optind;
		return next_file(arguments);
	}
	return (struct argument){ kind_of(found), word, optarg };
}
