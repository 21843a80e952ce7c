/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/options/value.h"

#include "core/base/cstring.h"
#include "core/options/load.h"
#include "core/options/memmap.h"

bool option_refuse(struct reader *reader, enum option_problem problem,
		   const char *at)
{
	reader->fault.problem = problem;
	reader->fault.at = at;
	return false;
}

static struct report_word word_at_hand(const struct reader *reader)
{
	return (struct report_word){
		.word = reader->fault.word,
		.source = reader->fault.source,
	};
}

_Static_assert(sizeof(enum format) == sizeof(unsigned int),
	       "the fields of choices are written as numbers");

/* The field becomes what the value with this index stands for; the word alone
 * counts as the first. */
static bool set_field(struct reader *reader, const struct option *option,
		      unsigned int index)
{
	struct options *options = reader->options;
	char *field = (char *)options + option->field;
	bool yes = (index == 0) == (option->kind == OPTION_YES);

	if (option->kind == OPTION_PAGE_SIZE) {
		options->settings.page_size = (uint32_t)PAGE_SIZE_4K
					      << 2 * index;
		options->page_size = word_at_hand(reader);
	} else if (option->kind == OPTION_CHOICE) {
		memcpy(field, &index, sizeof(index));
	} else {
		memcpy(field, &yes, sizeof(yes));
	}
	return true;
}

static bool read_choice(struct reader *reader, const struct option *option,
			const char *value)
{
	struct nearest nearest = { .distance = 4 };

	for (unsigned int i = 0; option->values[i]; i++) {
		if (streq(value, option->values[i]))
			return set_field(reader, option, i);
		nearest_try(&nearest, value, option->values[i]);
	}
	reader->fault.nearest = nearest.text;
	reader->fault.values = option->values;
	return option_refuse(reader, OPTION_VALUE, value);
}

static bool read_text(struct reader *reader, const struct option *option,
		      const char *value)
{
	memcpy((char *)reader->options + option->field, &value, sizeof(value));
	return true;
}

static void add_edit(struct reader *reader, const struct e820_edit *edit)
{
	reader->edits[reader->options->settings.edit_cnt++] = *edit;
}

/* The word at hand holds edits. */
static bool add_word(struct reader *reader)
{
	reader->words[reader->options->report.edit_cnt++] =
		word_at_hand(reader);
	return true;
}

/* mem=nn: RAM at and above nn goes. */
static bool read_mem(struct reader *reader, const char *value)
{
	uint32_t page_size = reader->options->settings.page_size;
	const char *end;
	uint64_t mem = memparse(value, &end);
	struct e820_edit edit = {
		.action = E820_EDIT_REMOVE,
		.base = mem,
		.size = PHYS_ADDR_MAX - mem,
		.from = E820_RAM,
		.from_mem = true,
	};

	if (end == value || *end != '\0')
		return option_refuse(reader, OPTION_NUMBER, end);
	if (mem < page_size) {
		reader->fault.page_size = page_size;
		return option_refuse(reader, OPTION_TOO_SMALL, value);
	}
	add_edit(reader, &edit);
	return add_word(reader);
}

static bool read_memmap(struct reader *reader, const char *value)
{
	static const enum option_problem problems[] = {
		[MEMMAP_SYNTAX] = OPTION_NUMBER,
		[MEMMAP_EMPTY] = OPTION_TOO_SMALL,
		[MEMMAP_RANGE] = OPTION_RANGE,
	};
	enum memmap_fault fault;
	struct e820_edit edit;
	const char *at = value, *item = value;

	while (memmap_next(&edit, &at, &fault)) {
		add_edit(reader, &edit);
		item = at;
	}
	if (fault == MEMMAP_FINE)
		return add_word(reader);
	return option_refuse(reader, problems[fault],
			     fault == MEMMAP_SYNTAX ? at : item);
}

/* module= and reserve_mem= are only judged here: who needs them reads them in
 * their order. */
static bool read_form(struct reader *reader, const struct option *option,
		      const char *value)
{
	struct module_value module;
	struct reserve_mem reserve;
	const char *wrong = option->kind == OPTION_MODULE
				    ? module_value_read(&module, value)
				    : reserve_mem_read(&reserve, value);

	if (wrong)
		return option_refuse(reader, OPTION_FORM, wrong);
	return true;
}

bool option_read(struct reader *reader, const struct option *option,
		 const char *value)
{
	if (!option_has_value(option)) {
		if (*value != '\0')
			return option_refuse(reader, OPTION_EXTRA_VALUE, value);
		return set_field(reader, option, 0);
	}
	if (value[0] == '\0' || value[1] == '\0')
		return option_refuse(reader, OPTION_NO_VALUE, value);
	value++;
	switch (option->kind) {
	case OPTION_TEXT:
		return read_text(reader, option, value);
	case OPTION_MEM:
		return read_mem(reader, value);
	case OPTION_MEMMAP:
		return read_memmap(reader, value);
	case OPTION_MODULE:
	case OPTION_RESERVE_MEM:
		return read_form(reader, option, value);
	default:
		return read_choice(reader, option, value);
	}
}
