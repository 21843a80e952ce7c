/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/status.h"

/* By code; UEFI 2.10, table D.3. */
static const char *const phrases[] = {
	[1] = "load error",
	[2] = "invalid parameter",
	[3] = "unsupported",
	[4] = "bad buffer size",
	[5] = "buffer too small",
	[6] = "not ready",
	[7] = "device error",
	[8] = "write protected",
	[9] = "out of resources",
	[10] = "volume corrupted",
	[11] = "volume full",
	[12] = "no medium",
	[13] = "medium changed",
	[14] = "not found",
	[15] = "access denied",
	[18] = "timeout",
	[25] = "incompatible version",
	[26] = "security violation",
};

void print_status(const struct sink *out, struct fw_status status)
{
	size_t code = status.code & SIZE_MAX >> 1;
	const char *phrase = NULL;

	if (fw_failed(status) && code < sizeof(phrases) / sizeof(*phrases))
		phrase = phrases[code];
	print(out, "%s (EFI status %#zx)", phrase ? phrase : "error",
	      status.code);
}

struct fw_status loader_oom(const struct sink *err, const char *what,
			    uint64_t size)
{
	print(err,
	      "%s takes %ju bytes of memory, which the firmware could not "
	      "provide; free memory by unloading drivers or applications, "
	      "or give the machine more.\n",
	      what, (uintmax_t)size);
	return FW_OUT_OF_RESOURCES;
}
