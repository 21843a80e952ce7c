/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/multiboot/multiboot.h"

#include "efi/boot/multiboot/state.h"

static bool recognise(struct reader *file)
{
	size_t at;

	return multiboot_find(file->head, file->head_size, 0, &at) != 0;
}

const struct boot_protocol boot_multiboot = {
	.name = "a Multiboot kernel",
	.state_size = sizeof(struct multiboot),
	.recognise = recognise,
	.plan = multiboot_plan,
	.place = multiboot_place,
	.describe = multiboot_describe,
	.enter = multiboot_enter,
};
