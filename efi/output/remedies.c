/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "efi/output/save.h"

static const char *const remedies[SAVE_REMEDIES + 1] = {
	"the volume that memblock.efi came from is read-only; start it from "
	"one that can be written to",
	"the volume is full; delete something on it, or start memblock.efi "
	"from a larger one",
	"its folder is not there; make the folder first, or name another one",
	"the firmware denies access, so there is a read-only file or a folder "
	"of that name; choose another name",
	"memblock.efi did not come from a volume with a file system (network "
	"boot?); start it from a disk or stick with FAT",
	"the firmware has no memory left for it; free memory by unloading "
	"drivers or applications",
	"there is no medium in the drive any more; put it back and start again",
	"the medium was changed; put it back and start again",
	[SAVE_NOWHERE] =
		"memblock.efi did not come from a volume with a file system "
		"that is still there, nor by PXE over IPv4; start memblock.efi "
		"from a disk or stick with FAT, or read format=json from the "
		"serial line",
};

const char *save_remedy(size_t index)
{
	return remedies[index];
}
