/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/handoff/table.h as a kernel uses it: damaged, truncated, moved and newer
 * tables.
 */
#include "tests/lib/test.h"

#include "core/table/crc.h"
#include "tests/lib/giventable.h"

static int given_table(void **state)
{
	forget_table(state);
	given_map(LOADER_MAP);
	given_all_facts();
	when("");
	given_distances();
	when_table();
	return 0;
}

/* Reads everything that a kernel may read; no read leaves the table. */
static uint64_t walk(const void *bytes)
{
	const struct mbt_header *header = bytes;
	uint64_t sum = 0;

	for (uint32_t tag = 0; tag < MBT_KNOWN_TAGS + 2; tag++) {
		const struct mbt_section *section =
			mbt_find_section(bytes, tag);
		struct mbt_region r;

		for (uint32_t i = 0; i < 100 && mbt_get_region(section, i, &r);
		     i++)
			sum += r.base + *mbt_string(bytes, r.owner) +
			       *mbt_string(bytes, r.name);
	}
	for (uint32_t i = 0; i < 100; i++)
		sum += *mbt_string(bytes, i);
	return sum + *mbt_string(bytes, UINT32_MAX) + *mbt_cmdline(bytes) +
	       header->used_size;
}

/* --- damage -------------------------------------------------------------- */

FIXTURE(given_table, forget_table);

