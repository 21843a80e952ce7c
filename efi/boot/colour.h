/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where a colour is in a pixel, as boot protocols state it.
 */
#ifndef EFI_BOOT_COLOUR_H
#define EFI_BOOT_COLOUR_H

#include "core/base/types.h"

struct colour {
	uint8_t position; /* of its lowest bit; 0 without bits */
	uint8_t width;    /* bits from there on that are set */
};

/* mask: the bits of the colour in a pixel, as in EFI_PIXEL_BITMASK. */
struct colour colour_of(uint32_t mask);

#endif
