/* SPDX-License-Identifier: BSD-2-Clause */
/* The help text. Not in memblock.efi, which has it compressed. */
#include "core/options/option_table.h"

static const struct option_help helps[] = {
#define OPTION(name, kind, field, values, form, help) { form, help },
#include "core/options/options.def"
#undef OPTION
};

const struct option_help *option_help(const struct option *option)
{
	return &helps[option - option_table];
}

/* The option and its form, in a column as wide as the help text needs. */
#define HELP_COLUMN 26

static void print_form(const struct sink *out, const struct option *option)
{
	char room[128];
	struct buffer buffer;
	struct sink form = buffer_sink(&buffer, room, sizeof(room));

	print_str(&form, option->name);
	if (option->has_form)
		print(&form, "=%s", option_help(option)->form);
	if (option->values) {
		print_str(&form, "=");
		option_print_values(&form, option->values, "|");
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

void options_help(const struct sink *out, const char *usage, const char *what)
{
	print(out, "Usage: %s\n%s\n\n", usage, what);
	for (const struct option *o = option_table; o->name; o++) {
		print_form(out, o);
		print_help(out, option_help(o)->help);
	}
	print_str(out,
		  "\nSizes take K, M, G, T, P or E; 0x starts a hexadecimal"
		  " number. Quotes keep\nspaces in a value.\n");
}
