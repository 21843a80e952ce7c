/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/firmware/keyed_range.c: sorting, and overlaps that the largest key wins.
 */
#include "tests/lib/test.h"

#include "tests/lib/rangetext.h"

enum { MAX = 64 };

/* Arrays of exactly the documented sizes. */
static void expect_sorted(const char *given, const char *wanted)
{
	struct keyed_range room[MAX];
	size_t cnt = ranges_from_text(room, MAX, given);
	struct keyed_range *ranges = malloc(cnt * sizeof(*ranges));
	struct keyed_range *scratch = malloc(cnt * sizeof(*scratch));

	memcpy(ranges, room, cnt * sizeof(*ranges));
	keyed_sort(ranges, cnt, scratch);
	assert_string_equal(text_of_ranges(ranges, cnt), wanted);
	free(ranges);
	free(scratch);
}

static bool two_apart(uint32_t key)
{
	return key == 2;
}

static void expect_flat_(const char *given, const char *wanted,
			 bool (*keep_apart)(uint32_t key))
{
	struct keyed_range room[MAX];
	size_t cnt = ranges_from_text(room, MAX, given);
	struct keyed_range *ranges = malloc(cnt * sizeof(*ranges));
	struct keyed_range *ret = malloc(2 * cnt * sizeof(*ret));

	memcpy(ranges, room, cnt * sizeof(*ranges));
	cnt = keyed_flatten(ret, ranges, cnt, keep_apart);
	assert_string_equal(text_of_ranges(ret, cnt), wanted);
	for (size_t i = 0; i < cnt; i++)
		assert_int_equal(ret[i].index, 0);
	free(ranges);
	free(ret);
}

static void expect_flat(const char *given, const char *wanted)
{
	expect_flat_(given, wanted, NULL);
}

TEST(ranges_are_sorted_by_base)
{
	expect_sorted("0-1:1", "0-1:1");
	expect_sorted("0-1:1 5-6:1", "0-1:1 5-6:1");
	expect_sorted("5-6:1 0-1:1", "0-1:1 5-6:1");
	expect_sorted("3-4:1 1-2:1 5-6:1 0-1:1 4-5:1 2-3:1",
		      "0-1:1 1-2:1 2-3:1 3-4:1 4-5:1 5-6:1");
	expect_sorted("ffffffffffffe000-fffffffffffff000:1 0-1:1",
		      "0-1:1 ffffffffffffe000-fffffffffffff000:1");
}

TEST(ranges_of_one_base_keep_their_order)
{
	expect_sorted("5-6:1 5-9:2 5-7:3", "5-6:1 5-9:2 5-7:3");
	expect_sorted("5-6:1 3-4:7 5-9:2 3-4:8 5-7:3",
		      "3-4:7 3-4:8 5-6:1 5-9:2 5-7:3");
}

static bool in_order(const struct keyed_range *a, const struct keyed_range *b)
{
	return a->range.base != b->range.base ? a->range.base < b->range.base
					      : a->index < b->index;
}

TEST(any_order_of_many_is_sorted)
{
	enum { COUNT = 1000 };
	static struct keyed_range ranges[COUNT], scratch[COUNT];
	uint64_t seed = 1;

	for (size_t cnt = 0; cnt <= COUNT; cnt += cnt / 2 + 1) {
		for (size_t i = 0; i < cnt; i++)
			ranges[i] = (struct keyed_range){
				.range.base = next_random(&seed) % 300,
				.index = (uint32_t)i,
			};
		keyed_sort(ranges, cnt, scratch);
		for (size_t i = 1; i < cnt; i++)
			assert_true(in_order(&ranges[i - 1], &ranges[i]));
	}
}

TEST(disjoint_ranges_do_not_change)
{
	expect_flat("1-2:1", "1-2:1");
	expect_flat("1-2:1 4-5:1 6-7:3", "1-2:1 4-5:1 6-7:3");
	expect_flat("1-2:1 2-3:2 3-4:1", "1-2:1 2-3:2 3-4:1");
	expect_flat("ffffffffffffe000-ffffffffffffffff:1",
		    "ffffffffffffe000-ffffffffffffffff:1");
}

TEST(adjacent_ranges_with_one_key_are_joined)
{
	expect_flat("1-2:1 2-3:1", "1-3:1");
	expect_flat("1-3:1 2-4:1", "1-4:1");
	expect_flat("1-9:1 2-4:1 5-a:1", "1-a:1");
	expect_flat("1-2:2 2-3:2 3-4:1 4-5:1", "1-3:2 3-5:1");
}

TEST(what_is_kept_apart_is_not_joined)
{
	expect_flat_("1-2:2 2-3:2 3-4:1 4-5:1", "1-2:2 2-3:2 3-5:1", two_apart);
}

/* Linux ends an entry that it does not join at each start and end of another,
 * also of one that it hides. */
