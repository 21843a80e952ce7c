/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/lint: for each rule maps in which it finds something, and maps in which
 * it does not (tests/lint_cases.def).
 */
#include "tests/lib/test.h"

#include "core/lint/lint.h"
#include "tests/lib/givenmap.h"

struct lint_case {
	enum lint_rule rule;
	bool fires;
	const char *map;     /* NULL: given() makes it */
	const char *words;   /* options, NULL without */
	size_t stride;       /* of the descriptors, 0: 48 */
	void (*given)(void); /* changes the map or the capture */
	const struct facts *facts;
	const char *cmdline; /* of the kernel whose log it is */
	const char *srat, *slit;
	/* A memory attributes table: "base-end:attribute ...". Version and size
	 * of an entry are 1 and 40 where they are 0. */
	const char *mat;
	uint32_t mat_version, mat_size;
};

/* A small machine without a fault. */
#define PC "0-a0000:7 100000-80000000:7 80000000-80100000:6:WB|RUNTIME"

#define ARM64 .words = "profile=linux-arm64"
#define PLACE(what, address)                                          \
	.facts = &(const struct facts)                                \
	{                                                             \
		.places = &(const struct fact_place){ FACTS_##what,   \
						      { address, 1 }, \
						      "" },           \
		.place_cnt = 1                                        \
	}
#define TREE(base, size)                                              \
	.facts = &(const struct facts)                                \
	{                                                             \
		.tree_reserved = &(const struct range){ base, size }, \
		.tree_reserved_cnt = 1                                \
	}
/* A list of facts, and how many they are. */
#define LIST(field, type, ...)                                                \
	.facts = &(const struct facts)                                        \
	{                                                                     \
		.field = (const struct type[]){ __VA_ARGS__ },                \
		.field##_cnt = sizeof((const struct type[]){ __VA_ARGS__ }) / \
			       sizeof(struct type)                            \
	}
#define MTRRS(...)                                                          \
	.facts = &(const struct facts)                                      \
	{                                                                   \
		.mtrrs = (const struct fact_mtrr[]){ __VA_ARGS__ },         \
		.mtrr_cnt =                                                 \
			sizeof((const struct fact_mtrr[]){ __VA_ARGS__ }) / \
			sizeof(struct fact_mtrr)                            \
	}
#define E820S(...)  LIST(linux_e820, fact_e820, __VA_ARGS__)
#define RANGES(...) LIST(linux_memory, range, __VA_ARGS__)
#define BIN(type, pages)                                                      \
	.facts = &(const struct facts)                                        \
	{                                                                     \
		.bins = &(const struct fact_bin){ type, pages }, .bin_cnt = 1 \
	}
#define PAGES(is_known, ...)                                      \
	.facts = &(const struct facts)                            \
	{                                                         \
		.protection = { .known = is_known, __VA_ARGS__ }, \
	}
#define PROBE(bits)                    \
	.facts = &(const struct facts) \
	{                              \
		.probe = FACTS_##bits  \
	}

/* --- maps and captures that are not text --------------------------------- */

static void desc_size_of_32(void)
{
	capture.map.desc_size = 32;
}

static void a_byte_less(void)
{
	capture.map.size--;
}

static void version_2(void)
{
	capture.map.desc_version = 2;
}

static void a_virtual_address(void)
{
	static struct efi_memory_desc list[3];

	for (size_t i = 0; i < 3; i++)
		efimap_get(&capture.map, i, &list[i]);
	list[2].virt_addr = 0xfffffffe80000000;
	given_descriptors(list, 3, 48);
}

