/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/config/cmdline_file.h"

#include "core/base/cstring.h"
#include "core/text/utf16.h"
#include "efi/config/load_options.h"
#include "efi/uefi/network.h"
#include "efi/uefi/tftp.h"
#include "efi/uefi/volume.h"

static struct fw_status cannot_read(const struct sources *sources,
				    struct fw_status status)
{
	print(sources->err, "%s is there but cannot be read: ", sources->file);
	print_status(sources->err, status);
	print_str(sources->err, "; repair or remove it.\n");
	return status;
}

static struct fw_status check_size(const struct sources *sources, uint64_t size)
{
	if (size <= CMDLINE_FILE_MAX)
		return FW_SUCCESS;
	print(sources->err, "%s has %ju bytes, more than %zu; shorten it.\n",
	      sources->file, (uintmax_t)size, CMDLINE_FILE_MAX);
	return FW_BAD_BUFFER_SIZE;
}

static struct fw_status check_file(const struct sources *sources,
				   const struct volume_file *file,
				   size_t *ret_size)
{
	struct volume_info info;
	struct fw_status status = volume_info(file, &info);

	if (fw_failed(status))
		return cannot_read(sources, status);
	if (info.folder) {
		print(sources->err,
		      "%s is a folder; rename it, it should be a file of "
		      "options.\n",
		      sources->file);
		return FW_INVALID_PARAMETER;
	}
	*ret_size = (size_t)info.size;
	return check_size(sources, info.size);
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

static struct fw_status read_bytes(const struct firmware *fw,
				   const struct origin *from, char *bytes,
				   size_t *size)
{
	return from->file ? read_all(from->file, bytes, size)
			  : tftp_read(fw, from->network, from->path, bytes,
				      *size, NULL);
}

/* The bytes of the file are put after the room for their text, and later the
 * copies of its sections. */
static char *new_text(const struct sources *sources, size_t size)
{
	size_t room = 2 * load_options_room(size);
	char *text = fw_alloc(sources->fw, room);

	if (!text)
		loader_oom(sources->err, "Reading " CMDLINE_FILE, room);
	return text;
}

static struct fw_status add_read(struct sources *sources, char *text,
				 char *bytes, uint64_t size)
{
	return sources_add_file(sources, text,
				load_options_file(text, bytes, (size_t)size),
				bytes);
}

static struct fw_status read_file(struct sources *sources,
				  const struct origin *from, size_t size)
{
	size_t room = load_options_room(size);
	struct fw_status status;
	char *text = new_text(sources, size);

	if (!text)
		return FW_OUT_OF_RESOURCES;
	status = read_bytes(sources->fw, from, text + room, &size);
	if (fw_failed(status)) {
		fw_free(sources->fw, text);
		return cannot_read(sources, status);
	}
	return add_read(sources, text, text + room, size);
}

/* Opens the file and notes its path as the one that options come from. */
static struct fw_status open_file(struct volume_file *ret,
				  const struct sources *sources,
				  const struct volume *volume,
				  const uint16_t *path)
{
	struct fw_status status =
		volume_open_file(ret, volume, path, VOLUME_READ);
	size_t units = 0, len;

	while (path[units])
		units++;
	if (!fw_is(status, FW_NOT_FOUND)) {
		len = utf16_to_utf8(sources->file, CMDLINE_PATH - 1, path,
				    units);
		sources->file[len] = '\0';
	}
	return status;
}

static bool is_there(const struct volume *volume, const uint16_t *path)
{
	struct volume_file file;
	bool there =
		!fw_failed(volume_open_file(&file, volume, path, VOLUME_READ));

	volume_close_file(&file);
	return there;
}

/* Beside the program, otherwise in the root of its volume. */
static struct fw_status find_file(struct volume_file *ret,
				  struct sources *sources,
				  const struct volume *volume)
{
	static const uint16_t root[] = u"\\" CMDLINE_FILE;
	uint16_t own[PATH_MAX_UNITS], path[PATH_MAX_UNITS];
	struct fw_status status = FW_NOT_FOUND;

	ret->handle = NULL;
	volume_own_path(own, sources->fw);
	if (path_beside(path, own, CMDLINE_FILE) && !path_equal(path, root))
		status = open_file(ret, sources, volume, path);
	if (fw_is(status, FW_NOT_FOUND))
		return open_file(ret, sources, volume, root);
	if (!fw_failed(status))
		sources->second = is_there(volume, root);
	return status;
}

/* A server that cannot be asked is not an error: nothing says that there is a
 * file. The user is told so later. */
static struct fw_status judge(struct sources *sources, struct fw_status status)
{
	if (fw_is(status, FW_BUFFER_TOO_SMALL)) {
		print(sources->err, "%s has more than %zu bytes; shorten it.\n",
		      CMDLINE_FILE, CMDLINE_FILE_MAX);
		return FW_BAD_BUFFER_SIZE;
	}
	if (fw_failed(status) && !fw_is(status, FW_NOT_FOUND))
		sources->server = status;
	return FW_SUCCESS;
}

static struct fw_status read_unsized(struct sources *sources,
				     const struct origin *from)
{
	size_t room = load_options_room(CMDLINE_FILE_MAX);
	uint64_t size = 0;
	struct fw_status status;
	char *text = new_text(sources, CMDLINE_FILE_MAX);

	if (!text)
		return FW_OUT_OF_RESOURCES;
	status = tftp_read_any(sources->fw, from->network, from->path,
			       text + room, CMDLINE_FILE_MAX, NULL, &size);
	if (!fw_failed(status) && size > 0)
		return add_read(sources, text, text + room, size);
	fw_free(sources->fw, text);
	return judge(sources, status);
}

static struct fw_status read_sized(struct sources *sources,
				   const struct origin *from, uint64_t size)
{
	struct fw_status status = check_size(sources, size);

	if (fw_failed(status) || size == 0)
		return status;
	return read_file(sources, from, (size_t)size);
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

	if (!from.network) {
		sources->over_http = network_is_http(sources->fw);
		return FW_SUCCESS;
	}
	if (!network_beside(path, sizeof(path), from.network, CMDLINE_FILE))
		return judge(sources, FW_INVALID_PARAMETER);
	memcpy(sources->file, CMDLINE_FILE, sizeof(CMDLINE_FILE));
	status = tftp_size(from.network, path, &size);
	if (fw_is(status, FW_NOT_FOUND))
		status = FW_SUCCESS;
	else
		status = fw_failed(status) ? read_unsized(sources, &from)
					   : read_sized(sources, &from, size);
	if (!sources->copies)
		sources->file[0] = '\0';
	return status;
}

static struct fw_status add_volume_file(struct sources *sources,
					const struct volume_file *file)
{
	const struct origin from = { .file = file };
	size_t size = 0;
	struct fw_status status = check_file(sources, file, &size);

	return fw_failed(status) ? status : read_file(sources, &from, size);
}

struct fw_status cmdline_add_file(struct sources *sources)
{
	struct volume volume;
	struct volume_file file;
	struct fw_status status = volume_open(&volume, sources->fw);

	if (fw_failed(status))
		return add_network_file(sources);
	status = find_file(&file, sources, &volume);
	if (!fw_failed(status))
		status = add_volume_file(sources, &file);
	else if (fw_is(status, FW_NOT_FOUND))
		status = add_network_file(sources);
	else
		cannot_read(sources, status);
	volume_close_file(&file);
	volume_close(&volume);
	return status;
}
