/* SPDX-License-Identifier: BSD-2-Clause */
#define _XOPEN_SOURCE 700 /* realpath(), fsync() */
#include "tools/savefile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *remedy(int error)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
		return "; free some space, or name a file elsewhere";
	case ENOENT:
		return "; create its folder first";
	case EISDIR:
		return "; name a file in that folder";
	case EACCES:
	case EPERM:
	case EROFS:
		return "; name a file in a folder with write permission";
	default:
		return "";
	}
}

static bool refuse(const char *path, int error)
{
	fprintf(stderr, "memblock: cannot save %s: %s%s\n", path,
		strerror(error), remedy(error));
	return false;
}

/* 0, or errno. The file is closed in any case. */
static int write_and_close(int fd, const char *bytes, size_t len)
{
	int error = 0;

	while (len > 0 && error == 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno != EINTR)
			error = errno;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	/* Some file systems report a full disk only here. */
	if (error == 0 && fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
		error = errno;
	if (close(fd) != 0 && error == 0)
		error = errno;
	return error;
}

/* 0, or errno; then no file remains. */
static int replace(const char *path, const void *bytes, size_t len)
{
	size_t size = strlen(path) + 32;
	char *part = malloc(size);
	int fd, error;

	if (part == NULL)
		return ENOMEM;
	snprintf(part, size, "%s.%ld.part", path, (long)getpid());
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL, 0666);
	error = fd < 0 ? errno : write_and_close(fd, bytes, len);
	if (error == 0 && rename(part, path) != 0)
		error = errno;
	if (error != 0 && fd >= 0)
		unlink(part);
	free(part);
	return error;
}

/* 0, or errno */
static int write_there(const char *path, const void *bytes, size_t len)
{
	int fd = open(path, O_WRONLY);

	return fd < 0 ? errno : write_and_close(fd, bytes, len);
}

bool savefile(const char *path, const void *bytes, size_t len)
{
	struct stat st;
	/* Of a link, the file that it points to is replaced. */
	char *real = realpath(path, NULL);
	const char *target = real ? real : path;
	bool special = stat(target, &st) == 0 && !S_ISREG(st.st_mode);
	int error = special ? write_there(target, bytes, len)
			    : replace(target, bytes, len);

	free(real);
	return error == 0 || refuse(path, error);
}
