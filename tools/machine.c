/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/machine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "tools/filetext.h"

/* --- sources ------------------------------------------------------------- */

/* Why a source has no map, or NULL. */
static const char *why_not(int error)
{
	switch (error) {
	case ENOENT:
		return "does not exist";
	case EACCES:
	case EPERM:
		return "is only readable as root";
	default:
		return strerror(error);
	}
}

/* A line of a record of /dev/kmsg: "6,339,5140900,-;message", then lines that
 * begin with a blank. */
static void add_line(struct text *text, const char *line, size_t len)
{
	struct sink out = text_sink(text);
	const char *message = memchr(line, ';', len);

	if (message == NULL)
		return;
	message++;
	out.write(out.ctx, message, (size_t)(line + len - message));
	print_str(&out, "\n");
}

/* One record for each read(). In tests it is a file, with a record in each
 * line. */
static const char *read_log(struct text *text, const char *path)
{
	char record[8192];
	int fd = open(path, O_RDONLY | O_NONBLOCK);
	ssize_t n;

	if (fd < 0)
		return why_not(errno);
	while ((n = read(fd, record, sizeof(record))) > 0 ||
	       (n < 0 && errno == EPIPE)) {
		const char *at = record;

		for (const char *end = at + (n > 0 ? n : 0); at < end;) {
			const char *stop = memchr(at, '\n', (size_t)(end - at));

			stop = stop ? stop : end;
			add_line(text, at, (size_t)(stop - at));
			at = stop + (stop < end);
		}
	}
	close(fd);
	return NULL;
}

static const char *read_file(struct text *text, const char *path)
{
	struct sink out = text_sink(text);
	FILE *in = fopen(path, "rb");
	char part[8192];
	size_t n;

	if (in == NULL)
		return why_not(errno);
	while ((n = fread(part, 1, sizeof(part), in)) > 0)
		out.write(out.ctx, part, n);
	fclose(in);
	return NULL;
}

static void nothing(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	(void)text;
	(void)len;
}

static const struct sink silent = { nothing, NULL };

static const char *read_folder(struct text *text, const char *path)
{
	if (access(path, R_OK | X_OK) != 0)
		return why_not(errno);
	return filetext_of_folder(text, path, &silent)
		       ? NULL
		       : "is only readable as root";
}

static const struct source {
	const char *path;
	const char *(*read)(struct text *text, const char *path);
	const char *origin; /* only a map of this kind, or NULL */
} sources[] = {
	{ "/dev/kmsg", read_log, "Linux efi: " },
	{ "/sys/firmware/memmap", read_folder, NULL },
	{ "/dev/kmsg", read_log, "BIOS-e820 rows" },
	{ "/sys/kernel/debug/memblock", read_folder, NULL },
	{ "/proc/iomem", read_file, NULL },
	{ "/sys/firmware/efi/runtime-map", read_folder, NULL },
};
#define SOURCES (sizeof(sources) / sizeof(*sources))

/* --- choosing ------------------------------------------------------------ */

static bool is_wanted(const struct source *source, const struct capture *map)
{
	return source->origin == NULL || strncmp(map->origin, source->origin,
						 strlen(source->origin)) == 0;
}

/* The rules of this machine, which most sources do not state. */
static void settle_profile(struct capture *capture)
{
	struct utsname name;

	if (uname(&name) == 0 && strcmp(name.machine, "aarch64") == 0)
		capture->profile = PROFILE_LINUX_ARM64;
}

/* NULL: *ret is the map. Otherwise why there is none. */
static const char *try_source(struct mapfile *ret, const struct source *source,
			      const char *root,
			      const struct import_choice *choice,
			      const struct sink *messages)
{
	struct import_choice mine = *choice;
	enum import_result result = IMPORT_FAILED;
	struct text text = { 0 };
	char path[4096];
	const char *why;

	mine.profile_given = true;
	snprintf(path, sizeof(path), "%s%s", root, source->path);
	why = source->read(&text, path);
	if (why == NULL && text.len > 0)
		result = mapfile_parse(ret, path, text.bytes, text.len, &mine,
				       &silent);
	if (result == IMPORT_GOOD && !is_wanted(source, &ret->capture)) {
		mapfile_free(ret);
		result = IMPORT_FAILED;
	}
	if (result == IMPORT_GOOD) {
		mapfile_free(ret);
		/* Once more, for its notes. */
		print(messages,
		      "%s: note: the map of this machine is read "
		      "from here\n",
		      source->path);
		mapfile_parse(ret, source->path, text.bytes, text.len, &mine,
			      messages);
		settle_profile(&ret->capture);
	}
	free(text.bytes);
	if (result == IMPORT_PARTLY)
		mapfile_free(ret);
	if (result == IMPORT_GOOD)
		return NULL;
	if (why != NULL)
		return why;
	return strcmp(source->path, "/proc/iomem") == 0
		       ? "hides the addresses from users other than root"
		       : "has no map";
}

enum import_result machine_load(struct mapfile *ret, const char *root,
				const struct import_choice *choice,
				const struct sink *messages)
{
	const char *why[SOURCES];

	for (size_t i = 0; i < SOURCES; i++) {
		why[i] = try_source(ret, &sources[i], root, choice, messages);
		if (why[i] == NULL)
			return IMPORT_GOOD;
	}
	print_str(messages, "this machine: no source of its map can be used; "
			    "run as root, or name a file\n");
	for (size_t i = 1; i < SOURCES; i++)
		print(messages, "  %s %s\n", sources[i].path, why[i]);
	return IMPORT_FAILED;
}
