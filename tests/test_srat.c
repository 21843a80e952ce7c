/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/srat.c: the entries of valid tables, and invalid tables. */
#include "tests/lib/test.h"

#include "tests/lib/givensrat.h"

/* "cpu 3 mem 1 100000-40000000 1": what srat_next() gives. */
static void expect_entries(unsigned int revision, const char *given,
			   const char *wanted)
{
	struct acpi_bytes srat = srat_from_text(revision, given);
	struct srat_entry entry;
	char text[512] = "";
	size_t at = 0, used = 0;

	assert_int_equal(srat_check(&srat), ACPI_GOOD);
	while (srat_next(&srat, &at, &entry)) {
		used += (size_t)sprintf(text + used, "%s%s %u", used ? " " : "",
					entry.memory ? "mem" : "cpu",
					entry.domain);
		if (entry.memory)
			used += (size_t)sprintf(
				text + used, " %llx-%llx %x",
				(unsigned long long)entry.base,
				(unsigned long long)(entry.base + entry.size),
				entry.flags);
	}
	assert_string_equal(text, wanted);
	free(acpi_byte(&srat, 0));
}

/* In a separate allocation, so that AddressSanitizer sees an overrun. */
static void expect_fault(const struct acpi_bytes *table, enum acpi_fault wanted)
{
	struct acpi_bytes exact = *table;
	enum acpi_fault (*check)(const struct acpi_bytes *) =
		table->bytes[1] == 'R' ? srat_check : slit_check;

	exact.bytes = malloc(exact.len);
	memcpy(acpi_byte(&exact, 0), table->bytes, exact.len);
	assert_int_equal(check(&exact), wanted);
	free(acpi_byte(&exact, 0));
}

TEST(each_kind_of_entry_has_a_domain)
{
	expect_entries(3, "", "");
	expect_entries(3, "cpu:3", "cpu 3");
	expect_entries(3, "x2apic:4 gicc:5 initiator:6 rintc:7",
		       "cpu 4 cpu 5 cpu 6 cpu 7");
	expect_entries(3, "mem:1:100000-40000000", "mem 1 100000-40000000 1");
	expect_entries(3, "mem:1:0-1000:3 mem:2:1000-2000:5 mem:3:0-0",
		       "mem 1 0-1000 3 mem 2 1000-2000 5 mem 3 0-0 1");
}

TEST(disabled_and_unknown_entries_are_skipped)
{
	expect_entries(3, "!cpu:3 cpu:4 !mem:1:0-1000", "cpu 4");
	expect_entries(3, "other:9:8 other:4:12 cpu:4 other:200:255 other:6:2",
		       "cpu 4");
	expect_entries(3, "!x2apic:1 !gicc:1 !initiator:1 !rintc:1", "");
}

TEST(a_domain_has_8_bits_in_revision_1)
{
	expect_entries(1, "cpu:259 mem:258:0-1000", "cpu 3 mem 2 0-1000 1");
	expect_entries(0, "mem:258:0-1000", "mem 2 0-1000 1");
	expect_entries(2, "cpu:259 mem:258:0-1000", "cpu 259 mem 258 0-1000 1");
	expect_entries(3, "cpu:16777215 mem:4294967295:0-1000",
		       "cpu 16777215 mem 4294967295 0-1000 1");
	expect_entries(1, "x2apic:259", "cpu 259");
}

TEST(a_table_of_another_length_is_refused)
{
	struct acpi_bytes srat = srat_from_text(3, "cpu:1 mem:1:0-1000");
	const struct acpi_bytes none = { NULL, 0 };

	expect_fault(&srat, ACPI_GOOD);
	for (size_t len = 1; len < srat.len; len++)
		expect_fault(&(struct acpi_bytes){ srat.bytes, len },
			     len < 48 ? ACPI_SHORT : ACPI_LENGTH);
	assert_int_equal(srat_check(&none), ACPI_SHORT);
	*acpi_byte(&srat, 4) += 1;
	acpi_sum_up(&srat);
	expect_fault(&srat, ACPI_LENGTH);
	free(acpi_byte(&srat, 0));
}

TEST(any_changed_byte_is_detected)
{
	struct acpi_bytes srat = srat_from_text(3, "cpu:1 mem:1:0-1000");

	for (size_t i = 8; i < srat.len; i++) {
		*acpi_byte(&srat, i) ^= 0x10;
		expect_fault(&srat, ACPI_CHECKSUM);
		*acpi_byte(&srat, i) ^= 0x10;
	}
	*acpi_byte(&srat, 3) = 'U';
	acpi_sum_up(&srat);
	expect_fault(&srat, ACPI_SIGNATURE);
	free(acpi_byte(&srat, 0));
}

