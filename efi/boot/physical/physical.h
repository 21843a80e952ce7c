/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Loading an image at its physical addresses, and entering it in 32-bit mode:
 * the steps that Multiboot and PVH share.
 *
 * Where the firmware still uses the memory that the image is linked for, its
 * bytes are read elsewhere and copied once boot services have ended.
 */
#ifndef EFI_BOOT_PHYSICAL_PHYSICAL_H
#define EFI_BOOT_PHYSICAL_PHYSICAL_H

#include "efi/arch/cpu_32.h"
#include "efi/boot/physical/image.h"
#include "efi/boot/protocol.h"

/* What such kernels can address. */
#define PHYSICAL_LIMIT ((phys_addr_t)1 << 32)

/* Where an image may be moved to; size is that of the image. */
struct physical_move {
	bool allowed;
	bool lowest;     /* as low as possible; else as high as possible */
	phys_addr_t min; /* of its first byte */
	phys_addr_t max; /* of its last byte */
	phys_addr_t align;
};

struct physical {
	struct image image;
	/* What is added to addresses of the image; wraps. */
	uint64_t slide;
	/* Boot services are kept, so nothing can be copied later. */
	bool in_place;
	struct cpu_copy copies[ELF_SEGMENTS];
	size_t copy_cnt;
	phys_addr_t trampoline; /* and a stack after it */
	phys_addr_t page_table;
};

/* Takes the image's memory, if possible where it is linked, and reads the file
 * into it. From now on nothing else is placed there. */
struct fw_status physical_place(struct boot *boot, struct physical *physical,
				const struct physical_move *move,
				struct reader *file);
/*
 * Takes memory for what the kernel is given, as low as possible: a kernel reads
 * it when it has mapped the first MiB or the first GiB. Below 1 MiB if there is
 * room, from 64 KiB on, since kernels start processors below that. Changes the
 * request.
 */
struct fw_status physical_take_low(struct boot *boot,
				   struct placement_request *request,
				   phys_addr_t *ret);
/* Takes and fills the page of code, the stack and the page tables. */
struct fw_status physical_describe(struct boot *boot,
				   struct physical *physical);
/* Boot services have ended. */
_Noreturn void physical_enter(const struct physical *physical, uint32_t eax,
			      uint32_t ebx);

/* What is added to the image's addresses; entry is that of the image or
 * another one of the protocol, as linked. */
static inline uint32_t physical_address(const struct physical *physical,
					uint64_t linked)
{
	return (uint32_t)(linked + physical->slide);
}

#endif