TEST(every_flipped_bit_is_found)
{
	for (size_t bit = 0; bit < 8 * table_len; bit++) {
		table[bit / 8] ^= (uint8_t)(1 << bit % 8);
		if (mbt_check(table, (uint32_t)table_len) == MBT_OK)
			fail_msg("bit %zu of byte %zu", bit % 8, bit / 8);
		table[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	assert_int_equal(mbt_check(table, (uint32_t)table_len), MBT_OK);
}

TEST(every_shorter_table_is_refused)
{
	struct table_fault fault;

	for (size_t len = 0; len < table_len; len++) {
		uint8_t *cut = malloc(len ? len : 1);

		memcpy(cut, table, len);
		assert_int_equal(mbt_check(cut, (uint32_t)len), MBT_BAD_SIZE);
		assert_int_equal(table_validate(cut, len, &fault),
				 CORE_EFORMAT);
		free(cut);
	}
}

/* The checksum is valid, so the sections are checked. */
TEST(a_table_that_says_it_is_shorter_is_safe)
{
	size_t len = table_len;

	for (size_t n = sizeof(struct mbt_header); n < len; n++) {
		uint8_t *cut = malloc(n);
		struct table_fault fault;

		memcpy(cut, table, n);
		((struct mbt_header *)(void *)cut)->used_size = (uint32_t)n;
		((struct mbt_header *)(void *)cut)->crc32 = mbt_checksum(cut);
		assert_int_equal(mbt_check(cut, (uint32_t)n), MBT_BAD_SECTION);
		assert_int_equal(table_validate(cut, n, &fault), CORE_EFORMAT);
		free(cut);
	}
}

TEST(random_bytes_with_a_good_checksum_are_safe)
{
	uint64_t seed = 1, sum = 0;
	struct table_fault fault;
	size_t good = 0;

	for (int round = 0; round < 20000; round++) {
		size_t at;
		uint8_t was;

		seed = seed * UINT64_C(6364136223846793005) + 1;
		at = (size_t)(seed >> 33) % table_len;
		was = table[at];
		table[at] = (uint8_t)(seed >> 24);
		if (at < 16 || at >= 20) /* used_size is the length itself */
			fix_crc();
		if (mbt_check(table, (uint32_t)table_len) == MBT_OK) {
			good++;
			sum += walk(table);
			table_validate(table, table_len, &fault);
		}
		table[at] = was;
		fix_crc();
	}
	assert_true(good > 1000);
	assert_true(sum != 0);
}

TEST(each_damage_has_its_error)
{
	struct mbt_header *header = header_of(), was = *header;
	uint32_t len = (uint32_t)table_len;
	uint64_t elsewhere[200];

	header->magic ^= 1;
	assert_int_equal(mbt_check(table, len), MBT_BAD_MAGIC);
	*header = was;
	header->version_major = 2;
	assert_int_equal(mbt_check(table, len), MBT_BAD_VERSION);
	*header = was;
	header->used_size = header->capacity + 8;
	assert_int_equal(mbt_check(table, len), MBT_BAD_SIZE);
	*header = was;
	header->header_size = 60;
	assert_int_equal(mbt_check(table, len), MBT_BAD_SIZE);
	header->header_size = 56;
	assert_int_equal(mbt_check(table, len), MBT_BAD_SIZE);
	header->header_size = header->used_size + 8;
	assert_int_equal(mbt_check(table, len), MBT_BAD_SIZE);
	*header = was;
	header->crc32++;
	assert_int_equal(mbt_check(table, len), MBT_BAD_CRC);
	*header = was;
	section_of(MBT_MEMORY)->payload_size += 4;
	fix_crc();
	assert_int_equal(mbt_check(table, len), MBT_BAD_SECTION);
	section_of(MBT_MEMORY)->payload_size -= 4;
	section_of(MBT_MEMORY)->count++;
	fix_crc();
	assert_int_equal(mbt_check(table, len), MBT_BAD_SECTION);
	section_of(MBT_MEMORY)->count--;
	fix_crc();
	assert_int_equal(mbt_check(table, len), MBT_OK);
	memcpy((uint8_t *)elsewhere + 4, table, 1000);
	assert_int_equal(mbt_check((uint8_t *)elsewhere + 4, 1000),
			 MBT_BAD_ALIGN);
}

TEST(a_newer_minor_version_is_accepted)
{
	header_of()->version_minor = 7;
	expect_found("good");
}

/* --- sections that are not known here ------------------------------------ */

TEST(unknown_sections_are_skipped)
{
	add_section(MBT_KNOWN_TAGS, 0, 24, 2, 48);
	add_section(0x80000001, 0, 0, 0, 0);
	add_section(0x80000001, 0, 1, 3, 8);
	assert_int_equal(mbt_check(table, (uint32_t)table_len), MBT_OK);
	assert_string_equal(text_of_check(), "good");
	assert_int_equal(section_of(MBT_KNOWN_TAGS)->count, 2);
	assert_int_equal(section_of(MBT_PHYSMAP)->count, 2);
}

TEST(an_unknown_critical_section_is_refused)
{
	add_section(MBT_KNOWN_TAGS, MBT_CRITICAL, 8, 1, 8);
	assert_int_equal(mbt_check(table, (uint32_t)table_len),
			 MBT_BAD_CRITICAL);
	assert_string_equal(text_of_check(),
			    "header #0 has an unknown critical section");
}

TEST(a_known_section_must_be_unique)
{
	add_section(MBT_DISTANCES, 0, 8, 1, 8);
	assert_int_equal(mbt_check(table, (uint32_t)table_len),
			 MBT_BAD_SECTION);
}

/* What it may mean to have it twice is up to that version. */
TEST(an_unknown_section_may_occur_twice)
{
	add_section(MBT_KNOWN_TAGS, 0, 8, 1, 8);
	add_section(MBT_KNOWN_TAGS, 0, 8, 1, 8);
	assert_int_equal(mbt_check(table, (uint32_t)table_len), MBT_OK);
}

/* --- entries of other sizes ---------------------------------------------- */

TEST(larger_entries_are_read_by_their_beginning)
{
	static const uint32_t tags[] = { MBT_MEMORY, MBT_RESERVED,
					 MBT_PHYSMAP };
	char before[3][2048];

	for (int i = 0; i < 3; i++)
		strcpy(before[i], text_of_regions(tags[i]));
	for (int i = 0; i < 3; i++)
		change_entry_size(tags[i], (uint16_t)(48 + 8 * i));
	change_entry_size(MBT_PLATFORM, 72);
	assert_string_equal(text_of_check(), "good");
	for (int i = 0; i < 3; i++)
		expect_regions(tags[i], before[i]);
}

TEST(fields_missing_in_smaller_entries_are_0)
{
	struct mbt_region r;

	change_entry_size(MBT_RESERVED, 24);
	assert_int_equal(mbt_check(table, (uint32_t)table_len), MBT_OK);
	assert_true(mbt_get_region(section_of(MBT_RESERVED), 2, &r));
	assert_int_equal(r.base, 0x200000);
	assert_int_equal(r.flags, MBT_REGION_KERN);
	assert_int_equal(r.owner, 0);
	assert_int_equal(r.source_count, 0);
	assert_string_equal(text_of_check(),
			    "reserved #0 has entries of a wrong size");
}

/* Not the bytes of the next entry. */
TEST(a_smaller_entry_ends_where_the_next_begins)
{
	struct mbt_distance d;

	change_entry_size(MBT_DISTANCES, 4);
	assert_true(mbt_get_entry(section_of(MBT_DISTANCES), 1, &d, sizeof(d)));
	assert_int_equal(d.to, 1);
	assert_int_equal(d.distance, 0);
	assert_true(mbt_get_entry(section_of(MBT_DISTANCES), 2, &d, sizeof(d)));
	assert_int_equal(d.from, 1);
}

TEST(a_larger_header_is_accepted)
{
	size_t len = table_len + 16;
	uint8_t *larger = calloc(1, len);
	struct mbt_header *header = (void *)larger;

	memcpy(larger, table, 64);
	memcpy(larger + 80, table + 64, table_len - 64);
	header->header_size = 80;
	header->used_size = header->capacity = (uint32_t)len;
	header->crc32 = mbt_checksum(larger);
	assert_int_equal(mbt_check(larger, (uint32_t)len), MBT_OK);
	assert_int_equal(mbt_find_section(larger, MBT_MEMORY)->count, 3);
	free(larger);
}

/* --- strings, names, places ------------------------------------------------
 */

TEST(a_moved_table_is_the_same)
{
	uint64_t sum = walk(table);
	uint8_t *moved = malloc(table_len + 4096);

	memcpy(moved + 4096, table, table_len);
	assert_int_equal(mbt_check(moved + 4096, (uint32_t)table_len), MBT_OK);
	assert_true(walk(moved + 4096) == sum);
	free(moved);
}

TEST(reserved_regions_are_found_by_owner_and_name)
{
	struct mbt_region r = { 0 };

	assert_true(mbt_find_reserved(table, "reserve_mem", "log", &r));
	assert_int_equal(r.base, 0x480000);
	assert_true(mbt_find_reserved(table, "module", "font", &r));
	assert_int_equal(r.base, 0x420000);
	assert_true(mbt_find_reserved(table, "kernel image", "", &r));
	assert_int_equal(r.base, 0x200000);
	assert_false(mbt_find_reserved(table, "module", "log", &r));
	assert_false(mbt_find_reserved(table, "module", "fon", &r));
	assert_false(mbt_find_reserved(table, "module", "fonts", &r));
	assert_int_equal(r.base, 0x200000);
}

TEST(strings_that_do_not_end_are_empty)
{
	struct mbt_section *strings = section_of(MBT_STRINGS);
	uint32_t last = strings->count;

	memset((char *)(strings + 1) + last - 4, 'x',
	       strings->payload_size - last + 4);
	assert_string_equal(mbt_string(table, last - 3), "");
	assert_string_equal(mbt_string(table, strings->payload_size), "");
	assert_string_equal(mbt_string(table, 0), "");
	assert_string_equal(mbt_string(table, 1), "x86_64");
}

TEST(a_command_line_that_does_not_end_is_empty)
{
	struct mbt_section *section = section_of(MBT_CMDLINE);

	((char *)(section + 1))[section->count - 1] = 'x';
	assert_string_equal(mbt_cmdline(table), "");
	section->count = 0;
	assert_string_equal(mbt_cmdline(table), "");
}

TEST(there_is_nothing_after_the_last_entry)
{
	struct mbt_region r = { .base = 77 };

	assert_false(mbt_get_region(section_of(MBT_MEMORY), 3, &r));
	assert_false(mbt_get_region(section_of(MBT_MEMORY), UINT32_MAX, &r));
	assert_false(mbt_get_region(NULL, 0, &r));
	assert_int_equal(r.base, 77);
}

TEST(the_checksum_is_that_of_zlib)
{
	/* The check value of CRC-32 in CRC catalogues. */
	assert_int_equal(
		~mbt_crc32((const uint8_t *)"123456789", 9, UINT32_MAX),
		0xcbf43926);
}

TEST(both_checksums_are_the_same)
{
	uint8_t bytes[6000]; /* more than is folded in two turns */

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * i * 7 + i / 3);
	for (uint32_t len = 0; len < sizeof(bytes); len += len < 600 ? 1 : 13)
		assert_int_equal(
			table_crc32(bytes + len % 5, len - len % 5),
			~mbt_crc32(bytes + len % 5, len - len % 5, UINT32_MAX));
}
