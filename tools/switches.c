/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/switches.h"

#include <string.h>

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>

#include "tools/repeated.h"

static bool no_value(const struct request *request, const char *word)
{
	print(&request->err,
	      "memblock %s: '%s' needs a value; `memblock %s --help` lists "
	      "the options\n",
	      request->command->name, word, request->command->name);
	return false;
}

/* One more map or side; NULL: there are as many as the command can use, and a
 * message was printed. */
static struct import_choice *next_choice(struct request *request,
					 const char *word)
{
	if (request->choice_cnt < request->path_max)
		return &request->choices[request->choice_cnt++];
	print(&request->err,
	      "memblock %s: '%s': %zu map%s can be used; `memblock %s --help` "
	      "shows how\n",
	      request->command->name, word, request->path_max,
	      request->path_max == 1 ? "" : "s", request->command->name);
	return NULL;
}

/* NUMBER[,NUMBER] */
static bool set_maps(struct request *request, const struct argument *argument)
{
	const char *at = argument->value;
	struct import_choice *choice;
	unsigned long number;
	char *end;

	for (;; at = end + 1) {
		number = strtoul(at, &end, 10);
		if (!isdigit((unsigned char)at[0]) || number == 0 ||
		    number > UINT_MAX || (*end != '\0' && *end != ','))
			break;
		choice = next_choice(request, argument->word);
		if (choice == NULL)
			return false;
		choice->map = (unsigned int)number;
		if (*end == '\0')
			return true;
	}
	print(&request->err,
	      "memblock %s: '--map=%s': %s; `memblock show --list` lists the "
	      "maps\n",
	      request->command->name, argument->value,
	      isdigit((unsigned char)at[0]) && number > UINT_MAX
		      ? "there are not so many maps"
		      : "not a number from 1");
	return false;
}

/* A second --side= names the second side. */
static bool set_side(struct request *request, const struct argument *argument)
{
	struct import_choice *choice = next_choice(request, argument->word);

	if (choice == NULL)
		return false;
	choice->side = argument->value;
	return true;
}

static bool set_colour(struct request *request, const char *value)
{
	if (colour_by_name(value, &request->colour))
		return true;
	print(&request->err,
	      "memblock %s: '--color=%s': choose auto, always or never\n",
	      request->command->name, value);
	return false;
}

/* A larger number would be taken as the highest one. */
static bool is_too_large(const char *value, uint64_t number)
{
	return number == UINT64_MAX && strcasecmp(value, "0xffffffffffffffff");
}

bool switches_refuse_octal(const struct request *request, const char *name,
			   const char *value)
{
	const char *digits = value + strspn(value, "0");

	if (value[0] != '0' || !isdigit((unsigned char)value[1]))
		return false;
	if (*digits == '\0')
		digits--;
	print(&request->err,
	      "memblock %s: '%s=%s': the address begins with 0; ",
	      request->command->name, name, value);
	if (digits[strspn(digits, "0123456789abcdefABCDEF")] == '\0')
		print(&request->err,
		      "write 0x%s, hexadecimal addresses begin with 0x\n",
		      digits);
	else
		print_str(&request->err, "write it without leading zeros\n");
	return true;
}

static bool set_where(struct request *request, const char *value)
{
	const char *end;

	if (switches_refuse_octal(request, "--where", value))
		return false;
	request->where = memparse(value, &end);
	request->where_given = end != value && *end == '\0' &&
			       !is_too_large(value, request->where);
	if (!request->where_given)
		print(&request->err,
		      "memblock %s: '--where=%s': not an address%s; write it "
		      "as 0x100000 or 1M\n",
		      request->command->name, value,
		      request->where == UINT64_MAX ? " that memory can have"
						   : "");
	return request->where_given;
}

static bool set_output(struct request *request, const struct argument *argument)
{
	bool standard = strcmp(argument->value, "-") == 0;

	request->output = standard ? NULL : argument->value;
	if (argument->value[0] != '\0')
		return true;
	print(&request->err,
	      "memblock %s: '%s': the name of a file is missing\n",
	      request->command->name, argument->word);
	return false;
}

bool switches_take(struct request *request, const struct argument *argument)
{
	repeated_switch(request, argument);
	switch (argument->kind) {
	case ARGUMENT_HELP:
		request->help = true;
		return true;
	case ARGUMENT_VERSION:
		request->version = true;
		return true;
	case ARGUMENT_OUTPUT:
		return set_output(request, argument);
	case ARGUMENT_LIST:
		request->list = true;
		return true;
	case ARGUMENT_MAP:
		return set_maps(request, argument);
	case ARGUMENT_SIDE:
		return set_side(request, argument);
	case ARGUMENT_TO:
		request->to = argument->value;
		return true;
	case ARGUMENT_ALL:
		request->all = true;
		return true;
	case ARGUMENT_COLOR:
		return set_colour(request, argument->value);
	case ARGUMENT_WHERE:
		return set_where(request, argument->value);
	case ARGUMENT_FORMAT:
		request->format = argument->value;
		return true;
	case ARGUMENT_SEVERITY:
		request->severity = argument->value;
		return true;
	default:
		return no_value(request, argument->word);
	}
}
