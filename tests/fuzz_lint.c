/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rules of core/lint on any map and any facts: findings name descriptors
 * that exist, come by severity and rule, are the same at each run, and print.
 *
 *   8            flags, address bits, number of MTRRs, of kernel's E820 rows,
 *                of its memory ranges, of places; stride; length of the MAT
 *   16 each      base, and size or type
 *   the MAT      bytes
 *   rest         the map
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/bytes.h"
#include "core/convert/convert.h"
#include "core/lint/lint.h"
#include "core/report/findings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	ARM64 = 1 << 0,
	E820_ROWS = 1 << 1,
	RAGGED = 1 << 2,
	DEFAULT_UC = 1 << 3,
	ATTR_CUT = 1 << 4,
	VERSION_2 = 1 << 5,
	CUT = 1 << 6,
};

struct input {
	const uint8_t *at;
	size_t left;
};

/* NULL: there are not so many bytes. */
static const uint8_t *take(struct input *input, size_t len)
{
	const uint8_t *at = input->at;

	if (input->left < len)
		return NULL;
	input->at += len;
	input->left -= len;
	return at;
}

/* --- facts --------------------------------------------------------------- */

#define MANY 8
static struct fact_mtrr mtrrs[MANY];
static struct fact_e820 e820s[MANY];
static struct range ranges[MANY];
static struct fact_place places[MANY];
static struct fact_bin bins[MANY];

/* The low byte of the base is a number beside it. */
static struct range next_range(struct input *input, uint32_t *ret_number)
{
	const uint8_t *at = take(input, 16);
	phys_addr_t base = at ? get_le(at, 8) : 0;
	phys_addr_t size = at ? get_le(at + 8, 8) : 0;

	*ret_number = base & 0xff;
	base = align_down(base, PAGE_SIZE_4K);
	return range_from_to(base, size > PHYS_ADDR_MAX - base ? PHYS_ADDR_MAX
							       : base + size);
}

static struct facts read_facts(struct input *input, const uint8_t *head)
{
	struct facts facts = {
		.rows = head[0] & E820_ROWS ? FACTS_ROWS_E820 : FACTS_ROWS_EFI,
		.rows_ragged = head[0] & RAGGED ? 1 : 0,
		.cut = head[0] & CUT,
		.attr_unknown = head[0] & ATTR_CUT ? UINT64_MAX : 0,
		.address_bits = head[1],
		.mtrr_default = head[0] & DEFAULT_UC ? MTRR_UC : MTRR_WB,
		.mtrrs = mtrrs,
		.mtrr_cnt = head[2] % MANY,
		.linux_e820 = e820s,
		.linux_e820_cnt = head[3] % MANY,
		.linux_memory = ranges,
		.linux_memory_cnt = head[4] % MANY,
		.tree_reserved = ranges,
		.tree_reserved_cnt = head[4] % MANY,
		.places = places,
		.place_cnt = head[5] % MANY,
		.probe = head[1],
		.windows = ranges,
		.window_cnt = head[4] % MANY,
		.bins = bins,
		.bin_cnt = head[5] % MANY,
	};
	uint32_t number;

	for (size_t i = 0; i < facts.mtrr_cnt; i++)
		mtrrs[i] = (struct fact_mtrr){ next_range(input, &number),
					       number };
	for (size_t i = 0; i < facts.linux_e820_cnt; i++)
		e820s[i] = (struct fact_e820){ next_range(input, &number),
					       number };
	for (size_t i = 0; i < facts.linux_memory_cnt; i++)
		ranges[i] = next_range(input, &number);
	for (size_t i = 0; i < facts.place_cnt; i++) {
		struct range range = next_range(input, &number);

		places[i] = (struct fact_place){ number % FACTS_PLACE_COUNT,
						 range, "" };
		bins[i] = (struct fact_bin){ number % 16, number };
	}
	facts.crashkernel = ranges[0];
	facts.installed = ranges[1].size;
	facts.linux_total = ranges[2].size;
	return facts;
}

