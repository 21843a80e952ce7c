/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The file of a Linux kernel: what it is, by its content, and what its header
 * says. x86 has a bzImage (Linux Documentation/arch/x86/boot.rst), arm64 an
 * Image (Documentation/arch/arm64/booting.rst). Both are images of the firmware
 * as well (PE/COFF) when the kernel has an EFI stub.
 *
 * Only the head of the file is read, LINUX_HEAD bytes of it.
 */
#ifndef EFI_BOOT_LINUX_IMAGE_H
#define EFI_BOOT_LINUX_IMAGE_H

#include "core/text/print.h"

/* Holds the header of each format, which ends at 0x290 at most, and the PE
 * header after it. */
#define LINUX_HEAD 4096

/* IMAGE_FILE_HEADER.Machine of PE/COFF. */
#define LINUX_MACHINE_X86_64  0x8664u
#define LINUX_MACHINE_AARCH64 0xaa64u

enum linux_format {
	LINUX_BZIMAGE, /* x86 */
	LINUX_IMAGE,   /* arm64 */
	LINUX_EFI,     /* another image of the firmware: a compressed arm64
			* kernel, a unified kernel image, any application */
	LINUX_OTHER,   /* a kernel that neither road starts */
};

/* boot_params.hdr.xloadflags */
#define LINUX_XLF_KERNEL_64 0x01u
#define LINUX_XLF_ABOVE_4G  0x02u
#define LINUX_XLF_5LEVEL    0x20u

struct linux_image {
	enum linux_format format;
	uint64_t size;    /* bytes of the file */
	uint32_t machine; /* of the PE header; 0: it has none */
	/* MajorImageVersion: from 1 on, the stub asks EFI_LOAD_FILE2 for its
	 * initrd. */
	uint32_t stub_version;

	/* Of a bzImage. */
	uint32_t protocol;     /* 0x20f is 2.15 */
	uint32_t header_end;   /* of what is copied from byte 0x1f1 on */
	uint32_t setup_size;   /* bytes before the kernel proper */
	uint32_t load_flags;   /* loadflags */
	uint32_t xload_flags;  /* xloadflags */
	uint32_t alignment;    /* kernel_alignment */
	uint32_t init_size;    /* bytes of memory that it needs at first */
	uint64_t pref_address; /* where it likes to be */
	uint64_t initrd_end;   /* initrd_addr_max + 1 */
	uint32_t cmdline_size; /* without its NUL */
	bool relocatable;

	/* Of an Image. */
	bool big_endian;
};

/* Why a kernel is refused; each has a sentence (linux_explain()). */
enum linux_fault {
	LINUX_GOOD,
	LINUX_ARM32,      /* a zImage of 32-bit ARM */
	LINUX_FOREIGN,    /* of an architecture without a road */
	LINUX_MACHINE,    /* of another architecture than the machine */
	LINUX_BIG_ENDIAN, /* arm64 */
	LINUX_LOW,        /* x86: a zImage or other 16-bit program */
	LINUX_NO_STUB,    /* the stub road needs one */
	LINUX_TRUNCATED,  /* the header leads beyond the file */
	LINUX_HEADER,     /* its header has an impossible size */
	LINUX_PROTOCOL,   /* older than 2.12 */
	LINUX_ONLY_32,    /* without a 64-bit entry */
	LINUX_ALIGNMENT,  /* not a power of two from 4 KiB to 1 GiB */
	LINUX_INIT_SIZE,  /* less than the kernel itself, or absurd */
	LINUX_LEVELS,     /* cannot be entered with 5-level paging */
	LINUX_NO_DIRECT,  /* no direct road for this format or machine */
	LINUX_NO_ROAD,    /* neither road is left */
	LINUX_FAULT_COUNT,
};

struct linux_error {
	enum linux_fault fault;
	uint64_t value, limit;
};

/* Whether it is a kernel of Linux, or at least an image of the firmware: head
 * is the first len bytes of the file. */
bool linux_recognise(const uint8_t *head, size_t len);

/* By marks at fixed places, without a search. */
bool linux_is_bzimage(const uint8_t *head, size_t len);

/* Reads the header of a file of that size, whose first len bytes are head: all
 * of the file, or at least LINUX_HEAD. machine is that of the processor. False:
 * neither road starts it, and error says why. */
bool linux_read(struct linux_image *ret, const uint8_t *head, size_t len,
		uint64_t size, uint32_t machine, struct linux_error *error);

/* Whether the firmware can start it (EFI stub). */
bool linux_check_stub(const struct linux_image *image,
		      struct linux_error *error);

/* Whether it can be entered without the firmware, with page tables of so many
 * levels: boot protocol 2.12 or later, 64 bits. */
bool linux_check_direct(const struct linux_image *image, unsigned int levels,
			struct linux_error *error);

/* A clause: "it is a big-endian kernel; use a little-endian one". */
void linux_explain(const struct sink *out, const struct linux_error *error);
/* It for print_phrase(). */
const char *linux_phrase(enum linux_fault fault);

#endif
