/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of commands.
 */
#include <string.h>

#include "tools/arguments.h"
#include "tools/command.h"

#define FILE_HELP                                                             \
	"Without FILE, or with -, standard input is read; without FILE where" \
	" that is a\nterminal, the map of this machine. FILE may be a folder" \
	" such as\n/sys/firmware/memmap. What follows -- is the file,"        \
	" whatever its name. kernel=,\nprotocol=, module=, initrd=, road=,"   \
	" kaslr=, exceptions=, smp=, overwrite=,\nreserve_mem=, save-all, "   \
	"timeout=, entry=, default=, view=, pause=, exit=\nand frame= have"   \
	" no effect here.\n"

#define NO_FORMAT_HELP "format= is refused: only `memblock show` has it.\n"

#define DIFF_HELP                                                              \
	"Matches ranges by what they are and where they lie. Prints what"      \
	" moved, grew,\nwas split, is gone or is new, the totals, and whether" \
	" Linux would resume from\nhibernation: with the digest that it"       \
	" compares and the rows that differ.\n\n"                              \
	"  memblock diff LOG --map=1,2               two maps of one log\n"    \
	"  memblock diff CHANGES.diff                both sides of a diff\n"   \
	"  memblock diff FILE --side=left --side=right\n\n"                    \
	"Options of the map, such as mem=1G, count for both maps; `memblock"   \
	" show --help`\nlists them. Without them, a log is read with those"    \
	" of its kernel.\n"

#define FIT_HELP                                                               \
	"Prints where Linux places a kernel, an initrd and crashkernel= of"    \
	" SIZE, in the\norder in which it searches, and for each of its zones" \
	" what is free, the largest\nrange and where SIZE fits. ALIGN is a"    \
	" power of two; without it each has Linux's\nown alignment. Nothing"   \
	" at or above the address of below= is used.\n\n"                      \
	"  memblock fit 256M dmesg.txt\n"                                      \
	"  memblock fit 64M:2M below=4G map.raw\n\n"                           \
	"Options of the map, such as mem=1G, are those of `memblock show`.\n"

#define EXPLAIN_HELP                                                        \
	"Prints where the totals come from: what is RAM and what is not,"   \
	" holes, and what\nthe kernel does not get and who has it instead," \
	" each with the largest rows that\nit is based on. Options of the"  \
	" map, such as mem=1G, are those of `memblock\nshow`.\n"

#define CONVERT_HELP                                                           \
	"Writes the map in another format:\n\n"                                \
	"  raw     the map as memblock.efi saves it with save-raw=\n"          \
	"  json    as format=json; likewise csv, linux (memblock=debug) and"   \
	" text\n"                                                              \
	"  e820    BIOS-e820 rows of a Linux log, as they were if the map is"  \
	" one\n"                                                               \
	"  memmap  memmap= words that make Linux on x86 use this map\n"        \
	"  dts     memory and reserved-memory nodes of a Device Tree source\n" \
	"  qemu    a QEMU command line for a machine with the same RAM\n"      \
	"  table   the table that a kernel gets\n\n"                           \
	"raw, json and csv keep the descriptors, in whole pages and without"   \
	" the bytes of\nE820 rows, which e820 keeps; the others what their"    \
	" format holds.\nOptions of the map, such as mem=1G, are those of "    \
	"`memblock"                                                            \
	" show`.\n"

#define REPORT_HELP                                                            \
	"Writes an HTML page that loads nothing: a drawn map with zoom and"    \
	" what each\npiece is, what it means, findings, sets, descriptors and" \
	" the text. With two\nfiles also what changed, as `memblock diff` "    \
	"does."                                                                \
	" It can be read on a phone,\non paper and without a"                  \
	" script.\n\n"                                                         \
	"  memblock report -o map.html dmesg.txt\n"                            \
	"  memblock report -o changes.html BEFORE AFTER\n"                     \
	"  memblock report -o changes.html LOG --map=1,2\n\n"                  \
	"Options of the map, such as mem=1G, are those of `memblock show`.\n"

#define SHOW_FORMATS "`memblock show` writes the map in other formats"
#define ONLY_TEXT    "the output is text"

#define MAP_EXITS                                                         \
	"Exit status 0: success; 1: printed, but some rows are missing; " \
	"2: nothing was\nprinted, and standard error says why.\n"

