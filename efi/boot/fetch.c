/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/fetch_internal.h"

#include "efi/uefi/network.h"

struct fw_status fetch_open(struct fetch *ret, const struct firmware *fw,
			    const struct sink *say, const struct sink *err)
{
	struct fw_status status;

	*ret = (struct fetch){ .fw = fw, .say = say, .err = err };
	status = volume_open(&ret->volume, fw);
	ret->network = network_find(fw);
	if (ret->network || !fw_failed(status))
		return FW_SUCCESS;
	if (network_is_http(fw)) {
		print_str(err, "memblock.efi was loaded by HTTP, and other "
			       "files are not read that way; start it from a "
			       "disk or by PXE over IPv4.\n");
		return FW_UNSUPPORTED;
	}
	print_str(err, "The boot device has no file system: ");
	print_status(err, status);
	print_str(err, "; start it from a disk or by PXE over IPv4.\n");
	return status;
}

void fetch_close(struct fetch *fetch)
{
	volume_close(&fetch->volume);
}

/* --- opening ----------------------------------------------------------- */

struct fw_status fetch_fail_(const struct fetch_file *file,
			     struct fw_status status)
{
	const struct fetch *fetch = file->fetch;

	print(fetch->err, "%s cannot be read: ", file->path);
	print_status(fetch->err, status);
	print(fetch->err, "; check %s.\n",
	      fw_is(status, FW_NOT_FOUND) ? "its path"
	      : fetch->network            ? "the server"
					  : "the medium");
	return status;
}

static struct fw_status refuse(const struct fetch *fetch, const char *path,
			       const char *why, struct fw_status status)
{
	print(fetch->err, "%s cannot be read: %s.\n", path, why);
	return status;
}

/* Fills in the size of what is on the volume. */
static struct fw_status check_info(struct fetch_file *file)
{
	struct volume_info info = { 0 };
	struct fw_status status = volume_info(&file->on_volume, &info);

	if (fw_failed(status))
		return fetch_fail_(file, status);
	if (info.folder)
		return refuse(file->fetch, file->path,
			      "it is a folder; name a file in it",
			      FW_INVALID_PARAMETER);
	file->reader.size = info.size;
	return FW_SUCCESS;
}

/* When PXE provides a virtual volume (iPXE), what is not there is on the
 * server. */
static struct fw_status open_on_volume(struct fetch_file *file)
{
	const struct fetch *fetch = file->fetch;
	uint16_t path[PATH_MAX_UNITS];
	enum path_fault fault = path_from_user(path, file->path);
	struct fw_status status;

	if (fault != PATH_GOOD)
		return fetch->network ? FW_SUCCESS
				      : refuse(fetch, file->path,
					       path_fault_text(fault),
					       FW_INVALID_PARAMETER);
	status = volume_open_file(&file->on_volume, &fetch->volume, path,
				  VOLUME_READ);
	if (fw_failed(status))
		return fetch->network ? FW_SUCCESS : fetch_fail_(file, status);
	return check_info(file);
}

struct fw_status fetch_check_(const struct fetch_file *file)
{
	uint64_t size = file->reader.size;

	if (size == 0 || size > SIZE_MAX / 2)
		return refuse(file->fetch, file->path,
			      size ? "its size is not plausible; check the "
				     "medium"
				   : "it is empty; copy it again",
			      FW_LOAD_ERROR);
	return FW_SUCCESS;
}

static struct fw_status read_piece(struct reader *reader, uint64_t offset,
				   void *to, uint64_t len);

struct fw_status fetch_open_file(struct fetch_file *ret, struct fetch *fetch,
				 const char *path)
{
	struct fw_status status = FW_SUCCESS;

	*ret = (struct fetch_file){
		.reader.read = read_piece,
		.fetch = fetch,
		.path = path,
		.progress = { .fw = fetch->fw,
			      .say = fetch->say,
			      .what = "Reading",
			      .path = path },
	};
	if (fetch->volume.root)
		status = open_on_volume(ret);
	if (!fw_failed(status) && !ret->on_volume.handle)
		status = fetch_open_on_server_(ret);
	ret->progress.size = ret->reader.size;
	return fw_failed(status) ? status : fetch_check_(ret);
}

static void free_buffer(struct fetch_file *file)
{
	if (file->buffer)
		fw_free_pages(file->fetch->fw, file->buffer,
			      file->buffer_pages);
	file->buffer = NULL;
}

void fetch_close_file(struct fetch_file *file)
{
	volume_close_file(&file->on_volume);
	free_buffer(file);
}

struct fw_status fetch_buffer_(struct fetch_file *file, uint64_t size)
{
	free_buffer(file);
	/* At least one page, for a size that is only said to be 0. */
	file->buffer_pages = fw_pages_for((size_t)phys_max(size, 1));
	file->buffer = fw_pages(file->fetch->fw, file->buffer_pages);
	if (!file->buffer)
		return loader_oom(file->fetch->err, file->path, size);
	file->reader.head = file->buffer;
	file->reader.head_size = (size_t)size;
	return FW_SUCCESS;
}

/* --- reading ----------------------------------------------------------- */

static struct fw_status read_volume(struct fetch_file *file, uint64_t offset,
				    char *to, uint64_t left)
{
	struct fw_status status = volume_seek(&file->on_volume, offset);

	while (!fw_failed(status) && left > 0) {
		size_t len = progress_piece(&file->progress, left);

		status = volume_read(&file->on_volume, to, &len);
		if (!fw_failed(status) && len == 0)
			status = FW_VOLUME_CORRUPTED;
		if (fw_failed(status))
			break;
		to += len;
		left -= len;
		progress_add(&file->progress, len);
	}
	return status;
}

static struct fw_status read_piece(struct reader *reader, uint64_t offset,
				   void *to, uint64_t len)
{
	struct fetch_file *file = (struct fetch_file *)reader;
	struct fw_status status =
		file->on_volume.handle
			? read_volume(file, offset, to, len)
			: fetch_read_server_(file, offset, to, len);

	return fw_failed(status) ? fetch_fail_(file, status) : status;
}

struct fw_status fetch_first_(struct fetch_file *file, uint64_t size)
{
	struct fw_status status = fetch_buffer_(file, size);

	if (!fw_failed(status))
		status = read_piece(&file->reader, 0, file->buffer, size);
	return status;
}

struct fw_status fetch_head(struct fetch_file *file)
{
	if (file->reader.head)
		return FW_SUCCESS;
	return fetch_first_(file,
			    file->on_volume.handle
				    ? phys_min(file->reader.size, READER_HEAD)
				    : file->reader.size);
}
