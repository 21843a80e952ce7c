/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The head of a kernel's file: a bzImage of protocol 2.15 or an arm64 Image,
 * both with an EFI stub, which a test then changes.
 */
#ifndef TESTS_LIB_GIVENLINUX_H
#define TESTS_LIB_GIVENLINUX_H

#include "efi/boot/linux/image.h"

struct linuxfile {
	uint8_t head[LINUX_HEAD];
	uint64_t size;
};

/* 39 sectors of setup and 1 MiB of kernel that needs 4 MiB, at 16 MiB. */
void linuxfile_bzimage(struct linuxfile *ret);
void linuxfile_image(struct linuxfile *ret);
/* Writes a number. */
void linuxfile_put(struct linuxfile *file, size_t at, uint64_t value,
		   size_t bytes);

#endif