const struct command commands[] = {
	{
		.name = "show",
		.synopsis = "[OPTION...] [[--] FILE|-]",
		.summary = "print the map in a file as memblock.efi "
			   "would have",
		.help = FILE_HELP,
		.exits = MAP_EXITS,
		.switches = SWITCHES_MAP | SWITCH(LIST) | SWITCH(WHERE),
		.lists_options = true,
		.run = command_show,
	},
	{
		.name = "lint",
		.synopsis = "[OPTION...] [[--] FILE|-]",
		.summary = "say what is wrong with the map in a file",
		.help = "Each finding has a rule, a severity, the rows "
			"as the"
			" firmware counts them, why\nit matters and "
			"what to do;"
			" docs/lint.md lists the rules.\n\n" FILE_HELP
				NO_FORMAT_HELP,
		.exits = "Exit status 0: no errors; 1: findings of severity "
			 "error, or some rows are\nmissing; 2: nothing was "
			 "checked, and standard error says why.\n",
		.switches = SWITCHES_MAP | SWITCH(LIST) | SWITCH(FORMAT) |
			    SWITCH(SEVERITY),
		.lists_options = true,
		.instead_of_format = "write --format=text, "
				     "--format=json or --format=junit",
		.run = command_lint,
	},
	{
		.name = "table",
		.synopsis = "[OPTION...] [[--] FILE|-]",
		.summary = "write the map as the table that a kernel gets",
		.help = "Without any argument the table that "
			"memblock.efi left "
			"for the"
			" running Linux is\nlisted and "
			"checked.\n\n" FILE_HELP NO_FORMAT_HELP,
		.exits = MAP_EXITS,
		.switches = SWITCHES_MAP | SWITCH(LIST),
		.lists_options = true,
		.instead_of_format = SHOW_FORMATS,
		.run = command_table,
	},
	{
		.name = "check",
		.synopsis = "[--] FILE|-",
		.summary = "list what is in such a table and check it",
		.help = "Lists the sections of a table and what is in "
			"its"
			" sets, and checks it against\nevery rule of"
			" docs/table.md.\n",
		.exits = "Exit status 0: the table keeps every rule; "
			 "1: it does"
			 " not; 2: nothing can be\nread from it.\n",
		.switches = SWITCHES_ALWAYS,
		.run = command_check,
	},
	{
		.name = "diff",
		.synopsis = "[OPTION...] [--] BEFORE AFTER",
		.summary = "compare two maps, and say whether Linux "
			   "would resume",
		.help = DIFF_HELP,
		.exits = "Exit status 0: the maps are equal; 1: they differ, "
			 "or some rows are missing;\n2: nothing was printed, "
			 "and standard error says why.\n",
		.switches = SWITCHES_MAP | SWITCH(ALL) | SWITCH(COLOR),
		.instead_of_format = ONLY_TEXT,
		.run = command_diff,
	},
	{
		.name = "fit",
		.synopsis = "SIZE[:ALIGN] [below=ADDRESS] [OPTION...]"
			    " [[--] FILE|-]",
		.summary = "find room for a kernel, an initrd or "
			   "crashkernel=",
		.help = FIT_HELP,
		.exits = "Exit status 0: SIZE fits somewhere; 1: it does not, "
			 "or some rows are missing;\n2: nothing was printed, "
			 "and standard error says why.\n",
		.word = "below=",
		.switches = SWITCHES_MAP,
		.instead_of_format = ONLY_TEXT,
		.run = command_fit,
	},
	{
		.name = "explain",
		.synopsis = "[OPTION...] [[--] FILE|-]",
		.summary = "say in prose what a map means",
		.help = EXPLAIN_HELP,
		.exits = MAP_EXITS,
		.switches = SWITCHES_MAP,
		.instead_of_format = ONLY_TEXT,
		.run = command_explain,
	},
	{
		.name = "convert",
		.synopsis = "--to=FORMAT [OPTION...] [[--] FILE|-]",
		.summary = "write a map in another format",
		.help = CONVERT_HELP,
		.exits = MAP_EXITS,
		.switches = SWITCHES_MAP | SWITCH(TO),
		.instead_of_format = "write --to=FORMAT",
		.run = command_convert,
	},
	{
		.name = "report",
		.synopsis = "-o PAGE.html [OPTION...] [--] FILE [AFTER]",
		.summary = "write one or two maps as an HTML page",
		.help = REPORT_HELP,
		.exits = "Exit status 0: success; 1: two maps differ, or some "
			 "rows are missing;\n2: nothing was written, and "
			 "standard error says why.\n",
		.switches = SWITCHES_MAP | SWITCH(ALL),
		.instead_of_format = "the output is an HTML page",
		.run = command_report,
	},
	{
		.name = "complete",
		.synopsis = "[COMMAND]",
		.summary = "print the words that may follow, for shells",
		.help = "Prints a word a line, and after a tab what it "
			"means."
			" The completion scripts of\nbash, zsh and "
			"fish call"
			" it.\n",
		.exits = "Exit status 0: success; 2: there is no such "
			 "COMMAND, "
			 "or"
			 " standard output cannot\nbe written.\n",
		.switches = SWITCHES_ALWAYS,
		.hidden = true,
		.run = command_complete,
	},
	{ .name = NULL },
};

const struct command *command_find(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(name, c->name) == 0)
			return c;
	return NULL;
}
