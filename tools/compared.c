/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/compared.h"

#include <stdlib.h>

#include "tools/memory.h"

static void *take(struct compared *compared, size_t len)
{
	void *space = memory_resize(NULL, len + 1, 1);

	compared->spaces[compared->space_cnt++] = space;
	return space;
}

static void compare(struct compared *compared, struct diff *ret,
		    const struct conversion *before,
		    const struct conversion *after, enum diff_level level)
{
	size_t len = diff_space(before, after);

	diff(ret, before, after, level, take(compared, len), len);
}

static void facts(struct compared *compared, struct hibernation *ret,
		  const struct conversion *conversion, enum e820_maker maker)
{
	size_t len = hibernation_space(conversion);

	hibernation_facts(ret, conversion, maker, take(compared, len), len);
}

static bool is_usable_type(const struct diff_change *change)
{
	return change->class.kind == DIFF_KIND_TYPE &&
	       efi_type_among(change->class.number, EFI_TYPES_USABLE);
}

/* How many changes of types a comparison by use does not have. */
static size_t count_inner(const struct conversion *before,
			  const struct conversion *after)
{
	size_t len = diff_space(before, after), cnt = 0;
	void *space = memory_resize(NULL, len + 1, 1);
	struct diff types;

	diff(&types, before, after, DIFF_TYPES, space, len);
	for (size_t i = 0; i < types.cnt; i++)
		cnt += is_usable_type(&types.changes[i]) &&
		       types.changes[i].what != DIFF_ATTRIBUTES;
	free(space);
	return cnt;
}

static void compare_grub(struct compared *ret, const struct conversion *before,
			 const struct conversion *after)
{
	if (ret->hibernation[0].maker != E820_STUB ||
	    ret->hibernation[1].maker != E820_STUB)
		return;
	facts(ret, &ret->grub[0], before, E820_GRUB);
	facts(ret, &ret->grub[1], after, E820_GRUB);
	ret->report.grub[0] = &ret->grub[0];
	ret->report.grub[1] = &ret->grub[1];
}

/* A digest of rows that are lost says nothing. */
static bool tables_differ(const struct hibernation *a,
			  const struct hibernation *b)
{
	bool lost = hibernation_lost(a) || hibernation_lost(b);

	return a->pages != b->pages || (!lost && a->digest != b->digest);
}

void compare_maps(struct compared *ret, const struct conversion *before,
		  const struct conversion *after, bool all)
{
	enum diff_level level = diff_level_of(before, after);

	*ret = (struct compared){ 0 };
	if (level == DIFF_USE && !all)
		ret->report.inner = count_inner(before, after);
	if (level == DIFF_USE && all)
		level = DIFF_TYPES;
	compare(ret, &ret->diffs[0], before, after, level);
	compare(ret, &ret->diffs[1], before, after, DIFF_E820);
	facts(ret, &ret->hibernation[0], before, E820_STUB);
	facts(ret, &ret->hibernation[1], after, E820_STUB);
	ret->report.diff = &ret->diffs[0];
	ret->report.e820 = &ret->diffs[1];
	ret->report.hibernation[0] = &ret->hibernation[0];
	ret->report.hibernation[1] = &ret->hibernation[1];
	compare_grub(ret, before, after);
	ret->differ = ret->diffs[0].cnt > 0 || ret->report.inner > 0 ||
		      tables_differ(&ret->hibernation[0], &ret->hibernation[1]);
}

void compared_free(struct compared *compared)
{
	while (compared->space_cnt > 0)
		free(compared->spaces[--compared->space_cnt]);
}
