/* SPDX-License-Identifier: BSD-2-Clause */
/* A line that is typed, and the search. */
#include "core/base/cstring.h"
#include "core/screen/explorer_internal.h"

void input_begin(struct explorer *explorer, enum explorer_input input)
{
	explorer->input = input;
	explorer->typed[0] = '\0';
}

void input_draw(const struct sink *out, const struct explorer *explorer)
{
	print(out, "Find address (hexadecimal or 4G), #row or text: %s_",
	      explorer->typed);
}

/* --- what was typed ------------------------------------------------------ */

static bool hexadecimal(const char *text, uint64_t *ret)
{
	uint64_t value = 0;

	if (str_starts(text, "0x"))
		text += 2;
	if (!*text || str_len(text) > 16)
		return false;
	for (; *text; text++) {
		char c = *text | 0x20;

		if (*text >= '0' && *text <= '9')
			value = value << 4 | (uint64_t)(*text - '0');
		else if (c >= 'a' && c <= 'f')
			value = value << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	*ret = value;
	return true;
}

/* Decimal, with a suffix of mem= or without. */
static bool decimal(const char *text, uint64_t *ret)
{
	static const char units[] = "KMGTPE";
	unsigned int shift = 0;
	uint64_t value = 0;

	for (; *text >= '0' && *text <= '9' && value < UINT64_MAX / 16; text++)
		value = value * 10 + (uint64_t)(*text - '0');
	for (unsigned int i = 0; units[i] && !shift; i++)
		if ((*text & ~0x20) == units[i])
			shift = 10 * (i + 1);
	if (text[shift > 0] || value << shift >> shift != value)
		return false;
	*ret = value << shift;
	return true;
}

/* An address as the screen shows it, or as mem= takes it with a suffix. */
static bool address(const char *text, uint64_t *ret)
{
	if (hexadecimal(text, ret))
		return true;
	return *text >= '0' && *text <= '9' && decimal(text, ret);
}

static void find_descriptor(struct explorer *explorer, uint64_t index)
{
	if (index >= efimap_count(&explorer->model.conversion->capture->map)) {
		explorer_say(explorer, "There is no such descriptor.");
		return;
	}
	explorer->merged = false;
	explorer->filter = CLASS_HOLE;
	list_show(explorer, VIEW_DESCRIPTORS);
	for (size_t i = 0; i < explorer->list_cnt; i++) {
		const struct explorer_row *row = list_row(explorer, i);

		if (row->kind == ROW_DESCRIPTOR && row->index == index)
			list_select(explorer, i);
	}
}

static void find(struct explorer *explorer)
{
	const char *text = explorer->typed;
	uint64_t number;

	if (!*text)
		return;
	if (*text == '#') {
		if (!decimal(text + 1, &number))
			number = UINT64_MAX;
		find_descriptor(explorer, number);
		return;
	}
	if (address(text, &number)) {
		explorer->where = number;
		list_find_address(explorer, number);
		page_show(explorer, PAGE_WHERE);
		return;
	}
	if (explorer->view == VIEW_OVERVIEW)
		list_show(explorer, VIEW_DESCRIPTORS);
	memcpy(explorer->sought, text, sizeof(explorer->sought));
	if (!list_find_text(explorer, false))
		explorer_say(explorer, "No row has this text.");
}

/* --- keys ---------------------------------------------------------------- */

enum explorer_action input_key(struct explorer *explorer, int key)
{
	size_t len = str_len(explorer->typed);

	if (key == KEY_BACKSPACE || key == 0x7f || key == KEY_DELETE) {
		if (len == 0)
			explorer->input = INPUT_NONE;
		else
			explorer->typed[len - 1] = '\0';
	} else if (key == KEY_ESC) {
		explorer->input = INPUT_NONE;
	} else if (key == KEY_ENTER) {
		explorer->input = INPUT_NONE;
		find(explorer);
	} else if (key >= ' ' && key <= '~' && len + 1 < EXPLORER_INPUT) {
		explorer->typed[len] = (char)key;
		explorer->typed[len + 1] = '\0';
	}
	return EXPLORER_STAY;
}
