/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has strings.c. */
#include "efi/texts/help.h"

#include "core/options/options.h"

void help_print(const struct sink *out)
{
	options_help(out, "memblock.efi [OPTION...] [-- ARGUMENTS]",
		     "Shows the firmware's memory map as memblock sets: memory,"
		     " reserved, physmap.");
	print_str(out, "What follows -- is passed to the kernel.\n");
}
