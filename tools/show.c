/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock show: prints a captured map with the code and the options of the
 * application. Options about a machine that has just booted (pause=, exit=,
 * frame=) or about what it loads (kernel=, module=, reserve_mem=) are accepted,
 * so that a command line can be copied, and have no effect.
 * memblock table: the same, but the output is a table.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/report/where.h"
#include "tools/request.h"
#include "tools/tablefile.h"

static int list(struct request *request)
{
	struct text text = { 0 };
	const struct sink out = text_sink(&text);
	struct mapfile file;
	enum import_result result;

	request->choices[0].list = &out;
	request->choices[0].profile_given = request->options.profile_given;
	result = mapfile_load(&file, request->paths[0], &request->choices[0],
			      &request->err);
	if (result == IMPORT_LISTED)
		fwrite(text.bytes, 1, text.len, stdout);
	else if (result != IMPORT_FAILED)
		mapfile_free(&file);
	free(text.bytes);
	return result == IMPORT_LISTED ? finish(STATUS_GOOD) : STATUS_FAILED;
}

static int show(struct request *request)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct loaded map;
	int status;

	if (request->list)
		return list(request);
	if (!request_load(request, 0, &map))
		return STATUS_FAILED;
	if (request->where_given)
		report_where(&out, &map.conversion, request->where);
	else
		report(&out, &map.conversion, &map.options.report);
	status = request_print(request, &map.file.capture, &text, false,
			       map.status);
	free(text.bytes);
	loaded_free(&map);
	return status;
}

int command_show(const struct command *command, int argc, char **argv)
{
	return request_run(command, 1, argc, argv, show);
}

static int table(struct request *request)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct loaded map;
	int status;

	if (request->list)
		return list(request);
	if (!request_load(request, 0, &map))
		return STATUS_FAILED;
	tablefile_render(&out, &map.conversion);
	status = request_print(request, &map.file.capture, &text, true,
			       map.status);
	free(text.bytes);
	loaded_free(&map);
	return status;
}

int command_table(const struct command *command, int argc, char **argv)
{
	return request_run(command, 1, argc, argv, table);
}
