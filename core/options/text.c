/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a person reads about options: the help text, and what is wrong.
 */
#include "core/base/cstring.h"
#include "core/options/option_table.h"
#include "core/options/parse.h"

static void print_values(const struct sink *out, const char *const *values,
			 const char *between)
{
	for (const char *const *v = values; *v; v++) {
		print_str(out, v == values ? "" : between);
		print_str(out, *v);
	}
}

/* The option and its form, in a column as wide as the help text needs. */
#define HELP_COLUMN 26

static void print_form(const struct sink *out, const struct option *option)
{
	char room[128];
	struct buffer buffer;
	struct sink form = buffer_sink(&buffer, room, sizeof(room));

	print_str(&form, option->name);
	if (option->form)
		print(&form, "=%s", option->form);
	if (option->values) {
		print_str(&form, "=");
		print_values(&form, option->values, "|");
	}
	print(out, "  %-*s", HELP_COLUMN, room);
	if (buffer.need >= HELP_COLUMN)
		print(out, "\n  %*s", HELP_COLUMN, "");
}

static void print_help(const struct sink *out, const char *help)
{
	for (; *help != '\0'; help++) {
		print(out, "%c", *help);
		if (*help == '\n')
			print(out, "  %*s", HELP_COLUMN, "");
	}
	print_str(out, "\n");
}

void options_help(const struct sink *out, const char *usage)
{
	print(out,
	      "Usage: %s\n"
	      "Shows the firmware's memory map as memblock sets: memory,"
	      " reserved, physmap.\n\n",
	      usage);
	for (const struct option *o = option_table; o->name; o++) {
		print_form(out, o);
		print_help(out, o->help);
	}
	print_str(out,
		  "\nSizes take K, M, G, T, P or E; 0x starts a hexadecimal"
		  " number. Quotes keep\nblanks in a value.\n");
}

/* Is what a mem= word starts with a cap, such as mem=1G of mem=1GB? */
static bool has_number(const char *word)
{
	const char *value = word_value(word, "mem"), *end;

	return value && memparse(value, &end) > 0;
}

static void explain_number(const struct sink *out, const char *word,
			   const char *at)
{
	if (*at == '\0')
		print(out,
		      "'%s' stops where a number is needed, such as 512M"
		      " or 0x20000000.\n",
		      word);
	else if (has_number(word))
		print(out,
		      "'%s': '%s' is not expected there, the nearest is"
		      " '%.*s'.\n",
		      word, at, (int)(at - word), word);
	else
		print(out,
		      "'%s': '%s' is not expected there; numbers are"
		      " written as 512M or 0x20000000.\n",
		      word, at);
}

static void explain_form(const struct sink *out, const char *word,
			 const char *at)
{
	if (*at == '\0')
		print(out, "'%s' stops where more is needed", word);
	else
		print(out, "'%s': '%s' is not expected there", word, at);
	print_str(out, word_value(word, "module")
			       ? "; write PATH or PATH,NAME such as"
				 " \\initrd.img,initrd.\n"
			       : "; write SIZE:ALIGN:NAME such as 16M:2M:log,"
				 " NAME with 1 to 15 characters.\n");
}

static void explain_value(const struct sink *out,
			  const struct option_fault *fault)
{
	print(out, "'%s': there is no value '%s'", fault->word, fault->at);
	if (fault->nearest)
		print(out, ", the nearest is '%s'", fault->nearest);
	print_str(out, "; choose from ");
	print_values(out, fault->values, ", ");
	print_str(out, ".\n");
}

static void explain_small(const struct sink *out,
			  const struct option_fault *fault)
{
	print(out, "'%s': the size in '%s' is too small, the least is ",
	      fault->word, fault->at);
	if (str_starts(fault->word, "mem="))
		print(out, "a page, %uK.\n", fault->page_size >> 10);
	else
		print_str(out, "1.\n");
}

static void explain_unknown(const struct sink *out,
			    const struct option_fault *fault)
{
	bool valued = false;

	print(out, "'%s' is no option", fault->word);
	for (const struct option *o = option_table; o->name; o++) {
		if (o->name == fault->nearest)
			valued = option_has_value(o);
	}
	if (fault->nearest)
		print(out, ", the nearest is '%s%s'", fault->nearest,
		      valued ? "=" : "");
	print_str(out, "; the word help lists them all.\n");
}

void options_explain(const struct sink *out, const struct option_fault *fault)
{
	const char *word = fault->word;

	print(out, "memblock: %s: ", fault->source);
	switch (fault->problem) {
	case OPTION_UNKNOWN:
		explain_unknown(out, fault);
		break;
	case OPTION_VALUE:
		explain_value(out, fault);
		break;
	case OPTION_NO_VALUE:
		print(out, "'%s' needs a value: write %s%sVALUE.\n", word, word,
		      *fault->at == '=' ? "" : "=");
		break;
	case OPTION_EXTRA_VALUE:
		print(out, "'%s' takes no value: leave '%s' out.\n", word,
		      fault->at);
		break;
	case OPTION_NUMBER:
		explain_number(out, word, fault->at);
		break;
	case OPTION_TOO_SMALL:
		explain_small(out, fault);
		break;
	case OPTION_RANGE:
		print(out,
		      "'%s': '%s' goes beyond 2^64; choose a smaller size"
		      " or base.\n",
		      word, fault->at);
		break;
	case OPTION_PROFILE:
		if (word_value(word, "memmap"))
			print(out,
			      "'%s': Linux knows memmap= on x86 alone;"
			      " add profile=linux-x86.\n",
			      word);
		else
			print(out,
			      "'%s': x86 has pages of 4K alone; add"
			      " profile=linux-arm64.\n",
			      word);
		break;
	case OPTION_FORM:
		explain_form(out, word, fault->at);
		break;
	case OPTION_SAME_FILE:
		print(out,
		      "'%s': save= names that file, too; name another for"
		      " one of them.\n",
		      word);
		break;
	default:
		print(out, "'%s' is fine.\n", word);
	}
}
