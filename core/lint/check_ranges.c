/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ranges that Linux printed, compared with ours.
 */
#include "core/lint/lint_internal.h"

/* A list of ranges, whatever its elements are. Neighbours that are alike and
 * touch are one range. */
struct list {
	const void *of;
	size_t cnt, at;
	/* Range and kind of an element. */
	struct fact_e820 (*get)(const void *of, size_t i);
};

static struct fact_e820 next(struct list *list)
{
	struct fact_e820 one = { 0 };

	if (list->at < list->cnt)
		one = list->get(list->of, list->at++);
	while (list->at < list->cnt) {
		struct fact_e820 more = list->get(list->of, list->at);

		if (more.type != one.type ||
		    more.range.base != range_end(one.range))
			break;
		one.range.size += more.range.size;
		list->at++;
	}
	return one;
}

/* Finds the first range that the lists do not share. */
static bool first_difference(struct list *a, struct list *b,
			     struct range *ret_range)
{
	for (;;) {
		struct fact_e820 ours = next(a), theirs = next(b);

		if (ours.range.size == 0 && theirs.range.size == 0)
			return false;
		if (ours.range.base == theirs.range.base &&
		    ours.range.size == theirs.range.size &&
		    ours.type == theirs.type)
			continue;
		*ret_range = ours.range.size > 0 && (theirs.range.size == 0 ||
						     ours.range.base <=
							     theirs.range.base)
				     ? ours.range
				     : theirs.range;
		return true;
	}
}

/* --- the E820 table ------------------------------------------------------ */

static bool is_known(uint32_t type)
{
	return e820_type_name(type) || type == E820_PMEM || type == E820_PRAM;
}

static struct fact_e820 get_theirs(const void *of, size_t i)
{
	struct fact_e820 one = ((const struct facts *)of)->linux_e820[i];

	one.type = is_known(one.type) ? one.type : E820_RESERVED;
	return one;
}

static struct fact_e820 get_ours(const void *of, size_t i)
{
	const struct e820_entry *one =
		&((const struct e820_table *)of)->entries[i];

	return (struct fact_e820){ one->range, one->type };
}

void lint_check_linux_e820(const struct lint *lint)
{
	const struct e820_table *e820 = &lint->conversion->firmware_e820;
	struct list ours = { e820, e820->cnt, 0, get_ours };
	struct list theirs = { lint->facts, lint->facts->linux_e820_cnt, 0,
			       get_theirs };
	struct range range;

	if (theirs.cnt > 0 && first_difference(&ours, &theirs, &range))
		lint_range(lint, LINT_LINUX_E820, range, 0, 0);
}

/* --- memory -------------------------------------------------------------- */

static struct fact_e820 get_node_range(const void *of, size_t i)
{
	const struct facts *facts = of;

	return (struct fact_e820){ .range = facts->linux_memory[i] };
}

static struct fact_e820 get_region(const void *of, size_t i)
{
	const struct memblock_region *one =
		&((const struct memblock_type *)of)->regions[i];

	return (struct fact_e820){ .range = { one->base, one->size } };
}

static phys_addr_t sum(struct list list)
{
	phys_addr_t size = 0;

	while (list.at < list.cnt)
		size += next(&list).range.size;
	return size;
}

void lint_check_linux_ranges(const struct lint *lint)
{
	const struct memblock_type *memory = &lint->conversion->mb.memory;
	struct list ours = { memory, memory->cnt, 0, get_region };
	struct list theirs = { lint->facts, lint->facts->linux_memory_cnt, 0,
			       get_node_range };
	phys_addr_t our_size = sum(ours), their_size = sum(theirs);
	struct range range;

	if (theirs.cnt > 0 && !lint_options_differ(lint) &&
	    first_difference(&ours, &theirs, &range))
		lint_range(lint, LINT_LINUX_RANGES, range, our_size,
			   their_size);
}
