/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/config/cmdline_file.h"

#include "efi/config/load_options.h"
#include "efi/uefi/network.h"
#include "efi/uefi/volume.h"

static const char file_name[] = CMDLINE_FILE;

static struct fw_status cannot_read(const struct sink *err,
				    struct fw_status status)
{
	print(err, "%s is there but cannot be read: ", file_name);
	print_status(err, status);
	print_str(err, "; repair or remove it.\n");
	return status;
}

static struct fw_status check_size(uint64_t size, const struct sink *err)
{
	if (size <= CMDLINE_FILE_MAX)
		return FW_SUCCESS;
	print(err, "%s has %ju bytes, more than %zu; shorten it.\n", file_name,
	      (uintmax_t)size, CMDLINE_FILE_MAX);
	return FW_BAD_BUFFER_SIZE;
}

static struct fw_status check_file(const struct volume_file *file,
				   size_t *ret_size, const struct sink *err)
{
	struct volume_info info;
	struct fw_status status = volume_info(file, &info);

	if (fw_failed(status))
		return cannot_read(err, status);
	if (info.folder) {
		print(err,
		      "%s is a folder; rename it, it should be a file of "
		      "options.\n",
		      file_name);
		return FW_INVALID_PARAMETER;
	}
	*ret_size = (size_t)info.size;
	return check_size(info.size, err);
}

static struct fw_status read_all(const struct volume_file *file, char *bytes,
				 size_t *size)
{
	size_t done = 0, len = 1;
	struct fw_status status = FW_SUCCESS;

	while (done < *size && len && !fw_failed(status)) {
		len = *size - done;
		status = volume_read(file, bytes + done, &len);
		done += fw_failed(status) ? 0 : len;
	}
	*size = done;
	return status;
}

/* Where a file comes from: a volume, or a server where file is NULL. */
struct origin {
	const struct volume_file *file;
	void *network;
	const char *path;
};

static struct fw_status read_bytes(const struct origin *from, char *bytes,
				   size_t *size)
{
	return from->file
		       ? read_all(from->file, bytes, size)
		       : network_read(from->network, from->path, bytes, *size);
}

/* The bytes of the file are put after the room for their text. */
static struct fw_status read_file(struct sources *sources,
				  const struct origin *from, size_t size)
{
	size_t room = load_options_room(size);
	struct fw_status status;
	char *text = fw_alloc(sources->fw, room + size);

	if (!text)
		return loader_oom(sources->err, "Reading " CMDLINE_FILE,
				  room + size);
	status = read_bytes(from, text + room, &size);
	if (fw_failed(status)) {
		fw_free(sources->fw, text);
		return cannot_read(sources->err, status);
	}
	return sources_add(sources, file_name, text,
			   load_options_file(text, text + room, size),
			   WORDS_COMMENTS);
}

static struct fw_status open_file(struct volume_file *ret,
				  const struct firmware *fw,
				  const struct volume *volume)
{
	uint16_t own[PATH_MAX_UNITS], path[PATH_MAX_UNITS];

	ret->handle = NULL;
	volume_own_path(own, fw);
	if (!path_beside(path, own, CMDLINE_FILE))
		return FW_NOT_FOUND;
	return volume_open_file(ret, volume, path, VOLUME_READ);
}

/* On the server that we came from, also where there is a virtual volume beside
 * it (iPXE). */
static struct fw_status add_network_file(struct sources *sources)
{
	char path[PATH_MAX_UNITS];
	const struct origin from = {
		.network = network_find(sources->fw),
		.path = path,
	};
	uint64_t size;
	struct fw_status status;

	if (!from.network ||
	    !network_beside(path, sizeof(path), from.network, file_name) ||
	    fw_failed(network_size(from.network, path, &size)) || !size)
		return FW_SUCCESS;
	status = check_size(size, sources->err);
	return fw_failed(status) ? status
				 : read_file(sources, &from, (size_t)size);
}

static struct fw_status add_volume_file(struct sources *sources,
					const struct volume_file *file)
{
	const struct origin from = { .file = file };
	size_t size = 0;
	struct fw_status status = check_file(file, &size, sources->err);

	return fw_failed(status) ? status : read_file(sources, &from, size);
}

struct fw_status cmdline_add_file(struct sources *sources)
{
	struct volume volume;
	struct volume_file file;
	struct fw_status status = volume_open(&volume, sources->fw);

	if (fw_failed(status))
		return add_network_file(sources);
	status = open_file(&file, sources->fw, &volume);
	if (!fw_failed(status))
		status = add_volume_file(sources, &file);
	else if (fw_is(status, FW_NOT_FOUND))
		status = add_network_file(sources);
	else
		cannot_read(sources->err, status);
	volume_close_file(&file);
	volume_close(&volume);
	return status;
}
