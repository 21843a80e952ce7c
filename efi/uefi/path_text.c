/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "efi/uefi/path.h"

const char *path_fault_text(enum path_fault fault)
{
	static const char *const texts[PATH_FAULT_COUNT] = {
		[PATH_GOOD] = "the path is good",
		[PATH_EMPTY] = "the path names no file; write "
			       "FOLDER\\NAME or NAME",
		[PATH_LONG] = "the path is longer than 258 characters; "
			      "choose a shorter one",
		[PATH_VOLUME] = "a path has no colon: it starts at the root "
				"of the volume that memblock.efi came from, "
				"without fs0:",
		[PATH_CHARACTER] =
			"a file name cannot contain * ? \" < > | or a "
			"control character",
		[PATH_DOTS] = "the path has a folder . or .. in it; write it "
			      "from the root of the volume",
	};

	return texts[fault];
}