/* --- findings ------------------------------------------------------------ */

static void must(bool condition, const char *what)
{
	if (!condition) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

struct seen {
	size_t rows, cnt;
	struct lint_finding last;
	uint64_t sum;
};

static void add(void *ctx, const char *text, size_t len)
{
	uint64_t *sum = ctx;

	for (size_t i = 0; i < len; i++)
		*sum = *sum * 31 + (unsigned char)text[i];
}

static void see(void *ctx, const struct lint_finding *finding)
{
	struct seen *seen = ctx;
	enum lint_severity now = lint_severity(finding->rule);
	enum lint_severity before = lint_severity(seen->last.rule);

	must(finding->row == LINT_NO_ROW || finding->row < seen->rows,
	     "the descriptor exists");
	must(finding->other == LINT_NO_ROW || finding->other < seen->rows,
	     "the other descriptor exists");
	must(seen->cnt == 0 || now < before ||
		     (now == before && finding->rule >= seen->last.rule),
	     "findings come by severity and rule");
	must(finding->range.size <= PHYS_ADDR_MAX - finding->range.base,
	     "the range is valid");
	seen->last = *finding;
	seen->cnt++;
}

static uint64_t print_findings(const struct lint_input *input,
			       enum lint_severity least)
{
	uint64_t sum = 0;
	const struct sink out = { add, &sum };
	const struct findings_style style = { least, 3, NULL };

	report_findings(&out, input, &style);
	return sum;
}

static void check(const struct lint_input *input)
{
	struct seen seen = {
		.rows = input->conversion ? efimap_count(&input->capture->map)
					  : 0
	};
	const struct lint_taker taker = { see, &seen };
	struct lint_count count = lint_count(input);
	size_t all = 0;

	lint_run(input, LINT_NOTE, &taker);
	for (int i = 0; i < LINT_SEVERITY_COUNT; i++)
		all += count.findings[i];
	must(all == seen.cnt, "all findings are counted");
	for (int i = 0; i < LINT_SEVERITY_COUNT; i++)
		must(print_findings(input, (enum lint_severity)i) ==
			     print_findings(input, (enum lint_severity)i),
		     "each run finds the same");
}

static void lint_map_of(struct capture *capture, enum profile profile)
{
	const struct convert_settings settings = convert_defaults(profile);
	struct conversion conversion;
	struct lint_input input = { capture, NULL, lint_run_log };
	size_t len = convert_space(capture, &settings);
	void *space = malloc(len ? len : 1);

	if (convert(&conversion, capture, &settings, space, len) == CORE_OK)
		input.conversion = &conversion;
	must(input.conversion || efimap_check(&capture->map) != EFIMAP_GOOD,
	     "a sound map converts");
	check(&input);
	free(space);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	const uint8_t *head = take(&input, 8), *bytes;
	struct capture capture = { .profile = PROFILE_LINUX_X86 };
	struct facts facts;
	uint8_t *map;

	if (!head)
		return 0;
	memset(ranges, 0, sizeof(ranges));
	facts = read_facts(&input, head);
	bytes = take(&input, head[7]);
	if (bytes)
		facts.memattr = (struct acpi_bytes){ bytes, head[7] };
	/* An allocation of its own, whose end is guarded. */
	map = malloc(input.left ? input.left : 1);
	memcpy(map, input.at, input.left);
	capture.map = (struct efimap){
		.desc = map,
		.size = head[6] & 1 ? input.left : input.left - input.left % 40,
		.desc_size = head[6] & 2 ? head[6] : 40,
		.desc_version = head[0] & VERSION_2 ? 2 : 1,
	};
	capture.facts = &facts;
	lint_map_of(&capture,
		    head[0] & ARM64 ? PROFILE_LINUX_ARM64 : PROFILE_LINUX_X86);
	free(map);
	return 0;
}
