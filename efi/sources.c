/* SPDX-License-Identifier: BSD-2-Clause */
/* memblock.cfg and LoadOptions into words. */
#include "efi/sources.h"

#include "efi/decode.h"
#include "efi/network.h"
#include "efi/volume.h"

static const char file_name[] = SOURCES_FILE;
static const char line_name[] = "the command line";

/* --- both -------------------------------------------------------------- */

/* An open quote: without it, frame= and exit= can still be found. */
static int split_anyhow(struct words *words, char *text, size_t len, int flags)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '"' || text[i] == '\0')
			text[i] = ' ';
	return words_split(words, text, len, flags);
}

/* Takes text over, also when it fails. */
static size_t add_words(struct sources *sources, const char *name, char *text,
			size_t len, int flags, const struct sink *err)
{
	struct option_source *source = &sources->list[sources->cnt];
	size_t status = FW_SUCCESS;

	if (words_split(&source->words, text, len, flags)) {
		print(err, "%c%s has a double quote without its partner, or "
		      "a character NUL; correct it.\n",
		      name[0] == 't' ? 'T' : name[0], name + 1);
		status = FW_INVALID_PARAMETER;
		split_anyhow(&source->words, text, len, flags);
	}
	source->name = name;
	sources->text[sources->cnt++] = text;
	return status;
}

static size_t no_memory(const struct sink *err, const char *name, size_t size)
{
	print(err, "Reading %s takes %zu bytes of memory, which the firmware "
	      "did not give; free memory by unloading drivers or "
	      "applications.\n", name, size);
	return FW_OUT_OF_RESOURCES;
}

/* --- memblock.cfg ------------------------------------------------------ */

static size_t file_trouble(const struct sink *err, size_t status)
{
	print(err, "%s is there but cannot be read: ", file_name);
	print_status(err, status);
	print_str(err, "; repair or remove it.\n");
	return status;
}

static size_t check_size(uint64_t size, const struct sink *err)
{
	if (size <= SOURCES_FILE_MAX)
		return FW_SUCCESS;
	print(err, "%s has %ju bytes, more than %zu; shorten it.\n",
	      file_name, (uintmax_t)size, SOURCES_FILE_MAX);
	return FW_BAD_BUFFER_SIZE;
}

static size_t check_file(const struct volume_file *file, size_t *ret_size,
			 const struct sink *err)
{
	struct volume_info info;
	size_t status = volume_info(file, &info);

	if (fw_failed(status))
		return file_trouble(err, status);
	if (info.folder) {
		print(err, "%s is a folder; rename it, it should be a file of "
		      "options.\n", file_name);
		return FW_INVALID_PARAMETER;
	}
	*ret_size = (size_t)info.size;
	return check_size(info.size, err);
}

static size_t read_all(const struct volume_file *file, char *bytes,
		       size_t *size)
{
	size_t done = 0, len = 1, status = FW_SUCCESS;

	while (done < *size && len && !fw_failed(status)) {
		len = *size - done;
		status = volume_read(file, bytes + done, &len);
		done += fw_failed(status) ? 0 : len;
	}
	*size = done;
	return status;
}

/* Takes text over, which has the file's bytes behind the room for them. */
static size_t add_text(struct sources *sources, char *text, size_t room,
		       size_t size, const struct sink *err)
{
	return add_words(sources, file_name, text,
			 decode_file(text, text + room, size), WORDS_COMMENTS,
			 err);
}

/* The file's bytes lie behind the room for their text. */
static size_t read_file(struct sources *sources, const struct firmware *fw,
			const struct volume_file *file, const struct sink *err)
{
	size_t size = 0, room, status = check_file(file, &size, err);
	char *text;

	if (fw_failed(status))
		return status;
	room = decode_room(size);
	text = fw_alloc(fw, room + size);
	if (!text)
		return no_memory(err, file_name, room + size);
	status = read_all(file, text + room, &size);
	if (fw_failed(status)) {
		fw_free(fw, text);
		return file_trouble(err, status);
	}
	return add_text(sources, text, room, size, err);
}

