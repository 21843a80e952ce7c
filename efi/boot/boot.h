/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Boots the kernel of kernel= (docs/handoff.md): loads it with its modules,
 * leaves boot services and enters it.
 */
#ifndef EFI_BOOT_BOOT_H
#define EFI_BOOT_BOOT_H

#include "core/options/options.h"
#include "efi/uefi/firmware.h"

/*
 * options->kernel is not NULL; say receives progress. Returns only on a
 * failure while boot services are still available: one sentence is in err
 * then, and everything is as it was. A later failure is reported on the
 * serial line, and the processor stops.
 */
struct fw_status boot_kernel(const struct firmware *fw,
			     const struct options *options,
			     const struct sink *say, const struct sink *err);

#endif
