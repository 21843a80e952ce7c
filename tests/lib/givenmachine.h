/* SPDX-License-Identifier: BSD-2-Clause */
/* A machine of which memblock.efi saves the map. */
#ifndef TESTS_LIB_GIVENMACHINE_H
#define TESTS_LIB_GIVENMACHINE_H

#include "core/firmware/capture.h"

/* Bytes of its map: 12 descriptors, 48 bytes apart. */
#define GIVEN_MACHINE_MAP (12 * 48)

/* Its descriptors are in any order, with anomalies and unknown types. They are
 * overwritten by the next call. */
struct capture given_odd_machine(void);

#endif
