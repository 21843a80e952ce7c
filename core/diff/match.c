/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which range of one side is which of the other. Within a class, from the most
 * certain to the least: equal ranges; ranges that overlap; ranges of the same
 * size; the only two that are left.
 */
#include "core/diff/diff_internal.h"

/* The entries of one class. */
struct matching {
	struct diff *diff;
	uint8_t *const *used; /* of all entries of each side */
	size_t first[2], end[2];
};

static const struct range *range_at(const struct matching *m, int side,
				    size_t i)
{
	return &m->diff->sides[side].entries[i].range;
}

static void add_change(struct matching *m, enum diff_what what, size_t before,
		       size_t before_cnt, size_t after, size_t after_cnt)
{
	int side = before_cnt > 0 ? 0 : 1;
	size_t first = side == 0 ? before : after;

	m->diff->changes[m->diff->cnt++] = (struct diff_change){
		.what = what,
		.class = m->diff->sides[side].entries[first].class,
		.first = { before, after },
		.cnt = { before_cnt, after_cnt },
	};
	for (size_t i = 0; i < before_cnt; i++)
		m->used[0][before + i] = 1;
	for (size_t i = 0; i < after_cnt; i++)
		m->used[1][after + i] = 1;
}

static void add_pair(struct matching *m, size_t before, size_t after)
{
	struct range a = *range_at(m, 0, before), b = *range_at(m, 1, after);
	enum diff_what what = DIFF_RESIZED;

	if (a.size == b.size)
		what = DIFF_MOVED;
	else if (b.base <= a.base && range_end(b) >= range_end(a))
		what = DIFF_GROWN;
	else if (b.base >= a.base && range_end(b) <= range_end(a))
		what = DIFF_SHRUNK;
	add_change(m, what, before, 1, after, 1);
}

/* --- equal ranges --------------------------------------------------------- */

static void match_equal(struct matching *m)
{
	size_t a = m->first[0], b = m->first[1];

	while (a < m->end[0] && b < m->end[1]) {
		struct range x = *range_at(m, 0, a), y = *range_at(m, 1, b);

		if (x.base == y.base && x.size == y.size)
			m->used[0][a] = m->used[1][b] = 1;
		a += x.base <= y.base;
		b += y.base <= x.base;
	}
}

/* --- ranges that overlap -------------------------------------------------- */

/* A group of entries in which each overlaps one of the other side, by way of
 * others. */
struct group {
	size_t first[2], end[2];
};

static size_t skip_used(const struct matching *m, int side, size_t i)
{
	while (i < m->end[side] && m->used[side][i])
		i++;
	return i;
}

/* Extends the group by the next entry of a side if it begins before reach. */
static bool extend(const struct matching *m, struct group *group, int side,
		   phys_addr_t *reach)
{
	size_t i = group->end[side];

	if (i >= m->end[side] || m->used[side][i] ||
	    range_at(m, side, i)->base >= *reach)
		return false;
	*reach = phys_max(*reach, range_end(*range_at(m, side, i)));
	group->end[side]++;
	return true;
}

/* Pairs that share an edge, then the others in their order, as many as both
 * sides have. */
static void match_group_by_edges(struct matching *m, const struct group *group)
{
	for (size_t a = group->first[0], b = group->first[1];
	     a < group->end[0] && b < group->end[1];) {
		struct range x = *range_at(m, 0, a), y = *range_at(m, 1, b);

		if (x.base == y.base || range_end(x) == range_end(y)) {
			add_pair(m, a, b);
			a++;
			b++;
		} else {
			a += range_end(x) < range_end(y);
			b += range_end(y) < range_end(x);
		}
	}
}

static void match_group_in_order(struct matching *m, const struct group *group)
{
	size_t a = group->first[0], b = group->first[1];

	for (;;) {
		while (a < group->end[0] && m->used[0][a])
			a++;
		while (b < group->end[1] && m->used[1][b])
			b++;
		if (a == group->end[0] || b == group->end[1])
			return;
		if (range_overlaps(*range_at(m, 0, a), *range_at(m, 1, b)))
			add_pair(m, a, b);
		else if (range_at(m, 0, a)->base < range_at(m, 1, b)->base)
			a++;
		else
			b++;
	}
}

static void match_group(struct matching *m, const struct group *group)
{
	size_t before = group->end[0] - group->first[0];
	size_t after = group->end[1] - group->first[1];

	if (before == 1 && after > 1) {
		add_change(m, DIFF_SPLIT, group->first[0], 1, group->first[1],
			   after);
	} else if (before > 1 && after == 1) {
		add_change(m, DIFF_JOINED, group->first[0], before,
			   group->first[1], 1);
	} else {
		match_group_by_edges(m, group);
		match_group_in_order(m, group);
	}
}

/* Equal ranges overlap nothing else of the class, since its entries are
 * disjoint. */
