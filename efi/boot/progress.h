/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The pace of a long transfer: how many bytes to ask for at a time, and a line
 * after a second, later less often:
 *
 *	Reading \initrd: 34 MiB of 300 MiB, 11 MiB/s
 *
 * A file is read in as few calls as possible, since in each call FAT drivers
 * walk its clusters again: a small piece to learn the speed, then what takes
 * about a second.
 */
#ifndef EFI_BOOT_PROGRESS_H
#define EFI_BOOT_PROGRESS_H

#include "core/text/print.h"
#include "efi/boot/clock.h"

struct progress {
	const struct firmware *fw;
	const struct sink *say;
	const char *what; /* is done: "Reading" */
	const char *path;
	uint64_t size; /* of the whole file, in bytes; 0: unknown */
	uint64_t done;
	uint64_t piece;    /* what is asked for at a time; 0: not begun */
	uint64_t us;       /* spent in transfers */
	uint64_t begin_us; /* of the present one */
	uint64_t next_us;  /* when the next line is due */
	struct clock clock;
};

/* What follows is something else, of so many bytes; 0: unknown. fw, say and
 * path stay. */
void progress_restart(struct progress *progress, const char *what,
		      uint64_t size);

/* How many of len bytes to transfer now. */
size_t progress_piece(struct progress *progress, uint64_t len);
/* For a transfer that arrives by itself, not in pieces. */
void progress_begin(struct progress *progress);
/* So many bytes have been transferred. */
void progress_add(struct progress *progress, uint64_t bytes);

#endif
