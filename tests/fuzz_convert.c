/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Raw descriptors of any stride and any command line, converted, validated
 * and reported in every format.
 *
 *   byte 0       bits 0-3: stride 40 + 8 * n; bit 4: an arm64 machine;
 *                bit 5: base addresses and pages are made small and round
 *   byte 1       n: length of the command line
 *   byte 2       s: SRAT, bits 0-6: its length by 8; bit 7: made good
 *   byte 3       t: SLIT, bits 0-6: its length by 4; bit 7: made good
 *   n bytes      the command line
 *   the SRAT, the SLIT: each where it has a length
 *   2 x 16       image and map buffer, where bit 6 of byte 0 is set
 *   3 x 24       loader ranges, if bit 7 is set
 *   the rest     descriptors; a partial one is ignored
 *
 * convert_space() must always be sufficient: the space has that size, and
 * AddressSanitizer guards its end; in a second run each array is an allocation.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/options/parse.h"
#include "core/report/report.h"
#include "tests/lib/givensrat.h"
#include "tests/lib/guarded.h"
#include "tests/lib/invariant.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	const uint8_t *data;
	size_t size;
};

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

static const uint8_t *take(struct input *input, size_t len)
{
	const uint8_t *at = input->data;

	if (len > input->size)
		len = input->size;
	input->data += len;
	input->size -= len;
	return at;
}

/* All of a report, NUL-ended. */
struct text {
	char *bytes;
	size_t len, max;
};

static void write_text(void *ctx, const char *bytes, size_t len)
{
	struct text *text = ctx;

	if (len >= text->max - text->len) {
		text->max = 2 * text->max + len + 1;
		text->bytes = realloc(text->bytes, text->max);
	}
	memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
	text->bytes[text->len] = '\0';
}

static void check_json(const struct text *text)
{
	json_error_t error;
	json_t *json = json_loadb(text->bytes, text->len, 0, &error);

	if (!json)
		fprintf(stderr, "%s at line %d\n", error.text, error.line);
	demand(json_is_object(json), "the report is JSON");
	json_decref(json);
}

/* Rows of equally many fields; a quoted field may hold commas and lines. */
static void check_csv(const struct text *text)
{
	size_t fields = 0, first = 0;
	bool quoted = false;

	for (size_t i = 0; i < text->len; i++) {
		char c = text->bytes[i];

		quoted ^= c == '"';
		fields += !quoted && (c == ',' || c == '\n');
		if (quoted || c != '\n')
			continue;
		if (first == 0)
			first = fields;
		demand(fields == first, "rows have equally many fields");
		fields = 0;
	}
	demand(!quoted && fields == 0, "the table ends with a line end");
}

static void check_reports(struct report_request *request,
			  const struct conversion *conversion)
{
	for (int format = 0; format < FORMAT_COUNT; format++) {
		struct text text = { .max = 1024 };
		struct sink out = { write_text, &text };

		text.bytes = malloc(text.max);
		request->format = (enum format)format;
		report(&out, conversion, request);
		demand(text.len > 0 && text.bytes[text.len - 1] == '\n',
		       "a report ends with a line end");
		demand(strlen(text.bytes) == text.len, "a report has no NUL");
		if (format == FORMAT_JSON)
			check_json(&text);
		if (format == FORMAT_CSV)
			check_csv(&text);
		free(text.bytes);
	}
}

static void check_conversion(struct options *given,
			     const struct capture *machine)
{
	const struct convert_settings *settings = &given->settings;
	struct conversion result, before, apart;
	size_t need = convert_space(machine, settings);
	void *room = malloc(need);
	int status;

	demand(room != NULL, "there is room");
	demand(efimap_check(&machine->map) != EFIMAP_GOOD ||
		       convert_space_for(machine, settings,
					 efimap_count(&machine->map)) >= need,
	       "what is set aside for a map is enough");
	memset(&result, 0x5a, sizeof(result));
	before = result;
	status = convert(&result, machine, settings, room, need);
	if (efimap_check(&machine->map) != EFIMAP_GOOD) {
		demand(status == CORE_EFORMAT, "an invalid map is refused");
		demand(memcmp(&result, &before, sizeof(before)) == 0,
		       "a refusal changes nothing");
	} else {
		demand(status == CORE_OK, "the space is enough");
		demand(*broken_invariant(&result) == '\0',
		       broken_invariant(&result));
		demand(convert_guarded(&apart, machine, settings) == CORE_OK &&
			       memblock_equal(&apart.mb, &result.mb),
		       "arrays that lie apart give the same sets");
		check_reports(&given->report, &apart);
		free_guarded();
	}
	free(room);
}

static uint8_t *copy_of(const uint8_t *data, size_t len)
{
	uint8_t *bytes = malloc(len + 1);

	if (len)
		memcpy(bytes, data, len);
	bytes[len] = 'X';
	return bytes;
}

