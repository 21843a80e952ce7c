/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/output/save.h"

#include "core/base/cstring.h"

/* --- messages ---------------------------------------------------------- */

/* save_remedy() has a remedy for each. */
static const struct fw_status remedied[SAVE_REMEDIES] = {
	FW_WRITE_PROTECTED, FW_VOLUME_FULL,      FW_NOT_FOUND, FW_ACCESS_DENIED,
	FW_UNSUPPORTED,     FW_OUT_OF_RESOURCES, FW_NO_MEDIA,  FW_MEDIA_CHANGED,
};

static struct fw_status refuse(const struct save *save, const char *why,
			       struct fw_status status)
{
	print(save->err, "Cannot save %s: %s.\n", save->user_path, why);
	return status;
}

struct fw_status save_explain(const struct sink *err, const char *path,
			      struct fw_status status)
{
	const char *remedy = "";

	for (size_t i = 0; i < SAVE_REMEDIES; i++)
		if (fw_is(remedied[i], status))
			remedy = save_remedy(i);
	print(err, "Cannot save %s: %s", path, remedy);
	if (*remedy) {
		print_str(err, ".\n");
		return status;
	}
	print_status(err, status);
	print_str(err, "; check that the volume is still there, "
		       "and its file system.\n");
	return status;
}

static struct fw_status fail(const struct save *save, struct fw_status status)
{
	return save_explain(save->err, save->user_path, status);
}

/* --- begin ------------------------------------------------------------- */

static void release(struct save *save)
{
	volume_close_file(&save->file);
	volume_close(&save->volume);
	fw_free(save->fw, save->chunk);
	save->chunk = NULL;
}

/* Before anything is written: whether there can be a file of that name. */
static struct fw_status check_target(struct save *save)
{
	struct volume_file old;
	struct volume_info info;
	struct fw_status status =
		volume_open_file(&old, &save->volume, save->path, VOLUME_WRITE);

	if (fw_is(status, FW_NOT_FOUND))
		return FW_SUCCESS;
	if (fw_failed(status))
		return fail(save, status);
	status = volume_info(&old, &info);
	volume_close_file(&old);
	if (fw_failed(status))
		return fail(save, status);
	if (info.folder)
		return refuse(save,
			      "there is a folder of that name; choose "
			      "another name",
			      FW_ACCESS_DENIED);
	save->replaces = true;
	return FW_SUCCESS;
}

static struct fw_status delete_file(const struct save *save,
				    const uint16_t *path)
{
	struct volume_file old;
	struct fw_status status =
		volume_open_file(&old, &save->volume, path, VOLUME_WRITE);

	if (fw_is(status, FW_NOT_FOUND))
		return FW_SUCCESS;
	return fw_failed(status) ? status : volume_delete(&old);
}

static struct fw_status create_temporary(struct save *save)
{
	static const uint16_t name[] = u"" SAVE_NAME;
	struct fw_status status;

	save->temporary_name = path_equal(path_name(save->path), name)
				       ? SAVE_OTHER_NAME
				       : SAVE_NAME;
	if (!path_beside(save->temporary, save->path, save->temporary_name))
		return refuse(save, path_fault_text(PATH_LONG),
			      FW_INVALID_PARAMETER);
	/* One may be left from a run that lost power. */
	status = delete_file(save, save->temporary);
	if (!fw_failed(status))
		status = volume_open_file(&save->file, &save->volume,
					  save->temporary, VOLUME_CREATE);
	return fw_failed(status) ? fail(save, status) : status;
}

static struct fw_status prepare(struct save *save)
{
	struct fw_status status;

	save->chunk = fw_alloc(save->fw, SAVE_CHUNK);
	if (!save->chunk)
		return fail(save, FW_OUT_OF_RESOURCES);
	status = volume_open(&save->volume, save->fw);
	if (fw_failed(status))
		return fail(save, status);
	status = check_target(save);
	return fw_failed(status) ? status : create_temporary(save);
}

struct fw_status save_begin(struct save *ret, const struct firmware *fw,
			    const char *path, const struct sink *err)
{
	enum path_fault fault;
	struct fw_status status;

	memset(ret, 0, sizeof(*ret));
	ret->fw = fw;
	ret->err = err;
	ret->user_path = path;
	fault = path_from_user(ret->path, path);
	if (fault != PATH_GOOD)
		return refuse(ret, path_fault_text(fault),
			      FW_INVALID_PARAMETER);
	status = prepare(ret);
	if (fw_failed(status))
		release(ret);
	return status;
}

/* --- write ------------------------------------------------------------- */

static void write_chunk(struct save *save)
{
	if (save->used && !fw_failed(save->status))
		save->status =
			volume_write(&save->file, save->chunk, save->used);
	save->used = 0;
}

static void write_save(void *ctx, const char *text, size_t len)
{
	struct save *save = ctx;

	while (len) {
		size_t n = SAVE_CHUNK - save->used;

		n = n < len ? n : len;
		memcpy(save->chunk + save->used, text, n);
		save->used += n;
		text += n;
		len -= n;
		if (save->used == SAVE_CHUNK)
			write_chunk(save);
	}
}

struct sink save_sink(struct save *save)
{
	return (struct sink){ .write = write_save, .ctx = save };
}

/* --- end --------------------------------------------------------------- */

static struct fw_status copy_bytes(struct save *save,
				   const struct volume_file *to)
{
	struct fw_status status = volume_seek(&save->file, 0);
	size_t len = SAVE_CHUNK;

	while (!fw_failed(status) && len) {
		len = SAVE_CHUNK;
		status = volume_read(&save->file, save->chunk, &len);
		if (!fw_failed(status) && len)
			status = volume_write(to, save->chunk, len);
	}
	return fw_failed(status) ? status : volume_flush(to);
}

/* For firmware that cannot rename. */
static struct fw_status copy_temporary(struct save *save)
{
	struct volume_file target;
	struct fw_status status = volume_open_file(&target, &save->volume,
						   save->path, VOLUME_CREATE);

	if (fw_failed(status))
		return status;
	status = copy_bytes(save, &target);
	if (fw_failed(status)) {
		volume_delete(&target);
		return status;
	}
	volume_close_file(&target);
	return volume_delete(&save->file);
}

/* The text is on the medium under its temporary name. */
static struct fw_status replace(struct save *save)
{
	struct fw_status status = delete_file(save, save->path);

	if (fw_failed(status)) {
		volume_delete(&save->file);
		return fail(save, status);
	}
	if (!fw_failed(volume_rename(&save->file, path_name(save->path))))
		return FW_SUCCESS;
	status = copy_temporary(save);
	if (!fw_failed(status))
		return status;
	print(save->err, "Cannot save %s: ", save->user_path);
	print_status(save->err, status);
	print(save->err, "; the whole text is in %s beside it.\n",
	      save->temporary_name);
	return status;
}

struct fw_status save_end(struct save *save)
{
	struct fw_status status;

	write_chunk(save);
	if (!fw_failed(save->status))
		save->status = volume_flush(&save->file);
	status = save->status;
	if (fw_failed(status)) {
		volume_delete(&save->file);
		fail(save, status);
	} else {
		status = replace(save);
	}
	release(save);
	return status;
}
