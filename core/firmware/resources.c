/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/resources.h"

#include "core/base/bytes.h"

/* QWORD address space descriptor. */
enum {
	TAG = 0x8a,
	TYPE = 3, /* 0: memory */
	BASE = 14,
	LENGTH = 38,
	SIZE = 46,
};

size_t resources_memory(struct range *ret, size_t max, const uint8_t *bytes,
			size_t len)
{
	size_t cnt = 0;

	for (size_t at = 0; at + SIZE <= len && bytes[at] == TAG; at += SIZE) {
		struct range range = { get_le(bytes + at + BASE, 8),
				       get_le(bytes + at + LENGTH, 8) };

		if (bytes[at + TYPE] == 0 && range.size > 0 && cnt < max &&
		    range.size - 1 <= PHYS_ADDR_MAX - range.base)
			ret[cnt++] = range;
	}
	return cnt;
}
