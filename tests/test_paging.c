/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi/paging.h: tables are built, then walked as the processor does, one page
 * at a time.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "efi/paging.h"

#define K UINT64_C(0x400)
#define M (K * K)
#define G (M * K)
#define HIGH   UINT64_C(0xffffffff80000000)
#define DIRECT UINT64_C(0xffff800000000000)
/* Where the tables are, for the processor. */
#define TABLES UINT64_C(0x7654000)

static const struct paging_cpu plain = { 4, false, true };
static const struct paging_cpu giant = { 4, true, true };
static const struct paging_cpu five = { 5, true, true };
static const struct paging_cpu old = { 4, false, false };

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

static void build(const struct paging_cpu *cpu, const struct map *maps,
		  size_t cnt)
{
	done();
	paging_measure(&paging, cpu);
	for (size_t i = 0; i < cnt; i++)
		assert_true(paging_map(&paging, maps[i].virt, maps[i].phys,
				       maps[i].size, maps[i].flags));
	counted = paging.need;
	paging_begin(&paging, cpu, malloc(counted * PAGE_SIZE_4K), TABLES,
		     counted);
	for (size_t i = 0; i < cnt; i++)
		assert_true(paging_map(&paging, maps[i].virt, maps[i].phys,
				       maps[i].size, maps[i].flags));
	assert_true(paging.used <= counted);
}

#define given(cpu, ...)                                                      \
	build(&(cpu), (const struct map[]){ __VA_ARGS__ },                   \
	      sizeof((const struct map[]){ __VA_ARGS__ }) /                  \
		      sizeof(struct map))

/* As the processor: SDM volume 3, table 4-14 and on. */
static const char *walk(uint64_t virt)
{
	static char text[64];
	const uint64_t *table = paging.tables;
	unsigned int level = paging.cpu.levels, shift = 0;
	bool writable = true, code = true;
	uint64_t entry, pat;

	for (;; level--) {
		shift = 12 + 9 * (level - 1);
		entry = table[(virt >> shift) & 511];
		if (!(entry & 1))
			return "-";
		writable = writable && (entry & 2);
		code = code && !(entry >> 63);
		if (level == 1 || ((entry & 0x80) && level <= 3))
			break;
		assert_false(entry & 0x80);
		entry &= UINT64_C(0x000ffffffffff000);
		assert_true(entry >= TABLES);
		assert_true(entry < TABLES + counted * PAGE_SIZE_4K);
		table = paging.tables + (entry - TABLES) / 8;
	}
	pat = level == 1 ? entry >> 7 : entry >> 12;
	entry &= UINT64_C(0x000fffffffffe000) | (level == 1 ? 0x1000 : 0);
	assert_int_equal(entry & ((UINT64_C(1) << shift) - 1), 0);
	snprintf(text, sizeof(text), "%jx r%s%s%s %s",
		 (uintmax_t)(entry + (virt & ((UINT64_C(1) << shift) - 1))),
		 writable ? "w" : "", code ? "x" : "", pat & 1 ? " wc" : "",
		 level == 1 ? "4K" : level == 2 ? "2M" : "1G");
	return text;
}

#define expect(virt, text) assert_string_equal(walk(virt), text)

enum {
	R = PAGING_READ,
	W = PAGING_READ | PAGING_WRITE,
	X = PAGING_READ | PAGING_EXECUTE,
};

static void a_page_is_mapped_and_its_neighbours_are_not(void **state)
{
	(void)state;
	given(plain, { 0x5000, 0x9000, 0x1000, W });
	expect(0x4fff, "-");
	expect(0x5000, "9000 rw 4K");
	expect(0x5fff, "9fff rw 4K");
	expect(0x6000, "-");
	assert_int_equal(paging.used, 4);
}

static void rights_are_those_asked_for(void **state)
{
	(void)state;
	given(plain, { HIGH, 0x100000, 0x1000, X },
	      { HIGH + 0x1000, 0x101000, 0x1000, R },
	      { HIGH + 0x2000, 0x102000, 0x1000, W });
	expect(HIGH, "100000 rx 4K");
	expect(HIGH + 0x1000, "101000 r 4K");
	expect(HIGH + 0x2000, "102000 rw 4K");
	/* Without NX the processor executes all that it reads. */
	given(old, { HIGH, 0x100000, 0x1000, R });
	expect(HIGH, "100000 rx 4K");
}

static void pages_are_as_large_as_both_addresses_allow(void **state)
{
	(void)state;
	given(plain, { 0, 0, 4 * G, W });
	expect(0, "0 rw 2M");
	expect(4 * G - 1, "ffffffff rw 2M");
	assert_int_equal(paging.used, 1 + 1 + 4);
	given(giant, { 0, 0, 4 * G, W });
	expect(4 * G - 1, "ffffffff rw 1G");
	assert_int_equal(paging.used, 2);
	given(giant, { 0x1ff000, 0x1ff000, 2 * G, W });
	expect(0x1ff000, "1ff000 rw 4K");
	expect(2 * M, "200000 rw 2M");
	expect(G - 1, "3fffffff rw 2M");
	expect(G, "40000000 rw 1G");
	expect(2 * G, "80000000 rw 4K");
	expect(2 * G + 0x1fe000, "801fe000 rw 4K");
	expect(2 * G + 0x1ff000, "-");
	given(giant, { HIGH, 0x101000, 4 * M, W });
	expect(HIGH + 3 * M, "401000 rw 4K");
}

