/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any bytes as a captured map: whatever is read from them must convert, by
 * either profile's rules, into sets that hold their invariants, and print.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/report.h"
#include "tools/mapfile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_nowhere(void *ctx, const char *text, size_t len)
{
	size_t *sum = ctx;

	for (size_t i = 0; i < len; i++)
		*sum += (unsigned char)text[i];
}

static void must(int condition, const char *what)
{
	if (!condition) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

static void convert_and_report(const struct capture *capture,
			       enum profile profile)
{
	const struct convert_settings settings = convert_defaults(profile);
	struct conversion conversion;
	size_t sum = 0, len;
	struct sink sink = { write_nowhere, &sum };
	void *space;

	len = convert_space(capture, &settings);
	space = malloc(len);
	must(convert(&conversion, capture, &settings, space, len) == CORE_OK,
	     "what was read converts");
	must(memblock_validate(&conversion.mb) == CORE_OK,
	     "the sets hold their invariants");
	for (int format = 0; format < FORMAT_COUNT; format++) {
		const struct report_request request = {
			.format = (enum format)format,
		};

		report(&sink, &conversion, &request);
	}
	free(space);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t sum = 0;
	struct sink messages = { write_nowhere, &sum };
	struct mapfile file;

	const struct import_choice choice = { 0 };

	if (mapfile_parse(&file, "map", data, size, &choice, &messages) ==
	    IMPORT_FAILED) {
		must(sum != 0, "a failure is explained");
		return 0;
	}
	must(efimap_check(&file.capture.map) == EFIMAP_GOOD,
	     "a map that was read is sound");
	convert_and_report(&file.capture, PROFILE_LINUX_X86);
	convert_and_report(&file.capture, PROFILE_LINUX_ARM64);
	mapfile_free(&file);
	return 0;
}
