/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file that is written as a whole or not at all.
 *
 * The bytes go to a temporary file in the same folder, which replaces an
 * existing file once all of them are on the medium. Where the firmware cannot
 * rename files (U-Boot), it is copied.
 */
#ifndef EFI_OUTPUT_SAVE_H
#define EFI_OUTPUT_SAVE_H

#include "efi/uefi/volume.h"

/* Bytes per call of the firmware. */
#define SAVE_CHUNK ((size_t)32 * 1024)
/* The temporary file, with a name for any FAT; the second one is used when the
 * user's file has the first. */
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
	bool replaces;           /* there was a file of that name */
};

/* path is as the user wrote it; it and err must outlive ret. A failure has
 * written one sentence to err and left the volume unchanged. */
struct fw_status save_begin(struct save *ret, const struct firmware *fw,
			    const char *path, const struct sink *err);

/* For use between begin and end; save_end() reports failures. */
struct sink save_sink(struct save *save);

/* Ends what save_begin() began with success. A failure has written one
 * sentence to err; either the old file is unchanged, or the sentence says that
 * the temporary one has the new text. */
struct fw_status save_end(struct save *save);

/* Writes a sentence to err why path, as the user wrote it, cannot be saved,
 * with a remedy. Returns status, which is a failure. */
struct fw_status save_explain(const struct sink *err, const char *path,
			      struct fw_status status);

/* Clauses with a remedy, one for each status that has one (save.c). */
#define SAVE_REMEDIES 8
/* The remedy where nothing can be saved at all. */
#define SAVE_NOWHERE SAVE_REMEDIES
const char *save_remedy(size_t index);

#endif