/* Single pages of free memory with step pages from one to the next. */
static void pieces(size_t count, size_t step)
{
	struct efi_memory_desc *list = calloc(count, sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = (struct efi_memory_desc){
			.type = EFI_CONVENTIONAL_MEMORY,
			.phys_addr = 0x100000 + i * step * PAGE_SIZE_4K,
			.num_pages = 1,
			.attribute = EFI_ATTR_WB,
		};
	given_descriptors(list, count, 48);
	free(list);
}

#define PIECES(count)                       \
	static void pieces_of_##count(void) \
	{                                   \
		pieces(count, 2);           \
	}
PIECES(64)
PIECES(85)
PIECES(86)
PIECES(128)
PIECES(129)
PIECES(500)
PIECES(501)

static void joined_pieces(void)
{
	pieces(100, 1);
}

static void an_image(void)
{
	capture.image = (struct capture_range){ 0x100000, 0x20000 };
}

static void an_esrt(void)
{
	capture.tables[EFITABLE_ESRT] =
		(struct capture_range){ 0x90000000, 0x100 };
}

static void a_module(void)
{
	static const struct loader_range module = { 0x7f000000, 0x10000,
						    OWNER_MODULE, "one" };

	capture.loader_ranges = &module;
	capture.loader_range_cnt = 1;
}

static void a_short_mat(void)
{
	static const uint8_t bytes[15];
	static struct facts facts = { .memattr = { bytes, sizeof(bytes) } };

	capture.facts = &facts;
}

static void add_entry(uint8_t *at, const char *text)
{
	unsigned long long base, end, attribute;
	struct efi_memory_desc desc;

	assert_int_equal(
		sscanf(text, "%llx-%llx:%llx", &base, &end, &attribute), 3);
	desc = (struct efi_memory_desc){
		.type = EFI_RUNTIME_SERVICES_DATA,
		.phys_addr = base,
		.num_pages = (end - base) >> 12,
		.attribute = attribute,
	};
	memcpy(at, &desc, sizeof(desc));
}

static void given_mat(const struct lint_case *one)
{
	static uint8_t bytes[256];
	static struct facts facts;
	uint32_t header[4] = { one->mat_version ? one->mat_version : 1, 0,
			       one->mat_size ? one->mat_size : 40, 0 };

	for (const char *at = one->mat; *at; at += strcspn(at, " ")) {
		at += *at == ' ';
		add_entry(bytes + 16 + 40 * header[1]++, at);
	}
	memcpy(bytes, header, sizeof(header));
	facts = (struct facts){ .memattr = { bytes, 16 + 40 * header[1] } };
	capture.facts = &facts;
}

/* --- the cases ----------------------------------------------------------- */

static const struct lint_case cases[] = {
#define FIRES(which, text, ...) \
	{ .rule = LINT_##which, .fires = true, .map = text, ##__VA_ARGS__ },
#define QUIET(which, text, ...) \
	{ .rule = LINT_##which, .map = text, ##__VA_ARGS__ },
#include "tests/lint_cases.def"
};
#define CASES (sizeof(cases) / sizeof(*cases))

static void given_case(const struct lint_case *one)
{
	if (one->map)
		given_map_stride(one->map, one->stride ? one->stride : 48);
	if (one->given)
		one->given();
	if (one->srat)
		given_nodes(one->srat, one->slit);
	if (one->facts)
		capture.facts = one->facts;
	if (one->cmdline)
		capture.cmdline = one->cmdline;
	if (one->mat)
		given_mat(one);
}

struct seen {
	enum lint_rule rule;
	size_t cnt;
	struct lint_finding last;
};

/* What holds for each finding. */
static void expect_sound(const struct lint_finding *finding)
{
	char text[512];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));
	size_t before, cnt = finding->row == LINT_NO_ROW
				     ? 0
				     : efimap_count(&capture.map);

	assert_true(lint_is_about_row(finding->rule) ==
		    (finding->row != LINT_NO_ROW));
	assert_true(finding->row == LINT_NO_ROW || finding->row < cnt);
	assert_true(finding->other == LINT_NO_ROW || finding->other < cnt);
	lint_print_place(&out, &capture, finding);
	print_str(&out, ": ");
	before = buffer.need;
	lint_print_detail(&out, finding);
	assert_true(lint_has_detail(finding->rule) == (buffer.need > before));
	/* Six blanks precede it. */
	if (buffer.need > 73)
		fail_msg("%s is too long: %s", lint_name(finding->rule), text);
	assert_null(strchr(text, '%'));
}

static void see(void *ctx, const struct lint_finding *finding)
{
	struct seen *seen = ctx;

	/* By severity, then by rule. */
	assert_true(seen->cnt == 0 ||
		    lint_severity(finding->rule) <
			    lint_severity(seen->last.rule) ||
		    (lint_severity(finding->rule) ==
			     lint_severity(seen->last.rule) &&
		     finding->rule >= seen->last.rule));
	expect_sound(finding);
	seen->last = *finding;
	seen->cnt += finding->rule == seen->rule;
}

static bool fires(const struct lint_case *one)
{
	struct seen seen = { .rule = one->rule };
	const struct lint_taker taker = { see, &seen };
	struct lint_input input = { &capture, NULL, lint_run_log };

	given_case(one);
	if (convert_words(NULL, one->words ? one->words : "") == CORE_OK)
		input.conversion = &conversion;
	lint_run(&input, LINT_NOTE, &taker);
	return seen.cnt > 0;
}

TEST(each_rule_finds_its_faults_and_no_others)
{
	size_t wrong = 0;

	for (size_t i = 0; i < CASES; i++) {
		const struct lint_case *one = &cases[i];

		if (fires(one) == one->fires)
			continue;
		print_error("%s finds %s in %s %s\n", lint_name(one->rule),
			    one->fires ? "nothing" : "something",
			    one->map ? one->map : "its map",
			    one->words ? one->words : "");
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

TEST(each_rule_has_a_case_that_fires_and_one_that_does_not)
{
	bool has[LINT_RULE_COUNT][2] = { { false } };

	for (size_t i = 0; i < CASES; i++)
		has[cases[i].rule][cases[i].fires] = true;
	for (int i = 0; i < LINT_RULE_COUNT; i++)
		if (!has[i][false] || !has[i][true])
			fail_msg("%s lacks a case",
				 lint_name((enum lint_rule)i));
}

/* --- the table ----------------------------------------------------------- */

TEST(there_are_at_least_60_rules_with_names_of_their_own)
{
	enum lint_rule rule;

	assert_true(LINT_RULE_COUNT >= 60);
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		assert_true(lint_by_name(lint_name((enum lint_rule)i), &rule));
		assert_int_equal(rule, i);
	}
	assert_false(lint_by_name("no such rule", &rule));
}

TEST(each_rule_says_why_it_matters_and_what_to_do)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		struct lint_advice advice = lint_advice((enum lint_rule)i);
		const char *why = advice.why, *remedy = advice.remedy;

		assert_non_null(advice.reference);
		assert_string_equal(lint_text((enum lint_rule)i), advice.text);
		if (why[strlen(why) - 1] != '.' ||
		    remedy[strlen(remedy) - 1] != '.')
			fail_msg("%s: not a sentence",
				 lint_name((enum lint_rule)i));
	}
}

