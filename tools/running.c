/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/running.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/check.h"
#include "tools/command.h"
#include "tools/readfile.h"
#include "tools/tablefile.h"
#include "tools/textsink.h"

/* Where Linux shows what a loader left; a table may be one of several files. */
static const struct place {
	const char *pattern;
	size_t before; /* bytes before the contents */
} places[] = {
	/* struct setup_data, Documentation/ABI/testing/sysfs-kernel-boot_params
	 */
	{ "/kernel/boot_params/setup_data/*/data", 0 },
	/* The attributes come first, Documentation/filesystems/efivarfs.rst. */
	{ "/firmware/efi/efivars/MemblockTable-*", 4 },
};

/* The contents of the file if they are a table, to be freed; else NULL. */
static void *read_table(const char *path, size_t before, size_t *ret_len)
{
	struct sink err = file_sink(stderr);
	char *bytes = readfile(path, ret_len, &err);

	if (bytes == NULL)
		return NULL;
	if (*ret_len <= before ||
	    !tablefile_is(bytes + before, *ret_len - before)) {
		free(bytes);
		return NULL;
	}
	*ret_len -= before;
	memmove(bytes, bytes + before, *ret_len);
	return bytes;
}

static int print_files(const glob_t *files, size_t before)
{
	int status = -1;

	for (size_t i = 0; i < files->gl_pathc && status < 0; i++) {
		const char *path = files->gl_pathv[i];
		size_t len;
		void *table = read_table(path, before, &len);

		if (table == NULL)
			continue;
		printf("File      %s\n", path);
		status = check_table(table, len, path);
		free(table);
	}
	return status;
}

/* -1: there is none. */
static int print_place(const char *sysfs, const struct place *place)
{
	char pattern[512];
	glob_t files;
	int status = -1;

	snprintf(pattern, sizeof(pattern), "%s%s", sysfs, place->pattern);
	if (glob(pattern, 0, NULL, &files) == 0) {
		status = print_files(&files, place->before);
		globfree(&files);
	}
	return status;
}

int running_print(const char *sysfs)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		int status = print_place(sysfs, &places[i]);

		if (status >= 0)
			return status;
	}
	fprintf(stderr,
		"memblock table: there is no table in %s/kernel/boot_params/"
		"setup_data or %s/firmware/efi/efivars: memblock.efi did not "
		"start this Linux, or efivarfs is not mounted; name a file "
		"with a map, or - for standard input\n",
		sysfs, sysfs);
	return STATUS_FAILED;
}
