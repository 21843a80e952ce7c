/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock report: one or two maps as an HTML page.
 */
#include <stdlib.h>
#include <unistd.h>

#include "tools/compared.h"
#include "tools/page/page.h"
#include "tools/request.h"
#include "tools/sides.h"

static void set_side(struct page *page, const struct request *request,
		     const struct loaded maps[2], size_t side,
		     char name[SIDE_NAME_MAX])
{
	page->sides[side] = (struct page_side){
		sides_name(request, side, name),
		&maps[side].conversion,
		&maps[side].options.report,
	};
	page->side_cnt++;
}

static void write_one(const struct sink *out, const struct request *request,
		      const struct loaded maps[2])
{
	struct page page = { 0 };
	char name[SIDE_NAME_MAX];

	set_side(&page, request, maps, 0, name);
	page_write(out, &page);
}

/* Returns whether they differ. */
static bool write_two(const struct sink *out, const struct request *request,
		      const struct loaded maps[2])
{
	struct page page = { 0 };
	struct compared compared;
	char names[2][SIDE_NAME_MAX];

	compare_maps(&compared, &maps[0].conversion, &maps[1].conversion,
		     request->all);
	for (size_t side = 0; side < 2; side++) {
		set_side(&page, request, maps, side, names[side]);
		compared.report.names[side] = page.sides[side].name;
		compared.report.requests[side] = page.sides[side].request;
	}
	page.diff = &compared.report;
	page_write(out, &page);
	compared_free(&compared);
	return compared.differ;
}

static int write_page(const struct request *request,
		      const struct loaded maps[2], bool two)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	int status = maps[0].status || (two && maps[1].status);
	bool differ = false;

	if (two)
		differ = write_two(&out, request, maps);
	else
		write_one(&out, request, maps);
	status = request_print(request, &maps[0].file.capture, &text, true,
			       status || differ);
	free(text.bytes);
	return status;
}

/* Nobody reads HTML on a terminal. */
static bool has_output(const struct request *request)
{
	if (request->output || request->options.save || !isatty(STDOUT_FILENO))
		return true;
	print_str(&request->err,
		  "memblock report: the output is an HTML page and is not "
		  "written to a terminal; name a file with -o, such as "
		  "-o map.html, or redirect it\n");
	return false;
}

static int run(struct request *request)
{
	struct loaded maps[2];
	bool two;
	int status = STATUS_FAILED;

	if (request->path_cnt == 0) {
		print_str(&request->err, "memblock report: which map? name its "
					 "file, or - for standard input\n");
		return STATUS_FAILED;
	}
	if (!has_output(request) || !sides_settle(request))
		return STATUS_FAILED;
	two = request->path_cnt == 2;
	request->as_booted = two;
	if (!request_load(request, 0, &maps[0]))
		return STATUS_FAILED;
	if (!two)
		status = write_page(request, maps, false);
	else if (request_load(request, 1, &maps[1])) {
		if (request_comparable(request, maps))
			status = write_page(request, maps, true);
		loaded_free(&maps[1]);
	}
	loaded_free(&maps[0]);
	return status;
}

int command_report(const struct command *command, int argc, char **argv)
{
	return request_run(command, 2, argc, argv, run);
}
