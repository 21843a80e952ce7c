/* SPDX-License-Identifier: BSD-2-Clause */
/* What takes the place of core/lint/strings.c, core/options/help.c and
 * core/screen/help.c in memblock.efi; tests on the host have those. */
#include "core/base/cstring.h"
#include "core/lint/strings.h"
#include "core/options/option_table.h"
#include "core/screen/explorer_internal.h"
#include "efi/texts/texts.h"

const char *lint_string(size_t offset)
{
	return texts_at(offset);
}

const char *explorer_help(void)
{
	return texts_at(sizeof(struct lint_strings));
}

const char *option_helps(void)
{
	const char *before = explorer_help();

	return before + str_len(before) + 1;
}
