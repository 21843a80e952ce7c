/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Maps of real machines, from ../shared/maps, if that folder exists. If a log
 * has both the EFI map and the kernel's E820 table, ours must be the same.
 */
#define _DEFAULT_SOURCE /* scandir(), access() */
#include "tests/lib/test.h"

#include <dirent.h>
#include <unistd.h>

#include "core/report/report.h"
#include "tests/lib/parsed.h"

#define MAPS "../shared/maps"

static char *load(const char *name, size_t *ret_len)
{
	char path[512];
	char *text;

	snprintf(path, sizeof(path), MAPS "/%s", name);
	text = read_whole(path, ret_len);
	if (text == NULL)
		fail_msg("%s is not there", path);
	return text;
}

/* The rows of a log or a report that begin with BIOS-e820:, one per line,
 * without what stands before. */
static char *e820_rows(const char *text)
{
	char *rows = calloc(1, strlen(text) + 1), *to = rows;

	for (const char *at = text; (at = strstr(at, "BIOS-e820:"));) {
		size_t n = strcspn(at, "\r\n");

		memcpy(to, at, n);
		to[n] = '\n';
		to += n + 1;
		at += n;
	}
	return rows;
}

static size_t lines_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* What we make of the file's map as E820 rows. */
static char *our_rows(const char *options)
{
	char *report = report_of(&parsed.capture, options), *rows;

	assert_non_null(report);
	rows = e820_rows(report);
	free(report);
	return rows;
}

GROUP_FIXTURE(NULL, forget_parsed);
NEEDS(MAPS, "maps of real machines");

TEST(the_dell_r630_gives_the_twelve_rows_of_its_kernel)
{
	size_t len;
	char *log = load("x86-dell-poweredge-r630-2017-efi.txt", &len);
	char *theirs = e820_rows(log), *ours;

	parse_bytes(log, len);
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_int_equal(efimap_count(&parsed.capture.map), 250);
	ours = our_rows("format=e820");
	assert_int_equal(lines_in(theirs), 12);
	assert_string_equal(ours, theirs);
	free(ours);
	free(theirs);
	free(log);
}

/* GRUB passed the firmware's code to that kernel as type 20; the rows around it
 * are one reserved row. */
TEST(the_thinkpad_x240_differs_only_by_type_20_of_grub)
{
	static const char split[] =
		"BIOS-e820: [mem 0x00000000da43b000-0x00000000da63afff] "
		"type 20\n"
		"BIOS-e820: [mem 0x00000000da63b000-0x00000000dcd3efff] "
		"reserved\n";
	static const char joined[] =
		"BIOS-e820: [mem 0x00000000da43b000-0x00000000dcd3efff] "
		"reserved\n";
	size_t len;
	char *log = load("x86-lenovo-thinkpad-x240-2014-efi.txt", &len);
	char *theirs = e820_rows(log), *ours, *at;

	parse_bytes(log, len);
	assert_int_equal(efimap_count(&parsed.capture.map), 51);
	ours = our_rows("format=e820");
	assert_int_equal(lines_in(theirs), 18);
	at = strstr(theirs, split);
	assert_non_null(at);
	memcpy(at, joined, strlen(joined));
	memmove(at + strlen(joined), at + strlen(split),
		strlen(at + strlen(split)) + 1);
	assert_string_equal(ours, theirs);
	free(ours);
	free(theirs);
	free(log);
}

static uint64_t field(const char *report, const char *name)
{
	const char *at = strstr(report, name);

	assert_non_null(at);
	return strtoull(at + strlen(name), NULL, 16);
}

/* report_of() validates the sets: sorted, disjoint, memory in physmap. */
static void check_invariants(const char *options)
{
	char *report = report_of(&parsed.capture, options);
	uint64_t memory, physmap, available;

	assert_non_null(report);
	memory = field(report, "\"totals\": {\"memory\": \"");
	physmap = field(report, "\"physmap\": \"");
	available = field(report, "\"free\": \"");
	assert_true(available <= memory);
	assert_true(memory <= physmap);
	assert_true(memory != 0);
	free(report);
}

static int is_map(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Parses each file and passes it on; returns the number of files. */
static int for_each_map(void (*look)(const char *name, const char *log))
{
	struct dirent **files;
	int n = scandir(MAPS, &files, is_map, alphasort);

	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		size_t len;
		char *log = load(files[i]->d_name, &len);

		parse_bytes(log, len);
		if (parse_result != IMPORT_GOOD)
			fail_msg("%s: %s", files[i]->d_name, parsed_messages());
		look(files[i]->d_name, log);
		free(log);
		free(files[i]);
	}
	free(files);
	return n;
}

static void look_at_invariants(const char *name, const char *log)
{
	(void)name;
	(void)log;
	check_invariants("format=json");
	check_invariants("format=json mem=1G");
	check_invariants("format=json mem=1G mem-kind=amount");
}

TEST(every_map_converts_and_keeps_the_invariants)
{
	print_message("# %d maps\n", for_each_map(look_at_invariants));
}

/* What is lost in the round trip: kinds without an EFI type, partial pages. */
static bool comes_back(const char *rows)
{
	return !strstr(rows, "] type ") && !strstr(rows, "(type 12)") &&
	       !strstr(rows, " - ") && !strstr(parsed_messages(), "4 KiB");
}

static size_t round_trips;

static void look_at_round_trip(const char *name, const char *log)
{
	char *theirs = e820_rows(log), *ours = our_rows("format=e820");

	/* Of several boots in one log, the first. */
	if (strcmp(parsed.capture.origin, "BIOS-e820 rows") == 0 &&
	    comes_back(theirs)) {
		if (strncmp(theirs, ours, strlen(ours)) != 0)
			fail_msg("%s:\n%s\nbecame\n%s", name, theirs, ours);
		round_trips++;
	}
	free(ours);
	free(theirs);
}

TEST(e820_rows_are_printed_as_they_were_read)
{
	for_each_map(look_at_round_trip)
		;
	print_message("# %zu maps of E820 rows\n", round_trips);
	assert_true(round_trips > 10);
}

/* The folder's files state their number of descriptors. */
static void look_at_count(const char *name, const char *log)
{
	static const char says[] = "# completeness: descriptors=";
	const char *at = strstr(log, says);
	size_t count = efimap_count(&parsed.capture.map);

	if (at && count != strtoul(at + strlen(says), NULL, 10))
		fail_msg("%s: %zu read", name, count);
}

TEST(the_number_of_rows_is_that_of_the_file)
{
	for_each_map(look_at_count)
		;
}
