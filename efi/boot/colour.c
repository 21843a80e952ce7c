/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/colour.h"

struct colour colour_of(uint32_t mask)
{
	struct colour ret = { 0, 0 };

	for (; mask != 0 && !(mask & 1); mask >>= 1)
		ret.position++;
	for (; mask & 1; mask >>= 1)
		ret.width++;
	return ret;
}
