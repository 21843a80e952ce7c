/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi/boot/paging.h: tables are built, then walked as the processor does, one
 * page at a time.
 */
#include "tests/lib/test.h"

#include "efi/boot/paging.h"
#include "tests/lib/walker.h"

static const struct walker *walker; /* of the format under test */
static const struct paging_cpu plain = { NULL, 4, false, true };
static const struct paging_cpu page_1g = { NULL, 4, true, true };
/* Only x86-64 has these. */
static const struct paging_cpu five = { NULL, 5, true, true };
static const struct paging_cpu old = { NULL, 4, false, false };

struct map {
	uint64_t virt, phys, size;
	unsigned int flags;
};

static struct paging paging;
static size_t counted;

static void done(void)
{
	free(paging.tables);
	paging.tables = NULL;
}

static struct paging_cpu in_its_format(const struct paging_cpu *cpu)
{
	struct paging_cpu ret = *cpu;

	ret.format = walker->format;
	return ret;
}

static void build(const struct paging_cpu *kind, const struct map *maps,
		  size_t cnt)
{
	struct paging_cpu cpu = in_its_format(kind);

	done();
	paging_measure(&paging, &cpu);
	for (size_t i = 0; i < cnt; i++)
		assert_true(paging_map(&paging, maps[i].virt, maps[i].phys,
				       maps[i].size, maps[i].flags));
	counted = paging.need;
	paging_begin(&paging, &cpu, malloc(counted * PAGE_SIZE_4K), TABLES,
		     counted);
	for (size_t i = 0; i < cnt; i++)
		assert_true(paging_map(&paging, maps[i].virt, maps[i].phys,
				       maps[i].size, maps[i].flags));
	assert_true(paging.used <= counted);
}

#define given(cpu, ...)                                     \
	build(&(cpu), (const struct map[]){ __VA_ARGS__ },  \
	      sizeof((const struct map[]){ __VA_ARGS__ }) / \
		      sizeof(struct map))

static uint64_t entry_at(uint64_t phys)
{
	assert_true(phys >= TABLES && phys < TABLES + counted * PAGE_SIZE_4K);
	assert_int_equal(phys % 8, 0);
	return paging.tables[(phys - TABLES) / 8];
}

static const char *walk(uint64_t virt)
{
	struct walked walked =
		walker->walk(TABLES, paging.cpu.levels, virt, entry_at);

	return walked_text(&walked);
}

#define expect(virt, text) assert_string_equal(walk(virt), text)

enum {
	R = PAGING_READ,
	W = PAGING_READ | PAGING_WRITE,
	X = PAGING_READ | PAGING_EXECUTE,
};

static TEST_STEP(tear_down)
{
	done();
	return 0;
}

static int choose(void **state)
{
	walker = *state;
	return 0;
}

FIXTURE(choose, NULL);
GROUP_FIXTURE(NULL, tear_down);

TEST_ON_BOTH(a_page_is_mapped_and_its_neighbours_are_not)
{
	given(plain, { 0x5000, 0x9000, 0x1000, W });
	expect(0x4fff, "-");
	expect(0x5000, "9000 rw 4K");
	expect(0x5fff, "9fff rw 4K");
	expect(0x6000, "-");
	assert_int_equal(paging.used, 4);
}

TEST_ON_X86_64(tables_are_counted_up_to_the_last_byte_of_a_range)
{
	given(plain, { 0x200000, 0x200000, 0x200000, 0 });
	assert_int_equal(counted, 4);
}

TEST_ON_BOTH(rights_are_those_requested)
{
	given(plain, { HIGH, 0x100000, 0x1000, X },
	      { HIGH + 0x1000, 0x101000, 0x1000, R },
	      { HIGH + 0x2000, 0x102000, 0x1000, W });
	expect(HIGH, "100000 rx 4K");
	expect(HIGH + 0x1000, "101000 r 4K");
	expect(HIGH + 0x2000, "102000 rw 4K");
}

TEST_ON_X86_64(without_nx_all_that_is_read_can_be_executed)
{
	given(old, { HIGH, 0x100000, 0x1000, R });
	expect(HIGH, "100000 rx 4K");
}

