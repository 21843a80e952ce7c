/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sequences of operations on the sets, compared with a model of one cell per
 * page. The first byte is the room and the place of the pages; each five bytes
 * after it are one step (tests/lib/oracle.h).
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct oracle o;

	if (size == 0)
		return 0;
	oracle_begin(&o, 1 + (data[0] & 0x1f), data[0] & 0x40,
		     data[0] & 0x80 ? 1 : 0x1000);
	for (size_t at = 1; size - at >= ORACLE_STEP_BYTES;
	     at += ORACLE_STEP_BYTES) {
		const char *differs = oracle_step_bytes(&o, data + at);

		if (differs) {
			fprintf(stderr, "at byte %zu: %s\n", at, differs);
			abort();
		}
	}
	oracle_end(&o);
	return 0;
}
