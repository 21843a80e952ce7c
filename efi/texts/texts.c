/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/texts/texts.h"

#include "core/gzip/gzip.h"

/* A file of gzip (packed.S). */
extern const uint8_t texts_packed[],
	texts_packed_end[] __attribute__((visibility("hidden")));

static struct {
	const struct firmware *fw;
	char *unpacked; /* or NULL */
	size_t pages;
} texts;

static size_t packed_size(void)
{
	return (size_t)(texts_packed_end - texts_packed);
}

void texts_open(const struct firmware *fw)
{
	texts.fw = fw;
}

void texts_close(void)
{
	fw_free_pages(texts.fw, texts.unpacked, texts.pages);
	texts.unpacked = NULL;
}

static void unpack(void)
{
	size_t size = gzip_size(texts_packed, packed_size());

	texts.pages = fw_pages_for(size);
	texts.unpacked = fw_pages(texts.fw, texts.pages);
	if (texts.unpacked)
		gzip_unpack((uint8_t *)texts.unpacked, size, texts_packed,
			    packed_size(), NULL);
}

const char *texts_at(size_t offset)
{
	/* As many as are read from one offset on (core/lint/strings.h). */
	static const char nothing[5];

	if (!texts.unpacked)
		unpack();
	return texts.unpacked ? texts.unpacked + offset : nothing;
}