/* "      the descriptor TEXT" */
TEST(texts_fit_80_columns)
{
	for (int i = 0; i < LINT_RULE_COUNT; i++) {
		enum lint_rule rule = (enum lint_rule)i;
		size_t len = strlen(lint_advice(rule).text);

		if (len + (lint_is_about_row(rule) ? 21 : 6) > 79)
			fail_msg("%s is too long", lint_name(rule));
	}
}

TEST(each_anomaly_is_a_rule_of_the_same_name_and_text)
{
	for (int i = 0; i < ANOMALY_COUNT; i++) {
		enum anomaly anomaly = (enum anomaly)(1 << i);
		enum lint_rule rule;

		assert_true(lint_by_name(anomaly_name(anomaly), &rule));
		assert_string_equal(lint_text(rule), anomaly_text(anomaly));
		assert_true(lint_is_about_row(rule));
	}
}

TEST(severities_have_names)
{
	enum lint_severity severity;

	for (int i = 0; i < LINT_SEVERITY_COUNT; i++) {
		assert_true(lint_severity_by_name(
			lint_severity_name((enum lint_severity)i), &severity));
		assert_int_equal(severity, i);
	}
	assert_false(lint_severity_by_name("fatal", &severity));
}

/* --- runs ---------------------------------------------------------------- */