/* Sets byte `at` of a table of these words, sums it up, and refuses it. */
static void refuse_with(const char *words, size_t at, uint8_t value)
{
	struct acpi_bytes srat = srat_from_text(3, words);

	*acpi_byte(&srat, at) = value;
	acpi_sum_up(&srat);
	expect_fault(&srat, ACPI_ENTRY);
	free(acpi_byte(&srat, 0));
}

TEST(an_entry_of_a_wrong_length_is_refused)
{
	refuse_with("other:9:8", 49, 0);
	refuse_with("other:9:8", 49, 1);
	refuse_with("other:9:8", 49, 9);
	refuse_with("other:9:8", 49, 7); /* one byte is left */
	refuse_with("cpu:1 cpu:2", 49, 15);
	refuse_with("mem:1:0-1000", 49, 39);
	refuse_with("mem:1:0-1000", 49, 41);
	refuse_with("x2apic:1", 49, 23);
	refuse_with("gicc:1", 49, 17);
	refuse_with("initiator:1", 49, 31);
	refuse_with("rintc:1", 49, 19);
}

TEST(the_number_of_entries_is_bounded_by_the_length)
{
	struct acpi_bytes srat = srat_from_text(
		3, "mem:1:0-1 mem:2:1-2 cpu:1 cpu:2 cpu:3 gicc:1");
	const struct acpi_bytes none = { NULL, 0 };

	assert_true(srat_memory_max(&srat) >= 2);
	assert_true(srat_entries_max(&srat) >= 6);
	assert_int_equal(srat_memory_max(&none), 0);
	assert_int_equal(srat_entries_max(&none), 0);
	free(acpi_byte(&srat, 0));
}

TEST(distances_are_read_from_row_to_column)
{
	struct acpi_bytes slit = slit_from_text("10 21 31 / 20 10 40 / "
						"30 41 10");
	const struct acpi_bytes none = { NULL, 0 };

	expect_fault(&slit, ACPI_GOOD);
	assert_int_equal(slit_domains(&slit), 3);
	assert_int_equal(slit_distance(&slit, 0, 2), 31);
	assert_int_equal(slit_distance(&slit, 2, 0), 30);
	assert_int_equal(slit_distance(&slit, 2, 1), 41);
	assert_int_equal(slit_domains(&none), 0);
	free(acpi_byte(&slit, 0));
}

static void expect_slit(const char *text, enum acpi_fault wanted)
{
	struct acpi_bytes slit = slit_from_text(text);

	expect_fault(&slit, wanted);
	free(acpi_byte(&slit, 0));
}

TEST(invalid_distances_are_refused)
{
	expect_slit("10", ACPI_GOOD);
	expect_slit("10 255 / 11 10", ACPI_GOOD);
	expect_slit("11", ACPI_DISTANCE);
	expect_slit("10 10 / 21 10", ACPI_DISTANCE);
	expect_slit("10 21 / 0 10", ACPI_DISTANCE);
	expect_slit("10 21 / 21 20", ACPI_DISTANCE);
}

TEST(a_matrix_that_does_not_fit_is_refused)
{
	struct acpi_bytes slit = slit_from_text("10 21 / 21 10");

	expect_slit("10 21 / 21", ACPI_MATRIX);
	for (size_t i = 1; i < 8; i++) {
		*acpi_byte(&slit, 36 + i) = 1;
		acpi_sum_up(&slit);
		expect_fault(&slit, ACPI_MATRIX);
		*acpi_byte(&slit, 36 + i) = 0;
	}
	/* A quarter of it is used: some firmware pads. */
	*acpi_byte(&slit, 36) = 1;
	acpi_sum_up(&slit);
	expect_fault(&slit, ACPI_GOOD);
	slit.len = 43;
	expect_fault(&slit, ACPI_SHORT);
	free(acpi_byte(&slit, 0));
}

TEST(every_fault_has_a_phrase)
{
	for (int fault = 0; fault < ACPI_FAULT_COUNT; fault++)
		assert_true(strlen(acpi_fault_text((enum acpi_fault)fault)) >
			    5);
	assert_string_equal(acpi_fault_text(ACPI_CHECKSUM),
			    "has a wrong checksum");
	assert_non_null(acpi_fault_text((enum acpi_fault)99));
}
