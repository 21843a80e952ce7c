/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/native/native.h"

#include "efi/boot/native/state.h"

const struct boot_protocol boot_native = {
	.name = "an ELF file",
	.state_size = sizeof(struct native),
	/* Our kernels carry no mark of their own. */
	.recognise = elf_recognise,
	.plan = native_plan,
	.place = native_place,
	.describe = native_describe,
	.enter = native_enter,
};
