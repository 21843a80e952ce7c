/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/text_facts.c, json_facts.c: what is known besides the map; and
 * tools/import/our_facts.c, which reads it back. */
#define _DEFAULT_SOURCE /* strdup */
#include "tests/lib/test.h"

#include "tests/lib/givenreport.h"
#include "tools/import/import.h"

static const struct smbios smbios = {
	.maker = "Dell Inc.",
	.product = "PowerEdge \"R630\"",
	.bios_version = "2.4.3",
	.installed = (phys_addr_t)64 << 30,
	.capacity = (phys_addr_t)768 << 30,
	.slots = 24,
	.modules = 4,
};
static const struct fact_mtrr mtrrs[] = {
	{ { 0, 0x80000000 }, MTRR_WB },
	{ { 0x80000000, 0x1000 }, 2 },
};
static const struct range windows[] = { { 0xc0000000, 0x1000000 } };
static const struct fact_bin bins[] = { { EFI_ACPI_MEMORY_NVS, 34 },
					{ EFI_RESERVED_MEMORY_TYPE, 36 },
					{ EFI_RUNTIME_SERVICES_DATA, 410 } };
static const struct fact_resource resources[] = {
	{ "03020100-0504-0706-0809-0a0b0c0d0e0f",
	  { 1, 65539, 65536, 0, 65540, 2 } }
};
static const struct fact_place places[] = {
	{ FACTS_ACPI_TABLE, { 0x100010, 0x24 }, "FACP" },
	{ FACTS_SMBIOS, { 0x50000000, 0 }, "" },
};
static struct facts facts;

static TEST_STEP(set_up)
{
	given_map("100000-200000:7");
	facts = (struct facts){
		.smbios = &smbios,
		.address_bits = 46,
		.mtrrs = mtrrs,
		.mtrr_cnt = 2,
		.windows = windows,
		.window_cnt = 1,
		.bins = bins,
		.bin_cnt = 3,
		.resources = resources,
		.resource_cnt = 1,
		.places = places,
		.place_cnt = 2,
	};
	capture.facts = &facts;
	return 0;
}

static void expect_text(const char *text)
{
	if (!strstr(reported, text))
		fail_msg("not there: %s", text);
}

FIXTURE(set_up, NULL);

TEST(the_text_lists_the_facts)
{
	when("");
	report_as(FORMAT_TEXT);
	expect_line(
		"Machine: facts besides the map\n"
		"  Product     Dell Inc. PowerEdge \"R630\", BIOS 2.4.3\n"
		"  Installed   64 GiB, 4 of 24 slots in use, 768 GiB at most\n"
		"  Addresses   46 bits\n"
		"  Set aside   ACPIMemoryNVS 34, ReservedMemoryType 36,\n"
		"              RuntimeServicesData 410 pages\n"
		"  Firmware    03020100-0504-0706-0809-0a0b0c0d0e0f\n"
		"              type 1 version 65539 lowest 65536 flags 0 tried"
		" 65540 status 2\n"
		"  MTRRs       uncacheable where no other is named\n"
		"  0x0000000000000000-0x000000007fffffff      2 GiB"
		"  write-back\n"
		"  0x0000000080000000-0x0000000080000fff      4 KiB"
		"  of an unknown type\n"
		"  0x00000000c0000000-0x00000000c0ffffff     16 MiB  PCI\n"
		"  0x0000000000100010  ACPI table FACP, in ConventionalMemory\n"
		"  0x0000000050000000  SMBIOS, in no descriptor");
}

TEST(what_page_tables_allow_is_in_the_text)
{
	facts.protection = (struct fact_protection){ .known = true,
						     .writable_code = 0x1000 };
	when("");
	report_as(FORMAT_TEXT);
	expect_line("  Pages       4 KiB writable and executable, 0 bytes of "
		    "devices executable");
}

TEST(what_is_not_known_is_left_out)
{
	static const struct smbios bare = { .product = "Board" };
	static const uint8_t none[16] = { 1 }; /* no descriptors */

	facts = (struct facts){ .smbios = &bare };
	when("");
	report_as(FORMAT_TEXT);
	expect_text("\nMachine: facts besides the map\n"
		    "  Product     Board\n"
		    "  Installed   0 bytes, 0 of 0 slots in use\n");
	facts = (struct facts){ .address_bits = 40 };
	report_as(FORMAT_TEXT);
	expect_text(
		"\nMachine: facts besides the map\n  Addresses   40 bits\n");
	facts = (struct facts){ .places = places, .place_cnt = 1 };
	report_as(FORMAT_TEXT);
	expect_text("\nMachine: facts besides the map\n  0x0000000000100010");
	facts = (struct facts){ .memattr = { none, sizeof(none) } };
	assert_non_null(strstr(report_as(FORMAT_TEXT), "Machine:"));
	facts = (struct facts){ 0 };
	assert_null(strstr(report_as(FORMAT_TEXT), "Machine:"));
	capture.facts = NULL;
	assert_null(strstr(report_as(FORMAT_TEXT), "Machine:"));
	assert_null(strstr(report_as(FORMAT_JSON), "\"facts\""));
}

