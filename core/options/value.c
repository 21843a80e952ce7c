/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What one word does to the options.
 */
#include "core/base/cstring.h"
#include "core/options/load.h"
#include "core/options/memmap.h"
#include "core/options/reader.h"

void option_refuse(struct reader *reader, const struct option_fault *fault)
{
	if (reader->fault.problem != OPTION_FINE)
		return;
	reader->fault = *fault;
	reader->fault.word = reader->word.word;
	reader->fault.source = reader->word.source;
}

static void refuse(struct reader *reader, enum option_problem problem,
		   const char *at)
{
	const struct option_fault fault = {
		.problem = problem,
		.at = at,
		.page_size = reader->options->settings.page_size,
	};

	option_refuse(reader, &fault);
}

/* --- one of a few values, or any text ------------------------------------ */

_Static_assert(sizeof(enum format) == sizeof(unsigned int),
	       "the fields of choices are written as numbers");

/* The field becomes what the value with this index stands for; the word by
 * itself counts as the first. */
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

/* A size is not near to another because it looks alike. */
static const char *nearest_value(const struct option *option, const char *value)
{
	struct nearest nearest = { .distance = 4 };

	if (option->kind == OPTION_PAGE_SIZE)
		return NULL;
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
	/* An earlier word of this name does not count any more. */
	set_field(reader, option, 0);
	option_refuse(reader, &(struct option_fault){
				      .problem = OPTION_VALUE,
				      .at = value,
				      .nearest = nearest_value(option, value),
				      .values = option->values,
			      });
}

static void read_text(struct reader *reader, const struct option *option,
		      const char *value)
{
	char *field = (char *)reader->options + option->field;

	memcpy(field, &value, sizeof(value));
	if (field == (char *)&reader->options->save_raw)
		reader->raw = reader->word;
}

/* --- edits --------------------------------------------------------------- */

/* mem=nn: RAM at and above nn goes. */
static void read_mem(struct reader *reader, const char *value)
{
	const char *end;
	uint64_t mem = memparse(value, &end);
	const struct e820_edit edit = {
		.action = E820_EDIT_REMOVE,
		.base = mem,
		.size = PHYS_ADDR_MAX - mem,
		.from = E820_RAM,
		.from_mem = true,
	};

	if (end == value || *end != '\0') {
		refuse(reader, OPTION_NUMBER, end);
	} else if (mem < reader->options->settings.page_size) {
		refuse(reader, OPTION_TOO_SMALL, value);
	} else {
		option_add_edit(reader, &edit);
		option_add_word(reader);
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
	enum memmap_fault fault;
	struct e820_edit edit;
	const char *at = value, *item = value;

	while (memmap_next(&edit, &at, &fault)) {
		option_add_edit(reader, &edit);
		item = at;
	}
	if (fault == MEMMAP_FINE)
		option_add_word(reader);
	else
		refuse(reader, problems[fault],
		       fault == MEMMAP_SYNTAX ? at : item);
}

/* --- for a kernel -------------------------------------------------------- */

static void read_module(struct reader *reader, const char *value)
{
	struct module_value module;
	const char *wrong = module_value_read(&module, value);

	if (wrong)
		refuse(reader, OPTION_FORM, wrong);
	else
		option_add_module(reader, module.path, module.path_len,
				  module.name);
}

static void read_reserve_mem(struct reader *reader, const char *value)
{
	struct option_reserve_mem reserve_mem;
	const char *wrong = reserve_mem_read(&reserve_mem, value);

	if (wrong)
		refuse(reader, OPTION_FORM, wrong);
	else
		option_add_reserve_mem(reader, &reserve_mem);
}

/* --- any of them --------------------------------------------------------- */

static void read_value(struct reader *reader, const struct option *option,
		       const char *value)
{
	switch (option->kind) {
	case OPTION_TEXT:
		read_text(reader, option, value);
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
			refuse(reader, OPTION_NO_VALUE, value);
		else
			read_value(reader, option, value + 1);
	} else if (*value != '\0') {
		refuse(reader, OPTION_EXTRA_VALUE, value);
	} else {
		set_field(reader, option, 0);
	}
}
