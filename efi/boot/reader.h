/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The file of a kernel, which is read in pieces: first its headers, then, once
 * memory is found for it, each segment straight to where it belongs. So a large
 * file is read once and never copied.
 *
 *	recognise()  looks at head[] and size, and reads only where a header
 *	             points to a mark elsewhere
 *	plan()       reads headers with reader_read(); most are in head[]
 *	place()      reads segments with reader_read(), in ascending order if
 *	             possible: a server sends a file from its beginning
 *
 * A file that has to be in memory as a whole, such as an image for LoadImage(),
 * is read by one call from offset 0 on. One that is compressed is unpacked into
 * memory, and reader_from_memory() makes it a file again.
 */
#ifndef EFI_BOOT_READER_H
#define EFI_BOOT_READER_H

#include "core/base/cstring.h"
#include "efi/uefi/status.h"

/* The marks of all boot protocols are in the first 32 KiB (Multiboot 2, 3.1.1).
 */
#define READER_HEAD ((size_t)32 * 1024)

struct reader {
	uint64_t size;       /* of the file in bytes, not 0 */
	const uint8_t *head; /* its first bytes, at any alignment */
	/* At least READER_HEAD, or size if the file is shorter. */
	size_t head_size;
	/* Only for reader_read(). */
	struct fw_status (*read)(struct reader *reader, uint64_t offset,
				 void *to, uint64_t len);
};

/*
 * Reads the bytes [offset, offset + len), which lie within the file, into to.
 * On a failure one sentence has been written where the reader's errors go, and
 * the contents of to are undefined. What takes longer than a second shows its
 * progress.
 */
static inline struct fw_status reader_read(struct reader *reader,
					   uint64_t offset, void *to,
					   uint64_t len)
{
	uint64_t near = 0; /* bytes of it that are in head[] */

	if (offset < reader->head_size)
		near = phys_min(len, reader->head_size - offset);
	if (near > 0)
		memcpy(to, reader->head + offset, (size_t)near);
	return near == len ? FW_SUCCESS
			   : reader->read(reader, offset + near,
					  (uint8_t *)to + near, len - near);
}

/* A file that is in memory, which must outlive it. size is not 0. */
static inline struct reader reader_from_memory(const void *bytes, size_t size)
{
	return (struct reader){
		.size = size,
		.head = bytes,
		.head_size = size,
	};
}

#endif
