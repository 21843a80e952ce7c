/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that are compressed with gzip. */
#include "efi/boot/fetch_internal.h"

#include "core/gzip/gzip.h"

static void unpacked(void *ctx, size_t bytes)
{
	progress_add(ctx, bytes);
}

static enum gzip_fault unpack(struct fetch_file *file, const uint8_t *packed,
			      size_t packed_size)
{
	const struct gzip_watch watch = { unpacked, &file->progress };
	size_t size = file->reader.head_size;

	file->reader.size = size;
	progress_restart(&file->progress, "Unpacking", size);
	progress_piece(&file->progress, size); /* starts its clock */
	return gzip_unpack(file->buffer, size, packed, packed_size, &watch);
}

/* The head is all of the file; after that it is all of what was in it. */
static struct fw_status replace(struct fetch_file *file)
{
	const struct fetch *fetch = file->fetch;
	uint8_t *packed = file->buffer;
	size_t pages = file->buffer_pages, size = (size_t)file->reader.size;
	enum gzip_fault fault = GZIP_GOOD;
	struct fw_status status;

	volume_close_file(&file->on_volume);
	file->buffer = NULL;
	status = fetch_buffer_(file, gzip_size(packed, size));
	if (!fw_failed(status))
		fault = unpack(file, packed, size);
	fw_free_pages(fetch->fw, packed, pages);
	if (fault == GZIP_GOOD)
		return fw_failed(status) ? status : fetch_check_(file);
	print(fetch->err, "%s cannot be unpacked: %s.\n", file->path,
	      gzip_explain(fault));
	return FW_LOAD_ERROR;
}

struct fw_status fetch_unpack(struct fetch_file *file)
{
	struct reader *reader = &file->reader;
	struct fw_status status = fetch_head(file);

	if (fw_failed(status) || reader->head_size < GZIP_MARK ||
	    !gzip_recognise(reader->head))
		return status;
	if (reader->head_size < reader->size)
		status = fetch_first_(file, reader->size);
	return fw_failed(status) ? status : replace(file);
}
