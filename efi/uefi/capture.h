/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware's memory map and what else the conversion takes into account,
 * as a capture.
 */
#ifndef EFI_UEFI_CAPTURE_H
#define EFI_UEFI_CAPTURE_H

#include "core/firmware/capture.h"
#include "efi/uefi/firmware.h"

/* ret holds the map's buffer until fw_release(). On a failure one sentence is
 * in err, and ret is unchanged. */
struct fw_status fw_capture(const struct firmware *fw, struct capture *ret,
			    const struct sink *err);
/* Also for a zeroed capture, which it becomes. */
void fw_release(const struct firmware *fw, struct capture *capture);

#endif
