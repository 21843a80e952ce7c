/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where new files can be saved: a volume, or a server.
 */
#ifndef EFI_OUTPUT_SAVE_PLACE_H
#define EFI_OUTPUT_SAVE_PLACE_H

#include "efi/console/pager.h"
#include "efi/uefi/firmware.h"
#include "efi/uefi/volume.h"

struct save_place {
	const struct firmware *fw;
	const struct sink *err;
	/* FW_NOT_FOUND: there is no file with this path. */
	struct fw_status (*look)(const struct save_place *place,
				 const char *path);
	/* Writes a file; a failure has written one sentence to err. */
	struct fw_status (*write)(const struct save_place *place,
				  const char *path, const struct page *page);
	char folder[128];     /* with what separates it from a name */
	struct volume volume; /* of a volume */
	void *network;        /* of a server */
};

/* The volume that memblock.efi came from, with a folder for the files. A
 * failure has written one sentence to err; FW_UNSUPPORTED without a file system
 * has not. save_volume_close() follows success. */
struct fw_status save_volume(struct save_place *ret, const struct firmware *fw,
			     const struct sink *err);
void save_volume_close(struct save_place *place);

/* The TFTP server that memblock.efi came from. A failure has written one
 * sentence to err. */
struct fw_status save_server(struct save_place *ret, const struct firmware *fw,
			     const struct sink *err);

#endif