TEST(what_is_kept_apart_is_split_at_every_start_and_end)
{
	expect_flat_("0-9:1 3-5:2", "0-3:1 3-5:2 5-9:1", two_apart);
	expect_flat_("0-9:2 3-5:1", "0-3:2 3-5:2 5-9:2", two_apart);
	expect_flat_("0-9:2 3-5:2", "0-3:2 3-5:2 5-9:2", two_apart);
	expect_flat_("0-9:2 3-c:2", "0-3:2 3-9:2 9-c:2", two_apart);
	expect_flat_("0-9:2 0-9:1", "0-9:2", two_apart);
	expect_flat_("0-9:2 3-5:1 4-6:1", "0-3:2 3-4:2 4-5:2 5-6:2 6-9:2",
		     two_apart);
	/* Hidden by a larger one, it is not split there. */
	expect_flat_("0-9:2 3-7:3 4-5:1", "0-3:2 3-7:3 7-9:2", two_apart);
	expect_flat_("0-9:1 3-5:1", "0-9:1", two_apart);
}

TEST(the_largest_key_wins)
{
	/* across, inside, equal, same start, same end */
	expect_flat("1-5:1 3-7:2", "1-3:1 3-7:2");
	expect_flat("1-5:2 3-7:1", "1-5:2 5-7:1");
	expect_flat("1-9:1 3-5:2", "1-3:1 3-5:2 5-9:1");
	expect_flat("1-9:2 3-5:1", "1-9:2");
	expect_flat("1-9:1 1-9:2", "1-9:2");
	expect_flat("1-9:2 1-9:1", "1-9:2");
	expect_flat("1-9:1 1-5:2", "1-5:2 5-9:1");
	expect_flat("1-9:1 5-9:2", "1-5:1 5-9:2");
	/* three levels */
	expect_flat("0-10:1 2-e:2 4-c:3 6-a:4",
		    "0-2:1 2-4:2 4-6:3 6-a:4 a-c:3 c-e:2 e-10:1");
	expect_flat("0-10:4 2-14:3 4-18:2 6-1c:1",
		    "0-10:4 10-14:3 14-18:2 18-1c:1");
	/* one that ended while a larger one hid it */
	expect_flat("0-10:3 2-4:1 8-a:2 c-14:1", "0-10:3 10-14:1");
}

TEST(empty_ranges_leave_nothing)
{
	expect_flat("3-3:1", "");
	expect_flat("1-2:1 2-2:9 2-3:1", "1-3:1");
	expect_flat("1-5:1 3-3:9", "1-5:1");
	expect_flat("3-3:9 3-5:1", "3-5:1");
}

/* Cells of one byte each, painted from the smallest key up. */
enum { CELLS = 40, COUNT = 12 };

static size_t draw(struct keyed_range *ranges, uint32_t *cells, uint64_t *seed)
{
	size_t cnt = 1 + next_random(seed) % COUNT;

	for (size_t i = 0; i < cnt; i++) {
		phys_addr_t base = next_random(seed) % CELLS;
		phys_addr_t size = next_random(seed) % (CELLS - base + 1);
		uint32_t key = 1 + next_random(seed) % 5;

		ranges[i] = (struct keyed_range){ { base, size }, key, 0 };
		for (size_t c = base; c < base + size; c++)
			if (cells[c] < key)
				cells[c] = key;
	}
	return cnt;
}

/* Cells at which a range begins or ends. */
static void draw_edges(bool *edges, const struct keyed_range *ranges,
		       size_t cnt)
{
	for (size_t i = 0; i < cnt; i++) {
		if (ranges[i].range.size == 0)
			continue;
		edges[ranges[i].range.base] = true;
		edges[range_end(ranges[i].range)] = true;
	}
}

TEST(random_ranges_are_split_where_another_begins_or_ends)
{
	uint64_t seed = 3;

	for (int turn = 0; turn < 20000; turn++) {
		uint32_t cells[CELLS + 1] = { 0 };
		bool edges[CELLS + 1] = { 0 }, starts[CELLS + 1] = { 0 };
		struct keyed_range ranges[COUNT], ret[2 * COUNT];
		size_t cnt = draw(ranges, cells, &seed), flat;

		draw_edges(edges, ranges, cnt);
		keyed_sort(ranges, cnt, ret);
		flat = keyed_flatten(ret, ranges, cnt, two_apart);
		assert_true(flat <= 2 * cnt);
		for (size_t i = 0; i < flat; i++)
			starts[ret[i].range.base] = true;
		for (size_t c = 0; c < CELLS; c++) {
			bool changes = c == 0 || cells[c] != cells[c - 1];

			if (cells[c] != 0)
				assert_int_equal(starts[c],
						 changes ||
							 (edges[c] &&
							  two_apart(cells[c])));
		}
	}
}

TEST(random_ranges_give_what_painted_cells_give)
{
	uint64_t seed = 2;

	for (int turn = 0; turn < 20000; turn++) {
		uint32_t cells[CELLS] = { 0 }, seen[CELLS] = { 0 };
		struct keyed_range ranges[COUNT], ret[2 * COUNT];
		size_t cnt = draw(ranges, cells, &seed), flat;
		phys_addr_t end = 0;

		keyed_sort(ranges, cnt, ret);
		flat = keyed_flatten(ret, ranges, cnt, NULL);
		assert_true(flat <= 2 * cnt);
		for (size_t i = 0; i < flat; i++) {
			struct range range = ret[i].range;

			assert_true(range.size > 0 && range.base >= end);
			/* Adjacent ranges with one key are joined. */
			assert_false(i > 0 && range.base == end &&
				     ret[i - 1].key == ret[i].key);
			end = range_end(range);
			for (size_t c = range.base; c < end; c++)
				seen[c] = ret[i].key;
		}
		assert_memory_equal(seen, cells, sizeof(cells));
	}
}
