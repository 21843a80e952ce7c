/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/limine/writer.h"

void put_bytes(struct writer *w, uint64_t value, size_t bytes)
{
	blob_put(&w->blob, value, bytes);
}

void put_padding(struct writer *w)
{
	blob_align(&w->blob, 8);
}

void put(struct writer *w, uint64_t value)
{
	put_bytes(w, value, 8);
}

uint64_t put_copy(struct writer *w, const void *bytes, size_t size)
{
	put_padding(w);
	blob_copy(&w->blob, bytes, size);
	return here(w) - size;
}

uint64_t put_text(struct writer *w, const char *text)
{
	return w->virt + blob_text(&w->blob, text);
}

void respond(struct writer *w, enum limine_feature feature, uint64_t revision)
{
	size_t at = w->limine->requests.at[feature] + LIMINE_RESPONSE;

	blob_align(&w->blob, 8);
	if (w->blob.memory)
		put_le(w->limine->image.memory + at, here(w), 8);
	put(w, revision);
}

uint64_t put_pointers(struct writer *w, uint64_t first, size_t cnt, size_t size)
{
	uint64_t list;

	blob_align(&w->blob, 8);
	list = here(w);
	for (size_t i = 0; i < cnt; i++)
		put(w, first + i * size);
	return list;
}

void respond_list(struct writer *w, enum limine_feature feature,
		  uint64_t revision, size_t cnt, uint64_t list)
{
	respond(w, feature, revision);
	put(w, cnt);
	put(w, list);
}
