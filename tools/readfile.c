/* SPDX-License-Identifier: BSD-2-Clause */
#define _GNU_SOURCE /* madvise() */
#include "tools/readfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/memory.h"

/* The bytes of the file, of one that is too large more than READFILE_MAX. NULL:
 * errno says why. */
static char *read_all(FILE *in, size_t *ret_len)
{
	size_t len = 0, max = 1 << 16;
	char *bytes = memory_resize(NULL, max, 1);

	errno = 0;
	for (;;) {
		len += fread(bytes + len, 1, max - len, in);
		if (len < max || len > READFILE_MAX)
			break;
		max = 2 * max <= READFILE_MAX ? 2 * max : READFILE_MAX + 1;
		bytes = memory_resize(bytes, max, 1);
	}
	if (ferror(in)) {
		free(bytes);
		return NULL;
	}
	*ret_len = len;
	return bytes;
}

static const char *remedy(int error)
{
	switch (error) {
	case ENOENT:
		return "; name an existing file, or - for standard input";
	case EISDIR:
		return "; name a file in that folder";
	case EACCES:
	case EPERM:
		return "; read it as a user who has permission";
	default:
		return "";
	}
}

static bool is_stdin(const char *path)
{
	return path == NULL || strcmp(path, "-") == 0;
}

const char *readfile_name(const char *path)
{
	if (is_stdin(path))
		return "standard input";
	return path[0] != '\0' ? path : "''";
}

/* Why the file cannot be used, or NULL. */
static const char *fault_of(size_t len)
{
	if (len == 0)
		return "the file is empty; save the map again";
	if (len > READFILE_MAX)
		return "the file is larger than 1 GiB; extract the part with "
		       "the map";
	return NULL;
}

void *readfile(const char *path, size_t *ret_len, const struct sink *messages)
{
	FILE *in = is_stdin(path) ? stdin : fopen(path, "rb");
	char *bytes = in ? read_all(in, ret_len) : NULL;
	const char *fault = bytes ? fault_of(*ret_len) : NULL;

	if (bytes == NULL)
		print(messages, "%s: cannot read the file: %s%s\n",
		      readfile_name(path), strerror(errno), remedy(errno));
	if (fault) {
		print(messages, "%s: %s\n", readfile_name(path), fault);
		free(bytes);
		bytes = NULL;
	}
	if (in != NULL && in != stdin)
		fclose(in);
	return bytes;
}

/* Smaller files are read sooner than mapped, and files of /proc have no size.
 */
#define MAPPED_MIN (1 << 20)

static bool map_file(struct file_bytes *ret, int fd)
{
	struct stat status;
	void *mapping;

	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
	    status.st_size < MAPPED_MIN)
		return false;
	mapping = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd,
		       0);
	if (mapping == MAP_FAILED)
		return false;
	madvise(mapping, (size_t)status.st_size, MADV_SEQUENTIAL);
	*ret = (struct file_bytes){ mapping, (size_t)status.st_size, mapping };
	return true;
}

bool readfile_open(struct file_bytes *ret, const char *path,
		   const struct sink *messages)
{
	int fd = is_stdin(path) ? -1 : open(path, O_RDONLY);
	bool mapped = fd >= 0 && map_file(ret, fd);

	if (fd >= 0)
		close(fd);
	if (mapped)
		return true;
	*ret = (struct file_bytes){ 0 };
	ret->bytes = readfile(path, &ret->len, messages);
	return ret->bytes != NULL;
}

void readfile_close(struct file_bytes *file)
{
	if (file->mapping != NULL)
		munmap(file->mapping, file->len);
	else
		free((void *)(uintptr_t)file->bytes);
}
