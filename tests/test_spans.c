/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/spans.c: sorting, and overlaps that the largest type wins. */
#include "tests/lib/test.h"

#include "tests/lib/spantext.h"

enum { MAX = 64 };

/* Arrays of exactly the sizes that the contract names. */
static void expect_sorted(const char *given, const char *wanted)
{
	struct span room[MAX];
	size_t cnt = spans_from_text(room, MAX, given);
	struct span *spans = malloc(cnt * sizeof(*spans));
	struct span *scratch = malloc(cnt * sizeof(*scratch));

	memcpy(spans, room, cnt * sizeof(*spans));
	spans_sort(spans, cnt, scratch);
	assert_string_equal(text_of_spans(spans, cnt), wanted);
	free(spans);
	free(scratch);
}

static bool two_apart(uint32_t type)
{
	return type == 2;
}

static void expect_flat_(const char *given, const char *wanted,
			 bool (*keep_apart)(uint32_t type))
{
	struct span room[MAX];
	size_t cnt = spans_from_text(room, MAX, given);
	struct span *spans = malloc(cnt * sizeof(*spans));
	struct span *ret = malloc(2 * cnt * sizeof(*ret));

	memcpy(spans, room, cnt * sizeof(*spans));
	cnt = spans_flatten(ret, spans, cnt, keep_apart);
	assert_string_equal(text_of_spans(ret, cnt), wanted);
	for (size_t i = 0; i < cnt; i++)
		assert_int_equal(ret[i].index, 0);
	free(spans);
	free(ret);
}

static void expect_flat(const char *given, const char *wanted)
{
	expect_flat_(given, wanted, NULL);
}

TEST(spans_are_sorted_by_base)
{
	expect_sorted("0-1:1", "0-1:1");
	expect_sorted("0-1:1 5-6:1", "0-1:1 5-6:1");
	expect_sorted("5-6:1 0-1:1", "0-1:1 5-6:1");
	expect_sorted("3-4:1 1-2:1 5-6:1 0-1:1 4-5:1 2-3:1",
		      "0-1:1 1-2:1 2-3:1 3-4:1 4-5:1 5-6:1");
	expect_sorted("ffffffffffffe000-fffffffffffff000:1 0-1:1",
		      "0-1:1 ffffffffffffe000-fffffffffffff000:1");
}

TEST(spans_of_one_base_keep_their_order)
{
	expect_sorted("5-6:1 5-9:2 5-7:3", "5-6:1 5-9:2 5-7:3");
	expect_sorted("5-6:1 3-4:7 5-9:2 3-4:8 5-7:3",
		      "3-4:7 3-4:8 5-6:1 5-9:2 5-7:3");
}

TEST(any_order_of_many_is_sorted)
{
	enum { COUNT = 1000 };
	static struct span spans[COUNT], scratch[COUNT];
	uint64_t seed = 1;

	for (size_t cnt = 0; cnt <= COUNT; cnt += cnt / 2 + 1) {
		for (size_t i = 0; i < cnt; i++)
			spans[i] = (struct span){
				.base = next_random(&seed) % 300,
				.index = (uint32_t)i,
			};
		spans_sort(spans, cnt, scratch);
		for (size_t i = 1; i < cnt; i++)
			assert_true(spans[i - 1].base < spans[i].base ||
				    (spans[i - 1].base == spans[i].base &&
				     spans[i - 1].index < spans[i].index));
	}
}

TEST(what_does_not_overlap_stays)
{
	expect_flat("1-2:1", "1-2:1");
	expect_flat("1-2:1 4-5:1 6-7:3", "1-2:1 4-5:1 6-7:3");
	expect_flat("1-2:1 2-3:2 3-4:1", "1-2:1 2-3:2 3-4:1");
	expect_flat("ffffffffffffe000-ffffffffffffffff:1",
		    "ffffffffffffe000-ffffffffffffffff:1");
}

TEST(what_touches_with_one_type_is_joined)
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

TEST(the_largest_type_wins)
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

TEST(empty_spans_leave_nothing)
{
	expect_flat("3-3:1", "");
	expect_flat("1-2:1 2-2:9 2-3:1", "1-3:1");
	expect_flat("1-5:1 3-3:9", "1-5:1");
	expect_flat("3-3:9 3-5:1", "3-5:1");
}

/* Cells of one byte each, painted from the smallest type up. */
TEST(random_spans_give_what_painted_cells_give)
{
	enum { CELLS = 40, COUNT = 12 };
	uint64_t seed = 2;

	for (int turn = 0; turn < 20000; turn++) {
		size_t cnt = 1 + next_random(&seed) % COUNT, flat;
		uint32_t cells[CELLS] = { 0 }, seen[CELLS] = { 0 };
		struct span spans[COUNT], ret[2 * COUNT];

		for (size_t i = 0; i < cnt; i++) {
			phys_addr_t base = next_random(&seed) % CELLS;

			spans[i] = (struct span){
				.base = base,
				.size = next_random(&seed) % (CELLS - base + 1),
				.type = 1 + next_random(&seed) % 5,
			};
			for (size_t c = base; c < span_end(&spans[i]); c++)
				if (cells[c] < spans[i].type)
					cells[c] = spans[i].type;
		}
		spans_sort(spans, cnt, ret);
		flat = spans_flatten(ret, spans, cnt, NULL);
		assert_true(flat <= 2 * cnt);
		for (size_t i = 0; i < flat; i++) {
			assert_true(ret[i].size > 0);
			if (i > 0)
				assert_true(
					span_end(&ret[i - 1]) < ret[i].base ||
					(span_end(&ret[i - 1]) == ret[i].base &&
					 ret[i - 1].type != ret[i].type));
			for (size_t c = ret[i].base; c < span_end(&ret[i]); c++)
				seen[c] = ret[i].type;
		}
		assert_memory_equal(seen, cells, sizeof(cells));
	}
}
