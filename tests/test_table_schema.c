/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/schema.h: each row agrees with the writer, the checker, messages,
 * `memblock check` and docs/table.md.
 */
#define _DEFAULT_SOURCE /* dup2(), mkstemp() */
#include "tests/lib/test.h"

#include <unistd.h>

#include "core/table/schema.h"
#include "tests/lib/giventable.h"
#include "tests/lib/parsed.h"
#include "tools/command.h"

/* All columns. */
static const struct columns {
	uint32_t tag;
	const char *name;
	size_t size;
	unsigned int flags, drop;
	const char *tag_name, *checked, *listed;
} rows[] = {
#define ROW(tag, name, size, flags, drop, written, checked, listed) \
	{ MBT_##tag, name, size, flags, drop, "MBT_" #tag, #checked, #listed },
	TABLE_SCHEMA(ROW)
};
#define for_each_row(each)                                                    \
	for (const struct columns *each = rows; each < rows + TABLE_SECTIONS; \
	     each++)

/* A valid table with a section of each kind; MBT_LOST only if some do not fit.
 */
static void given_section(const struct columns *row)
{
	forget_table(NULL);
	given_map(LOADER_MAP " 3000000-3000000:7");
	given_all_facts();
	when("");
	given_distances();
	assert_int_equal(
		write_table(row->tag == MBT_LOST
				    ? 2400
				    : table_space(&conversion, &facts, 0),
			    0),
		CORE_OK);
	assert_string_equal(text_of_check(), "good");
	assert_non_null(section_of(row->tag));
}

/* "memory #0 is empty" */
#define expect_fault(row, index, what)                                      \
	do {                                                                \
		char fault_[128];                                           \
		snprintf(fault_, sizeof(fault_), "%s #%d " what, row->name, \
			 index);                                            \
		expect_found(fault_);                                       \
	} while (0)

FIXTURE(forget_table, forget_table);

TEST(each_tag_has_one_row)
{
	uint32_t seen = 0;

	for_each_row(row)
	{
		assert_in_range(row->tag, 1, MBT_KNOWN_TAGS - 1);
		assert_false(seen & 1u << row->tag);
		seen |= 1u << row->tag;
	}
	assert_int_equal(seen, (1u << MBT_KNOWN_TAGS) - 2);
}

/* --- the writer ---------------------------------------------------------- */

TEST(each_row_is_written)
{
	for_each_row(row)
	{
		const struct mbt_section *section;

		given_section(row);
		section = section_of(row->tag);
		assert_int_equal(section->entry_size,
				 row->flags & SECTION_STRIDE
					 ? capture.map.desc_size
					 : row->size);
		assert_int_equal(section->flags, row->flags & SECTION_CRITICAL
							 ? MBT_CRITICAL
							 : 0);
		assert_true(section->count > 0);
		if (row->flags & SECTION_SINGLE)
			assert_int_equal(section->count, 1);
	}
}

TEST(sections_are_written_in_the_order_of_the_rows)
{
	const struct mbt_section *last = NULL;

	given_section(&rows[0]);
	for_each_row(row)
	{
		const struct mbt_section *section = section_of(row->tag);

		if (section == NULL)
			continue;
		assert_true(last == NULL || section == mbt_next_section(last));
		last = section;
	}
}

TEST(a_section_without_entries_is_written_if_required)
{
	given_map("0-1000:11:UC");
	when("profile=linux-arm64");
	when_table();
	for_each_row(row)
	{
		const struct mbt_section *section = section_of(row->tag);

		if (row->flags & SECTION_REQUIRED)
			assert_non_null(section);
		else
			assert_true(section == NULL || section->count > 0);
	}
}

static const struct columns *dropped_as(unsigned int order)
{
	const struct columns *found = NULL;

	for_each_row(row)
	{
		if (row->drop != order)
			continue;
		assert_null(found);
		found = row;
	}
	return found;
}

TEST(sections_are_dropped_in_the_order_of_the_schema)
{
	unsigned int next = 1;
	size_t space;

	given_section(&rows[0]);
	space = table_space(&conversion, &facts, 0);
	while (write_table(space, 0) == CORE_OK) {
		while (next <= SECTION_DROPS &&
		       section_of(dropped_as(next)->tag) == NULL)
			next++;
		for (unsigned int i = next; i <= SECTION_DROPS; i++)
			assert_non_null(section_of(dropped_as(i)->tag));
		for_each_row(row)
		{
			if (row->drop == 0 && row->tag != MBT_LOST)
				assert_non_null(section_of(row->tag));
		}
		space--;
	}
	assert_int_equal(next, SECTION_DROPS + 1);
}

/* --- the checker --------------------------------------------------------- */

TEST(smaller_entries_are_found)
{
	for_each_row(row)
	{
		if (row->size == 1)
			continue;
		given_section(row);
		if (row->flags & SECTION_GREW) {
			change_entry_size(row->tag, (uint16_t)(row->size -
							       SECTION_GROWTH));
			expect_found("good");
		}
		change_entry_size(
			row->tag,
			(uint16_t)(row->size - 1 -
				   (row->flags & SECTION_GREW ? SECTION_GROWTH
							      : 0)));
		expect_fault(row, 0, "has entries of a wrong size");
	}
}

TEST(larger_entries_are_found_only_where_they_may_not_grow)
{
	for_each_row(row)
	{
		given_section(row);
		change_entry_size(
			row->tag,
			(uint16_t)(section_of(row->tag)->entry_size + 8));
		if (row->flags & SECTION_FIXED)
			expect_fault(row, 0, "has entries of a wrong size");
		else
			expect_found("good");
	}
}

TEST(a_section_that_is_not_critical_is_found)
{
	for_each_row(row)
	{
		given_section(row);
		section_of(row->tag)->flags &= (uint16_t)~MBT_CRITICAL;
		if (row->flags & SECTION_CRITICAL)
			expect_fault(row, 0, "is not marked as critical");
		else
			expect_found("good");
	}
}

TEST(a_missing_section_is_found_if_required)
{
	for_each_row(row)
	{
		char missing[64];

		given_section(row);
		section_of(row->tag)->flags = 0;
		section_of(row->tag)->tag = 0x80000000 + row->tag;
		fix_crc();
		snprintf(missing, sizeof(missing), "%s #0 is missing",
			 row->name);
		if (row->flags & SECTION_REQUIRED)
			assert_string_equal(text_of_check(), missing);
		else
			assert_string_not_equal(text_of_check(), missing);
	}
}

TEST(another_number_of_entries_is_found_where_there_is_one)
{
	for_each_row(row)
	{
		if (!(row->flags & SECTION_SINGLE))
			continue;
		given_section(row);
		section_of(row->tag)->count = 0;
		expect_fault(row, 0, "does not have exactly one entry");
	}
}

/* Whether the first entry of the section now breaks a rule of docs/table.md;
 * false if there is no rule to break. */
static bool break_entry(uint32_t tag)
{
	void *entry = entry_of(tag, 0);

	switch (tag) {
	case MBT_MEMORY:
	case MBT_RESERVED:
	case MBT_PHYSMAP:
		((struct mbt_region *)entry)->size = 0;
		return true;
	case MBT_PLATFORM:
		((struct mbt_platform *)entry)->arch = 2;
		return true;
	case MBT_CPU:
		((struct mbt_cpu *)entry)->stack_size = UINT64_MAX;
		return true;
	case MBT_KERNEL:
		((struct mbt_kernel *)entry)->size = UINT64_MAX;
		return true;
	case MBT_CMDLINE:
		((char *)entry)[0] = '\0';
		return true;
	case MBT_MODULES:
		((struct mbt_module *)entry)->size = UINT64_MAX;
		return true;
	case MBT_FRAMEBUFFER:
		((struct mbt_framebuffer *)entry)->size = 0;
		return true;
	case MBT_EDID:
		section_of(tag)->count--;
		return true;
	case MBT_BOOT:
		((struct mbt_boot *)entry)->loader = 2;
		return true;
	case MBT_SYMBOLS:
		((struct mbt_symbols *)entry)->strings_size = UINT64_MAX;
		return true;
	case MBT_PROCESSORS:
		((struct mbt_processor *)entry)->stack_size = UINT64_MAX;
		return true;
	case MBT_EFI_MAP:
		/* 6 descriptors of 48 bytes, and one byte of padding. */
		section_of(tag)->entry_size = 41;
		section_of(tag)->count = 7;
		((uint8_t *)entry)[7 * 41] = 0;
		return true;
	case MBT_SOURCES:
		*(uint32_t *)entry = UINT32_MAX;
		return true;
	case MBT_ANOMALIES:
		((struct mbt_anomaly *)entry)->anomalies = 0;
		return true;
	case MBT_STRINGS:
		((char *)entry)[0] = 'x';
		return true;
	case MBT_LOST:
		((struct mbt_lost *)entry)->count = 0;
		return true;
	default:
		return false;
	}
}

TEST(a_broken_entry_is_found_in_each_section_with_a_rule)
{
	for_each_row(row)
	{
		struct table_fault fault = { 0 };

		given_section(row);
		if (!break_entry(row->tag)) {
			assert_string_equal(row->checked, "nothing");
			continue;
		}
		fix_crc();
		assert_int_equal(table_validate(table, table_len, &fault),
				 CORE_EFORMAT);
		assert_int_equal(fault.tag, row->tag);
		assert_int_equal(fault.index, 0);
		if (fault.problem <= TABLE_NOT_SINGLE)
			fail_msg("%s: %s", row->name, text_of_check());
	}
}

/* --- names --------------------------------------------------------------- */

TEST(each_row_has_a_name_of_its_own)
{
	for_each_row(row)
	{
		assert_string_equal(table_tag_name(row->tag), row->name);
		for_each_row(other)
		{
			if (other != row)
				assert_string_not_equal(row->name, other->name);
		}
	}
}

/* --- the host program ---------------------------------------------------- */

/* What `memblock check` prints for the last table. */
static const char *text_of_listing(void)
{
	static char text[16384];
	char path[] = "/tmp/memblock-schema-XXXXXX";
	char name[] = "check", *argv[] = { name, path, NULL };
	int file = mkstemp(path), out = dup(STDOUT_FILENO);
	FILE *printed = tmpfile();
	size_t len;

	assert_int_equal(write(file, table, table_len), table_len);
	close(file);
	fflush(stdout);
	dup2(fileno(printed), STDOUT_FILENO);
	command_check(command_find("check"), 2, argv);
	dup2(out, STDOUT_FILENO);
	close(out);
	unlink(path);
	rewind(printed);
	len = fread(text, 1, sizeof(text) - 1, printed);
	fclose(printed);
	text[len] = '\0';
	return text;
}

TEST(each_row_is_listed)
{
	for_each_row(row)
	{
		const char *text;
		char line[64];

		given_section(row);
		text = text_of_listing();
		snprintf(line, sizeof(line), "\n  %-12s 0x%08x", row->name,
			 row->tag);
		if (strstr(text, line) == NULL)
			fail_msg("no line for %s in%s", row->name, text);
		/* The heading of its entries. */
		snprintf(line, sizeof(line), "\n\n%s\n  ", row->name);
		assert_int_equal(strstr(text, line) != NULL,
				 strcmp(row->listed, "nothing") != 0);
	}
}

/* --- docs/table.md ------------------------------------------------------- */

TEST(each_row_is_documented)
{
	size_t len;
	char *text = read_whole("docs/table.md", &len);

	assert_non_null(text);
	for_each_row(row)
	{
		char start[64], line[256] = "";
		const char *found;

		snprintf(start, sizeof(start), "\n| %u | `%s` | ", row->tag,
			 row->tag_name);
		found = strstr(text, start);
		if (found != NULL)
			sscanf(found + 1, "%255[^\n]", line);
		else
			fail_msg("docs/table.md lacks %s", start);
		assert_int_equal(strstr(line, "| yes |") != NULL,
				 !!(row->flags & SECTION_REQUIRED));
		assert_int_equal(strstr(line, "critical") != NULL,
				 !!(row->flags & SECTION_CRITICAL));
	}
	free(text);
}
