/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/fetch.h"

#include "efi/uefi/network.h"
#include "efi/uefi/timer.h"

/* Bytes per call of the firmware: some cannot read 4 GiB at once. */
#define CHUNK ((uint64_t)1 << 20)

struct fw_status fetch_open(struct fetch *ret, const struct firmware *fw,
			    const struct sink *say, const struct sink *err)
{
	struct fw_status status;

	*ret = (struct fetch){ .fw = fw, .say = say, .err = err };
	status = volume_open(&ret->volume, fw);
	ret->network = network_find(fw);
	if (ret->network || !fw_failed(status))
		return FW_SUCCESS;
	print_str(err, "The boot device has no file system: ");
	print_status(err, status);
	print_str(err, "; start it from a disk or by PXE over IPv4.\n");
	return status;
}

void fetch_close(struct fetch *fetch)
{
	volume_close(&fetch->volume);
}

static struct fw_status fail(const struct fetch *fetch, const char *path,
			     struct fw_status status)
{
	print(fetch->err, "%s cannot be read: ", path);
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

static struct fw_status open_file(const struct fetch *fetch, const char *user,
				  struct volume_file *ret)
{
	uint16_t path[PATH_MAX_UNITS];
	enum path_fault fault = path_from_user(path, user);

	ret->handle = NULL;
	if (fault != PATH_GOOD)
		return refuse(fetch, user, path_fault_text(fault),
			      FW_INVALID_PARAMETER);
	return volume_open_file(ret, &fetch->volume, path, VOLUME_READ);
}

/* Whether the file is on the volume. When PXE provides a virtual volume (iPXE),
 * what is not there is on the server. */
static bool is_on_volume(const struct fetch *fetch, const char *user)
{
	uint16_t path[PATH_MAX_UNITS];
	struct volume_file file;
	struct fw_status status;

	if (!fetch->network)
		return true;
	if (!fetch->volume.root || path_from_user(path, user) != PATH_GOOD)
		return false;
	status = volume_open_file(&file, &fetch->volume, path, VOLUME_READ);
	volume_close_file(&file);
	return !fw_failed(status);
}

static struct fw_status volume_size(struct fetch *fetch, const char *path,
				    uint64_t *ret_size)
{
	struct volume_info info = { 0 };
	struct volume_file file;
	struct fw_status status = open_file(fetch, path, &file);

	if (fw_failed(status))
		return fw_is(status, FW_INVALID_PARAMETER)
			       ? status
			       : fail(fetch, path, status);
	status = volume_info(&file, &info);
	volume_close_file(&file);
	if (fw_failed(status))
		return fail(fetch, path, status);
	if (info.folder)
		return refuse(fetch, path, "it is a folder; name a file in it",
			      FW_INVALID_PARAMETER);
	*ret_size = info.size;
	return FW_SUCCESS;
}

struct fw_status fetch_size(struct fetch *fetch, const char *path,
			    uint64_t *ret_size)
{
	uint64_t size = 0;
	struct fw_status status;

	if (is_on_volume(fetch, path)) {
		status = volume_size(fetch, path, &size);
	} else {
		status = network_size(fetch->network, path, &size);
		if (fw_failed(status))
			fail(fetch, path, status);
	}
	if (fw_failed(status))
		return status;
	if (size == 0 || size > SIZE_MAX / 2)
		return refuse(
			fetch, path,
			size ? "its size is not plausible; check the medium"
			     : "it is empty; copy it again",
			FW_LOAD_ERROR);
	*ret_size = size;
	return FW_SUCCESS;
}

struct progress {
	const struct fetch *fetch;
	const char *path;
	struct timer timer;
	unsigned int seconds; /* until the next line */
};

static void show_progress(struct progress *progress, uint64_t done,
			  uint64_t size)
{
	char room[2][HUMAN_SIZE];

	if (!timer_due(&progress->timer))
		return;
	print(progress->fetch->say, "Reading %s: %s of %s\n", progress->path,
	      human_size(room[0], done), human_size(room[1], size));
	progress->seconds *= 2;
	timer_set(&progress->timer, progress->seconds);
}

static struct fw_status read_chunks(struct progress *progress,
				    const struct volume_file *file,
				    char *memory, uint64_t size)
{
	uint64_t done = 0;

	while (done < size) {
		size_t len =
			(size_t)(size - done < CHUNK ? size - done : CHUNK);
		struct fw_status status =
			volume_read(file, memory + done, &len);

		if (fw_failed(status))
			return status;
		if (len == 0)
			return FW_VOLUME_CORRUPTED;
		done += len;
		show_progress(progress, done, size);
	}
	return FW_SUCCESS;
}

static struct fw_status read_volume(struct fetch *fetch, const char *path,
				    void *memory, uint64_t size)
{
	struct progress progress = { .fetch = fetch,
				     .path = path,
				     .seconds = 1 };
	struct volume_file file;
	struct fw_status status = open_file(fetch, path, &file);

	if (fw_failed(status))
		return status;
	timer_begin(&progress.timer, fetch->fw);
	timer_set(&progress.timer, progress.seconds);
	status = read_chunks(&progress, &file, memory, size);
	timer_end(&progress.timer);
	volume_close_file(&file);
	return status;
}

struct fw_status fetch_read(struct fetch *fetch, const char *path, void *memory,
			    uint64_t size)
{
	struct fw_status status =
		is_on_volume(fetch, path)
			? read_volume(fetch, path, memory, size)
			: network_read(fetch->network, path, memory, size);

	return fw_failed(status) ? fail(fetch, path, status) : status;
}
