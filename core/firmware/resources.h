/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lists of ACPI resource descriptors (ACPI 6.5, 6.4.3.5), with which
 * EFI_PCI_ROOT_BRIDGE_IO_PROTOCOL.Configuration() describes a root bridge.
 */
#ifndef CORE_FIRMWARE_RESOURCES_H
#define CORE_FIRMWARE_RESOURCES_H

#include "core/base/range.h"

/* Fills ret[max] with the memory ranges of a list, which ends with an end tag,
 * at any other descriptor, or before len bytes. Returns their number. */
size_t resources_memory(struct range *ret, size_t max, const uint8_t *bytes,
			size_t len);

#endif
