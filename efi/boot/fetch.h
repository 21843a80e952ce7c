/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files for a kernel, from where memblock.efi was loaded: its volume, or the
 * server of a PXE boot.
 */
#ifndef EFI_BOOT_FETCH_H
#define EFI_BOOT_FETCH_H

#include "efi/boot/progress.h"
#include "efi/boot/reader.h"
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

struct fetch_file {
	/* Without a head until fetch_head(), unless the file came from a server
	 * that did not tell its size. */
	struct reader reader;
	struct fetch *fetch;
	const char *path;
	struct progress progress;
	struct volume_file on_volume; /* closed: it is on the server */
	void *buffer;                 /* of the head */
	size_t buffer_pages;
};

/* path is as the user wrote it, and must outlive ret, as fetch must. Fails for
 * a folder and for an empty file. */
struct fw_status fetch_open_file(struct fetch_file *ret, struct fetch *fetch,
				 const char *path);
/* Reads the reader's head. A server sends whole files only, so that the head of
 * its file is all of it. */
struct fw_status fetch_head(struct fetch_file *file);
/* Unpacks a file that gzip has compressed, so that it is what was in it: its
 * head is all of it. Other files stay as they are. */
struct fw_status fetch_unpack(struct fetch_file *file);
/* Also for one that was not opened. Not before a kernel is entered: debug
 * firmware clears what is freed. */
void fetch_close_file(struct fetch_file *file);

#endif
