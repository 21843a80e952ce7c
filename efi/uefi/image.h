/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Images that the firmware loads, verifies and starts (UEFI 2.10, 7.4).
 */
#ifndef EFI_UEFI_IMAGE_H
#define EFI_UEFI_IMAGE_H

#include "efi/uefi/firmware.h"
#include "efi/uefi/path.h"

struct image {
	const struct firmware *fw;
	void *handle; /* EFI_HANDLE, NULL when there is none */
};

/*
 * LoadImage() of the file with this path on the volume that memblock.efi was
 * loaded from. With bytes[size] the file is already in memory; the path then
 * only tells the firmware where it came from. FW_SECURITY_VIOLATION or
 * FW_ACCESS_DENIED: Secure Boot does not accept it.
 */
struct fw_status image_load(struct image *ret, const struct firmware *fw,
			    const uint16_t path[PATH_MAX_UNITS],
			    const void *bytes, size_t size);

/* StartImage() with LoadOptions in UTF-16, size bytes with their NUL, which
 * must outlive the image. Returns what the image returned; it is unloaded then.
 */
struct fw_status image_start(struct image *image, void *options, size_t size);

/* Also for one that was not loaded, or has returned. */
void image_unload(struct image *image);

#endif
