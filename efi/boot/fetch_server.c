/* SPDX-License-Identifier: BSD-2-Clause */
/* Files of a TFTP server. */
#include "efi/boot/fetch_internal.h"

#include "efi/uefi/tftp.h"

static void received(void *ctx, size_t bytes)
{
	progress_add(ctx, bytes);
}

static struct tftp_watch watch(struct progress *progress)
{
	progress_begin(progress);
	return (struct tftp_watch){ received, progress };
}

/* Bytes of the first buffer for a file of unknown size; each further one has
 * four times as many. */
#define UNSIZED ((uint64_t)4 << 20)

/* The whole file, into a buffer that is its head. */
static struct fw_status read_unsized(struct fetch_file *file, uint64_t room)
{
	const struct fetch *fetch = file->fetch;
	struct tftp_watch watch_it = watch(&file->progress);
	struct fw_status status = fetch_buffer_(file, room);

	if (fw_failed(status))
		return status;
	status = tftp_read_any(fetch->fw, fetch->network, file->path,
			       file->buffer, room, &watch_it,
			       &file->reader.size);
	if (fw_is(status, FW_BUFFER_TOO_SMALL) && room < SIZE_MAX / 8) {
		file->progress.done = 0;
		return read_unsized(file, 4 * room);
	}
	file->reader.head_size = (size_t)file->reader.size;
	return fw_failed(status) ? fetch_fail_(file, status) : status;
}

struct fw_status fetch_open_on_server_(struct fetch_file *file)
{
	struct fw_status status =
		tftp_size(file->fetch->network, file->path, &file->reader.size);

	if (fw_is(status, FW_UNSUPPORTED))
		return read_unsized(file, UNSIZED);
	return fw_failed(status) ? fetch_fail_(file, status) : status;
}

/* A server sends whole files only; after fetch_head() the head is all of it. */
struct fw_status fetch_read_server_(struct fetch_file *file, uint64_t offset,
				    void *to, uint64_t len)
{
	const struct tftp_watch watch_it = watch(&file->progress);

	return offset == 0 && len == file->reader.size
		       ? tftp_read(file->fetch->fw, file->fetch->network,
				   file->path, to, len, &watch_it)
		       : FW_UNSUPPORTED;
}
