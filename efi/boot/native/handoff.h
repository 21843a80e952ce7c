/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Out of the firmware and into the kernel (docs/handoff.md).
 */
#ifndef EFI_BOOT_NATIVE_HANDOFF_H
#define EFI_BOOT_NATIVE_HANDOFF_H

#include "efi/boot/native/load.h"

/*
 * Enters what was loaded. Returns only on a failure while boot services are
 * still there, with one sentence in load->err and everything taken back but
 * what load_end() does. A later failure is told on the serial line, and the
 * processor stops.
 */
struct fw_status handoff(struct load *load);

#endif
