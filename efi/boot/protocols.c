/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/protocols.h"

#include "arch.h"
#include "efi/boot/limine/limine.h"
#include "efi/boot/linux/image.h"
#include "efi/boot/linux/linux.h"
#include "efi/boot/multiboot/multiboot.h"
#include "efi/boot/native/native.h"
#include "efi/boot/pvh/pvh.h"

/* The first that recognises a file is taken. A Multiboot kernel may be an EFI
 * application as well, which the last road of Linux would start. Requests of
 * Limine are searched in the data of a kernel, after all marks in a file's
 * head. Ours is the last: its kernels carry no mark beyond being ELF files. */
static const struct boot_protocol *const protocols[] = {
#ifdef ARCH_X86
	&boot_multiboot2, &boot_multiboot, &boot_pvh,
#endif
	&boot_linux,      &boot_limine,    &boot_native,
};

#define PROTOCOLS (sizeof(protocols) / sizeof(*protocols))

static bool is_asked_for(const struct boot_protocol *protocol, enum protocol id)
{
	return id == PROTOCOL_AUTO || id == protocol->id;
}

const struct boot_protocol *boot_recognise(enum protocol id,
					   struct reader *file)
{
	/* Not searched for the headers of others: that takes longer than all
	 * else that is done with it. */
	if (is_asked_for(&boot_linux, id) &&
	    linux_is_bzimage(file->head, file->head_size))
		return &boot_linux;
	for (size_t i = 0; i < PROTOCOLS; i++)
		if (is_asked_for(protocols[i], id) &&
		    (protocols[i]->recognise(file) ||
		     (id != PROTOCOL_AUTO && protocols[i]->accepts &&
		      protocols[i]->accepts(file))))
			return protocols[i];
	return NULL;
}

void boot_print_protocols(enum protocol id, const struct sink *out)
{
	size_t left = 0, printed = 0;

	for (size_t i = 0; i < PROTOCOLS; i++)
		left += is_asked_for(protocols[i], id);
	if (left == 0)
		print_str(out, "a kernel for this machine");
	for (size_t i = 0; i < PROTOCOLS; i++) {
		if (!is_asked_for(protocols[i], id))
			continue;
		left--;
		print(out, "%s%s",
		      printed++ == 0 ? ""
		      : left > 0     ? ", "
				     : " or ",
		      protocols[i]->name);
	}
}
