/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading and converting the maps of a request, and writing the result.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/firmware/rawmap.h"
#include "tools/import/cmdline.h"
#include "tools/memory.h"
#include "tools/request.h"
#include "tools/savefile.h"

/* The options of the kernel that logged the map, and above them those that were
 * given. Where the former are not valid here, only the latter. */
static void read_as_booted(const struct request *request, struct loaded *loaded)
{
	struct option_source sources[2] = {
		{ .name = "the kernel's command line" },
		request->source,
	};
	struct option_fault fault;
	struct options options;
	size_t len;

	loaded->words = memory_resize(
		NULL, strlen(loaded->file.capture.cmdline) + 1, 1);
	strcpy(loaded->words, loaded->file.capture.cmdline);
	cmdline_words(&sources[0].words, loaded->words);
	len = options_space(sources, 2);
	loaded->lists = memory_resize(NULL, len + 1, 1);
	if (options_read(&options, sources, 2, loaded->lists, len, &fault) ==
	    CORE_OK)
		loaded->options = options;
}

/* Completes the options for the machine whose map was read. */
static bool settle(const struct request *request, struct loaded *loaded)
{
	struct option_fault fault;

	loaded->options = request->options;
	if (request->as_booted && loaded->file.capture.cmdline)
		read_as_booted(request, loaded);
	if (options_for_machine(&loaded->options, loaded->file.capture.profile,
				&fault) == CORE_OK)
		return true;
	options_explain(&request->err, &fault);
	return false;
}

static bool convert_loaded(const struct request *request, struct loaded *loaded)
{
	const struct capture *capture = &loaded->file.capture;
	const struct convert_settings *settings = &loaded->options.settings;
	size_t len = convert_space(capture, settings);
	int status;

	loaded->space = len ? memory_resize(NULL, len, 1) : NULL;
	status = convert(&loaded->conversion, capture, settings, loaded->space,
			 len);
	if (status != CORE_OK)
		print(&request->err, "memblock: cannot convert the map: %s\n",
		      core_strerror(status));
	return status == CORE_OK;
}

bool request_load(struct request *request, size_t index, struct loaded *ret)
{
	struct import_choice *choice = &request->choices[index];
	enum import_result result;

	choice->profile_given = request->options.profile_given;
	*ret = (struct loaded){ 0 };
	result = mapfile_load(&ret->file, request->paths[index], choice,
			      &request->err);
	if (result != IMPORT_GOOD && result != IMPORT_PARTLY)
		return false;
	ret->status = result == IMPORT_GOOD ? STATUS_GOOD : STATUS_PARTLY;
	if (settle(request, ret) && convert_loaded(request, ret))
		return true;
	loaded_free(ret);
	return false;
}

void loaded_free(struct loaded *loaded)
{
	free(loaded->space);
	free(loaded->lists);
	free(loaded->words);
	mapfile_free(&loaded->file);
}

bool request_comparable(const struct request *request,
			const struct loaded maps[2])
{
	enum profile a = maps[0].options.settings.profile;
	enum profile b = maps[1].options.settings.profile;

	if (a == b)
		return true;
	print(&request->err,
	      "memblock %s: the maps follow different rules, %s and %s; "
	      "profile= chooses one for both\n",
	      request->command->name, profile_name(a), profile_name(b));
	return false;
}

/* --- the result ---------------------------------------------------------- */

static bool save_raw(const char *path, const struct capture *capture)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	bool saved;

	rawmap_write(&out, capture);
	saved = savefile(path, text.bytes, text.len);
	free(text.bytes);
	return saved;
}

static bool save(const struct request *request, const struct capture *capture,
		 const struct text *text)
{
	const struct options *options = &request->options;

	return (!options->save_raw || save_raw(options->save_raw, capture)) &&
	       (!options->save ||
		savefile(options->save, text->bytes, text->len)) &&
	       (!request->output ||
		savefile(request->output, text->bytes, text->len));
}

/* Bytes would do what a terminal's escape sequences say. */
static bool suits_output(const struct request *request, bool bytes)
{
	if (!bytes || request->output || request->options.save ||
	    !isatty(STDOUT_FILENO))
		return true;
	print(&request->err,
	      "memblock %s: the output is not text and is not written to a "
	      "terminal; name a file with -o, or redirect it\n",
	      request->command->name);
	return false;
}

int request_print(const struct request *request, const struct capture *capture,
		  const struct text *text, bool bytes, int status)
{
	if (!suits_output(request, bytes) || !save(request, capture, text))
		return STATUS_FAILED;
	if (!request->output && (!bytes || !request->options.save))
		fwrite(text->bytes, 1, text->len, stdout);
	return finish(status);
}

/* --- the list ------------------------------------------------------------ */

int request_list(struct request *request)
{
	struct text text = { 0 };
	const struct sink out = text_sink(&text);
	struct mapfile file;
	enum import_result result;
	int status = STATUS_FAILED;

	request->choices[0].list = &out;
	request->choices[0].profile_given = request->options.profile_given;
	result = mapfile_load(&file, request->paths[0], &request->choices[0],
			      &request->err);
	if (result == IMPORT_LISTED)
		status =
			request_print(request, NULL, &text, false, STATUS_GOOD);
	else if (result != IMPORT_FAILED)
		mapfile_free(&file);
	free(text.bytes);
	return status;
}
