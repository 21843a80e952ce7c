/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All options. docs/options.md describes them at length, and `make check`
 * compares names, values and help texts.
 */
#include "core/options/option_table.h"

/* In the order of their enums. */
static const char *const mem_kinds[] = { "address", "amount", NULL };
static const char *const profiles[] = { "linux-x86", "linux-arm64", NULL };
static const char *const formats[] = { "text", "linux", "e820",
				       "csv",  "json",  NULL };
static const char *const exits[] = { "return", "poweroff", "reset", "wait",
				     NULL };
/* Each four times the one before. */
static const char *const page_sizes[] = { "4K", "16K", "64K", NULL };
static const char *const efi_words[] = { "nosoftreserve", NULL };
static const char *const kernelcores[] = { "mirror", NULL };
static const char *const numa_words[] = { "off", NULL };
/* ROAD_AUTO is the default. */
static const char *const roads[] = { "auto", "stub", "direct", NULL };
/* As enum protocol. */
static const char *const protocols[] = { "auto",   "multiboot2", "multiboot",
					 "pvh",    "limine",     "linux",
					 "native", NULL };
/* As enum view_choice. */
static const char *const views[] = { "auto", "explorer", "report", NULL };
static const char *const on_off[] = { "on", "off", NULL };

const char *format_name(enum format format)
{
	return formats[format];
}

#define FIELD(name) offsetof(struct options, name)

const struct option option_table[] = {
#define OPTION(name, kind, field, values, form, help) \
	{ name, values, field, kind, sizeof(form) > 1 },
#include "core/options/options.def"
#undef OPTION
	{ NULL, NULL, 0, OPTION_YES, false },
};
