/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock diff: what changed between two maps, in two files or in one.
 */
#include <stdlib.h>
#include <string.h>

#include "core/report/report_diff.h"
#include "tools/compared.h"
#include "tools/readfile.h"
#include "tools/request.h"
#include "tools/sides.h"

/* --- the two maps --------------------------------------------------------- */

/* Without a choice the only file has to be a diff. */
static void take_sides(struct request *request)
{
	request->choices[0].side = "old";
	request->choices[1].side = "new";
	request->choices[0].two = request->choices[1].two = true;
	request->choice_cnt = 2;
}

/* Rows that did not change are missing on both sides of a diff. */
static void note_sides(const struct request *request)
{
	const char *side = request->choices[0].side;

	if (side && (strcmp(side, "old") == 0 || strcmp(side, "new") == 0))
		print(&request->err,
		      "%s: note: a diff has only the rows that differ and some "
		      "around them; totals and digests are those of a part\n",
		      readfile_name(request->paths[0]));
}

/* One file has two maps if two of them were chosen, or if it is a diff. */
static bool settle_paths(struct request *request)
{
	if (request->path_cnt == 0)
		print_str(&request->err,
			  "memblock diff: no files given; name two files, or "
			  "one with --map=A,B\n");
	else if (request->path_cnt == 1 && request->choice_cnt == 1)
		print_str(&request->err,
			  "memblock diff: one map of one file; name another "
			  "file, or --map=A,B\n");
	else {
		if (request->path_cnt == 1 && request->choice_cnt == 0)
			take_sides(request);
		return sides_settle(request);
	}
	return false;
}

static bool load(struct request *request, struct loaded maps[2])
{
	if (!request_load(request, 0, &maps[0]))
		return false;
	if (request_load(request, 1, &maps[1]))
		return true;
	loaded_free(&maps[0]);
	return false;
}

/* --- the command ---------------------------------------------------------- */

static int print_diff(const struct request *request,
		      const struct loaded maps[2])
{
	struct compared compared;
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	char names[2][SIDE_NAME_MAX];
	int status;

	compare_maps(&compared, &maps[0].conversion, &maps[1].conversion,
		     request->all);
	for (size_t side = 0; side < 2; side++) {
		compared.report.names[side] =
			sides_name(request, side, names[side]);
		compared.report.requests[side] = &maps[side].options.report;
	}
	compared.report.colour =
		!request->output && colour_wanted(request->colour, stdout);
	report_diff(&out, &compared.report);
	status = compared.differ || maps[0].status || maps[1].status;
	status = request_print(request, &maps[0].file.capture, &text, false,
			       status);
	free(text.bytes);
	compared_free(&compared);
	return status;
}

static int run(struct request *request)
{
	struct loaded maps[2];
	int status = STATUS_FAILED;

	request->as_booted = true;
	if (!settle_paths(request) || !load(request, maps))
		return STATUS_FAILED;
	note_sides(request);
	if (request_comparable(request, maps))
		status = print_diff(request, maps);
	loaded_free(&maps[0]);
	loaded_free(&maps[1]);
	return status;
}

int command_diff(const struct command *command, int argc, char **argv)
{
	return request_run(command, 2, argc, argv, run);
}
