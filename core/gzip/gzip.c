/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/gzip/gzip.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "core/gzip/inflate.h"
#include "core/table/crc.h"

/* RFC 1952, 2.3 */
enum {
	FLAGS = 3,
	HEADER = 10, /* without what flags announce */
	TRAILER = 8,
};

enum {
	HAS_CHECKSUM = 0x02, /* of the header */
	HAS_EXTRA = 0x04,
	HAS_NAME = 0x08,
	HAS_COMMENT = 0x10,
	UNKNOWN = 0xe0,
};

/* No code of DEFLATE is shorter than one bit, and no copy, for which it takes
 * two, longer than 258 bytes. */
#define BEST_RATIO 1032

bool gzip_recognise(const uint8_t *head)
{
	return get_le(head, GZIP_MARK) == 0x088b1f;
}

const char *gzip_other(const uint8_t *head, size_t len)
{
	static const struct {
		uint32_t mark;
		char name[6];
	} others[] = {
		{ 0xfd2fb528, "zstd" },  { 0x184d2204, "lz4" },
		{ 0x184c2102, "lz4" },   { 0x587a37fd, "xz" },
		{ 0x39685a42, "bzip2" },
	};

	for (size_t i = 0; len >= 4 && i < sizeof(others) / sizeof(*others);
	     i++)
		if (get_le(head, 4) == others[i].mark)
			return others[i].name;
	return NULL;
}

size_t gzip_size(const uint8_t *file, size_t len)
{
	size_t size = len < 4 ? 0 : (size_t)get_le(file + len - 4, 4);

	return size / BEST_RATIO < len ? size : 0;
}

/* The offset after a text and its NUL. */
static size_t after_text(const uint8_t *file, size_t at, size_t len)
{
	while (at < len && file[at])
		at++;
	return at + 1;
}

/* The offset of the data, which is beyond the end when the file is too short;
 * 0: the header is not valid. */
static size_t after_header(const uint8_t *file, size_t len)
{
	size_t at = HEADER;
	uint8_t flags;

	if (len < HEADER)
		return at;
	flags = file[FLAGS];
	if (!gzip_recognise(file) || (flags & UNKNOWN))
		return 0;
	if (flags & HAS_EXTRA)
		at += 2 + (len < at + 2 ? 0 : (size_t)get_le(file + at, 2));
	if (flags & HAS_NAME)
		at = after_text(file, at, len);
	if (flags & HAS_COMMENT)
		at = after_text(file, at, len);
	if (!(flags & HAS_CHECKSUM) || len < at + 2)
		return at;
	return (table_crc32(file, at) & 0xffff) == get_le(file + at, 2) ? at + 2
									: 0;
}

enum gzip_fault gzip_unpack(uint8_t *to, size_t size, const uint8_t *file,
			    size_t len, const struct gzip_watch *watch)
{
	size_t begin = after_header(file, len), left;
	struct gzip_data data = { .to = to, .size = size, .end = file + len };
	enum gzip_fault fault;
	bool sound;

	if (begin == 0)
		return GZIP_BROKEN;
	if (begin > len)
		return GZIP_TRUNCATED;
	data.at = file + begin;
	fault = gzip_inflate(&data, watch);
	if (fault != GZIP_GOOD)
		return fault;
	left = (size_t)(data.end - data.at);
	if (left < TRAILER)
		return GZIP_TRUNCATED;
	sound = data.done > size ||
		table_crc32(to, data.done) == get_le(data.at, 4);
	if (left > TRAILER)
		return sound ? GZIP_MORE : GZIP_BROKEN;
	if (data.done != size || size != get_le(data.at + 4, 4))
		return GZIP_SIZE;
	return sound ? GZIP_GOOD : GZIP_CHECKSUM;
}
