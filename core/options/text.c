/* SPDX-License-Identifier: BSD-2-Clause */
/* What is wrong with an option, as a sentence. */
#include "core/base/cstring.h"
#include "core/options/option_table.h"
#include "core/options/parse.h"

void option_print_values(const struct sink *out, const char *const *values,
			 const char *between)
{
	for (const char *const *v = values; *v; v++) {
		print_str(out, v == values ? "" : between);
		print_str(out, *v);
	}
}

/* Would what a mem= word starts with be accepted, such as mem=1G of mem=1GB? */
static bool starts_with_mem(const struct option_fault *fault)
{
	const char *value = word_value(fault->word, "mem"), *end;

	return value && memparse(value, &end) >= fault->page_size;
}

static void explain_number(const struct sink *out,
			   const struct option_fault *fault)
{
	const char *word = fault->word, *at = fault->at;

	if (*at == '\0')
		print_str(out, "number expected at the end, such as 512M or"
			       " 0x20000000");
	else if (starts_with_mem(fault))
		print(out, "unexpected '%s' (nearest: '%.*s')", at,
		      (int)(at - word), word);
	else
		print(out,
		      "unexpected '%s'; write numbers as 512M or 0x20000000",
		      at);
}

static void explain_form(const struct sink *out,
			 const struct option_fault *fault)
{
	if (*fault->at == '\0')
		print_str(out, "incomplete value");
	else
		print(out, "unexpected '%s'", fault->at);
	print_str(out, word_value(fault->word, "module")
			       ? "; write PATH or PATH,NAME such as"
				 " \\initrd.img,initrd"
			       : "; write SIZE:ALIGN:NAME such as 16M:2M:log,"
				 " NAME with 1 to 15 characters");
}

static void explain_value(const struct sink *out,
			  const struct option_fault *fault)
{
	print(out, "unknown value '%s'", fault->at);
	if (fault->nearest)
		print(out, " (nearest: '%s')", fault->nearest);
	print_str(out, "; valid: ");
	option_print_values(out, fault->values, ", ");
}

static void explain_small(const struct sink *out,
			  const struct option_fault *fault)
{
	print(out, "the size in '%s' is too small; the minimum is ", fault->at);
	if (word_value(fault->word, "mem"))
		print(out, "a page, %uK", fault->page_size >> 10);
	else
		print_str(out, "1");
}

static void explain_profile(const struct sink *out,
			    const struct option_fault *fault)
{
	print_str(out, word_value(fault->word, "memmap")
			       ? "Linux has memmap= only on x86; add"
				 " profile=linux-x86"
			       : "x86 has only pages of 4K; add"
				 " profile=linux-arm64");
}

static void explain_unknown(const struct sink *out,
			    const struct option_fault *fault)
{
	bool valued = false;

	print(out, "unknown option '%s'", fault->word);
	for (const struct option *o = option_table; o->name; o++) {
		if (o->name == fault->nearest)
			valued = option_has_value(o);
	}
	if (fault->nearest)
		print(out, " (nearest: '%s%s')", fault->nearest,
		      valued ? "=" : "");
	print_str(out, "; the option help lists them all");
}

static void explain_known(const struct sink *out,
			  const struct option_fault *fault)
{
	const char *word = fault->word, *at = fault->at;

	print(out, "'%s': ", word);
	switch (fault->problem) {
	case OPTION_VALUE:
		explain_value(out, fault);
		break;
	case OPTION_NO_VALUE:
		print(out, "value expected; write %s%sVALUE", word,
		      *at == '=' ? "" : "=");
		break;
	case OPTION_EXTRA_VALUE:
		print(out, "no value expected; remove '%s'", at);
		break;
	case OPTION_NUMBER:
		explain_number(out, fault);
		break;
	case OPTION_NOT_SECONDS:
		print(out, "unexpected '%s'; write seconds, 0 to 99999", at);
		break;
	case OPTION_TOO_SMALL:
		explain_small(out, fault);
		break;
	case OPTION_RANGE:
		print(out,
		      "'%s' ends above 2^64; choose a smaller size or base",
		      at);
		break;
	case OPTION_PROFILE:
		explain_profile(out, fault);
		break;
	case OPTION_FORM:
		explain_form(out, fault);
		break;
	case OPTION_SAME_FILE:
		print_str(out, "save= names the same file; choose another one");
		break;
	default:
		print_str(out, "valid");
	}
}

void options_explain(const struct sink *out, const struct option_fault *fault)
{
	print(out, "memblock: %s: ", fault->source);
	if (fault->problem == OPTION_UNKNOWN)
		explain_unknown(out, fault);
	else
		explain_known(out, fault);
	print_str(out, ".\n");
}
