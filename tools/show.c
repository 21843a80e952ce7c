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

#include "core/report/where.h"
#include "tools/request.h"
#include "tools/running.h"
#include "tools/tablefile.h"

static int show(struct request *request)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct loaded map;
	int status;

	if (request->list)
		return request_list(request);
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
		return request_list(request);
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
	if (argc == 1)
		return running_print("/sys");
	return request_run(command, 1, argc, argv, table);
}
