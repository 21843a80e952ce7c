/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any bytes beside zlib, as a file of gzip and as its data: both unpack to the
 * same bytes, and stop at the same place, or both refuse. Nothing is written
 * beyond the room. The first byte says which: 0 to 127 is followed by data,
 * which are also put into a file with the right end; 128 to 255 by a file.
 */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/base/bytes.h"
#include "core/gzip/inflate.h"

#define ROOM ((size_t)1 << 16)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
	if (!right)
		abort();
}

/* What zlib says. */
struct result {
	bool good, full;
	size_t read, written;
	uint8_t *bytes; /* ROOM of them */
};

static struct result by_zlib(const uint8_t *bytes, size_t size, int window)
{
	z_stream z = { .next_in = (void *)(uintptr_t)bytes,
		       .avail_in = (uInt)size };
	struct result ret = { .bytes = malloc(ROOM) };
	int end;

	z.next_out = ret.bytes;
	z.avail_out = ROOM;
	check(inflateInit2(&z, window) == Z_OK);
	end = inflate(&z, Z_FINISH);
	ret.good = end == Z_STREAM_END;
	ret.full = z.avail_out == 0;
	ret.read = z.total_in;
	ret.written = z.total_out;
	inflateEnd(&z);
	return ret;
}

static void count(void *ctx, size_t bytes)
{
	*(size_t *)ctx += bytes;
}

/* room bytes are allocated, so that a sanitizer sees the first one beyond. */
static void check_data(const uint8_t *bytes, size_t size, size_t room,
		       const struct result *zlib)
{
	uint8_t *to = malloc(room + 1);
	struct gzip_data data = { bytes, bytes + size, to, room, 0 };
	size_t seen = 0;
	const struct gzip_watch watch = { count, &seen };
	enum gzip_fault fault = gzip_inflate(&data, &watch);

	check((fault == GZIP_GOOD) == zlib->good);
	check(seen == data.done);
	if (zlib->good) {
		check(data.done == zlib->written);
		check((size_t)(data.at - bytes) == zlib->read);
		check(memcmp(to, zlib->bytes,
			     room < data.done ? room : data.done) == 0);
	}
	free(to);
}

static void check_file(const uint8_t *bytes, size_t size,
		       const struct result *zlib)
{
	size_t room = gzip_size(bytes, size);
	uint8_t *to = malloc(room + 1);
	enum gzip_fault fault;

	check(room / 1032 < size + 1);
	fault = gzip_unpack(to, room, bytes, size, NULL);
	check(gzip_explain(fault)[0] != '\0');
	if (zlib->good && zlib->read == size) {
		check(fault == GZIP_GOOD && room == zlib->written);
		check(memcmp(to, zlib->bytes, room) == 0);
	} else {
		check(fault != GZIP_GOOD);
		check(!zlib->good || fault == GZIP_MORE);
	}
	free(to);
}

/* The data with a header and an end that match them. */
static void check_wrapped(const uint8_t *bytes, const struct result *zlib)
{
	size_t size = 10 + zlib->read + 8;
	uint8_t *file = calloc(1, size);

	memcpy(file, "\x1f\x8b\x08", GZIP_MARK);
	memcpy(file + 10, bytes, zlib->read);
	put_le(file + size - 8, crc32(0, zlib->bytes, (uInt)zlib->written), 4);
	put_le(file + size - 4, zlib->written, 4);
	check_file(file, size,
		   &(struct result){ .good = true,
				     .read = size,
				     .written = zlib->written,
				     .bytes = zlib->bytes });
	free(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool is_file = size > 0 && data[0] >= 128;
	struct result zlib;

	if (size < 1)
		return 0;
	zlib = by_zlib(data + 1, size - 1,
		       is_file ? MAX_WBITS + 16 : -MAX_WBITS);
	if (zlib.full && !zlib.good) {
		free(zlib.bytes);
		return 0;
	}
	if (is_file && size > GZIP_MARK)
		check_file(data + 1, size - 1, &zlib);
	if (!is_file) {
		check_data(data + 1, size - 1, ROOM, &zlib);
		check_data(data + 1, size - 1, zlib.written / 2, &zlib);
		if (zlib.good)
			check_wrapped(data + 1, &zlib);
	}
	free(zlib.bytes);
	return 0;
}
