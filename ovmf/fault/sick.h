/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Maps and tables with each fault that the rules of core/lint know of and that
 * firmware can have. Each run of the application sees other ones.
 */
#ifndef OVMF_FAULT_SICK_H
#define OVMF_FAULT_SICK_H

#include <efi.h>

/* Call this first: the boot services are the firmware's own. */
void sick_begin(EFI_SYSTEM_TABLE *system);

/* Seeds the faults of the next run. FALSE: there was none left; "fault: end" is
 * printed, and everything is as the firmware made it. */
BOOLEAN sick_next(void);

#endif
