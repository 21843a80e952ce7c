/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock convert: writes a map in the format of another program.
 */
#include <stdlib.h>
#include <string.h>

#include "core/diff/hibernation.h"
#include "core/firmware/rawmap.h"
#include "core/report/export.h"
#include "core/text/words.h"
#include "tools/memory.h"
#include "tools/readfile.h"
#include "tools/request.h"
#include "tools/tablefile.h"

/* --- formats -------------------------------------------------------------- */

static void write_raw(const struct sink *out, const struct loaded *map)
{
	rawmap_write(out, &map->file.capture);
}

static void write_report(const struct sink *out, const struct loaded *map,
			 enum format format)
{
	struct report_request request = map->options.report;

	request.format = format;
	report(out, &map->conversion, &request);
}

static void write_json(const struct sink *out, const struct loaded *map)
{
	write_report(out, map, FORMAT_JSON);
}

static void write_csv(const struct sink *out, const struct loaded *map)
{
	write_report(out, map, FORMAT_CSV);
}

static void write_linux(const struct sink *out, const struct loaded *map)
{
	write_report(out, map, FORMAT_LINUX);
}

static void write_text(const struct sink *out, const struct loaded *map)
{
	write_report(out, map, FORMAT_TEXT);
}

/* Calls write with the E820 table after mem= and memmap=; without them with
 * that of the firmware, byte for byte where it is known. */
static void with_table(const struct sink *out, const struct loaded *map,
		       void (*write)(const struct sink *out,
				     const struct e820_table *table))
{
	const struct conversion *conversion = &map->conversion;
	size_t len = hibernation_space(conversion);
	void *space = memory_resize(NULL, len + 1, 1);
	struct hibernation facts;

	hibernation_facts(&facts, conversion, E820_STUB, space, len);
	write(out, map->options.settings.edit_cnt > 0 ? &conversion->e820
						      : &facts.table);
	free(space);
}

static void write_rows(const struct sink *out, const struct e820_table *table)
{
	print_str(out, "BIOS-provided physical RAM map:\n");
	report_e820_rows(out, "BIOS-e820", table);
}

static void write_e820(const struct sink *out, const struct loaded *map)
{
	with_table(out, map, write_rows);
}

static void write_memmap(const struct sink *out, const struct loaded *map)
{
	with_table(out, map, export_memmap);
}

static void write_dts(const struct sink *out, const struct loaded *map)
{
	export_dts(out, &map->conversion);
}

static void write_qemu(const struct sink *out, const struct loaded *map)
{
	export_qemu(out, &map->conversion);
}

static void write_table(const struct sink *out, const struct loaded *map)
{
	tablefile_render(out, &map->conversion);
}

static const struct target {
	const char *name;
	void (*write)(const struct sink *out, const struct loaded *map);
	bool bytes; /* not text */
	bool x86;   /* only x86 has it */
	bool pages; /* the map in whole pages */
} targets[] = {
	{ "raw", write_raw, true, false, true },
	{ "json", write_json, false, false, true },
	{ "csv", write_csv, false, false, true },
	{ "linux", write_linux, false, false, false },
	{ "text", write_text, false, false, false },
	{ "e820", write_e820, false, true, false },
	{ "memmap", write_memmap, false, true, false },
	{ "dts", write_dts, false, false, false },
	{ "qemu", write_qemu, false, false, false },
	{ "table", write_table, true, false, true },
};
#define TARGETS (sizeof(targets) / sizeof(*targets))

/* --- the command ---------------------------------------------------------- */

static void print_targets(const struct sink *out)
{
	for (size_t i = 0; i < TARGETS; i++)
		print(out, "%s%s",
		      i == 0             ? ""
		      : i + 1 == TARGETS ? " or "
					 : ", ",
		      targets[i].name);
	print_str(out, "\n");
}

/* NULL: a message was printed. */
static const struct target *find_target(const struct request *request)
{
	struct nearest nearest = { .distance = 3 };

	if (request->to == NULL) {
		print_str(&request->err,
			  "memblock convert: no format given; add --to= and"
			  " one of ");
		print_targets(&request->err);
		return NULL;
	}
	for (size_t i = 0; i < TARGETS; i++) {
		if (strcmp(request->to, targets[i].name) == 0)
			return &targets[i];
		nearest_try(&nearest, request->to, targets[i].name);
	}
	print(&request->err,
	      "memblock convert: '--to=%s': unknown format%s%s%s; choose ",
	      request->to, nearest.text ? " (nearest: '" : "",
	      nearest.text ? nearest.text : "", nearest.text ? "')" : "");
	print_targets(&request->err);
	return NULL;
}

static bool suits(const struct request *request, const struct target *target,
		  const struct loaded *map)
{
	if (!target->x86 || map->options.settings.profile == PROFILE_LINUX_X86)
		return true;
	print(&request->err,
	      "memblock convert: only Linux on x86 has %s; add "
	      "profile=linux-x86\n",
	      target->name);
	return false;
}

/* The digest of a table needs the rows themselves. */
static void note_rows(const struct request *request,
		      const struct target *target, const struct loaded *map)
{
	if (target->pages && map->file.capture.e820)
		print(&request->err,
		      "%s: note: %s holds whole pages and not the bytes and "
		      "types of E820 rows; keep the file for memblock diff, or "
		      "use --to=e820\n",
		      readfile_name(request->paths[0]), target->name);
}

static void note_nodes(const struct request *request,
		       const struct target *target, const struct loaded *map)
{
	if (target->write == write_csv && map->file.capture.acpi.srat.bytes)
		print(&request->err,
		      "%s: note: csv has no nodes; --to=raw and --to=json keep "
		      "them\n",
		      readfile_name(request->paths[0]));
}

/* QEMU gets a machine, and Linux its options. */
static void note_edits(const struct request *request,
		       const struct target *target, const struct loaded *map)
{
	if (target->write == write_qemu && map->options.settings.edit_cnt > 0)
		print_str(&request->err,
			  "memblock convert: note: mem= and memmap= do not "
			  "change the machine of --to=qemu; give them to the "
			  "kernel that it boots\n");
}

static int run(struct request *request)
{
	const struct target *target = find_target(request);
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct loaded map;
	int status = STATUS_FAILED;

	if (target == NULL || !request_load(request, 0, &map))
		return STATUS_FAILED;
	if (suits(request, target, &map)) {
		note_rows(request, target, &map);
		note_nodes(request, target, &map);
		note_edits(request, target, &map);
		target->write(&out, &map);
		status = request_print(request, &map.file.capture, &text,
				       target->bytes, map.status);
	}
	free(text.bytes);
	loaded_free(&map);
	return status;
}

int command_convert(const struct command *command, int argc, char **argv)
{
	return request_run(command, 1, argc, argv, run);
}
