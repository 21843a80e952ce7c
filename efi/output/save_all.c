/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/output/save_all.h"

#include "core/firmware/rawmap.h"
#include "core/report/report.h"
#include "efi/output/save.h"
#include "efi/output/save_name.h"
#include "efi/output/save_place.h"

/* --- the files ------------------------------------------------------------ */

/* The raw map first: the others can be made of it. */
static const char *const endings[] = { ".raw", ".json", ".txt" };
#define FILES (sizeof(endings) / sizeof(*endings))

struct contents {
	const struct conversion *conversion;
	const struct report_request *request;
	size_t file;
};

static void render(const struct sink *out, const void *of)
{
	const struct contents *contents = of;
	struct report_request request = *contents->request;

	request.format = contents->file == 1 ? FORMAT_JSON : FORMAT_TEXT;
	if (contents->file == 0)
		rawmap_write(out, contents->conversion->capture);
	else
		report(out, contents->conversion, &request);
}

/* The path of a file, in room. */
static const char *path_of(char room[SAVE_ALL_PATH],
			   const struct save_all *saved, size_t file)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, SAVE_ALL_PATH);

	print(&out, "%s%s", saved->path, endings[file]);
	return room;
}

static struct fw_status write_all(const struct save_all *saved,
				  const struct save_place *place,
				  struct contents *contents)
{
	const struct page page = { render, contents };
	struct fw_status status = FW_SUCCESS;

	for (size_t i = 0; i < FILES && !fw_failed(status); i++) {
		char room[SAVE_ALL_PATH];

		contents->file = i;
		status = place->write(place, path_of(room, saved, i), &page);
	}
	return status;
}

/* --- their name ----------------------------------------------------------- */

/* FW_NOT_FOUND: none of the names is taken. */
static struct fw_status look(const struct save_all *saved,
			     const struct save_place *place)
{
	struct fw_status status = FW_NOT_FOUND;
	char room[SAVE_ALL_PATH];

	for (size_t i = 0; i < FILES && fw_is(status, FW_NOT_FOUND); i++)
		status = place->look(place, path_of(room, saved, i));
	return status;
}

static struct fw_status choose(struct save_all *ret,
			       const struct save_place *place,
			       const struct smbios *smbios)
{
	struct fw_status status = FW_SUCCESS;

	for (unsigned int i = 1; i <= SAVE_NUMBERS && !fw_failed(status); i++) {
		char name[SAVE_NAME_SIZE];
		struct buffer buffer;
		struct sink out =
			buffer_sink(&buffer, ret->path, sizeof(ret->path));

		save_name(name, smbios, i);
		print(&out, "%s%s", place->folder, name);
		status = look(ret, place);
	}
	if (fw_is(status, FW_NOT_FOUND))
		return FW_SUCCESS;
	if (fw_failed(status))
		return save_explain(place->err, ret->path, status);
	print(place->err,
	      "Cannot save %s: all numbers are taken; move older files away.\n",
	      ret->path);
	return FW_ACCESS_DENIED;
}

/* --- both ----------------------------------------------------------------- */

struct fw_status save_all(struct save_all *ret, const struct firmware *fw,
			  const struct conversion *conversion,
			  const struct report_request *request,
			  const struct sink *err)
{
	const struct facts *facts = conversion->capture->facts;
	struct contents contents = { conversion, request, 0 };
	struct save_place place = { 0 };
	struct fw_status status = save_volume(&place, fw, err);

	ret->on_server = fw_is(status, FW_UNSUPPORTED);
	if (ret->on_server)
		status = save_server(&place, fw, err);
	if (fw_failed(status))
		return status;
	status = choose(ret, &place, facts ? facts->smbios : NULL);
	if (!fw_failed(status))
		status = write_all(ret, &place, &contents);
	save_volume_close(&place);
	return status;
}

void save_all_describe(const struct sink *out, const struct save_all *saved)
{
	const char *name = saved->path;

	for (const char *at = name; *at; at++)
		if (*at == '\\' || *at == '/')
			name = at + 1;
	print(out,
	      "Saved as %s.raw, .json and .txt%s.\nAt the desk: memblock show, "
	      "lint, diff or report %s.json\n",
	      saved->path, saved->on_server ? " on the server" : "", name);
}
