/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/decompress.h"

#include <lzma.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "tools/memory.h"

/* What is read, and what has come of it. */
struct stream {
	const uint8_t *in;
	size_t left;
	uint8_t *out;
	size_t len, room;
	size_t max; /* the most that is accepted */
};

enum outcome { GOOD, TRUNCATED, DAMAGED, TOO_LARGE, EMPTY };

/* Room for more output. false: there is enough of it. */
static bool more_room(struct stream *stream)
{
	if (stream->len < stream->room)
		return true;
	if (stream->room > stream->max)
		return false;
	stream->room = 2 * stream->room + 65536;
	if (stream->room > stream->max)
		stream->room = stream->max + 1;
	stream->out = memory_resize(stream->out, stream->room, 1);
	return true;
}

/* zlib counts in 32 bits. */
static unsigned int at_most_32_bits(size_t len)
{
	return len > INT32_MAX ? INT32_MAX : (unsigned int)len;
}

/* One member of a gzip file. */
static enum outcome inflate_member(z_stream *z, struct stream *stream)
{
	for (;;) {
		unsigned int in = at_most_32_bits(stream->left), out;
		int status;

		if (!more_room(stream))
			return TOO_LARGE;
		out = at_most_32_bits(stream->room - stream->len);
		z->next_in = (void *)(uintptr_t)stream->in;
		z->avail_in = in;
		z->next_out = stream->out + stream->len;
		z->avail_out = out;
		status = inflate(z, Z_NO_FLUSH);
		stream->in += in - z->avail_in;
		stream->left -= in - z->avail_in;
		stream->len += out - z->avail_out;
		if (status == Z_STREAM_END)
			return GOOD;
		if (status == Z_BUF_ERROR)
			return TRUNCATED;
		if (status != Z_OK)
			return DAMAGED;
	}
}

static bool is_gzip(const uint8_t *at, size_t len)
{
	return len > 2 && memcmp(at, "\x1f\x8b\x08", 3) == 0;
}

/* What follows the last member, such as padding, is ignored, as gzip does. */
static enum outcome gunzip(struct stream *stream)
{
	enum { GZIP_ONLY = 16 };
	enum outcome outcome;

	do {
		z_stream z = { 0 };

		if (inflateInit2(&z, MAX_WBITS + GZIP_ONLY) != Z_OK)
			return DAMAGED;
		outcome = inflate_member(&z, stream);
		inflateEnd(&z);
	} while (outcome == GOOD && is_gzip(stream->in, stream->left));
	return outcome;
}

static enum outcome unxz_all(lzma_stream *lzma, struct stream *stream)
{
	lzma->next_in = stream->in;
	lzma->avail_in = stream->left;
	for (;;) {
		lzma_ret status;

		if (!more_room(stream))
			return TOO_LARGE;
		lzma->next_out = stream->out + stream->len;
		lzma->avail_out = stream->room - stream->len;
		status = lzma_code(lzma, LZMA_FINISH);
		stream->len = stream->room - lzma->avail_out;
		if (status == LZMA_STREAM_END)
			return GOOD;
		if (status == LZMA_BUF_ERROR)
			return TRUNCATED;
		if (status != LZMA_OK)
			return DAMAGED;
	}
}

static enum outcome unxz(struct stream *stream)
{
	lzma_stream lzma = LZMA_STREAM_INIT;
	enum outcome outcome = DAMAGED;

	if (lzma_stream_decoder(&lzma, UINT64_MAX, LZMA_CONCATENATED) ==
	    LZMA_OK)
		outcome = unxz_all(&lzma, stream);
	lzma_end(&lzma);
	return outcome;
}

static enum outcome unzstd_all(ZSTD_DStream *zstd, struct stream *stream)
{
	ZSTD_inBuffer in = { stream->in, stream->left, 0 };
	size_t status = 0;

	while (in.pos < in.size || status != 0) {
		ZSTD_outBuffer out;
		size_t before = in.pos;

		if (!more_room(stream))
			return TOO_LARGE;
		out = (ZSTD_outBuffer){ stream->out + stream->len,
					stream->room - stream->len, 0 };
		status = ZSTD_decompressStream(zstd, &out, &in);
		if (ZSTD_isError(status))
			return DAMAGED;
		stream->len += out.pos;
		if (in.pos == before && out.pos == 0 && status != 0)
			return TRUNCATED;
	}
	return GOOD;
}

static enum outcome unzstd(struct stream *stream)
{
	ZSTD_DStream *zstd = ZSTD_createDStream();
	enum outcome outcome = zstd ? unzstd_all(zstd, stream) : DAMAGED;

	ZSTD_freeDStream(zstd);
	return outcome;
}

static const struct {
	const char *name;
	const char *magic;
	size_t len;
	enum outcome (*decompress)(struct stream *stream);
} compressions[] = {
	{ "gzip", "\x1f\x8b\x08", 3, gunzip },
	{ "xz",
	  "\xfd"
	  "7zXZ\0",
	  6, unxz },
	{ "zstd", "\x28\xb5\x2f\xfd", 4, unzstd },
};
#define COMPRESSIONS (sizeof(compressions) / sizeof(*compressions))

static size_t which(const void *bytes, size_t len)
{
	size_t i = 0;

	while (i < COMPRESSIONS &&
	       (len < compressions[i].len ||
		memcmp(bytes, compressions[i].magic, compressions[i].len) != 0))
		i++;
	return i;
}

const char *decompress_what(const void *bytes, size_t len)
{
	size_t i = which(bytes, len);

	return i < COMPRESSIONS ? compressions[i].name : NULL;
}

static void explain(const char *name, const char *what, enum outcome outcome,
		    size_t max, const struct sink *messages)
{
	char room[HUMAN_SIZE];

	print(messages, "%s: the %s file ", name, what);
	if (outcome == TRUNCATED)
		print_str(messages, "breaks off; copy it again\n");
	else if (outcome == DAMAGED)
		print_str(messages, "is damaged; copy it again\n");
	else if (outcome == EMPTY)
		print_str(messages, "holds nothing; save the map again\n");
	else
		print(messages,
		      "holds more than %s; decompress it and extract the part "
		      "with the map\n",
		      human_size(room, max));
}

void *decompress(const char *name, const void *bytes, size_t len, size_t max,
		 size_t *ret_len, const struct sink *messages)
{
	struct stream stream = { .in = bytes, .left = len, .max = max };
	size_t i = which(bytes, len);
	enum outcome outcome = compressions[i].decompress(&stream);

	if (outcome == GOOD && stream.len > max)
		outcome = TOO_LARGE;
	if (outcome == GOOD && stream.len == 0)
		outcome = EMPTY;
	if (outcome == GOOD) {
		*ret_len = stream.len;
		return stream.out;
	}
	explain(name, compressions[i].name, outcome, max, messages);
	free(stream.out);
	return NULL;
}
