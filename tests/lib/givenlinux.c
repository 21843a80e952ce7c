/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenlinux.h"

#include <string.h>

#include "core/base/bytes.h"

#define PE 0x40

void linuxfile_put(struct linuxfile *file, size_t at, uint64_t value,
		   size_t bytes)
{
	put_le(file->head + at, value, bytes);
}

static void put_pe(struct linuxfile *file, size_t at, uint32_t machine)
{
	memcpy(file->head, "MZ", 2);
	linuxfile_put(file, 0x3c, at, 4);
	memcpy(file->head + at, "PE\0", 4);
	linuxfile_put(file, at + 4, machine, 2);
	linuxfile_put(file, at + 24 + 44, 1, 2);
}

void linuxfile_bzimage(struct linuxfile *ret)
{
	memset(ret->head, 0xa5, sizeof(ret->head));
	ret->size = 40 * 512 + (1 << 20);
	put_pe(ret, PE, LINUX_MACHINE_X86_64);
	ret->head[0x1f1] = 39;
	linuxfile_put(ret, 0x1fe, 0xaa55, 2);
	ret->head[0x201] = 0x6a;
	memcpy(ret->head + 0x202, "HdrS", 4);
	linuxfile_put(ret, 0x206, 0x20f, 2);
	ret->head[0x211] = 1;
	linuxfile_put(ret, 0x22c, 0x7fffffff, 4);
	linuxfile_put(ret, 0x230, 0x200000, 4);
	ret->head[0x234] = 1;
	linuxfile_put(ret, 0x236, 0x7f, 2);
	linuxfile_put(ret, 0x238, 2047, 4);
	linuxfile_put(ret, 0x250, 0, 8);
	linuxfile_put(ret, 0x258, 0x1000000, 8);
	linuxfile_put(ret, 0x260, 0x400000, 4);
}

void linuxfile_image(struct linuxfile *ret)
{
	memset(ret->head, 0, sizeof(ret->head));
	ret->size = 1 << 20;
	put_pe(ret, PE, LINUX_MACHINE_AARCH64);
	linuxfile_put(ret, 0x10, 2 << 20, 8);
	linuxfile_put(ret, 0x18, 0xa, 8);
	memcpy(ret->head + 0x38, "ARM\x64", 4);
}
