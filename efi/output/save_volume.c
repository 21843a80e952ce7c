/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/base/cstring.h"
#include "efi/output/save.h"
#include "efi/output/save_place.h"

#define FOLDER "\\maps"

static struct fw_status look(const struct save_place *place, const char *path)
{
	struct volume_file old;
	uint16_t to[PATH_MAX_UNITS];
	struct fw_status status;

	path_from_user(to, path);
	status = volume_open_file(&old, &place->volume, to, VOLUME_READ);
	volume_close_file(&old);
	return status;
}

static struct fw_status write(const struct save_place *place, const char *path,
			      const struct page *page)
{
	struct save file;
	struct sink out = save_sink(&file);
	struct fw_status status =
		save_begin(&file, place->fw, path, place->err);

	if (fw_failed(status))
		return status;
	page->render(&out, page->of);
	return save_end(&file);
}

struct fw_status save_volume(struct save_place *ret, const struct firmware *fw,
			     const struct sink *err)
{
	static const uint16_t folder[] = u"" FOLDER;
	struct fw_status status = volume_open(&ret->volume, fw);

	if (fw_is(status, FW_UNSUPPORTED))
		return status;
	if (!fw_failed(status))
		status = volume_make_folder(&ret->volume, folder);
	if (fw_failed(status)) {
		volume_close(&ret->volume);
		return save_explain(err, FOLDER, status);
	}
	ret->fw = fw;
	ret->err = err;
	ret->look = look;
	ret->write = write;
	str_copy(ret->folder, sizeof(ret->folder), FOLDER "\\");
	return FW_SUCCESS;
}

void save_volume_close(struct save_place *place)
{
	volume_close(&place->volume);
}