static void match_overlaps(struct matching *m)
{
	size_t a = skip_used(m, 0, m->first[0]);
	size_t b = skip_used(m, 1, m->first[1]);

	while (a < m->end[0] && b < m->end[1]) {
		struct range x = *range_at(m, 0, a), y = *range_at(m, 1, b);
		struct group group = { { a, b }, { a, b } };
		phys_addr_t reach = phys_max(x.base, y.base) + 1;

		if (!range_overlaps(x, y)) {
			if (x.base < y.base)
				a = skip_used(m, 0, a + 1);
			else
				b = skip_used(m, 1, b + 1);
			continue;
		}
		while (extend(m, &group, 0, &reach) ||
		       extend(m, &group, 1, &reach))
			;
		match_group(m, &group);
		a = skip_used(m, 0, group.end[0]);
		b = skip_used(m, 1, group.end[1]);
	}
}

/* --- ranges of the same size ---------------------------------------------- */

/* The entries of a side that are left, by size and then by base. */
static size_t left_by_size(const struct matching *m, int side,
			   struct keyed_range *ret, struct keyed_range *scratch)
{
	size_t cnt = 0;

	for (size_t i = m->first[side]; i < m->end[side]; i++)
		if (!m->used[side][i])
			ret[cnt++] = (struct keyed_range){
				{ range_at(m, side, i)->size, 0 },
				0,
				(uint32_t)i
			};
	keyed_sort(ret, cnt, scratch);
	return cnt;
}

static void match_sizes(struct matching *m, struct keyed_range *sizes)
{
	size_t room = (m->end[0] - m->first[0]) + (m->end[1] - m->first[1]);
	struct keyed_range *before = sizes, *scratch = sizes + room, *after;
	size_t before_cnt = left_by_size(m, 0, before, scratch), after_cnt;
	size_t a = 0, b = 0;

	after = before + before_cnt;
	after_cnt = left_by_size(m, 1, after, scratch);
	while (a < before_cnt && b < after_cnt) {
		phys_addr_t x = before[a].range.base, y = after[b].range.base;

		if (x == y)
			add_pair(m, before[a].index, after[b].index);
		a += x <= y;
		b += y <= x;
	}
}

/* --- what is left --------------------------------------------------------- */

static size_t count_left(const struct matching *m, int side, size_t *ret_first)
{
	size_t cnt = 0;

	for (size_t i = m->end[side]; i-- > m->first[side];) {
		if (!m->used[side][i]) {
			*ret_first = i;
			cnt++;
		}
	}
	return cnt;
}

static void match_rest(struct matching *m)
{
	size_t a = 0, b = 0;

	if (count_left(m, 0, &a) == 1 && count_left(m, 1, &b) == 1)
		add_pair(m, a, b);
	for (size_t i = m->first[0]; i < m->end[0]; i++)
		if (!m->used[0][i])
			add_change(m, DIFF_GONE, i, 1, 0, 0);
	for (size_t i = m->first[1]; i < m->end[1]; i++)
		if (!m->used[1][i])
			add_change(m, DIFF_NEW, 0, 0, i, 1);
}

/* --- classes -------------------------------------------------------------- */

/* The end of the entries from first that have its class. */
static size_t class_end(const struct diff_side *side, size_t first)
{
	size_t i = first;

	while (i < side->cnt && diff_class_equal(side->entries[i].class,
						 side->entries[first].class))
		i++;
	return i;
}

/* Sets the ends to those of the lowest class that follows the firsts. false:
 * there is none. */
static bool next_class(const struct diff *diff, const size_t first[2],
		       size_t end[2])
{
	const struct diff_side *a = &diff->sides[0], *b = &diff->sides[1];
	bool any_a = first[0] < a->cnt, any_b = first[1] < b->cnt;
	int order = !any_a ? 1 : -1;

	if (any_a && any_b)
		order = diff_class_order(a->entries[first[0]].class,
					 b->entries[first[1]].class);
	end[0] = any_a && order <= 0 ? class_end(a, first[0]) : first[0];
	end[1] = any_b && order >= 0 ? class_end(b, first[1]) : first[1];
	return any_a || any_b;
}

void diff_match(struct diff *diff, uint8_t *used[2], struct keyed_range *sizes)
{
	struct matching m = { .diff = diff, .used = used };

	while (next_class(diff, m.first, m.end)) {
		match_equal(&m);
		match_overlaps(&m);
		match_sizes(&m, sizes);
		match_rest(&m);
		m.first[0] = m.end[0];
		m.first[1] = m.end[1];
	}
}

static uint64_t total_of(const struct diff_side *side, size_t first, size_t end)
{
	uint64_t bytes = 0;

	for (size_t i = first; i < end; i++)
		bytes += side->entries[i].range.size;
	return bytes;
}

bool diff_next_total(const struct diff *diff, size_t at[2],
		     struct diff_total *ret)
{
	size_t end[2];
	const struct diff_entry *entry;

	if (!next_class(diff, at, end))
		return false;
	entry = end[0] > at[0] ? &diff->sides[0].entries[at[0]]
			       : &diff->sides[1].entries[at[1]];
	ret->class = entry->class;
	ret->name = entry->name;
	for (int side = 0; side < 2; side++) {
		ret->bytes[side] =
			total_of(&diff->sides[side], at[side], end[side]);
		ret->ranges[side] = end[side] - at[side];
		at[side] = end[side];
	}
	return true;
}
