/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What mem= and memmap= do to this map: the last part of rules_linux.def.
 */
#include "core/lint/lint_internal.h"

/* memmap=SIZE: RAM from there on is removed. */
static bool is_limit(const struct e820_edit *edit)
{
	return edit->action == E820_EDIT_REMOVE && !edit->from_mem &&
	       edit->from == E820_RAM &&
	       edit->size == PHYS_ADDR_MAX - edit->base;
}

void lint_check_limit_word(const struct lint *lint)
{
	const struct convert_settings *settings = lint->conversion->settings;

	for (size_t i = 0; i < settings->edit_cnt; i++)
		if (is_limit(&settings->edits[i]))
			lint_map(lint, LINT_LIMIT_WORD, settings->edits[i].base,
				 0);
}

/* Bytes of a range for which the firmware's table has RAM of any kind. */
static phys_addr_t present_in(const struct e820_table *e820, struct range range)
{
	phys_addr_t size = 0;

	for (size_t i = 0; i < e820->cnt; i++)
		if (e820->entries[i].type != E820_RESERVED)
			size += range_intersect(e820->entries[i].range, range)
					.size;
	return size;
}

void lint_check_edits(const struct lint *lint)
{
	const struct convert_settings *settings = lint->conversion->settings;
	const struct e820_table *e820 = &lint->conversion->firmware_e820;

	for (size_t i = 0; i < settings->edit_cnt; i++) {
		const struct e820_edit *edit = &settings->edits[i];
		struct range range = { edit->base, edit->size };
		phys_addr_t missing = range.size - present_in(e820, range);

		if (edit->action != E820_EDIT_ADD || missing == 0)
			continue;
		if (edit->to == E820_PRAM)
			lint_range(lint, LINT_PERSISTENT_HOLE, range, missing,
				   0);
		else if (edit->to == E820_RAM)
			lint_range(lint, LINT_ADDED_HOLE, range, missing, 0);
	}
}

void lint_check_mem_undone(const struct lint *lint)
{
	if (lint->conversion->second_pass &&
	    lint->conversion->settings->edit_cnt > 0)
		lint_map(lint, LINT_MEM_UNDONE, 0, 0);
}

static void check_cut(const struct lint *lint, struct range range)
{
	if (lint_covered(&lint->conversion->mb.memory, range) < range.size)
		lint_range(lint, LINT_MEM_CUTS, range, range.size, 0);
}

/* What the loader has put there, which memory had without mem=. */
void lint_check_mem_cuts(const struct lint *lint)
{
	const struct capture *capture = lint->capture;

	if (lint->conversion->settings->mem == MEM_NONE)
		return;
	for (size_t i = 0; i < capture->loader_range_cnt; i++) {
		const struct loader_range *one = &capture->loader_ranges[i];

		check_cut(lint, (struct range){ one->base, one->size });
	}
	for (size_t i = 0; i < lint->facts->place_cnt; i++)
		if (lint->facts->places[i].what == FACTS_INITRD)
			check_cut(lint, lint->facts->places[i].range);
}