TEST(json_has_all_of_them)
{
	static uint8_t bytes[64] = { 1, 0, 0, 0 };

	facts.memattr = (struct acpi_bytes){ bytes, 32 };
	when("");
	report_as(FORMAT_JSON);
	expect_text("  \"memattr\": \"01000000000000000000000000000000\",");
	expect_text("\"product\": \"PowerEdge \\\"R630\\\"\"");
	expect_text("{\"base\": \"0x80000000\", \"size\": \"0x1000\","
		    " \"type\": 2}");
	expect_text("\"bins\": [\n      {\"type\": 10, \"pages\": 34}");
	expect_text("{\"base\": \"0x100010\", \"size\": \"0x24\","
		    " \"what\": \"ACPI table\", \"name\": \"FACP\"}");
	expect_text("\"mtrr_default\": 0, \"probe\": 0, \"address_bits\": 46");
	/* One entry, and what follows the table. */
	bytes[4] = 1;
	bytes[8] = 40;
	bytes[16] = 5;
	bytes[57] = 0xff;
	facts.memattr.len = sizeof(bytes);
	report_as(FORMAT_JSON);
	expect_text("  \"memattr\": \"01000000010000002800000000000000"
		    "05000000000000000000000000000000"
		    "00000000000000000000000000000000"
		    "0000000000000000\"");
}

/* --- read back ------------------------------------------------------------ */

static struct capture again;
static void *store;
static char messages[256];

static enum import_result read_back(const char *text)
{
	struct buffer buffer;
	const struct sink out =
		buffer_sink(&buffer, messages, sizeof(messages));

	return import_json(&again, &store, "f", text, strlen(text), &out);
}

TEST(what_json_has_is_read_back)
{
	static const uint8_t bytes[32] = { 1, 2, 3 };
	const struct facts *read;

	facts.memattr = (struct acpi_bytes){ bytes, 32 };
	facts.protection = (struct fact_protection){
		.known = true,
		.page_0 = true,
		.stack_open = true,
		.writable_code = 0x1000,
		.free_mapped = 0x2000,
		.device_code = 0x3000,
		.image_rights = 0x4000,
	};
	facts.mtrr_default = MTRR_WB;
	facts.probe = FACTS_PROBED | FACTS_PROBE_KEY;
	when("");
	assert_int_equal(read_back(report_as(FORMAT_JSON)), IMPORT_GOOD);
	read = again.facts;
	assert_memory_equal(read->smbios, &smbios, sizeof(smbios));
	assert_int_equal(read->installed, smbios.installed);
	assert_int_equal(read->address_bits, 46);
	assert_int_equal(read->mtrr_default, MTRR_WB);
	assert_int_equal(read->probe, FACTS_PROBED | FACTS_PROBE_KEY);
	assert_memory_equal(&read->protection, &facts.protection,
			    sizeof(facts.protection));
	assert_int_equal(read->mtrr_cnt, 2);
	assert_memory_equal(read->mtrrs, mtrrs, sizeof(mtrrs));
	assert_memory_equal(read->windows, windows, sizeof(windows));
	assert_int_equal(read->bin_cnt, 3);
	assert_int_equal(read->bins[2].pages, 410);
	assert_int_equal(read->resource_cnt, 1);
	assert_memory_equal(read->resources, resources, sizeof(resources));
	assert_int_equal(read->place_cnt, 2);
	assert_int_equal(read->places[0].what, FACTS_ACPI_TABLE);
	assert_string_equal(read->places[0].name, "FACP");
	assert_int_equal(read->memattr.len, 16);
	assert_memory_equal(read->memattr.bytes, bytes, 16);
	free(store);
}

/* The file with one text replaced. */
static void expect_unread(const char *from, const char *to, const char *why)
{
	char *text = strdup(report_as(FORMAT_JSON)), *at = strstr(text, from);

	assert_non_null(at);
	assert_int_equal(strlen(from), strlen(to));
	memcpy(at, to, strlen(to));
	assert_int_equal(read_back(text), IMPORT_FAILED);
	assert_non_null(strstr(messages, why));
	free(text);
}

TEST(facts_of_a_wrong_type_are_an_error)
{
	when("");
	expect_unread("\"slots\": 24", "\"slots\": -1", "slots");
	expect_unread("\"address_bits\": 46", "\"address_bits\": 99",
		      "address_bits");
	expect_unread("\"type\": 2}", "\"type\": \"}", "f:");
	expect_unread("\"pages\": 34", "\"pages\": -4", "pages");
	facts.protection.known = true;
	expect_unread("\"free_mapped\": \"0x0\"", "\"free_mapped\": \"0y0\"",
		      "free_mapped");
	expect_unread("\"FACP\"", "[1, 2]", "name");
	expect_unread("\"0xc0000000\"", "\"1xc0000000\"", "base");
}

TEST(an_unknown_place_is_any_table)
{
	char *text, *at;

	when("");
	text = strdup(report_as(FORMAT_JSON));
	at = strstr(text, "ACPI table");
	memcpy(at, "New", 3);
	assert_int_equal(read_back(text), IMPORT_GOOD);
	assert_int_equal(again.facts->places[0].what, FACTS_OTHER);
	free(store);
	free(text);
}
