/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file written as a whole or not at all.
 *
 * The bytes go to a temporary file in the same folder. Only when all of them
 * are on the medium does it take the place of an old file. Where the firmware
 * cannot rename files (U-Boot), it is copied.
 */
#ifndef EFI_SAVE_H
#define EFI_SAVE_H

#include "efi/uefi/volume.h"

/* Bytes for one call of the firmware. */
#define SAVE_CHUNK ((size_t)32 * 1024)
/* The temporary file, short enough for any FAT; the second name where the
 * user wants the first one. */
#define SAVE_NAME       "memblock.new"
#define SAVE_OTHER_NAME "memblock.tmp"

struct save {
	const struct firmware *fw;
	const struct sink *err;
	const char *user_path;
	uint16_t path[PATH_MAX_UNITS];
	uint16_t temporary[PATH_MAX_UNITS];
	const char *temporary_name;
	struct volume volume;
	struct volume_file file; /* the temporary one */
	char *chunk;
	size_t used;
	struct fw_status status; /* the first failure of a write */
};

/* path is the user's; it and err must outlive ret. A failure has written one
 * sentence to err and left everything on the volume as it was. */
struct fw_status save_begin(struct save *ret, const struct firmware *fw,
			    const char *path, const struct sink *err);

/* Between begin and end. Failures show in save_end(). */
struct sink save_sink(struct save *save);

/* Ends what save_begin() began with success. A failure has written one
 * sentence to err; the old file is there then, or the sentence says that the
 * temporary one holds the new text. */
struct fw_status save_end(struct save *save);

#endif
