/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/sides.h"

#include <stdio.h>
#include <string.h>

#include "tools/readfile.h"

static bool is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

static bool refuse(const struct request *request, const char *why)
{
	print(&request->err, "memblock %s: %s\n", request->command->name, why);
	return false;
}

bool sides_settle(struct request *request)
{
	if (request->path_cnt == 2 && request->choice_cnt == 2)
		return refuse(request,
			      "two maps of one file or two files: name one file"
			      " with --map=A,B or --side=");
	if (request->path_cnt == 1 && request->choice_cnt == 2) {
		request->paths[1] = request->paths[0];
		request->path_cnt = 2;
	}
	if (request->path_cnt == 2 && is_stdin(request->paths[0]) &&
	    is_stdin(request->paths[1]))
		return refuse(request,
			      "standard input can be read only once; save it to"
			      " a file and name that");
	return true;
}

const char *sides_name(const struct request *request, size_t side,
		       char room[SIDE_NAME_MAX])
{
	const struct import_choice *choice = &request->choices[side];
	const char *name = readfile_name(request->paths[side]);

	if (choice->map)
		snprintf(room, SIDE_NAME_MAX, "%s, map %u", name, choice->map);
	else if (choice->side)
		snprintf(room, SIDE_NAME_MAX, "%s, %s", name, choice->side);
	else
		snprintf(room, SIDE_NAME_MAX, "%s", name);
	return room;
}