TEST_ON_BOTH(pages_are_as_large_as_both_addresses_allow)
{
	given(plain, { 0, 0, 4 * G, W });
	expect(0, "0 rw 2M");
	expect(4 * G - 1, "ffffffff rw 2M");
	assert_int_equal(paging.used, 1 + 1 + 4);
	given(page_1g, { 0, 0, 4 * G, W });
	expect(4 * G - 1, "ffffffff rw 1G");
	assert_int_equal(paging.used, 2);
	given(page_1g, { 0x1ff000, 0x1ff000, 2 * G, W });
	expect(0x1ff000, "1ff000 rw 4K");
	expect(2 * M, "200000 rw 2M");
	expect(G - 1, "3fffffff rw 2M");
	expect(G, "40000000 rw 1G");
	expect(2 * G, "80000000 rw 4K");
	expect(2 * G + 0x1fe000, "801fe000 rw 4K");
	expect(2 * G + 0x1ff000, "-");
	given(page_1g, { HIGH, 0x101000, 4 * M, W });
	expect(HIGH + 3 * M, "401000 rw 4K");
}

TEST_ON_BOTH(a_later_mapping_wins)
{
	given(page_1g, { 0, 0, 4 * G, W }, { 0x200000, 0x5000000, 0x2000, X });
	expect(0x1fffff, "1fffff rw 2M");
	expect(0x200000, "5000000 rx 4K");
	expect(0x201fff, "5001fff rx 4K");
	expect(0x202000, "202000 rw 4K");
	expect(0x400000, "400000 rw 2M");
	expect(G, "40000000 rw 1G");
	given(plain, { 0, 0, 4 * G, W }, { 3 * G, 3 * G, 4 * M, R });
	expect(3 * G - 1, "bfffffff rw 2M");
	expect(3 * G, "c0000000 r 2M");
}

TEST_ON_BOTH(a_guard_page_is_nothing)
{
	given(page_1g, { 0, 0, 4 * G, W },
	      { 0x7fff000, 0x7fff000, 0x1000, PAGING_NOTHING });
	expect(0x7ffefff, "7ffefff rw 4K");
	expect(0x7fff000, "-");
	expect(0x8000000, "8000000 rw 2M");
}

TEST_ON_BOTH(a_framebuffer_combines_writes)
{
	given(page_1g, { 0, 0, 4 * G, W },
	      { 0x80000000, 0x80000000, 0x3e9000, W | PAGING_WC },
	      { 0x80001000, 0x80001000, 0x1000, R });
	expect(0x7fffffff, "7fffffff rw 1G");
	/* The large page was split and its memory type kept. */
	expect(0x80000000, "80000000 rw wc 4K");
	expect(0x80001000, "80001000 r 4K");
	expect(0x80002000, "80002000 rw wc 4K");
	expect(0x801ff000, "801ff000 rw wc 4K");
	expect(0x80200000, "80200000 rw wc 4K");
	expect(0x803e9000, "803e9000 rw 4K");
	given(page_1g, { 0, 0, 4 * G, W | PAGING_WC },
	      { 2 * M, 2 * M, 2 * M, W }, { 0x5000, 0x5000, 0x1000, W });
	expect(0x1000, "1000 rw wc 4K");
	expect(0x5000, "5000 rw 4K");
	expect(0x6000, "6000 rw wc 4K");
	expect(2 * M, "200000 rw 2M");
	expect(4 * M, "400000 rw wc 2M");
	expect(G, "40000000 rw wc 1G");
}

TEST_ON_AARCH64(a_device_is_not_memory)
{
	given(page_1g, { 0, 0, 4 * G, W | PAGING_DEVICE },
	      { G, G, 0x201000, W }, { 0x5000, 0x5000, 0x1000, W | PAGING_WC });
	expect(0x4000, "4000 rw device 4K");
	expect(0x5000, "5000 rw wc 4K");
	expect(2 * M, "200000 rw device 2M");
	expect(G, "40000000 rw 2M");
	expect(G + 2 * M, "40200000 rw 4K");
	expect(G + 2 * M + 0x1000, "40201000 rw device 4K");
	expect(2 * G, "80000000 rw device 1G");
}

/* Each half has mappings of its own. */
TEST_ON_BOTH(both_halves_are_parts_of_one_root)
{
	given(page_1g, { 0x5000, 0x1000, 0x1000, W },
	      { DIRECT + 0x5000, 0x2000, 0x1000, R },
	      { UINT64_MAX - 0xfff, 0x3000, 0x1000, X });
	expect(0x5000, "1000 rw 4K");
	expect(DIRECT + 0x5000, "2000 r 4K");
	expect(UINT64_MAX, "3fff rx 4K");
	expect((UINT64_C(1) << 47) - 1, "-");
	expect(DIRECT, "-");
}

