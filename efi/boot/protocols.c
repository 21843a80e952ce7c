/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/protocols.h"

#include "arch.h"
#include "efi/boot/linux/linux.h"
#include "efi/boot/multiboot/multiboot.h"
#include "efi/boot/native/native.h"
#include "efi/boot/pvh/pvh.h"

/* The first that recognises a file is taken. A Multiboot kernel may be an EFI
 * application as well, which the last road of Linux would start. Ours is the
 * last: its kernels carry no mark beyond being ELF files. */
static const struct boot_protocol *const protocols[] = {
#ifdef ARCH_X86
	&boot_multiboot,
	&boot_pvh,
#endif
	&boot_linux,
	&boot_native,
};

#define PROTOCOLS (sizeof(protocols) / sizeof(*protocols))

const struct boot_protocol *boot_recognise(struct reader *file)
{
	for (size_t i = 0; i < PROTOCOLS; i++)
		if (protocols[i]->recognise(file))
			return protocols[i];
	return NULL;
}

void boot_print_protocols(const struct sink *out)
{
	for (size_t i = 0; i < PROTOCOLS; i++) {
		const char *before = i == 0              ? ""
				     : i + 1 < PROTOCOLS ? ", "
							 : " or ";

		print(out, "%s%s", before, protocols[i]->name);
	}
}
