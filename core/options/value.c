/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What one word does to the options.
 */
#include "core/base/cstring.h"
#include "core/options/load.h"
#include "core/options/memmap.h"
#include "core/options/reader.h"

bool option_refuse(struct reader *reader, enum option_problem problem,
		   const char *at)
{
	struct option_fault *fault = &reader->fault;

	if (fault->problem != OPTION_FINE)
		return false;
	fault->problem = problem;
	fault->word = reader->word.word;
	fault->at = at;
	fault->source = reader->word.source;
	fault->page_size = reader->options->settings.page_size;
	return true;
}

/* --- one of a few values, or any text ------------------------------------ */

_Static_assert(sizeof(enum format) == sizeof(unsigned int),
	       "the fields of choices are written as numbers");

/* Sets the field to the value with this index; a word without a value is the
 * first one. */
static void set_field(struct reader *reader, const struct option *option,
		      unsigned int index)
{
	char *field = (char *)reader->options + option->field;
	bool yes = (index == 0) == (option->kind == OPTION_YES);
	uint32_t page_size = (uint32_t)PAGE_SIZE_4K << 2 * index;

	if (option->kind == OPTION_PAGE_SIZE) {
		memcpy(field, &page_size, sizeof(page_size));
		reader->options->page_size = reader->word;
	} else if (option->kind == OPTION_CHOICE) {
		memcpy(field, &index, sizeof(index));
	} else {
		memcpy(field, &yes, sizeof(yes));
	}
}

/* What people write for a value of exit= and of on|off, and what they mean. */
static const char synonyms[] = "halt\0poweroff\0"
			       "off\0poweroff\0"
			       "shutdown\0poweroff\0"
			       "reboot\0reset\0"
			       "restart\0reset\0"
			       "quit\0return\0"
			       "exit\0return\0"
			       "continue\0return\0"
			       "pause\0wait\0"
			       "key\0wait\0"
			       "yes\0on\0"
			       "true\0on\0"
			       "1\0on\0"
			       "no\0off\0"
			       "false\0off\0"
			       "0\0off\0";

/* The value of this option that means the same. */
static const char *value_meant(const struct option *option, const char *value)
{
	const char *written = synonyms, *meant;

	for (; *written; written = meant + str_len(meant) + 1) {
		meant = written + str_len(written) + 1;
		if (edit_distance(value, written) != 0)
			continue;
		for (const char *const *v = option->values; *v; v++)
			if (streq(*v, meant))
				return *v;
	}
	return NULL;
}

/* Sizes that look alike are not near each other. */
static const char *nearest_value(const struct option *option, const char *value)
{
	struct nearest nearest = { .distance = 4 };
	const char *meant;

	if (option->kind == OPTION_PAGE_SIZE)
		return NULL;
	meant = value_meant(option, value);
	if (meant)
		return meant;
	for (const char *const *v = option->values; *v; v++)
		nearest_try(&nearest, value, *v);
	return nearest.text;
}

static void read_choice(struct reader *reader, const struct option *option,
			const char *value)
{
	unsigned int i = 0;

	while (option->values[i] && !streq(value, option->values[i]))
		i++;
	if (option->values[i]) {
		set_field(reader, option, i);
		return;
	}
	/* An earlier word of this name no longer counts. */
	set_field(reader, option, 0);
	if (option_refuse(reader, OPTION_VALUE, value)) {
		reader->fault.nearest = nearest_value(option, value);
		reader->fault.values = option->values;
	}
}

static void read_text(struct reader *reader, const struct option *option,
		      const char *value)
{
	char *field = (char *)reader->options + option->field;

	memcpy(field, &value, sizeof(value));
	if (field == (char *)&reader->options->save_raw)
		reader->raw = reader->word;
}

static void read_seconds(struct reader *reader, const struct option *option,
			 const char *value)
{
	unsigned int seconds = 0;
	const char *at = value;

	for (; *at >= '0' && *at <= '9' && at - value < 5; at++)
		seconds = seconds * 10 + (unsigned int)(*at - '0');
	if (*at == '\0')
		memcpy((char *)reader->options + option->field, &seconds,
		       sizeof(seconds));
	else
		option_refuse(reader, OPTION_NOT_SECONDS, at);
}

/* --- edits --------------------------------------------------------------- */

/* The current word has edits. */
static void add_word(struct reader *reader)
{
	reader->words[reader->options->report.edit_cnt++] = reader->word;
}