/* Below 4 MiB, in quarters of a page, so that ranges overlap. */
static void make_small(uint8_t *bytes, size_t size, size_t stride)
{
	for (size_t at = 0; at + stride <= size; at += stride) {
		struct efi_memory_desc desc;

		memcpy(&desc, bytes + at, sizeof(desc));
		desc.type = desc.type & 0x20 ? desc.type : desc.type % 17;
		desc.phys_addr &=
			desc.phys_addr & 1 << 30 ? 0x3ffc00 : 0x3ff000;
		desc.num_pages &= 0x3f;
		memcpy(bytes + at, &desc, sizeof(desc));
	}
}

/* The same for the entries of a SRAT, so that they overlap memory. */
static void make_small_nodes(uint8_t *bytes, size_t len)
{
	for (size_t at = 48; at + SRAT_MEMORY_SIZE <= len;
	     at += bytes[at + 1]) {
		uint64_t range[2];

		if (bytes[at + 1] < 2)
			return;
		memcpy(range, bytes + at + 8, sizeof(range));
		range[0] &= 0x3ff000;
		range[1] &= 0x3ff000;
		if (bytes[at] == 1)
			memcpy(bytes + at + 8, range, sizeof(range));
	}
}

static struct acpi_bytes take_table(struct input *input, uint8_t how,
				    size_t unit, const char *signature,
				    bool small)
{
	size_t len = (how & 0x7f) * unit;
	struct acpi_bytes table = { NULL, 0 };
	uint8_t *bytes;

	len = len < input->size ? len : input->size;
	if (len == 0)
		return table;
	bytes = copy_of(take(input, len), len);
	if (small && *signature == 'S' && signature[1] == 'R')
		make_small_nodes(bytes, len);
	table = acpi_table_of(signature, bytes, len, how & 0x80);
	free(bytes);
	return table;
}

static struct capture_range take_range(struct input *input, bool given)
{
	struct capture_range range = { 0 };

	if (given && input->size >= sizeof(range))
		memcpy(&range, take(input, sizeof(range)), sizeof(range));
	return range;
}

/* Returns their number. */
static size_t take_loader_range(struct input *input, bool given,
				struct loader_range loader_ranges[3])
{
	size_t cnt = 0;

	for (; given && cnt < 3 && input->size >= 24; cnt++) {
		memcpy(&loader_ranges[cnt], take(input, 24), 24);
		loader_ranges[cnt].owner =
			1 + loader_ranges[cnt].owner % (OWNER_COUNT - 1);
		loader_ranges[cnt].name =
			cnt ? "a \"name\", with a comma" : NULL;
	}
	return cnt;
}

/* false: no valid command line. *ret_lists is to be freed. */
static bool read_line(struct options *ret, struct option_source *source,
		      uint8_t *line, size_t len, enum profile profile,
		      void **ret_lists)
{
	struct option_fault fault;
	size_t need;

	*ret_lists = NULL;
	source->name = "the command line";
	if (words_split(&source->words, (char *)line, len, 0) != CORE_OK)
		return false;
	need = options_space(source, 1);
	*ret_lists = malloc(need);
	return options_parse(ret, source, 1, profile, *ret_lists, need,
			     &fault) == CORE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	struct option_source source;
	struct capture machine = { .origin = "a \"fuzzer\", \\ and \xc3\xa9",
				   .vendor = "a,b\r\n\x01",
				   .arch = "none" };
	struct options given;
	struct loader_range loader_ranges[3];
	uint8_t how, srat, slit, *line, *bytes;
	void *lists;
	size_t len;

	if (size < 4)
		return 0;
	how = *take(&input, 1);
	len = *take(&input, 1);
	srat = *take(&input, 1);
	slit = *take(&input, 1);
	len = len < input.size ? len : input.size;
	line = copy_of(take(&input, len), len);
	machine.acpi.srat = take_table(&input, srat, 8, "SRAT", how & 0x20);
	machine.acpi.slit = take_table(&input, slit, 4, "SLIT", how & 0x20);
	machine.profile = how & 0x10 ? PROFILE_LINUX_ARM64 : PROFILE_LINUX_X86;
	machine.image = take_range(&input, how & 0x40);
	machine.map_buffer = take_range(&input, how & 0x40);
	for (size_t i = 0; i < EFITABLE_COUNT; i++)
		machine.tables[i] = take_range(&input, how & 0x40);
	machine.loader_ranges = loader_ranges;
	machine.loader_range_cnt =
		take_loader_range(&input, how & 0x80, loader_ranges);
	machine.map.desc_size = 40 + 8 * (size_t)(how & 0xf);
	machine.map.desc_version = EFIMAP_DESC_VERSION;
	machine.map.size = input.size - input.size % machine.map.desc_size;
	bytes = copy_of(input.data, machine.map.size);
	if (how & 0x20)
		make_small(bytes, machine.map.size, machine.map.desc_size);
	machine.map.desc = bytes;
	if (read_line(&given, &source, line, len, machine.profile, &lists))
		check_conversion(&given, &machine);
	free(acpi_byte(&machine.acpi.srat, 0));
	free(acpi_byte(&machine.acpi.slit, 0));
	free(bytes);
	free(lists);
	free(line);
	return 0;
}
