/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/refuse.h"

void boot_begin_refusal(const struct boot *boot)
{
	print(boot->err, "%s cannot be loaded: ", boot->options->kernel);
}

struct fw_status boot_end_refusal(const struct boot *boot)
{
	print_str(boot->err, ".\n");
	return FW_LOAD_ERROR;
}

struct fw_status boot_refuse_elf(const struct boot *boot,
				 const struct elf_error *error)
{
	if (error->fault == ELF_UNREADABLE)
		return FW_STATUS((size_t)error->value);
	boot_begin_refusal(boot);
	elf_explain(boot->err, error);
	return boot_end_refusal(boot);
}
