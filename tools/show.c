/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock show: prints a captured map with the code and the options of the
 * application. Options about a machine that has just booted (pause=, exit=,
 * frame=) or about what it loads (kernel=, initrd= and others) are accepted, so
 * that a command line can be copied, and have no effect.
 * memblock table: the same, but the output is a table; without arguments the
 * table of the running Linux is printed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/range.h"
#include "core/report/parts.h"
#include "core/report/where.h"
#include "tools/request.h"
#include "tools/running.h"
#include "tools/tablefile.h"

typedef void render_fn(struct sink *out, const struct request *request,
		       const struct loaded *map);

/* Writes what render makes of the map; bytes: as request_print() means it. */
static int write_map(struct request *request, render_fn *render, bool bytes)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct loaded map;
	int status;

	if (request->list)
		return request_list(request);
	if (!request_load(request, 0, &map))
		return STATUS_FAILED;
	render(&out, request, &map);
	status = request_print(request, &map.file.capture, &text, bytes,
			       map.status);
	free(text.bytes);
	loaded_free(&map);
	return status;
}

/* The rows in bytes that the address lies in, where pages were made of them. */
static void print_bytes(struct sink *out, const struct capture *capture,
			phys_addr_t addr)
{
	for (size_t i = 0; i < capture->e820_cnt; i++) {
		const struct e820_entry *entry = &capture->e820[i];
		struct range range = entry->range;

		if (!range_contains(range, addr) ||
		    ((range.base | range.size) & (PAGE_SIZE_4K - 1)) == 0)
			continue;
		print(out, "  in bytes    " RANGE_FORMAT " ",
		      RANGE_ARGS(range.base, range.size));
		print_e820_type(out, entry->type);
		print_str(out, entry->type == E820_RAM
				       ? ", of which whole pages remain\n"
				       : ", which grows to whole pages\n");
	}
}

static void render_report(struct sink *out, const struct request *request,
			  const struct loaded *map)
{
	if (request->where_given) {
		report_where(out, &map->conversion, request->where);
		print_bytes(out, &map->file.capture, request->where);
	} else {
		report(out, &map->conversion, &map->options.report);
	}
}

static int show(struct request *request)
{
	return write_map(request, render_report, false);
}

int command_show(const struct command *command, int argc, char **argv)
{
	return request_run(command, 1, argc, argv, show);
}

static void render_table(struct sink *out, const struct request *request,
			 const struct loaded *map)
{
	(void)request;
	tablefile_render(out, &map->conversion);
}

static int table(struct request *request)
{
	return write_map(request, render_table, true);
}

int command_table(const struct command *command, int argc, char **argv)
{
	if (argc == 1)
		return running_print("/sys");
	return request_run(command, 1, argc, argv, table);
}
