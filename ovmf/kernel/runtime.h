/* SPDX-License-Identifier: BSD-2-Clause */
/* The firmware's runtime services after boot services (UEFI 2.10, 8). */
#ifndef OVMF_KERNEL_RUNTIME_H
#define OVMF_KERNEL_RUNTIME_H

#include "core/memblock/memblock.h"

/* EFI_TIME */
struct runtime_time {
	uint16_t year;
	uint8_t month, day, hour, minute, second, pad1;
	uint32_t nanosecond;
	int16_t zone;
	uint8_t daylight, pad2;
};

/* Whether the services below are in memory that the firmware keeps. U-Boot's
 * SetVirtualAddressMap is gone after ExitBootServices. */
bool runtime_there(const void *table);

/* Calls SetVirtualAddressMap: runtime services stay at their physical
 * addresses, where the loader has mapped them. False: the firmware returned an
 * error. */
bool runtime_begin(const void *table, struct memblock *mb);

bool runtime_get_time(const void *table, struct runtime_time *ret);

#endif
