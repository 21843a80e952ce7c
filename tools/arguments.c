/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/arguments.h"

#include <getopt.h>
#include <stddef.h>

static const struct option switches[] = {
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ "output", required_argument, NULL, 'o' },
	{ NULL, 0, NULL, 0 },
};

void arguments_start(struct arguments *ret, int argc, char **argv)
{
	*ret = (struct arguments){ .argc = argc, .argv = argv };
	optind = 0; /* forgets the previous list */
	opterr = 0; /* the commands print their own messages */
}

static struct argument next_file(struct arguments *arguments)
{
	if (arguments->file >= arguments->argc)
		return (struct argument){ ARGUMENT_END, NULL };
	return (struct argument){ ARGUMENT_FILE,
				  arguments->argv[arguments->file++] };
}

struct argument arguments_next(struct arguments *arguments)
{
	char **argv = arguments->argv;
	int at = optind > 0 ? optind : 1;

	if (arguments->file != 0)
		return next_file(arguments);
	/* "-": words are returned in their place, as option 1. */
	switch (getopt_long(arguments->argc, argv, "-:hVo:", switches, NULL)) {
	case 1:
		return (struct argument){ ARGUMENT_WORD, optarg };
	case 'h':
		return (struct argument){ ARGUMENT_HELP, argv[at] };
	case 'V':
		return (struct argument){ ARGUMENT_VERSION, argv[at] };
	case 'o':
		return (struct argument){ ARGUMENT_OUTPUT, optarg };
	case ':':
		return (struct argument){ ARGUMENT_NO_VALUE, argv[at] };
	case -1:
		arguments->file = optind;
		return next_file(arguments);
	default:
		return (struct argument){ ARGUMENT_UNKNOWN, argv[at] };
	}
}
