/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/native/native.h"

#include "efi/boot/native/state.h"

/* Our kernels carry no mark of their own. */
static bool recognise(struct reader *file)
{
	return elf_recognise(file);
}

const struct boot_protocol boot_native = {
	.id = PROTOCOL_NATIVE,
	.name = "an ELF file",
	.state_size = sizeof(struct native),
	.recognise = recognise,
	.plan = native_plan,
	.place = native_place,
	.describe = native_describe,
	.enter = native_enter,
	.release = native_free_processors,
};