/* mem=nn: RAM at and above nn is removed. */
static void read_mem(struct reader *reader, const char *value)
{
	const char *end;
	uint64_t mem = memparse(value, &end);
	size_t *cnt = &reader->options->settings.edit_cnt;

	if (end == value || *end != '\0') {
		option_refuse(reader, OPTION_NUMBER, end);
	} else if (mem < reader->options->settings.page_size) {
		option_refuse(reader, OPTION_TOO_SMALL, value);
	} else {
		reader->edits[(*cnt)++] = (struct e820_edit){
			.action = E820_EDIT_REMOVE,
			.base = mem,
			.size = PHYS_ADDR_MAX - mem,
			.from = E820_RAM,
			.from_mem = true,
		};
		add_word(reader);
	}
}

static void read_memmap(struct reader *reader, const char *value)
{
	static const enum option_problem problems[] = {
		[MEMMAP_FINE] = OPTION_FINE,
		[MEMMAP_SYNTAX] = OPTION_NUMBER,
		[MEMMAP_EMPTY] = OPTION_TOO_SMALL,
		[MEMMAP_RANGE] = OPTION_RANGE,
	};
	size_t *cnt = &reader->options->settings.edit_cnt;
	enum memmap_fault fault;
	const char *at = value, *item = value;

	while (memmap_next(&reader->edits[*cnt], &at, &fault)) {
		++*cnt;
		item = at;
	}
	if (fault == MEMMAP_FINE)
		add_word(reader);
	else
		option_refuse(reader, problems[fault],
			      fault == MEMMAP_SYNTAX ? at : item);
}

/* --- for a kernel -------------------------------------------------------- */

static const char *add_text(struct reader *reader, const char *text, size_t len)
{
	char *copy = reader->text;

	memcpy(copy, text, len);
	copy[len] = '\0';
	reader->text += len + 1;
	return copy;
}

static void add_module(struct reader *reader, const struct module_value *value)
{
	reader->modules[reader->options->module_cnt++] = (struct option_module){
		.path = add_text(reader, value->path, value->path_len),
		/* It is the end of the word, unless CMDLINE is. */
		.name = value->cmdline
				? add_text(reader, value->name, value->name_len)
				: value->name,
		.cmdline = value->cmdline,
	};
}

static void read_module(struct reader *reader, const char *value)
{
	struct module_value module;
	const char *wrong = module_value_read(&module, value);

	if (wrong)
		option_refuse(reader, OPTION_FORM, wrong);
	else
		add_module(reader, &module);
}

static void read_initrd(struct reader *reader, const char *value)
{
	const struct module_value module = {
		.path = value,
		.path_len = str_len(value),
		.name = "initrd",
		.name_len = sizeof("initrd") - 1,
	};

	add_module(reader, &module);
}

static void read_reserve_mem(struct reader *reader, const char *value)
{
	size_t *cnt = &reader->options->reserve_mem_cnt;
	const char *wrong =
		reserve_mem_read(&reader->reserve_mems[*cnt], value);

	if (wrong)
		option_refuse(reader, OPTION_FORM, wrong);
	else
		++*cnt;
}

/* --- any of them --------------------------------------------------------- */

static void read_value(struct reader *reader, const struct option *option,
		       const char *value)
{
	if (option->kind > OPTION_SECONDS && !reader->has_room)
		return;
	switch (option->kind) {
	case OPTION_TEXT:
		read_text(reader, option, value);
		break;
	case OPTION_SECONDS:
		read_seconds(reader, option, value);
		break;
	case OPTION_MEM:
		read_mem(reader, value);
		break;
	case OPTION_MEMMAP:
		read_memmap(reader, value);
		break;
	case OPTION_MODULE:
		read_module(reader, value);
		break;
	case OPTION_INITRD:
		read_initrd(reader, value);
		break;
	case OPTION_RESERVE_MEM:
		read_reserve_mem(reader, value);
		break;
	default:
		read_choice(reader, option, value);
	}
}

void option_read(struct reader *reader, const struct option *option,
		 const char *value)
{
	if (option_has_value(option)) {
		if (value[0] == '\0' || value[1] == '\0')
			option_refuse(reader, OPTION_NO_VALUE, value);
		else
			read_value(reader, option, value + 1);
	} else if (*value != '\0') {
		option_refuse(reader, OPTION_EXTRA_VALUE, value);
	} else {
		set_field(reader, option, 0);
	}
}
