/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "efi/boot/linux/image.h"

/* Numbers are the value, then the limit (core/text/phrase.h). */
static const char *const phrases[LINUX_FAULT_COUNT] = {
	[LINUX_GOOD] = "it is sound",
	[LINUX_ARM32] = "it is a zImage for 32-bit ARM; use a kernel for "
			"64 bits",
	[LINUX_FOREIGN] = "it is a kernel for RISC-V; use one for this machine",
	[LINUX_BIG_ENDIAN] = "it is a big-endian kernel; use a little-endian "
			     "one",
	[LINUX_LOW] = "it is a 16-bit program or a zImage, which has to lie "
		      "below 1 MiB; use a bzImage",
	[LINUX_NO_STUB] = "it has no EFI stub; use road=direct, or a kernel "
			  "with CONFIG_EFI_STUB",
	[LINUX_ONLY_32] = "it has no 64-bit entry; use a 64-bit kernel",
	[LINUX_LEVELS] = "the firmware uses 5-level paging, which it cannot be "
			 "entered with; use road=stub",
	[LINUX_NO_ROAD] = "it has neither an EFI stub nor a 64-bit entry of "
			  "boot protocol 2.12; use a 64-bit kernel",
	[LINUX_NO_DIRECT] = "road=direct is for bzImages of x86_64; use "
			    "road=stub",
	[LINUX_TRUNCATED] = "its setup code has %u bytes, the file only %u; "
			    "copy it again",
	[LINUX_HEADER] = "its setup header ends at %x, beyond %x or before the "
			 "fields of 2.12; use road=stub",
	[LINUX_ALIGNMENT] = "its alignment is %x, not a power of two up to %x; "
			    "use road=stub",
	[LINUX_INIT_SIZE] = "its init_size is %x, and the kernel has %x bytes; "
			    "use road=stub",
};

const char *linux_phrase(enum linux_fault fault)
{
	return phrases[fault];
}
