/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map beside one that was saved earlier as a raw map: what moved since, and
 * whether Linux would resume from hibernation.
 */
#ifndef EFI_EXPLORER_COMPARE_H
#define EFI_EXPLORER_COMPARE_H

#include "core/convert/convert.h"
#include "core/diff/hibernation.h"
#include "efi/uefi/firmware.h"

/* It must not be moved. All zero: none. */
struct comparison {
	const struct firmware *fw;
	const char *path;
	void *bytes; /* of the file */
	size_t bytes_pages;
	struct capture capture; /* of the file */
	struct conversion conversion;
	enum profile profile;
	void *spaces[3]; /* of the conversion and of both tables */
	size_t pages[3];
	struct hibernation sides[2]; /* the file, and the map */
};

/* Reads the file with the path, which must outlive *ret, from the volume that
 * memblock.efi came from. Returns false, with nothing held and one sentence in
 * err. */
bool comparison_make(struct comparison *ret, const struct firmware *fw,
		     const struct conversion *now, const char *path,
		     const struct sink *err);
void comparison_free(struct comparison *comparison);

/* The result as text. */
void comparison_print(const struct sink *out, const void *comparison);

#endif