TEST_ON_X86_64(the_higher_half_is_one_with_five_levels)
{
	given(five, { 0, 0, G, W }, { DIRECT, 0, 2 * G, W },
	      { HIGH, 0x200000, 2 * M, X },
	      { UINT64_C(0xff00000000000000), 0, 0x1000, R });
	expect(0x1234, "1234 rw 1G");
	expect(DIRECT + G, "40000000 rw 1G");
	expect(HIGH + 5, "200005 rx 2M");
	expect(UINT64_C(0xff00000000000000), "0 r 4K");
	expect(DIRECT - 1, "-");
}

TEST_ON_BOTH(addresses_are_canonical)
{
	assert_true(paging_canonical(&plain, 0, 0x7fffffffffff));
	assert_true(paging_canonical(&plain, 0, UINT64_C(1) << 47));
	assert_false(paging_canonical(&plain, 0x1000, UINT64_C(1) << 47));
	assert_false(paging_canonical(&plain, UINT64_C(1) << 47, 0x1000));
	assert_false(paging_canonical(&plain, DIRECT - 0x1000, 0x1000));
	assert_true(paging_canonical(&plain, DIRECT, 0x1000));
	assert_true(paging_canonical(&plain, UINT64_MAX - 0xfff, 0x1000));
	assert_false(paging_canonical(&plain, UINT64_MAX - 0xfff, 0x2000));
	assert_true(paging_canonical(&five, UINT64_C(1) << 47, 0x1000));
	assert_false(paging_canonical(&five, UINT64_C(1) << 56, 0x1000));
}

TEST_ON_BOTH(nothing_is_written_without_a_table)
{
	uint64_t *tables = malloc(2 * PAGE_SIZE_4K);
	struct paging_cpu cpu = in_its_format(&plain);

	done();
	paging_begin(&paging, &cpu, tables, TABLES, 2);
	assert_false(paging_map(&paging, 0, 0, 0x1000, W));
	assert_int_equal(paging.used, 2);
}

static uint64_t seed = 1;

static uint64_t any(void)
{
	seed = seed * 6364136223846793005 + 1;
	return seed >> 20;
}

static struct map any_map(void)
{
	static const uint64_t starts[] = { 0, DIRECT, HIGH - G };
	struct map map;

	map.virt = starts[any() % 3] + ((any() << 12) & (2 * G - 1));
	map.phys = any() & 1 ? (map.virt & (2 * G - 1))
			     : ((any() << 12) & (4 * G - 1));
	map.size = (any() << 12) & ((any() & 1 ? 2 * M : G) - 1);
	map.flags = any() & (PAGING_READ | PAGING_WRITE | PAGING_EXECUTE);
	if (map.flags != PAGING_NOTHING)
		map.flags |= any() & (PAGING_WC | PAGING_DEVICE);
	return map;
}

/* What the last mapping of virt says. */
static void expect_of(const struct map *maps, size_t cnt, uint64_t virt)
{
	struct walked w =
		walker->walk(TABLES, paging.cpu.levels, virt, entry_at);

	while (cnt > 0 && virt - maps[cnt - 1].virt >= maps[cnt - 1].size)
		cnt--;
	if (cnt == 0 || maps[cnt - 1].flags == PAGING_NOTHING) {
		assert_false(w.there);
		return;
	}
	maps += cnt - 1;
	assert_true(w.there);
	assert_true(w.phys == maps->phys + (virt - maps->virt));
	assert_int_equal(w.write, (maps->flags & PAGING_WRITE) != 0);
	assert_int_equal(w.execute, (maps->flags & PAGING_EXECUTE) != 0);
	if (maps->flags & PAGING_DEVICE)
		assert_int_equal(w.kind, walker->format->device
						 ? WALKER_DEVICE
						 : WALKER_CACHED);
	else
		assert_int_equal(w.kind, maps->flags & PAGING_WC
						 ? WALKER_COMBINED
						 : WALKER_CACHED);
}

/* Any overlapping mappings: never more tables are used than were counted, and
 * around each boundary the last mapping counts. */
TEST_ON_BOTH(any_overlapping_mappings_are_as_requested)
{
	for (int round = 0; round < 100; round++) {
		struct map maps[12];

		for (size_t i = 0; i < 12; i++)
			maps[i] = any_map();
		build(round % 2 ? &plain : &page_1g, maps, 12);
		for (size_t i = 0; i < 12; i++) {
			uint64_t end = maps[i].virt + maps[i].size;

			expect_of(maps, 12, maps[i].virt - 1);
			expect_of(maps, 12, maps[i].virt);
			expect_of(maps, 12, maps[i].virt + maps[i].size / 2);
			expect_of(maps, 12, end - 1);
			expect_of(maps, 12, end);
		}
	}
}
