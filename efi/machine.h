/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware's map and the sets that it becomes.
 */
#ifndef EFI_MACHINE_H
#define EFI_MACHINE_H

#include "core/convert/convert.h"
#include "efi/firmware.h"

/* May not be moved: the conversion points to the capture. */
struct machine {
	const struct firmware *fw;
	struct capture capture;
	struct conversion conversion;
	void *space; /* the conversion's */
	size_t space_pages;
};

/* The map alone; on failure nothing is held, and one sentence is in err. */
size_t machine_read(struct machine *ret, const struct firmware *fw,
		    const struct sink *err);
/* Once, behind it; a failure leaves what was read. */
size_t machine_convert(struct machine *machine, const struct options *options,
		       const struct sink *err);
/* Takes a zeroed one as well. */
void machine_release(struct machine *machine);

#endif
