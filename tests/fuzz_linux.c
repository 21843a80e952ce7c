/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The head of a kernel's file: nothing outside it is read, what is accepted
 * keeps the promises of image.h, what is refused is explained. The file is as
 * long as its head, or longer by the first byte in MiB.
 */
#include <stdlib.h>
#include <string.h>

#include "efi/boot/linux/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
	if (!right)
		abort();
}

static void check_explained(const struct linux_error *error)
{
	char text[256];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	check(error->fault != LINUX_GOOD && error->fault < LINUX_FAULT_COUNT);
	linux_explain(&out, error);
	check(buffer.need > 0 && buffer.need < sizeof(text));
}

static void check_image(const struct linux_image *image)
{
	struct linux_error error;

	if (linux_check_stub(image, &error))
		check(image->machine != 0);
	else
		check_explained(&error);
	if (!linux_check_direct(image, 4, &error)) {
		check_explained(&error);
		return;
	}
	check(image->setup_size < image->size);
	check(image->header_end <= 0x290 && image->header_end >= 0x268);
	check(image->init_size >= image->size - image->setup_size);
	check(is_power_of_two(image->alignment));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t machines[] = { LINUX_MACHINE_X86_64,
					     LINUX_MACHINE_AARCH64 };
	struct linux_image image;
	struct linux_error error;
	size_t len;
	uint8_t *head;

	if (size < 2)
		return 0;
	len = size - 1 < LINUX_HEAD ? size - 1 : LINUX_HEAD;
	head = malloc(len);
	memcpy(head, data + 1, len);
	for (int i = 0; i < 2 && linux_recognise(head, len); i++) {
		uint64_t longer =
			len < LINUX_HEAD ? 0 : (uint64_t)data[0] << 20;

		if (linux_read(&image, head, len, len + longer, machines[i],
			       &error))
			check_image(&image);
		else
			check_explained(&error);
	}
	free(head);
	return 0;
}
