/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files for a kernel, from where memblock.efi was loaded: its volume, or the
 * server of a PXE boot.
 */
#ifndef EFI_BOOT_FETCH_H
#define EFI_BOOT_FETCH_H

#include "efi/uefi/volume.h"

struct fetch {
	const struct firmware *fw;
	const struct sink *say; /* progress */
	const struct sink *err;
	struct volume volume;
	void *network; /* network_find()'s */
};

/* Fails when there is neither; to be closed in any case. */
struct fw_status fetch_open(struct fetch *ret, const struct firmware *fw,
			    const struct sink *say, const struct sink *err);
void fetch_close(struct fetch *fetch);

/* path is as the user wrote it. Fails for a folder and for an empty file. */
struct fw_status fetch_size(struct fetch *fetch, const char *path,
			    uint64_t *ret_size);
/* Reads all of it into memory[size]. What takes longer than a second shows its
 * progress. */
struct fw_status fetch_read(struct fetch *fetch, const char *path, void *memory,
			    uint64_t size);

#endif
