/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/limine/mappings.c: what a kernel of each base revision finds mapped.
 */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "efi/boot/limine/state.h"
#include "tests/lib/walker.h"

#define IMAGE UINT64_C(0x5000000)

static struct limine limine;
static struct e820_entry entries[16];
static struct e820_table rows = { entries, 0, 16 };
static struct paging paging;
static uint8_t *tables;

static TEST_STEP(set_up)
{
	memset(&limine, 0, sizeof(limine));
	limine.hhdm = DIRECT;
	limine.image.virt = HIGH;
	limine.image.memory = (uint8_t *)(uintptr_t)IMAGE;
	limine.plan.base = HIGH;
	limine.paging = (struct paging_cpu){ walkers[0].format, 4, true, true };
	rows.cnt = 0;
	return 0;
}

static TEST_STEP(tear_down)
{
	free(tables);
	tables = NULL;
	return 0;
}

FIXTURE(set_up, tear_down);

static void given_row(uint64_t base, uint64_t end, enum limine_memory type)
{
	entries[rows.cnt++] = (struct e820_entry){ { base, end - base }, type };
}

static void given_segment(uint64_t vaddr, uint64_t size, uint32_t rights)
{
	limine.plan.segments[limine.plan.segment_cnt++] = (struct elf_segment){
		.vaddr = vaddr, .memory_size = size, .p_flags = rights
	};
}

/* In so many tables; SIZE_MAX: as many as it takes. */
static bool map_in(size_t room)
{
	paging_measure(&paging, &limine.paging);
	assert_true(limine_map(&paging, &limine, &rows));
	room = room < paging.need ? room : paging.need;
	free(tables);
	tables = aligned_alloc(4096, (room + 1) * 4096);
	paging_begin(&paging, &limine.paging, tables, TABLES, room);
	return limine_map(&paging, &limine, &rows);
}

static void map_for(unsigned int revision)
{
	limine.requests.revision = revision;
	assert_true(map_in(SIZE_MAX));
}

static uint64_t entry_at(uint64_t phys)
{
	uint64_t entry;

	memcpy(&entry, tables + (phys - TABLES), 8);
	return entry;
}

static struct walked walk(uint64_t virt)
{
	return walkers[0].walk(TABLES, 4, virt, entry_at);
}

static const char *mapped(uint64_t virt)
{
	struct walked walked = walk(virt);

	return walked_text(&walked);
}

/* Whether all of a range is in the direct map, or none of it. */
static bool is_direct(uint64_t base, uint64_t end)
{
	bool there = walk(DIRECT + base).there;

	for (uint64_t at = base; at < end; at += 0x1000) {
		struct walked walked = walk(DIRECT + at);

		assert_int_equal(walked.there, there);
		assert_true(!there || walked.phys == at);
	}
	return there;
}

/* --- the direct map ------------------------------------------------------ */

