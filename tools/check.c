/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock check: lists the sections of a table and its sets, and checks it
 * against the rules of docs/table.md.
 */
#include "tools/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/table/check.h"
#include "core/table/schema.h"
#include "tools/arguments.h"
#include "tools/check_list.h"
#include "tools/command.h"
#include "tools/readfile.h"
#include "tools/tablefile.h"
#include "tools/textsink.h"

static void print_flags(const struct mbt_header *header)
{
	static const char *const names[] = { "truncated", "capped", "final",
					     "amount", "simulated" };

	for (unsigned int i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (header->flags & 1u << i)
			printf(", %s", names[i]);
	printf("\n");
}

static void print_header(const struct mbt_header *header)
{
	printf("Table     version %u.%u, %u of %u bytes, checksum 0x%08x",
	       header->version_major, header->version_minor, header->used_size,
	       header->capacity, header->crc32);
	print_flags(header);
	if (header->phys_base != 0)
		printf("Address   0x%016jx\n", (uintmax_t)header->phys_base);
	if (header->flags & MBT_FLAG_CAPPED)
		printf("Limit     0x%016jx\n", (uintmax_t)header->mem_limit);
}

static void print_sections(const void *table)
{
	const struct mbt_header *header = table;
	const struct mbt_section *section = mbt_first_section(table);

	printf("\n%-14s %10s %8s %10s %10s\n", "Section", "tag", "entries",
	       "entry size", "offset");
	for (uint32_t i = 0; i < header->section_count; i++) {
		printf("  %-12s 0x%08x %8u %10u 0x%08zx%s\n",
		       table_tag_name(section->tag), section->tag,
		       section->count, section->entry_size,
		       (size_t)((const char *)section - (const char *)table),
		       section->flags & MBT_CRITICAL ? "  critical" : "");
		section = mbt_next_section(section);
	}
}

/* --- entries ------------------------------------------------------------- */

/* The entries of each section, as the schema says. */
static void print_entries(const void *table)
{
	static const struct {
		uint32_t tag;
		void (*list)(const void *table,
			     const struct mbt_section *section);
	} rows[] = {
#define ROW(tag, name, size, flags, drop, written, checked, listed) \
	{ MBT_##tag, list_##listed },
		TABLE_SCHEMA(ROW)
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct mbt_section *section =
			mbt_find_section(table, rows[i].tag);

		if (section != NULL)
			rows[i].list(table, section);
	}
}

/* --- the command --------------------------------------------------------- */

/* Checks the table and returns the exit status. */
static int print_validity(const void *table, size_t len, const char *name)
{
	struct table_fault fault;

	if (table_validate(table, len, &fault) == CORE_OK) {
		printf("\nThe table is valid.\n");
		return finish(STATUS_GOOD);
	}
	/* The message comes last if both go to one terminal. */
	fflush(stdout);
	fprintf(stderr, "%s: %s", name, table_tag_name(fault.tag));
	if (fault.tag != 0)
		fprintf(stderr, " #%u", fault.index);
	fprintf(stderr, " %s\n", table_problem_text(fault.problem));
	return finish(STATUS_PARTLY);
}

/* Whether the table can be listed; if not, prints why. */
static bool can_be_read(const void *table, size_t len, const char *name)
{
	int error = len < MBT_ANY_SIZE ? mbt_check(table, (uint32_t)len)
				       : MBT_BAD_SIZE;

	if (!tablefile_is(table, len))
		fprintf(stderr,
			"%s: not a table; `memblock table` writes one from a "
			"memory map\n",
			name);
	else if (error != MBT_OK)
		fprintf(stderr, "%s: the table %s; %s\n", name,
			table_problem_text((enum table_problem)error),
			error == MBT_BAD_VERSION
				? "use a newer memblock to read it"
				: "it is truncated or damaged: write it again");
	return error == MBT_OK;
}

int check_table(const void *table, size_t len, const char *name)
{
	if (!can_be_read(table, len, name))
		return STATUS_FAILED;
	print_header(table);
	print_sections(table);
	print_entries(table);
	return print_validity(table, len, name);
}

static int unknown(const char *word)
{
	fprintf(stderr,
		"memblock check: unknown option '%s'; the only one is "
		"--help\n",
		word);
	return STATUS_FAILED;
}

static int check_file(const char *path)
{
	struct sink err = file_sink(stderr);
	size_t len;
	void *bytes = readfile(path, &len, &err);
	int status;

	if (bytes == NULL)
		return STATUS_FAILED;
	status = check_table(bytes, len, readfile_name(path));
	free(bytes);
	return status;
}

int command_check(const struct command *command, int argc, char **argv)
{
	struct arguments arguments;
	struct argument argument;
	const char *path = NULL;
	int files = 0;

	arguments_start(&arguments, command->switches, argc, argv);
	while ((argument = arguments_next(&arguments)).kind != ARGUMENT_END) {
		if (argument.kind == ARGUMENT_HELP ||
		    (argument.kind == ARGUMENT_WORD &&
		     strcmp(argument.word, "help") == 0))
			return command_help(command);
		if (argument.kind != ARGUMENT_WORD &&
		    argument.kind != ARGUMENT_FILE)
			return unknown(argument.word);
		path = argument.word;
		files++;
	}
	if (files == 1)
		return check_file(path);
	fprintf(stderr,
		"memblock check: %d files given; name one file with a table, "
		"or - for standard input\n",
		files);
	return STATUS_FAILED;
}
