/* SPDX-License-Identifier: BSD-2-Clause */
#define _GNU_SOURCE /* nftw(), FTW_SKIP_SUBTREE */
#include "tools/filetext.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Files of /sys have at most a page; those of debugfs a line per region. */
#define FILE_MAX (1 << 20)

/* --- files --------------------------------------------------------------- */

/* The files, and the folder in whose name the readers look for them. */
static const struct {
	const char *name, *folder;
} files[] = {
	{ "start", "" },
	{ "end", "" },
	{ "type", "" },
	{ "phys_addr", "" },
	{ "num_pages", "" },
	{ "attribute", "" },
	{ "memory", "memblock/" },
	{ "reserved", "memblock/" },
	{ "physmem", "memblock/" },
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The index of a file in files[], or FILES. */
#define FILES (sizeof(files) / sizeof(*files))

static size_t find_file(const char *path)
{
	const char *name = base_name(path);
	size_t i = 0;

	while (i < FILES && strcmp(name, files[i].name) != 0)
		i++;
	return i;
}

/* Appends the printable characters of a line. */
static void add_line(struct text *text, const char *folder, const char *path,
		     const char *line, size_t len)
{
	struct sink out = text_sink(text);

	print(&out, "%s%s:", folder, path);
	for (size_t i = 0; i < len; i++)
		if (line[i] != '\0')
			out.write(out.ctx, line + i, 1);
	print_str(&out, "\n");
}

void filetext_add(struct text *text, const char *path, const char *bytes,
		  size_t len)
{
	const char *end = bytes + len;
	size_t i = find_file(path);

	if (i == FILES || len > FILE_MAX)
		return;
	if (files[i].folder[0] != '\0')
		path = base_name(path);
	while (bytes < end && *bytes != '\0') {
		const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));

		stop = stop ? stop : end;
		add_line(text, files[i].folder, path, bytes,
			 (size_t)(stop - bytes));
		bytes = stop < end ? stop + 1 : end;
	}
}

static bool has_any(const struct text *text, const char *name, const char *what,
		    const struct sink *messages)
{
	if (text->len > 0)
		return true;
	print(messages,
	      "%s: the %s has none of the files of /sys/firmware/memmap, "
	      "/sys/firmware/efi/runtime-map and /sys/kernel/debug/memblock\n",
	      name, what);
	return false;
}

/* --- folders ------------------------------------------------------------- */

/* Below the folder that is named: of all of /sys. */
#define DEPTH 4

/* nftw() passes nothing to its callback. */
static struct text *walked;
static size_t below; /* length of the path of the folder itself */

static int walk(const char *path, const struct stat *status, int type,
		struct FTW *place)
{
	static char bytes[FILE_MAX];
	FILE *in;
	size_t len;

	if (type == FTW_D && place->level == DEPTH)
		return FTW_SKIP_SUBTREE;
	if (type != FTW_F || !S_ISREG(status->st_mode) ||
	    find_file(path) == FILES)
		return FTW_CONTINUE;
	in = fopen(path, "rb");
	if (in == NULL)
		return errno == EACCES || errno == EPERM ? FTW_STOP
							 : FTW_CONTINUE;
	len = fread(bytes, 1, sizeof(bytes), in);
	fclose(in);
	filetext_add(walked, path + below, bytes, len);
	return FTW_CONTINUE;
}

bool filetext_of_folder(struct text *ret, const char *path,
			const struct sink *messages)
{
	int result;

	*ret = (struct text){ 0 };
	walked = ret;
	below = strlen(path);
	result = nftw(path, walk, 16, FTW_PHYS | FTW_ACTIONRETVAL);
	if (result > 0)
		print(messages,
		      "%s: a file in the folder cannot be read; read it as a "
		      "user who has permission\n",
		      path);
	else if (result < 0)
		print(messages, "%s: cannot read the folder: %s\n", path,
		      strerror(errno));
	if (result == 0 && has_any(ret, path, "folder", messages))
		return true;
	free(ret->bytes);
	*ret = (struct text){ 0 };
	return false;
}

/* --- tar ----------------------------------------------------------------- */

#define BLOCK 512

/* The header of POSIX 1003.1 (ustar), which GNU tar shares. */
struct tar_header {
	char name[100];
	char mode[8], uid[8], gid[8];
	char size[12], mtime[12];
	char checksum[8];
	char type;
	char link[100];
	char magic[6];
};
_Static_assert(offsetof(struct tar_header, magic) == 257, "ustar");

bool filetext_is_tar(const void *bytes, size_t len)
{
	const struct tar_header *header = bytes;

	return len >= BLOCK && memcmp(header->magic, "ustar", 5) == 0;
}

static size_t octal(const char *digits, size_t cnt)
{
	size_t number = 0;

	for (size_t i = 0; i < cnt && digits[i] >= '0' && digits[i] <= '7'; i++)
		number = number * 8 + (size_t)(digits[i] - '0');
	return number;
}

static bool is_file(const struct tar_header *header)
{
	return header->type == '0' || header->type == '\0';
}

bool filetext_of_tar(struct text *ret, const char *name, const void *bytes,
		     size_t len, const struct sink *messages)
{
	const char *at = bytes;

	*ret = (struct text){ 0 };
	while (filetext_is_tar(at, len)) {
		const struct tar_header *header = (const void *)at;
		size_t size = octal(header->size, sizeof(header->size));
		char path[sizeof(header->name) + 1] = { 0 };

		at += BLOCK;
		len -= BLOCK;
		if (size > len) {
			print(messages,
			      "%s: the tar file breaks off; copy it again\n",
			      name);
			free(ret->bytes);
			*ret = (struct text){ 0 };
			return false;
		}
		memcpy(path, header->name, sizeof(header->name));
		if (is_file(header))
			filetext_add(ret, path, at, size);
		size = (size + BLOCK - 1) / BLOCK * BLOCK;
		size = size > len ? len : size;
		at += size;
		len -= size;
	}
	return has_any(ret, name, "tar file", messages);
}