static void a_later_mapping_wins(void **state)
{
	(void)state;
	given(giant, { 0, 0, 4 * G, W }, { 0x200000, 0x5000000, 0x2000, X });
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

static void a_guard_page_is_nothing(void **state)
{
	(void)state;
	given(giant, { 0, 0, 4 * G, W },
	      { 0x7fff000, 0x7fff000, 0x1000, PAGING_NOTHING });
	expect(0x7ffefff, "7ffefff rw 4K");
	expect(0x7fff000, "-");
	expect(0x8000000, "8000000 rw 2M");
}

static void a_framebuffer_combines_writes(void **state)
{
	(void)state;
	given(giant, { 0, 0, 4 * G, W },
	      { 0x80000000, 0x80000000, 0x3e9000, W | PAGING_COMBINE },
	      { 0x80001000, 0x80001000, 0x1000, R });
	expect(0x7fffffff, "7fffffff rw 1G");
	/* The large page was split, and its kind with it. */
	expect(0x80000000, "80000000 rw wc 4K");
	expect(0x80001000, "80001000 r 4K");
	expect(0x80002000, "80002000 rw wc 4K");
	expect(0x801ff000, "801ff000 rw wc 4K");
	expect(0x80200000, "80200000 rw wc 4K");
	expect(0x803e9000, "803e9000 rw 4K");
	given(giant, { 0, 0, 4 * G, W | PAGING_COMBINE },
	      { 2 * M, 2 * M, 2 * M, W }, { 0x5000, 0x5000, 0x1000, W });
	expect(0x1000, "1000 rw wc 4K");
	expect(0x5000, "5000 rw 4K");
	expect(0x6000, "6000 rw wc 4K");
	expect(2 * M, "200000 rw 2M");
	expect(4 * M, "400000 rw wc 2M");
	expect(G, "40000000 rw wc 1G");
}

static void the_higher_half_is_one_with_five_levels(void **state)
{
	(void)state;
	given(five, { 0, 0, G, W }, { DIRECT, 0, 2 * G, W },
	      { HIGH, 0x200000, 2 * M, X },
	      { UINT64_C(0xff00000000000000), 0, 0x1000, R });
	expect(0x1234, "1234 rw 1G");
	expect(DIRECT + G, "40000000 rw 1G");
	expect(HIGH + 5, "200005 rx 2M");
	expect(UINT64_C(0xff00000000000000), "0 r 4K");
	expect(DIRECT - 1, "-");
}

static void addresses_are_canonical(void **state)
{
	(void)state;
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

static void nothing_is_written_without_a_table(void **state)
{
	uint64_t *tables = malloc(2 * PAGE_SIZE_4K);

	(void)state;
	done();
	paging_begin(&paging, &plain, tables, TABLES, 2);
	assert_false(paging_map(&paging, 0, 0, 0x1000, W));
	assert_int_equal(paging.used, 2);
}

/* Any mappings over each other: counting never says less than it takes. */
static void counting_is_enough(void **state)
{
	const uint64_t starts[] = { 0, DIRECT, HIGH - G };
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct map maps[12];

		for (size_t i = 0; i < 12; i++) {
			uint64_t bits[3];

			for (size_t k = 0; k < 3; k++) {
				seed = seed * 6364136223846793005 + 1;
				bits[k] = seed >> 20;
			}
			maps[i].virt = starts[bits[0] % 3] +
				       ((bits[0] << 12) & (2 * G - 1));
			maps[i].phys = bits[1] & 1 ?
				(maps[i].virt & (2 * G - 1)) :
				((bits[1] << 12) & (4 * G - 1));
			maps[i].size = bits[2] & 1 ?
				((bits[2] << 12) & (2 * M - 1)) :
				((bits[2] << 12) & (G - 1));
			maps[i].flags = (unsigned int)(bits[2] >> 30) & 15;
		}
		build(round % 3 == 0 ? &plain : round % 3 == 1 ? &giant :
								 &five,
		      maps, 12);
	}
}

static int tear_down(void **state)
{
	(void)state;
	done();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_mapped_and_its_neighbours_are_not),
		cmocka_unit_test(rights_are_those_asked_for),
		cmocka_unit_test(pages_are_as_large_as_both_addresses_allow),
		cmocka_unit_test(a_later_mapping_wins),
		cmocka_unit_test(a_guard_page_is_nothing),
		cmocka_unit_test(a_framebuffer_combines_writes),
		cmocka_unit_test(the_higher_half_is_one_with_five_levels),
		cmocka_unit_test(addresses_are_canonical),
		cmocka_unit_test(nothing_is_written_without_a_table),
		cmocka_unit_test(counting_is_enough),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
