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
	static const char *const prompts[] = {
		[INPUT_FIND] = "Find address (hexadecimal or 4G), #row or text",
		[INPUT_EDIT] = "Try a size, or memmap=",
		[INPUT_FILE] = "Compare with the raw map",
	};

	print(out, "%s: %s_", prompts[explorer->input], explorer->typed);
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

static bool find_descriptor(struct explorer *explorer, uint64_t index)
{
	if (index >= efimap_count(&explorer->model.conversion->capture->map)) {
		explorer_say(explorer, "There is no such descriptor.");
		return false;
	}
	explorer->merged = false;
	explorer->filter = CLASS_HOLE;
	list_show(explorer, VIEW_DESCRIPTORS);
	for (size_t i = 0; i < explorer->list_cnt; i++) {
		const struct explorer_row *row = list_row(explorer, i);

		if (row->kind == ROW_DESCRIPTOR && row->index == index)
			list_select(explorer, i);
	}
	return true;
}

static bool find_text(struct explorer *explorer, const char *text)
{
	if (explorer->view == VIEW_OVERVIEW)
		list_show(explorer, VIEW_DESCRIPTORS);
	memcpy(explorer->sought, text, sizeof(explorer->sought));
	return list_find_text(explorer, false);
}

/* On the page of a row, what is found has its page. */
static void find(struct explorer *explorer)
{
	const char *text = explorer->typed;
	enum explorer_page page = explorer->page;
	uint64_t number;
	bool found;

	if (address(text, &number)) {
		explorer->where = number;
		list_find_address(explorer, number);
		page_show(explorer, PAGE_WHERE);
		return;
	}
	if (*text == '#' && !decimal(text + 1, &number))
		number = UINT64_MAX;
	found = *text == '#' ? find_descriptor(explorer, number)
			     : find_text(explorer, text);
	if (!found)
		return;
	explorer->page = PAGE_NONE;
	if (page == PAGE_WHERE || page == PAGE_FINDING)
		detail_show(explorer);
}

/* --- keys ---------------------------------------------------------------- */

void explorer_try(struct explorer *explorer, const struct conversion *trial)
{
	explorer->trial = trial;
}

static enum explorer_action end(struct explorer *explorer, bool entered)
{
	enum explorer_input input = explorer->input;
	bool tried = explorer->trial;

	entered = entered && explorer->typed[0];
	if (input == INPUT_EDIT && entered && !tried)
		return EXPLORER_TRY;
	explorer->input = INPUT_NONE;
	explorer->trial = NULL;
	if (input == INPUT_EDIT)
		return entered ? EXPLORER_KEEP : EXPLORER_DROP;
	if (input == INPUT_FILE && entered)
		return EXPLORER_COMPARE;
	if (input == INPUT_FIND && entered)
		find(explorer);
	return EXPLORER_STAY;
}

/* What is typed into a line that is empty: a size is that of mem=. */
static void begin_line(struct explorer *explorer, int key)
{
	bool size = explorer->input == INPUT_EDIT && key >= '0' && key <= '9';

	str_copy(explorer->typed, EXPLORER_INPUT, size ? "mem=" : "");
}

/* Words are tried with each key. */
static enum explorer_action typed(struct explorer *explorer)
{
	if (explorer->input != INPUT_EDIT)
		return EXPLORER_STAY;
	explorer->trial = NULL;
	return explorer->typed[0] ? EXPLORER_TRY : EXPLORER_STAY;
}

enum explorer_action input_key(struct explorer *explorer, int key)
{
	size_t len = str_len(explorer->typed);

	if (key == KEY_ENTER || key == KEY_ESC)
		return end(explorer, key == KEY_ENTER);
	if (key == KEY_BACKSPACE || key == 0x7f || key == KEY_DELETE) {
		if (len == 0)
			return end(explorer, false);
		explorer->typed[len - 1] = '\0';
	} else if (key >= ' ' && key <= '~' && len + 1 < EXPLORER_INPUT) {
		if (len == 0)
			begin_line(explorer, key);
		len = str_len(explorer->typed);
		explorer->typed[len] = (char)key;
		explorer->typed[len + 1] = '\0';
	} else {
		return EXPLORER_STAY;
	}
	return typed(explorer);
}
