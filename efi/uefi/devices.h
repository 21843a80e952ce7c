/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What protocols of devices say about addresses.
 */
#ifndef EFI_UEFI_DEVICES_H
#define EFI_UEFI_DEVICES_H

#include "core/base/range.h"
#include "core/firmware/efimap.h"
#include "core/firmware/tpm_log.h"
#include "efi/uefi/firmware.h"

/* The memory windows of the PCI root bridges (UEFI 2.10, 14.2), up to max; of
 * many firmwares only what is allocated in them. Returns their number. */
size_t devices_pci_windows(struct range *ret, size_t max,
			   const struct firmware *fw);

/* The log of measurements (TCG EFI Protocol specification, 6.5), with digests
 * of any algorithm if possible. Size 0 without one that is sound; then
 * *ret_format is undefined. */
struct range devices_tpm_log(const struct firmware *fw,
			     const struct efimap *map,
			     enum tpm_log_format *ret_format);

/* The images that are loaded, up to max. Returns their number. */
size_t devices_images(struct range *ret, size_t max, const struct firmware *fw);

/* Whether there is EFI_MEMORY_ATTRIBUTE_PROTOCOL (UEFI 2.10, 37.2). */
bool devices_attribute_protocol(const struct firmware *fw);

#endif
