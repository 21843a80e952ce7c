/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/protocols.h"

#include "efi/boot/native/native.h"

/* The first that recognises a file is taken. Ours is the last: its kernels
 * carry no mark beyond being ELF files. */
static const struct boot_protocol *const protocols[] = {
	&boot_native,
};

#define PROTOCOLS (sizeof(protocols) / sizeof(*protocols))

const struct boot_protocol *boot_recognise(const struct reader *file)
{
	for (size_t i = 0; i < PROTOCOLS; i++)
		if (protocols[i]->recognise(file))
			return protocols[i];
	return NULL;
}

void boot_print_protocols(const struct sink *out)
{
	for (size_t i = 0; i < PROTOCOLS; i++)
		print(out, "%s%s", i ? " or " : "", protocols[i]->name);
}
