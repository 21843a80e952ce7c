/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files on the volume that memblock.efi was loaded from. Functions return an
 * status (status.h); paths are those of path.h.
 */
#ifndef EFI_UEFI_VOLUME_H
#define EFI_UEFI_VOLUME_H

#include "efi/uefi/firmware.h"
#include "efi/uefi/path.h"

struct volume {
	void *root; /* EFI_FILE_PROTOCOL, NULL when closed */
};

struct volume_file {
	void *handle; /* EFI_FILE_PROTOCOL, NULL when closed */
};

enum volume_mode {
	VOLUME_READ,
	VOLUME_WRITE,  /* read and write what is there */
	VOLUME_CREATE, /* the same, or an empty new file */
};

/* FW_UNSUPPORTED: the device we came from has no file system (network). */
struct fw_status volume_open(struct volume *ret, const struct firmware *fw);
void volume_close(struct volume *volume);

/* Where memblock.efi itself lies; "\" where the firmware does not say. */
void volume_own_path(uint16_t ret[PATH_MAX_UNITS], const struct firmware *fw);

struct fw_status volume_open_file(struct volume_file *ret,
				  const struct volume *volume,
				  const uint16_t *path, enum volume_mode mode);
/* Both take a closed file as well. */
void volume_close_file(struct volume_file *file);
struct fw_status volume_delete(struct volume_file *file);

struct volume_info {
	uint64_t size;
	bool folder;
};
struct fw_status volume_info(const struct volume_file *file,
			     struct volume_info *ret);

/* *len is the room, and then how much there was: 0 at the end. */
struct fw_status volume_read(const struct volume_file *file, void *bytes,
			     size_t *len);
/* All of it, or an error. */
struct fw_status volume_write(const struct volume_file *file, const void *bytes,
			      size_t len);
struct fw_status volume_rewind(const struct volume_file *file);
/* So that what was written is on the medium. */
struct fw_status volume_flush(const struct volume_file *file);
/* name without a folder: the file stays in its own. */
struct fw_status volume_rename(const struct volume_file *file,
			       const uint16_t *name);

#endif
