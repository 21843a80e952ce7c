/* SPDX-License-Identifier: BSD-2-Clause */
/* Error messages. */
#include "efi/boot/elf/elf.h"

#include "core/text/phrase.h"
#include "efi/boot/elf/elf_format.h"

static const char *machine_name(uint64_t machine)
{
	switch (machine) {
	case EM_X86_64:
		return "x86-64";
	case EM_AARCH64:
		return "AArch64";
	case EM_386:
		return "the 32-bit i386";
	case EM_RISCV:
		return "RISC-V";
	default:
		return NULL;
	}
}

static void explain_machine(const struct sink *out,
			    const struct elf_error *error)
{
	const char *name = machine_name(error->value);

	if (name)
		print(out, "it is made for %s", name);
	else
		print(out, "it is made for machine %ju",
		      (uintmax_t)error->value);
	print(out, ", not for %s", machine_name(error->limit));
}

void elf_explain(const struct sink *out, const struct elf_error *error)
{
	if (error->fault == ELF_MACHINE)
		explain_machine(out, error);
	else
		print_phrase(out, elf_phrase(error->fault), error->index,
			     error->value, error->limit);
}
