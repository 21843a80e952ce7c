/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock lint: what the rules of core/lint find in a map, as text, JSON or
 * JUnit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/version.h"
#include "core/report/findings.h"
#include "core/report/json.h"
#include "tools/lint_junit.h"
#include "tools/readfile.h"
#include "tools/request.h"

/* --- text ---------------------------------------------------------------- */

/* label and text in lines of 79 columns, indented. */
static void print_paragraph(const struct sink *out, const char *label,
			    const char *text)
{
	enum { INDENT = 6, COLUMNS = 79 };
	size_t column = INDENT + strlen(label);

	print(out, "%*s%s", INDENT, "", label);
	for (const char *at = text; *at;) {
		size_t len = strcspn(at, " ");

		if (column + 1 + len > COLUMNS) {
			print(out, "\n%*s", INDENT + 1, "");
			column = INDENT + 1;
		}
		print(out, " %.*s", (int)len, at);
		column += 1 + len;
		at += len + (at[len] == ' ');
	}
	print_str(out, "\n");
}

static void advise(const struct sink *out, enum lint_rule rule)
{
	struct lint_advice advice = lint_advice(rule);

	print_paragraph(out, "Why:", advice.why);
	print_paragraph(out, "What to do:", advice.remedy);
	print_paragraph(out, "Source:", advice.reference);
}

static void print_text(const struct sink *out, const struct lint_input *input,
		       enum lint_severity least, const char *file)
{
	const struct findings_style style = { least, 20, advise };

	(void)file;
	report_findings(out, input, &style);
}

/* --- JSON ---------------------------------------------------------------- */

static void advise_json(const struct sink *out, enum lint_rule rule)
{
	struct lint_advice advice = lint_advice(rule);

	struct text text = { 0 };
	struct sink sink = text_sink(&text);

	report_rule(&sink, rule);
	print_str(out, ", \"text\": ");
	json_quoted(out, text.bytes);
	free(text.bytes);
	print_str(out, ", \"why\": ");
	json_quoted(out, advice.why);
	print_str(out, ", \"remedy\": ");
	json_quoted(out, advice.remedy);
	print_str(out, ", \"reference\": ");
	json_quoted(out, advice.reference);
}

static void print_json(const struct sink *out, const struct lint_input *input,
		       enum lint_severity least, const char *file)
{
	struct lint_count count = lint_count(input);

	print(out, "{\n  \"format\": \"memblock-lint\",\n  \"version\": 1,\n"
		   "  \"program\": {\"name\": \"memblock\","
		   " \"version\": \"" MEMBLOCK_VERSION "\"},\n  \"file\": ");
	json_quoted(out, file);
	print_str(out, ",\n");
	json_findings(out, input, least, advise_json);
	print(out,
	      "  \"count\": {\"error\": %zu, \"warning\": %zu, \"note\": "
	      "%zu}\n}\n",
	      count.findings[LINT_ERROR], count.findings[LINT_WARNING],
	      count.findings[LINT_NOTE]);
}

/* --- the command --------------------------------------------------------- */

static const struct lint_format {
	const char *name;
	void (*render)(const struct sink *out, const struct lint_input *input,
		       enum lint_severity least, const char *file);
} formats[] = {
	{ "text", print_text },
	{ "json", print_json },
	{ "junit", lint_print_junit },
};

/* NULL: there is none of this name, and a message was printed. */
static const struct lint_format *find_format(const struct request *request)
{
	const char *name = request->format ? request->format : "text";

	if (request->list && request->format) {
		print_str(&request->err, "memblock lint: '--format=': with "
					 "--list the output is text\n");
		return NULL;
	}
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	print(&request->err,
	      "memblock lint: '--format=%s': unknown format; choose text, json "
	      "or junit\n",
	      name);
	return NULL;
}

/* false: a message was printed. */
static bool find_severity(const struct request *request,
			  enum lint_severity *ret)
{
	const char *name = request->severity ? request->severity : "warning";

	if (lint_severity_by_name(name, ret))
		return true;
	print(&request->err,
	      "memblock lint: '--severity=%s': unknown severity; choose note, "
	      "warning or error\n",
	      name);
	return false;
}

static int check_map(struct request *request, const struct lint_format *format,
		     enum lint_severity least)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct lint_input input;
	struct loaded map;
	int status;

	if (!request_load(request, 0, &map))
		return STATUS_FAILED;
	input = (struct lint_input){ &map.file.capture, &map.conversion,
				     lint_run_log };
	format->render(&out, &input, least, readfile_name(request->paths[0]));
	status = lint_count(&input).findings[LINT_ERROR] > 0 ? STATUS_PARTLY
							     : map.status;
	status =
		request_print(request, &map.file.capture, &text, false, status);
	free(text.bytes);
	loaded_free(&map);
	return status;
}

static int lint(struct request *request)
{
	const struct lint_format *format = find_format(request);
	enum lint_severity least;

	if (!format || !find_severity(request, &least))
		return STATUS_FAILED;
	return request->list ? request_list(request)
			     : check_map(request, format, least);
}

int command_lint(const struct command *command, int argc, char **argv)
{
	return request_run(command, 1, argc, argv, lint);
}
