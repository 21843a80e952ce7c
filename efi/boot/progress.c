/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/progress.h"

#define SECOND UINT64_C(1000000)
/* Files up to this size are read at once, without a clock. */
#define SMALL ((uint64_t)1 << 20)
#define FIRST ((uint64_t)64 << 10)
/* Some firmware cannot read 4 GiB at once. */
#define LARGEST ((uint64_t)1 << 30)

void progress_restart(struct progress *progress, const char *what,
		      uint64_t size)
{
	progress->what = what;
	progress->size = size;
	progress->done = progress->piece = progress->us = 0;
}

void progress_begin(struct progress *progress)
{
	if (progress->piece == 0) {
		clock_begin(&progress->clock, progress->fw);
		progress->piece = FIRST;
		progress->next_us = SECOND;
	}
	progress->begin_us = clock_us(&progress->clock);
}

size_t progress_piece(struct progress *progress, uint64_t len)
{
	if (progress->size <= SMALL)
		return (size_t)len;
	progress_begin(progress);
	return (size_t)phys_min(len, progress->piece);
}

/* Bytes in a second. */
static uint64_t rate(const struct progress *progress)
{
	return progress->us ? progress->done * SECOND / progress->us : LARGEST;
}

static void show(struct progress *progress)
{
	char room[3][HUMAN_SIZE];

	print(progress->say, "%s %s: %s", progress->what, progress->path,
	      human_size(room[0], progress->done));
	if (progress->size)
		print(progress->say, " of %s",
		      human_size(room[1], progress->size));
	print(progress->say, ", %s/s\n", human_size(room[2], rate(progress)));
	/* 1, 3, 7, 15, ... seconds after the beginning. */
	progress->next_us = 2 * progress->next_us + SECOND;
}

void progress_add(struct progress *progress, uint64_t bytes)
{
	uint64_t now;

	progress->done += bytes;
	if (progress->piece == 0)
		return;
	now = clock_us(&progress->clock);
	progress->us += now - progress->begin_us;
	progress->begin_us = now;
	progress->piece = phys_max(FIRST, phys_min(rate(progress), LARGEST));
	if (progress->us >= progress->next_us &&
	    (progress->done < progress->size || progress->size == 0))
		show(progress);
}
