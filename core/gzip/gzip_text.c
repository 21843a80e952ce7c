/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "core/gzip/gzip.h"

const char *gzip_explain(enum gzip_fault fault)
{
	static const char *const clauses[GZIP_FAULT_COUNT] = {
		[GZIP_GOOD] = "it is sound",
		[GZIP_TRUNCATED] = "it ends too early; copy it again",
		[GZIP_BROKEN] = "its data are damaged; copy it again",
		[GZIP_MORE] = "its data end before the file does; pack it "
			      "again as one: gunzip -c FILE | gzip",
		[GZIP_SIZE] = "it does not have the size that its last bytes "
			      "say; copy it again",
		[GZIP_CHECKSUM] = "its checksum is wrong; copy it again",
	};

	return clauses[fault];
}
