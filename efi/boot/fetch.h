/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files for a kernel, from where memblock.efi itself came: its volume, or
 * the server of a PXE boot.
 */
#ifndef EFI_BOOT_FETCH_H
#define EFI_BOOT_FETCH_H

#include "efi/uefi/volume.h"

struct fetch {
	const struct firmware *fw;
	const struct sink *say; /* progress */
	const struct sink *err;
	struct volume volume;
	void *network;
};

/* Fails where we came from has neither; to be closed in any case. */
struct fw_status fetch_open(struct fetch *ret, const struct firmware *fw,
			    const struct sink *say, const struct sink *err);
void fetch_close(struct fetch *fetch);

/* path is the user's. The size is not 0. */
struct fw_status fetch_size(struct fetch *fetch, const char *path,
			    uint64_t *ret_size);
/* All of it into memory[size]; more than a second of it shows. */
struct fw_status fetch_read(struct fetch *fetch, const char *path, void *memory,
			    uint64_t size);

#endif
