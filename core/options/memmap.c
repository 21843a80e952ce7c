/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/options/memmap.h"

#include "core/base/cstring.h"
#include "core/text/words.h"

static bool is_item_end(const char *at)
{
	return *at == '\0' || *at == ',';
}

/* A number at *at, which is moved past it. */
static bool take_number(const char **at, uint64_t *ret)
{
	const char *end;

	*ret = memparse(*at, &end);
	if (end == *at)
		return false;
	*at = end;
	return true;
}

/* A type is a plain number of 32 bits, without a suffix. */
static bool take_type(const char **at, uint32_t *ret)
{
	const char *start = *at;
	uint64_t type;

	if (!take_number(at, &type))
		return false;
	if (type > UINT32_MAX || ((*at)[-1] | 0x20) > 'f') {
		*at = start;
		return false;
	}
	*ret = (uint32_t)type;
	return true;
}

/* What follows nn%ss: -from, +to, both or none; 0 counts as not given. */
static bool take_types(struct e820_edit *edit, const char **at)
{
	if (**at == '-') {
		(*at)++;
		if (!take_type(at, &edit->from))
			return false;
	}
	if (**at == '+') {
		(*at)++;
		if (!take_type(at, &edit->to))
			return false;
	}
	if (edit->from != 0 && edit->to != 0)
		edit->action = E820_EDIT_CHANGE;
	else if (edit->to != 0)
		edit->action = E820_EDIT_ADD;
	return true;
}

static uint32_t type_of_sign(char sign)
{
	switch (sign) {
	case '@':
		return E820_RAM;
	case '#':
		return E820_ACPI;
	case '$':
		return E820_RESERVED;
	case '!':
		return E820_PRAM;
	default:
		return 0;
	}
}

/* nn, with *at after it: RAM at and above nn is removed. */
static enum memmap_fault take_limit(struct e820_edit *edit, const char *at)
{
	if (!is_item_end(at))
		return MEMMAP_SYNTAX;
	edit->base = edit->size;
	edit->size = PHYS_ADDR_MAX - edit->base;
	edit->from = E820_RAM;
	return edit->base == 0 ? MEMMAP_EMPTY : MEMMAP_FINE;
}

static enum memmap_fault take_range(struct e820_edit *edit, const char **at)
{
	char sign = **at;

	(*at)++;
	if (!take_number(at, &edit->base))
		return MEMMAP_SYNTAX;
	if (sign == '%') {
		if (!take_types(edit, at))
			return MEMMAP_SYNTAX;
	} else {
		edit->action = E820_EDIT_ADD;
		edit->to = type_of_sign(sign);
	}
	if (!is_item_end(*at))
		return MEMMAP_SYNTAX;
	if (edit->size > PHYS_ADDR_MAX - edit->base)
		return MEMMAP_RANGE;
	return edit->size == 0 ? MEMMAP_EMPTY : MEMMAP_FINE;
}

static enum memmap_fault take_edit(struct e820_edit *edit, const char **at)
{
	*edit = (struct e820_edit){ .action = E820_EDIT_REMOVE };
	if (str_starts(*at, "exactmap")) {
		edit->action = E820_EDIT_EXACT;
		*at += 8;
		return is_item_end(*at) ? MEMMAP_FINE : MEMMAP_SYNTAX;
	}
	if (!take_number(at, &edit->size))
		return MEMMAP_SYNTAX;
	if (**at == '%' || type_of_sign(**at) != 0)
		return take_range(edit, at);
	return take_limit(edit, *at);
}

bool memmap_next(struct e820_edit *ret, const char **at,
		 enum memmap_fault *ret_fault)
{
	struct e820_edit edit;

	*ret_fault = MEMMAP_FINE;
	if (**at == '\0')
		return false;
	*ret_fault = take_edit(&edit, at);
	if (*ret_fault != MEMMAP_FINE)
		return false;
	if (**at == ',')
		(*at)++;
	*ret = edit;
	return true;
}
