/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock explain: what a map means, in prose.
 */
#include <stdlib.h>

#include "core/report/explain.h"
#include "tools/request.h"

static int run(struct request *request)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct loaded map;
	int status;

	if (!request_load(request, 0, &map))
		return STATUS_FAILED;
	report_explain(&out, &map.conversion);
	status = request_print(request, &map.file.capture, &text, false,
			       map.status);
	free(text.bytes);
	loaded_free(&map);
	return status;
}

int command_explain(const struct command *command, int argc, char **argv)
{
	return request_run(command, 1, argc, argv, run);
}
