/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/arguments.h"

#include <getopt.h>
#include <string.h>

/* `make check` compares them with what the commands accept. */
static const char *const colours[] = { "auto", "always", "never", NULL };
static const char *const lint_formats[] = { "text", "json", "junit", NULL };
static const char *const severities[] = { "note", "warning", "error", NULL };
static const char *const targets[] = { "raw",  "json",  "csv",    "linux",
				       "text", "e820",  "memmap", "dts",
				       "qemu", "table", NULL };

const struct argument_switch argument_switches[ARGUMENT_SWITCHES] = {
	[ARGUMENT_HELP] = { 'h', "help", NULL, "print this help" },
	[ARGUMENT_VERSION] = { 'V', "version", NULL, "print the version" },
	[ARGUMENT_OUTPUT] = { 'o', "output", "FILE",
			      "write to FILE instead of standard output" },
	[ARGUMENT_LIST] = { '\0', "list", NULL,
			    "list the maps in FILE instead" },
	[ARGUMENT_MAP] = { '\0', "map", "NUMBER", "use this map of the list" },
	[ARGUMENT_SIDE] = { '\0', "side", "NAME",
			    "use one side of a comparison: old or new, left "
			    "or\n"
			    "right, or the name of a file" },
	[ARGUMENT_WHERE] = { '\0', "where", "ADDRESS",
			     "print only what is at ADDRESS and next to it" },
	[ARGUMENT_TO] = { '\0', "to", "FORMAT", "the format to convert to",
			  targets },
	[ARGUMENT_ALL] = { '\0', "all", NULL,
			   "also what makes no difference to a kernel" },
	[ARGUMENT_COLOR] = { '\0', "color", "WHEN",
			     "colours: auto (the default; on a terminal without"
			     "\nNO_COLOR in the environment), always or "
			     "never",
			     colours },
	[ARGUMENT_FORMAT] = { '\0', "format", "FORMAT", "text, json or junit",
			      lint_formats },
	[ARGUMENT_SEVERITY] = { '\0', "severity", "LEAST",
				"list notes, warnings or errors and what is\n"
				"worse; by default warning",
				severities },
};

/* getopt_long() returns kinds from here on, and characters below. */
#define KIND 256

/* The switches of the command, as getopt_long() takes them: it has one state,
 * too. */
static char letters[3 + 2 * ARGUMENT_SWITCHES];
static struct option options[ARGUMENT_SWITCHES + 1];

static void add_switch(size_t at, int kind)
{
	const struct argument_switch *row = &argument_switches[kind];

	options[at] = (struct option){
		.name = row->name,
		.has_arg = row->value ? required_argument : no_argument,
		.val = KIND + kind,
	};
	if (row->letter != '\0') {
		char *end = letters + strlen(letters);

		end[0] = row->letter;
		end[1] = row->value ? ':' : '\0';
	}
}

void arguments_start(struct arguments *ret, unsigned int switches, int argc,
		     char **argv)
{
	size_t count = 0;

	*ret = (struct arguments){ argc, argv, 0 };
	/* "-": words are returned in their place, as option 1. */
	memset(letters, 0, sizeof(letters));
	memset(options, 0, sizeof(options));
	strcpy(letters, "-:");
	for (int kind = 0; kind < ARGUMENT_SWITCHES; kind++)
		if (switches & 1u << kind)
			add_switch(count++, kind);
	optind = 0; /* forgets the previous list */
	opterr = 0; /* the commands print their own messages */
}

static enum argument_kind kind_of(int found)
{
	if (found >= KIND)
		return (enum argument_kind)(found - KIND);
	if (found == 1)
		return ARGUMENT_WORD;
	if (found == ':')
		return ARGUMENT_NO_VALUE;
	for (int kind = 0; kind < ARGUMENT_SWITCHES; kind++)
		if (argument_switches[kind].letter == found)
			return (enum argument_kind)kind;
	return ARGUMENT_UNKNOWN;
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
	found = getopt_long(arguments->argc, arguments->argv, letters, options,
			    NULL);
	if (found < 0) {
		arguments->file = optind;
		return next_file(arguments);
	}
	return (struct argument){ kind_of(found), word, optarg };
}

#define HELP_COLUMN 21

static void print_switch(FILE *out, const struct argument_switch *row)
{
	char form[64];
	const char *line = row->help, *end;

	snprintf(form, sizeof(form), "%c%c%s --%s%s%s", row->letter ? '-' : ' ',
		 row->letter ? row->letter : ' ', row->letter ? "," : " ",
		 row->name, row->value ? "=" : "",
		 row->value ? row->value : "");
	fprintf(out, "  %-*s", HELP_COLUMN - 1, form);
	while ((end = strchr(line, '\n')) != NULL) {
		fprintf(out, " %.*s\n  %*s", (int)(end - line), line,
			HELP_COLUMN - 1, "");
		line = end + 1;
	}
	fprintf(out, " %s\n", line);
}

void arguments_help(FILE *out, unsigned int switches)
{
	for (int kind = 0; kind < ARGUMENT_SWITCHES; kind++)
		if (switches & 1u << kind)
			print_switch(out, &argument_switches[kind]);
}
