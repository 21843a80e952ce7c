/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files on the volume that memblock.efi was loaded from. Paths are those of
 * path.h.
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
	VOLUME_WRITE,  /* read and write an existing file */
	VOLUME_CREATE, /* the same, or create an empty file */
};

/* FW_UNSUPPORTED when our device has no file system (network boot). */
struct fw_status volume_open(struct volume *ret, const struct firmware *fw);
void volume_close(struct volume *volume);

/* The path of memblock.efi itself; "\" where the firmware does not say. */
void volume_own_path(uint16_t ret[PATH_MAX_UNITS], const struct firmware *fw);

struct fw_status volume_open_file(struct volume_file *ret,
				  const struct volume *volume,
				  const uint16_t *path, enum volume_mode mode);
/* Makes a folder, or finds that there is one. */
struct fw_status volume_make_folder(const struct volume *volume,
				    const uint16_t *path);
/* Both accept a closed file. */
void volume_close_file(struct volume_file *file);
struct fw_status volume_delete(struct volume_file *file);

struct volume_info {
	uint64_t size;
	bool folder;
};
struct fw_status volume_info(const struct volume_file *file,
			     struct volume_info *ret);

/* *len is the room in bytes, and then the number of bytes read: 0 at the end of
 * the file. */
struct fw_status volume_read(const struct volume_file *file, void *bytes,
			     size_t *len);
/* Writes all of it or fails. */
struct fw_status volume_write(const struct volume_file *file, const void *bytes,
			      size_t len);
/* Where the next read or write begins; to the end of the file at most. */
struct fw_status volume_seek(const struct volume_file *file, uint64_t offset);
/* Writes buffered data to the medium. */
struct fw_status volume_flush(const struct volume_file *file);
/* name has no folder: the file stays in its own. */
struct fw_status volume_rename(const struct volume_file *file,
			       const uint16_t *name);

#endif
