/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How the EFI stub of Linux finds its initrd: EFI_LOAD_FILE2 (UEFI 2.10, 13.2)
 * on a handle with the device path of Linux's initrd media GUID. Only one
 * handle can have it.
 */
#ifndef EFI_UEFI_INITRD_H
#define EFI_UEFI_INITRD_H

#include "efi/uefi/firmware.h"

/* The contents, which read() puts into memory of size bytes. */
struct initrd_source {
	uint64_t size;
	struct fw_status (*read)(void *ctx, void *memory);
	void *ctx;
};

struct initrd_offer {
	const struct firmware *fw;
	const struct initrd_source *source;
	void *handle;
	void *replaced; /* the interface that was there before */
	/* EFI_LOAD_FILE2_PROTOCOL: its one function. */
	void *interface;
};

/* Whether someone else offers one, such as a boot manager. */
bool initrd_is_offered(const struct firmware *fw);

/* Offers the source, in place of another offer. Both must stay where they are
 * until initrd_withdraw(). */
struct fw_status initrd_offer(struct initrd_offer *ret,
			      const struct firmware *fw,
			      const struct initrd_source *source);
/* As it was before; also for a zeroed one. */
void initrd_withdraw(struct initrd_offer *offer);

#endif