static size_t open_file(struct volume_file *ret, const struct firmware *fw,
			const struct volume *volume)
{
	uint16_t own[PATH_MAX_UNITS], path[PATH_MAX_UNITS];

	ret->handle = NULL;
	volume_own_path(own, fw);
	if (!path_beside(path, own, SOURCES_FILE))
		return FW_NOT_FOUND;
	return volume_open_file(ret, volume, path, VOLUME_READ);
}

static size_t fetch_text(struct sources *sources, const struct firmware *fw,
			 void *network, const char *path, size_t size,
			 const struct sink *err)
{
	size_t room = decode_room(size), status;
	char *text = fw_alloc(fw, room + size);

	if (!text)
		return no_memory(err, file_name, room + size);
	status = network_read(network, path, text + room, size);
	if (fw_failed(status)) {
		fw_free(fw, text);
		return file_trouble(err, status);
	}
	return add_text(sources, text, room, size, err);
}

/* On the server that we came from. One that is not there, or no server, is
 * nothing wrong. */
static size_t add_network_file(struct sources *sources,
			       const struct firmware *fw,
			       const struct sink *err)
{
	void *network = network_find(fw);
	char path[PATH_MAX_UNITS];
	uint64_t size;
	size_t status;

	if (!network ||
	    !network_beside(path, sizeof(path), network, file_name) ||
	    fw_failed(network_size(network, path, &size)) || !size)
		return FW_SUCCESS;
	status = check_size(size, err);
	return fw_failed(status) ? status :
		fetch_text(sources, fw, network, path, (size_t)size, err);
}

static size_t add_file(struct sources *sources, const struct firmware *fw,
		       const struct sink *err)
{
	struct volume volume;
	struct volume_file file;
	size_t status = volume_open(&volume, fw);

	if (fw_failed(status))
		return add_network_file(sources, fw, err);
	status = open_file(&file, fw, &volume);
	if (!fw_failed(status))
		status = read_file(sources, fw, &file, err);
	else if (status == FW_NOT_FOUND)
		status = FW_SUCCESS;
	else
		file_trouble(err, status);
	volume_close_file(&file);
	volume_close(&volume);
	return status;
}

/* --- LoadOptions ------------------------------------------------------- */

static size_t add_load_options(struct sources *sources,
			       const struct firmware *fw,
			       const struct sink *err)
{
	size_t size, len = 0, status;
	const void *bytes = fw_load_options(fw, &size);
	char *text;
	enum decode found;

	if (!size)
		return FW_SUCCESS;
	text = fw_alloc(fw, decode_room(size));
	if (!text)
		return no_memory(err, line_name, decode_room(size));
	found = decode_load_options(text, &len, bytes, size);
	if (found == DECODE_JUNK)
		sources->junk = size;
	if (found != DECODE_TEXT) {
		fw_free(fw, text);
		return FW_SUCCESS;
	}
	status = add_words(sources, line_name, text, len, 0, err);
	decode_drop_name(&sources->list[sources->cnt - 1].words,
			 fw_from_shell(fw));
	return status;
}

/* --- all --------------------------------------------------------------- */

size_t sources_open(struct sources *ret, const struct firmware *fw,
		    const struct sink *err)
{
	size_t file, line;

	*ret = (struct sources){ 0 };
	file = add_file(ret, fw, err);
	line = add_load_options(ret, fw, err);
	return fw_failed(file) ? file : line;
}

void sources_close(struct sources *sources, const struct firmware *fw)
{
	while (sources->cnt)
		fw_free(fw, sources->text[--sources->cnt]);
}

const char *sources_word(const struct sources *sources, const char *name)
{
	const char *last = NULL;

	for (size_t i = 0; i < sources->cnt; i++) {
		const struct words *words = &sources->list[i].words;
		const char *word = NULL;

		while ((word = words_next(words, word))) {
			const char *value = word_value(word, name);

			last = value && *value ? word : last;
		}
	}
	return last;
}
