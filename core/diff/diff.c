/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/diff/diff_internal.h"

const char *diff_what_name(enum diff_what what)
{
	static const char *const names[DIFF_WHAT_COUNT] = {
		[DIFF_MOVED] = "moved",
		[DIFF_GROWN] = "grown",
		[DIFF_SHRUNK] = "shrunk",
		[DIFF_RESIZED] = "moved and resized",
		[DIFF_SPLIT] = "split",
		[DIFF_JOINED] = "joined",
		[DIFF_GONE] = "gone",
		[DIFF_NEW] = "new",
		[DIFF_ATTRIBUTES] = "other attributes",
	};

	return names[what];
}

/* The map was made from E820 rows, of which only whole pages are left. */
static bool is_lost(const struct conversion *conversion)
{
	const struct facts *facts = conversion->capture->facts;

	return facts && facts->e820_lost;
}

static bool is_e820(const struct conversion *conversion)
{
	return conversion->capture->e820 || is_lost(conversion);
}

static bool is_sets(const struct conversion *conversion)
{
	const struct facts *facts = conversion->capture->facts;

	return facts && facts->rows == FACTS_ROWS_SETS;
}

enum diff_level diff_level_of(const struct conversion *before,
			      const struct conversion *after)
{
	if (is_sets(before) != is_sets(after))
		return DIFF_SETS;
	return is_e820(before) || is_e820(after) ? DIFF_E820 : DIFF_USE;
}

/* --- room ----------------------------------------------------------------- */

#define ALIGN 16u

static size_t aligned(size_t bytes)
{
	return (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

/* cnt elements of size bytes each, at *at, which moves after them. */
static void *take(uint8_t **at, size_t cnt, size_t size)
{
	void *taken = *at;

	*at += aligned(cnt * size);
	return taken;
}

/* The arrays of diff(), of which each step needs some. */
struct arrays {
	struct diff_entry *entries[2];
	struct diff_change *changes;
	struct keyed_range *scratch;
	/* Changes while they are sorted; before that, entries. */
	struct diff_change *spare;
	uint8_t *used[2];
};

static size_t max_changes(const struct conversion *a,
			  const struct conversion *b)
{
	return diff_max_entries(a) + diff_max_entries(b) + a->order_cnt +
	       b->order_cnt + 1;
}

static void take_arrays(struct arrays *ret, uint8_t *at,
			const struct conversion *a, const struct conversion *b)
{
	size_t n[2] = { diff_max_entries(a), diff_max_entries(b) };
	size_t both = n[0] + n[1];

	for (int side = 0; side < 2; side++) {
		ret->entries[side] = take(&at, n[side], sizeof(**ret->entries));
		ret->used[side] = take(&at, n[side], 1);
	}
	ret->changes = take(&at, max_changes(a, b), sizeof(*ret->changes));
	ret->scratch = take(&at, 3 * both, sizeof(*ret->scratch));
	ret->spare = take(&at, both, sizeof(*ret->spare));
}

size_t diff_space(const struct conversion *before,
		  const struct conversion *after)
{
	size_t n[2] = { diff_max_entries(before), diff_max_entries(after) };
	size_t both = n[0] + n[1], bytes = 0;

	for (int side = 0; side < 2; side++)
		bytes += aligned(n[side] * sizeof(struct diff_entry)) +
			 aligned(n[side]);
	return bytes +
	       aligned(max_changes(before, after) *
		       sizeof(struct diff_change)) +
	       aligned(3 * both * sizeof(struct keyed_range)) +
	       aligned(both * sizeof(struct diff_change));
}

/* --- order ---------------------------------------------------------------- */

static phys_addr_t address_of(const struct diff *diff, size_t i)
{
	const struct diff_change *change = &diff->changes[i];
	int side = change->cnt[0] > 0 ? 0 : 1;

	return diff->sides[side].entries[change->first[side]].range.base;
}

/* Sorts the changes by address; other holds a copy of them for that. */
static void sort_changes(struct diff *diff, struct keyed_range *scratch,
			 struct diff_change *other)
{
	size_t cnt = diff->cnt;

	for (size_t i = 0; i < cnt; i++) {
		scratch[i] = (struct keyed_range){ { address_of(diff, i), 0 },
						   0,
						   (uint32_t)i };
		other[i] = diff->changes[i];
	}
	keyed_sort(scratch, cnt, scratch + cnt);
	for (size_t i = 0; i < cnt; i++)
		diff->changes[i] = other[scratch[i].index];
}

static uint64_t unknown_of(const struct conversion *conversion)
{
	const struct facts *facts = conversion->capture->facts;

	return facts ? facts->attr_unknown : 0;
}

int diff(struct diff *ret, const struct conversion *before,
	 const struct conversion *after, enum diff_level level, void *space,
	 size_t len)
{
	struct diff found = { .level = level };
	struct arrays arrays;

	if (len < diff_space(before, after))
		return CORE_ENOSPC;
	take_arrays(&arrays, space, before, after);
	found.changes = arrays.changes;
	for (int side = 0; side < 2; side++) {
		struct diff_side *to = &found.sides[side];

		found.attr_unknown[side] = unknown_of(side ? after : before);
		to->entries = arrays.entries[side];
		diff_fill_side(to, side ? after : before, level,
			       !is_lost(before) && !is_lost(after),
			       arrays.scratch,
			       (struct diff_entry *)(void *)arrays.spare);
		for (size_t i = 0; i < to->cnt; i++)
			arrays.used[side][i] = 0;
	}
	diff_match(&found, arrays.used, arrays.scratch);
	sort_changes(&found, arrays.scratch, arrays.spare);
	if (level >= DIFF_USE)
		diff_attributes(&found);
	*ret = found;
	return CORE_OK;
}
