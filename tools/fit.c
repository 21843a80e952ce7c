/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock fit: where memory of a given size can be had.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/report/report_fit.h"
#include "tools/memory.h"
#include "tools/repeated.h"
#include "tools/request.h"
#include "tools/switches.h"

/* --- SIZE[:ALIGN] and below=ADDRESS --------------------------------------- */

static enum word_use wrong(const struct request *request, const char *word,
			   const char *why)
{
	print(&request->err, "memblock fit: '%s': %s\n", word, why);
	return WORD_WRONG;
}

static enum word_use take_below(const struct request *request,
				struct fit_request *fit, const char *word,
				const char *value)
{
	const char *end;

	if (switches_refuse_octal(request, "below", value))
		return WORD_WRONG;
	if (fit->below != PHYS_ADDR_MAX)
		repeated_note(request, word);
	fit->below = memparse(value, &end);
	if (end == value || *end != '\0' || fit->below == 0)
		return wrong(request, word,
			     "not an address; write it as below=4G");
	if (fit->below == UINT64_MAX)
		return wrong(request, word,
			     "not an address that memory can have; write it "
			     "as below=4G");
	return WORD_TAKEN;
}

/* SIZE[:ALIGN]; any other word is a file. */
static enum word_use take_size(const struct request *request,
			       struct fit_request *fit, const char *word)
{
	const char *colon, *end;
	uint64_t size = memparse(word, &colon), align = 0;

	if (word[0] == ':')
		return wrong(request, word, "not a size; write it as 64M:2M");
	if (colon == word || fit->size)
		return WORD_OTHER;
	if (*colon != '\0' && *colon != ':')
		return access(word, F_OK) == 0
			       ? WORD_OTHER
			       : wrong(request, word,
				       "not a size, and there is no file of "
				       "this name; write it as 64M");
	end = colon;
	if (strcmp(colon, ":") == 0)
		return wrong(request, word,
			     "the alignment is missing; write it as 64M:2M");
	if (*colon == ':') {
		align = memparse(colon + 1, &end);
		if (end == colon + 1 || *end != '\0' || align == 0 ||
		    (align & (align - 1)) != 0)
			return wrong(request, word,
				     "the alignment is not a power of two; "
				     "write it as 64M:2M");
	}
	if (size == 0 || size > PHYS_ADDR_MAX - PAGE_SIZE_4K)
		return wrong(request, word,
			     "not a size that memory can have; write it as "
			     "64M");
	fit->asked = size;
	fit->size = align_up(size, PAGE_SIZE_4K);
	fit->align = align;
	return WORD_TAKEN;
}

static enum word_use take(struct request *request, const char *word)
{
	const char *value = word_value(word, "below");

	if (value)
		return take_below(request, request->own, word, value);
	return take_size(request, request->own, word);
}

/* --- the command ---------------------------------------------------------- */

enum { STATUS_NOWHERE = 1 };

static int run(struct request *request)
{
	const struct fit_request *wanted = request->own;
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	struct loaded map;
	struct fit fit;
	size_t len;
	void *space;
	int status;

	if (wanted->size == 0) {
		print_str(&request->err, "memblock fit: no size given; write "
					 "it as `memblock fit 64M FILE`\n");
		return STATUS_FAILED;
	}
	if (!request_load(request, 0, &map))
		return STATUS_FAILED;
	len = fit_space(&map.conversion);
	space = memory_resize(NULL, len, 1);
	fit_prepare(&fit, &map.conversion, space, len);
	status = report_fit(&out, &fit, wanted) ? map.status : STATUS_NOWHERE;
	status =
		request_print(request, &map.file.capture, &text, false, status);
	free(text.bytes);
	free(space);
	loaded_free(&map);
	return status;
}

int command_fit(const struct command *command, int argc, char **argv)
{
	struct fit_request wanted = { .below = PHYS_ADDR_MAX };

	return request_run_words(command, 1, argc, argv, run, take, &wanted);
}