TEST(each_base_revision_maps_rows_of_its_types)
{
	static const struct {
		enum limine_memory type;
		const char *mapped; /* by revision, 0 to 6 */
	} cases[] = {
		{ LIMINE_USABLE, "+++++++" },
		{ LIMINE_RESERVED, "+++----" },
		{ LIMINE_BAD, "+++----" },
		{ LIMINE_ACPI_RECLAIMABLE, "+++-+++" },
		{ LIMINE_ACPI_NVS, "+++-+++" },
		{ LIMINE_LOADER_RECLAIMABLE, "+++++++" },
		{ LIMINE_KERNEL_AND_MODULES, "+++++++" },
		{ LIMINE_FRAMEBUFFER_MEMORY, "+++++++" },
		{ LIMINE_RESERVED_MAPPED, "+++-+++" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (unsigned int revision = 0; revision <= 6; revision++) {
			rows.cnt = 0;
			given_row(0x100000, 0x180000, cases[i].type);
			map_for(revision);
			assert_int_equal(is_direct(0x100000, 0x180000),
					 cases[i].mapped[revision] == '+');
		}
}

/* Up to base revision 2 the first 4 GiB are mapped as a whole. */
TEST(above_4_gib_only_base_revision_0_maps_what_is_reserved)
{
	for (unsigned int revision = 0; revision <= 6; revision++) {
		rows.cnt = 0;
		given_row(4 * G, 4 * G + 0x10000, LIMINE_RESERVED);
		given_row(4 * G + 0x10000, 4 * G + 0x20000, LIMINE_USABLE);
		map_for(revision);
		assert_int_equal(is_direct(4 * G, 4 * G + 0x10000),
				 revision == 0);
		assert_true(is_direct(4 * G + 0x10000, 4 * G + 0x20000));
		assert_false(is_direct(4 * G + 0x20000, 4 * G + 0x30000));
	}
}

TEST(gaps_below_4_gib_are_mapped_up_to_base_revision_2)
{
	for (unsigned int revision = 0; revision <= 6; revision++) {
		rows.cnt = 0;
		given_row(0x1000, 0xa0000, LIMINE_USABLE);
		given_row(0x100000, 0x200000, LIMINE_USABLE);
		map_for(revision);
		assert_int_equal(is_direct(0, 0x1000), revision <= 2);
		assert_int_equal(is_direct(0xa0000, 0x100000), revision <= 2);
		assert_int_equal(is_direct(0xffff0000, 0x100000000),
				 revision <= 2);
		assert_false(is_direct(0x100000000, 0x100010000));
	}
}

/* A large page has one memory type. */
TEST(rows_and_gaps_do_not_share_a_page)
{
	given_row(0x200000, 0x5ff000, LIMINE_USABLE);
	map_for(2);
	assert_string_equal(mapped(DIRECT + 0x200000), "200000 rwx 2M");
	assert_string_equal(mapped(DIRECT + 0x400000), "400000 rwx 4K");
	assert_string_equal(mapped(DIRECT + 0x5ff000), "5ff000 rwx 4K");
}

TEST(without_rows_there_are_gaps_only)
{
	map_for(2);
	assert_true(walk(DIRECT).there && walk(DIRECT + 4 * G - 1).there);
	map_for(3);
	assert_false(walk(DIRECT).there || walk(DIRECT + 4 * G - 1).there);
}

TEST(a_framebuffer_combines_writes_in_all_of_its_pages)
{
	given_row(0xc0000000, 0xc0000800, LIMINE_USABLE);
	given_row(0xc0000800, 0xc0001800, LIMINE_FRAMEBUFFER_MEMORY);
	given_row(0xc0001800, 0xc0003000, LIMINE_USABLE);
	map_for(6);
	assert_true(walk(DIRECT + 0xc0000000).kind == WALKER_COMBINED);
	assert_true(walk(DIRECT + 0xc0001000).kind == WALKER_COMBINED);
	assert_true(walk(DIRECT + 0xc0002000).kind == WALKER_CACHED);
}

/* --- the identity map ---------------------------------------------------- */

TEST(only_base_revision_0_maps_memory_to_itself_without_page_0)
{
	for (unsigned int revision = 0; revision <= 6; revision++) {
		rows.cnt = 0;
		given_row(0, 0xa0000, LIMINE_USABLE);
		given_row(4 * G, 4 * G + 0x10000, LIMINE_USABLE);
		map_for(revision);
		assert_false(walk(0).there);
		assert_int_equal(walk(0x1000).there, revision == 0);
		assert_int_equal(walk(0xa0000).there, revision == 0);
		assert_int_equal(walk(4 * G).there, revision == 0);
		assert_true(is_direct(0, 0xa0000));
	}
}

TEST(a_row_of_page_0_only_is_not_mapped_to_itself)
{
	given_row(0, 0x1000, LIMINE_USABLE);
	map_for(0);
	assert_false(walk(0).there);
	assert_string_equal(mapped(0x1000), "1000 rwx 4K");
	assert_true(walk(DIRECT).there);
}

/* --- the kernel ---------------------------------------------------------- */

TEST(each_segment_has_its_rights)
{
	given_segment(HIGH + 0x1000, 0x800, ELF_READ | ELF_EXECUTE);
	given_segment(HIGH + 0x2000, 0x10, ELF_READ);
	given_segment(HIGH + 0x4000, 0x1001, ELF_READ | ELF_WRITE);
	map_for(6);
	assert_false(walk(HIGH).there);
	assert_string_equal(mapped(HIGH + 0x1000), "5001000 rx 4K");
	assert_string_equal(mapped(HIGH + 0x2000), "5002000 r 4K");
	assert_false(walk(HIGH + 0x3000).there);
	assert_string_equal(mapped(HIGH + 0x5000), "5005000 rw 4K");
	assert_false(walk(HIGH + 0x6000).there);
}

TEST(a_page_of_several_segments_has_the_rights_of_all)
{
	given_segment(HIGH, 0x1800, ELF_READ | ELF_EXECUTE);
	given_segment(HIGH + 0x1800, 0x1000, ELF_READ | ELF_WRITE);
	map_for(6);
	assert_string_equal(mapped(HIGH), "5000000 rx 4K");
	assert_string_equal(mapped(HIGH + 0x1000), "5001000 rwx 4K");
	assert_string_equal(mapped(HIGH + 0x2000), "5002000 rw 4K");
}

/* --- lack of tables ------------------------------------------------------ */

TEST(without_a_table_more_it_says_so)
{
	for (unsigned int revision = 0; revision <= 6; revision += 3) {
		rows.cnt = 0;
		limine.plan.segment_cnt = 0;
		limine.requests.revision = revision;
		given_row(0, 0x9f000, LIMINE_USABLE);
		given_row(0x103000, 0x40000000, LIMINE_USABLE);
		given_segment(HIGH, 0x1800, ELF_READ | ELF_EXECUTE);
		given_segment(HIGH + 0x1800, 0x1000, ELF_READ | ELF_WRITE);
		assert_true(map_in(SIZE_MAX));
		assert_true(paging.used > 4);
		for (size_t room = paging.used; room-- > 1;)
			assert_false(map_in(room));
	}
}
