/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the steps of Multiboot hand on to each other, and these steps.
 */
#ifndef EFI_BOOT_MULTIBOOT_STATE_H
#define EFI_BOOT_MULTIBOOT_STATE_H

#include "efi/boot/multiboot/header.h"
#include "efi/boot/multiboot/info.h"
#include "efi/boot/physical/machine.h"
#include "efi/boot/physical/physical.h"

struct multiboot {
	struct multiboot_header header;
	struct physical physical;
	struct multiboot_info info;
	struct late_info late;
};

/* Boot services stay, and the kernel is entered in 64-bit mode. */
static inline bool multiboot_keeps_services(const struct multiboot *multiboot)
{
	return multiboot->header.keep_services;
}

/* Steps of struct boot_protocol. */
struct fw_status multiboot_plan(struct boot *boot, struct reader *file);
struct fw_status multiboot_place(struct boot *boot, struct reader *file);
struct fw_status multiboot_describe(struct boot *boot);
struct fw_status multiboot_enter(struct boot *boot);

#endif
