/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Folders and tar files, such as copies of /sys/firmware/memmap, as the text
 * that grep -r "" prints of them: "PATH:LINE" for each line of a file.
 */
#ifndef TOOLS_FILETEXT_H
#define TOOLS_FILETEXT_H

#include "tools/textsink.h"

/* Appends the lines of a file, without NULs, if it is one that holds a part of
 * a map: /sys/firmware/memmap, /sys/firmware/efi/runtime-map, or memblock in
 * debugfs. */
void filetext_add(struct text *text, const char *path, const char *bytes,
		  size_t len);

/* The text of the folder at path. false, after a message and with *ret empty:
 * it cannot be read or has no such file. */
bool filetext_of_folder(struct text *ret, const char *path,
			const struct sink *messages);

/* Are bytes[len] a tar file? */
bool filetext_is_tar(const void *bytes, size_t len);

/* The text of a tar file. false, after a message and with *ret empty: it breaks
 * off or has no such file. name is that of the file in messages. */
bool filetext_of_tar(struct text *ret, const char *name, const void *bytes,
		     size_t len, const struct sink *messages);

#endif
