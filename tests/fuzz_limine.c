/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An image with requests of the Limine protocol: what is accepted lies in it,
 * what is refused is explained, and nothing outside the image is accessed.
 */
#include <stdlib.h>
#include <string.h>

#include "efi/boot/limine/requests.h"

#define VIRT UINT64_C(0xffffffff80000000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
	if (!right)
		abort();
}

static void check_refusal(const struct limine_error *error)
{
	struct buffer buffer;
	char text[256];
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	check(error->fault != LIMINE_GOOD);
	limine_explain(&out, error);
	check(buffer.need > 0 && buffer.need < buffer.size);
}

static void check_requests(const struct limine_requests *requests,
			   const struct limine_image *image)
{
	check(requests->revision <= LIMINE_REVISION_MAX);
	check(requests->tag == LIMINE_NONE ||
	      requests->tag + 24 <= image->size);
	for (int i = 0; i < LIMINE_FEATURES; i++) {
		enum limine_feature feature = (enum limine_feature)i;

		if (!limine_has(requests, feature))
			continue;
		check(requests->at[i] + LIMINE_FIELDS <= image->size);
		limine_field(requests, image, feature, 0);
		limine_field(requests, image, feature, 2);
	}
}

/* The first two bytes say how many bytes are of the file, and where a list is.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct limine_requests requests;
	struct limine_error error;
	struct limine_image image;
	size_t skip, list;

	if (size < 3)
		return 0;
	skip = data[0], list = data[1] * (size_t)8;
	image = (struct limine_image){
		.memory = malloc(size - 2),
		.size = size - 2,
		.file_size = size - 2 - (skip < size - 2 ? skip : 0),
		.virt = VIRT,
	};
	memcpy(image.memory, data + 2, size - 2);
	limine_among(image.memory, image.size);
	if (limine_read(&requests, &image, &error))
		check_requests(&requests, &image);
	else
		check_refusal(&error);
	if (limine_read_list(&requests, &image, list, image.size, &error))
		check_requests(&requests, &image);
	else
		check_refusal(&error);
	free(image.memory);
	return 0;
}
