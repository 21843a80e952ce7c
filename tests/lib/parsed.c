/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/parsed.h"

#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/options/parse.h"
#include "core/report/report.h"
#include "tools/textsink.h"

struct mapfile parsed;
enum import_result parse_result = IMPORT_FAILED;
struct import_choice parse_choice = { .profile_given = true };

static struct text map_text, messages_text;

/* Empty, but not NULL. */
static struct sink start(struct text *text)
{
	struct sink sink = text_sink(text);

	text->len = 0;
	sink.write(sink.ctx, "", 0);
	return sink;
}

void parse_bytes(const void *bytes, size_t len)
{
	struct sink messages = start(&messages_text);
	/* At the end of an allocation, so that AddressSanitizer sees an
	 * overrun. */
	char *copy = malloc(len ? len : 1);

	memcpy(copy, bytes, len);
	mapfile_free(&parsed);
	parse_result = mapfile_parse(&parsed, "map", copy, len, &parse_choice,
				     &messages);
	free(copy);
}

void parse(const char *text)
{
	parse_bytes(text, strlen(text));
}

TEST_STEP(forget_parsed)
{
	mapfile_free(&parsed);
	return 0;
}

char *read_whole(const char *path, size_t *ret_len)
{
	FILE *f = fopen(path, "rb");
	size_t max = 1 << 20;
	char *bytes;

	if (f == NULL)
		return NULL;
	bytes = calloc(1, max);
	*ret_len = fread(bytes, 1, max - 1, f);
	fclose(f);
	return bytes;
}

void parse_file(const char *name)
{
	char path[256];
	size_t len = 0;
	char *bytes;

	snprintf(path, sizeof(path), "tests/maps/%s", name);
	bytes = read_whole(path, &len);
	parse_bytes(bytes ? bytes : "", len);
	free(bytes);
}

const char *parsed_map(void)
{
	struct sink out = start(&map_text);
	struct efi_memory_desc desc;

	for (size_t i = 0; i < efimap_count(&parsed.capture.map); i++) {
		efimap_get(&parsed.capture.map, i, &desc);
		print(&out, "%s%u %jx+%jx %jx", i ? "\n" : "", desc.type,
		      (uintmax_t)desc.phys_addr, (uintmax_t)desc.num_pages,
		      (uintmax_t)desc.attribute);
	}
	return map_text.bytes;
}

const char *parsed_messages(void)
{
	return messages_text.bytes;
}

static char *converted(const struct capture *capture,
		       const struct options *options)
{
	size_t len = convert_space(capture, &options->settings);
	struct conversion conversion;
	struct text text = { 0 };
	struct sink out = start(&text);
	void *space = malloc(len);

	if (convert(&conversion, capture, &options->settings, space, len) ==
		    CORE_OK &&
	    memblock_validate(&conversion.mb) == CORE_OK) {
		report(&out, &conversion, &options->report);
	} else {
		free(text.bytes);
		text.bytes = NULL;
	}
	free(space);
	return text.bytes;
}

char *report_of(const struct capture *capture, const char *options)
{
	struct option_source source = { .name = "test" };
	size_t len = strlen(options);
	char *words = malloc(len + 1), *text = NULL;
	struct option_fault fault;
	struct options parsed_options;
	void *lists;

	memcpy(words, options, len + 1);
	if (words_split(&source.words, words, len, 0) != CORE_OK)
		abort();
	len = options_space(&source, 1);
	lists = malloc(len ? len : 1);
	if (options_parse(&parsed_options, &source, 1, capture->profile, lists,
			  len, &fault) == CORE_OK)
		text = converted(capture, &parsed_options);
	free(lists);
	free(words);
	return text;
}
