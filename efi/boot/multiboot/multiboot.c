/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/multiboot/multiboot.h"

#include "efi/boot/multiboot/state.h"

static bool recognise_2(struct reader *file)
{
	size_t at;

	return multiboot_find(file->head, file->head_size, 2, &at) != 0;
}

static bool recognise_1(struct reader *file)
{
	size_t at;

	return multiboot_find(file->head, file->head_size, 1, &at) != 0;
}

const struct boot_protocol boot_multiboot2 = {
	.id = PROTOCOL_MULTIBOOT2,
	.name = "a Multiboot2 kernel",
	.state_size = sizeof(struct multiboot),
	.modules_low = true,
	.recognise = recognise_2,
	.plan = multiboot_plan,
	.place = multiboot_place,
	.describe = multiboot_describe,
	.enter = multiboot_enter,
};

const struct boot_protocol boot_multiboot = {
	.id = PROTOCOL_MULTIBOOT,
	.name = "a Multiboot kernel",
	.state_size = sizeof(struct multiboot),
	.modules_low = true,
	.recognise = recognise_1,
	.plan = multiboot_plan,
	.place = multiboot_place,
	.describe = multiboot_describe,
	.enter = multiboot_enter,
};