static const char *counted(const char *map)
{
	static char text[128];
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	struct lint_count count;
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	given_map(map);
	when("");
	count = lint_count(&input);
	lint_print_count(&out, &count);
	return text;
}

TEST(findings_and_rules_are_counted)
{
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	struct lint_count count;

	assert_string_equal(counted("1000-100000:7 100000-200000:7"
				    " 200000-300000:7:WB|RUNTIME"
				    " 300000+0:7 400000+0:7"),
			    "1 error, 2 warnings, 2 notes");
	count = lint_count(&input);
	assert_int_equal(count.rules[LINT_WARNING], 1);
	assert_int_equal(count.rules[LINT_NOTE], 2);
	assert_string_equal(counted("1000-a0000:7 a0000-100000:6:WB|RUNTIME"
				    " 100000-200000:7"),
			    "1 note");
	assert_string_equal(counted("1000-a0000:7 a0000-100000:9"
				    " 100000-200000:7"),
			    "none");
}

static void count_all(void *ctx, const struct lint_finding *finding)
{
	assert_int_equal(lint_severity(finding->rule), LINT_ERROR);
	++*(size_t *)ctx;
}

TEST(rules_of_other_data_do_not_apply)
{
	struct facts facts = { .rows = FACTS_ROWS_E820, .cut = true };
	struct lint_input input = { &capture, &conversion, NULL };
	struct seen seen = { .rule = LINT_CUT };
	const struct lint_taker taker = { see, &seen };

	given_map(PC);
	when("");
	assert_true(lint_applies(&input, LINT_NO_CACHE));
	assert_true(lint_applies(&input, LINT_BIG_DEVICE));
	assert_false(lint_applies(&input, LINT_RUNTIME_64K));
	assert_false(lint_applies(&input, LINT_NO_MAP));
	capture.facts = &facts;
	assert_false(lint_applies(&input, LINT_NO_CACHE));
	lint_run(&input, LINT_NOTE, &taker);
	assert_int_equal(seen.cnt, 0);
	input.run_log = lint_run_log;
	lint_run(&input, LINT_NOTE, &taker);
	assert_int_equal(seen.cnt, 1);
	input.conversion = NULL;
	assert_true(lint_applies(&input, LINT_NO_MAP));
	assert_false(lint_applies(&input, LINT_CUT));
	lint_run(&input, LINT_NOTE, &taker);
	assert_int_equal(seen.cnt, 1);
}

TEST(rules_below_the_least_severity_are_left_out)
{
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	size_t cnt = 0;
	const struct lint_taker taker = { count_all, &cnt };

	given_map("0-100000:7 100000-200000:7:WB|RUNTIME 300000+0:7");
	when("");
	lint_run(&input, LINT_ERROR, &taker);
	assert_int_equal(cnt, 1);
}

static void keep(void *ctx, const struct lint_finding *finding)
{
	*(struct lint_finding *)ctx = *finding;
}

static const char *placed(const struct lint_finding *finding)
{
	static char text[128];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	lint_print_place(&out, &capture, finding);
	print_str(&out, "|");
	lint_print_detail(&out, finding);
	return text;
}

TEST(a_finding_names_the_rows_of_the_firmware)
{
	const struct lint_input input = { &capture, &conversion, lint_run_log };
	struct lint_finding last;
	const struct lint_taker taker = { keep, &last };

	given_map("100000-200000:7 1000-a0000:7 180000-181000:6:WB|RUNTIME");
	when("");
	lint_run(&input, LINT_ERROR, &taker);
	assert_int_equal(last.rule, LINT_CONFLICT);
	assert_string_equal(placed(&last),
			    "#2 RuntimeServicesData at 0x180000, 1 page"
			    "|with #0");
	given_map("1000-a0000:7 100000-200000:7 fd00000000-fd40000000:7");
	when("");
	lint_run(&input, LINT_ERROR, &taker);
	assert_string_equal(placed(&last),
			    "#2 ConventionalMemory at 0xfd00000000,"
			    " 262144 pages|1 GiB");
}
