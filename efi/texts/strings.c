/* SPDX-License-Identifier: BSD-2-Clause */
/* What takes the place of core/lint/strings.c, core/screen/help.c and help.c in
 * memblock.efi; tests on the host have those. */
#include "core/base/cstring.h"
#include "core/lint/strings.h"
#include "core/screen/explorer_internal.h"
#include "efi/texts/help.h"
#include "efi/texts/texts.h"

const char *lint_string(size_t offset)
{
	return texts_at(offset);
}

const char *explorer_help(void)
{
	return texts_at(sizeof(struct lint_strings));
}

void help_print(const struct sink *out)
{
	const char *former = explorer_help();

	print_str(out, *former ? former + str_len(former) + 1 : former);
}
