/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has efi/texts/strings.c. */
#include "core/options/option_table.h"

const char *option_helps(void)
{
	return
#define OPTION(name, kind, field, values, form, help) help "\0"
#include "core/options/options.def"
		;
#undef OPTION
}
