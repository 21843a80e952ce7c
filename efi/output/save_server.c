/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/base/cstring.h"
#include "efi/output/save.h"
#include "efi/output/save_place.h"
#include "efi/uefi/network.h"
#include "efi/uefi/tftp.h"

/* --- messages ------------------------------------------------------------- */

/* The serial line has the text in any case. */
#define INSTEAD                                                      \
	"start memblock.efi from a disk or stick with FAT, or read " \
	"format=json from the serial line"

static struct fw_status refuse(const struct save_place *place, const char *path,
			       struct fw_status status)
{
	uint8_t server[4];

	network_server(place->network, server);
	print(place->err, "Cannot save %s: the server %u.%u.%u.%u ", path,
	      server[0], server[1], server[2], server[3]);
	if (fw_is(status, FW_ACCESS_DENIED)) {
		print_str(place->err, "takes no files by TFTP");
	} else {
		print_str(place->err, "did not take it: ");
		print_status(place->err, status);
	}
	print_str(place->err, "; " INSTEAD ".\n");
	return status;
}

/* --- files ---------------------------------------------------------------- */

/* Servers without the size of a file are asked for the file itself, which does
 * not fit. */
static struct fw_status look(const struct save_place *place, const char *path)
{
	uint64_t size;
	char byte;
	struct fw_status status = tftp_size(place->network, path, &size);

	if (!fw_is(status, FW_UNSUPPORTED))
		return status;
	status = tftp_read_any(place->fw, place->network, path, &byte,
			       sizeof(byte), NULL, &size);
	return fw_is(status, FW_BUFFER_TOO_SMALL) ? FW_SUCCESS : status;
}

/* A text in memory: without memory it is only counted. */
struct text {
	char *bytes;
	size_t len;
};

static void add(void *ctx, const char *bytes, size_t len)
{
	struct text *text = ctx;

	if (text->bytes)
		memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
}

static struct fw_status send(const struct save_place *place, const char *path,
			     const struct text *text)
{
	struct fw_status status =
		tftp_write(place->network, path, text->bytes, text->len);

	return fw_failed(status) ? refuse(place, path, status) : status;
}

static struct fw_status write(const struct save_place *place, const char *path,
			      const struct page *page)
{
	struct text text = { 0 };
	const struct sink out = { .write = add, .ctx = &text };
	struct fw_status status;
	size_t pages;

	page->render(&out, page->of);
	pages = fw_pages_for(text.len);
	text = (struct text){ .bytes = fw_pages(place->fw, pages) };
	if (!text.bytes)
		return loader_oom(place->err, path, pages * PAGE_SIZE_4K);
	page->render(&out, page->of);
	status = send(place, path, &text);
	fw_free_pages(place->fw, text.bytes, pages);
	return status;
}

struct fw_status save_server(struct save_place *ret, const struct firmware *fw,
			     const struct sink *err)
{
	void *network = network_find(fw);

	if (!network ||
	    !network_beside(ret->folder, sizeof(ret->folder), network, "")) {
		print(err, "Cannot save: %s.\n", save_remedy(SAVE_NOWHERE));
		return FW_UNSUPPORTED;
	}
	ret->fw = fw;
	ret->err = err;
	ret->look = look;
	ret->write = write;
	ret->network = network;
	return FW_SUCCESS;
}
