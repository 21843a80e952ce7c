/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock.efi was loaded by PXE from a TFTP server with one file:
 *
 *	pxe_file = (struct pxe_file){ "boot/x64/k", "kernel", 0 };
 *	pxe_lacks.size = EFI_UNSUPPORTED;
 *
 * There is a volume as well (tests/lib/fake_volume.h).
 */
#ifndef TESTS_LIB_FAKE_PXE_H
#define TESTS_LIB_FAKE_PXE_H

#include "tests/lib/fake_volume.h"

extern EFI_PXE_BASE_CODE_PROTOCOL pxe;
extern EFI_PXE_BASE_CODE_MODE pxe_mode;

struct pxe_file {
	const char *path; /* NULL: there is none */
	const char *text;
	size_t zeros; /* bytes that follow the text */
};
extern struct pxe_file pxe_file;

/* What the firmware or the server lacks. */
struct pxe_lacks {
	EFI_STATUS size;   /* not EFI_SUCCESS: of each request for a size */
	EFI_STATUS answer; /* not EFI_SUCCESS: of each request */
	bool length;       /* a read does not say how many bytes it has read */
	EFI_STATUS writes; /* not EFI_SUCCESS: of each file that is sent */
};
extern struct pxe_lacks pxe_lacks;

/* The last request: server and path, block size (0: the default); and the
 * number of reads. */
extern char pxe_asked[600];
extern size_t pxe_block;
extern unsigned int pxe_reads;
/* "NAME:SIZE:C " of each file that was sent, C is its first byte. */
extern char pxe_written[600];

/* The answer of the DHCP server names 10.0.2.2 and boot/x64/memblock.efi. */
int given_pxe(void **state);

#endif
