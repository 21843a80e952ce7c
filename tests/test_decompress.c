/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files that were compressed: read as what they were, or refused with one
 * sentence.
 */
#include "tests/lib/test.h"

#include <lzma.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "tests/lib/parsed.h"
#include "tools/decompress.h"

static const char small_map[] = "BIOS-e820: [mem 0x0-0x9ffff] usable\n"
				"BIOS-e820: [mem 0x100000-0x1fffff] usable\n";
/* What is compressed. */
static const char *map = small_map;
static size_t map_len = sizeof(small_map) - 1;

#define ROOM 4096
static char packed[2 * ROOM];

static size_t gzip(char *to)
{
	z_stream z = { .next_in = (void *)(uintptr_t)map,
		       .avail_in = map_len,
		       .next_out = (void *)to,
		       .avail_out = ROOM };

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8,
				      Z_DEFAULT_STRATEGY),
			 Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return ROOM - z.avail_out;
}

static size_t xz(char *to)
{
	size_t len = 0;

	assert_int_equal(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, NULL,
						 (const void *)map, map_len,
						 (void *)to, &len, ROOM),
			 LZMA_OK);
	return len;
}

static size_t zstd(char *to)
{
	return ZSTD_compress(to, ROOM, map, map_len, 3);
}

static const struct {
	const char *name;
	size_t (*pack)(char *to);
} packers[] = { { "gzip", gzip }, { "xz", xz }, { "zstd", zstd } };
#define PACKERS (sizeof(packers) / sizeof(*packers))

static void expect_refused(const char *name, const char *why)
{
	char message[128];

	snprintf(message, sizeof(message), "map: the %s file %s\n", name, why);
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages(message);
}

GROUP_FIXTURE(NULL, forget_parsed);

TEST(compressed_files_are_read_by_their_content)
{
	for (size_t i = 0; i < PACKERS; i++) {
		size_t len = packers[i].pack(packed);

		assert_string_equal(decompress_what(packed, len),
				    packers[i].name);
		parse_bytes(packed, len);
		expect_map("7 0+a0 8\n7 100000+100 8");
		expect_messages("");
	}
	assert_null(decompress_what(map, map_len));
}

TEST(several_compressed_files_in_a_row_are_one)
{
	for (size_t i = 0; i < PACKERS; i++) {
		size_t len = packers[i].pack(packed), size;
		struct sink none = { 0 };
		char *all;

		len += packers[i].pack(packed + len);
		all = decompress("map", packed, len, ROOM, &size, &none);
		assert_int_equal(size, 2 * map_len);
		assert_memory_equal(all, map, map_len);
		assert_memory_equal(all + map_len, map, map_len);
		free(all);
	}
}

TEST(a_truncated_compressed_file_is_refused_at_every_length)
{
	for (size_t i = 0; i < PACKERS; i++) {
		size_t len = packers[i].pack(packed);

		/* The magic bytes, and the rest of the header. */
		for (size_t cut = 12; cut < len; cut++) {
			parse_bytes(packed, cut);
			expect_refused(packers[i].name,
				       "breaks off; copy it again");
		}
	}
}

TEST(a_damaged_compressed_file_is_refused)
{
	for (size_t i = 0; i < PACKERS; i++) {
		size_t len = packers[i].pack(packed);

		/* zlib and liblzma add a checksum at the end. */
		if (packers[i].pack == zstd)
			packed[6] ^= 0x7f;
		else
			packed[len - 6] ^= 0x7f;
		parse_bytes(packed, len);
		expect_refused(packers[i].name, "is damaged; copy it again");
	}
}

TEST(more_than_the_limit_is_refused)
{
	for (size_t i = 0; i < PACKERS; i++) {
		size_t len = packers[i].pack(packed), size;
		char text[256];
		struct buffer buffer;
		struct sink messages = buffer_sink(&buffer, text, sizeof(text));
		char *all;

		assert_null(decompress("map", packed, len, map_len - 1, &size,
				       &messages));
		assert_non_null(strstr(text, "holds more than "));
		all = decompress("map", packed, len, map_len, &size, &messages);
		assert_int_equal(size, map_len);
		free(all);
	}
}

/* Larger than the first room for it, and than each next one but the last. */
TEST(the_limit_is_found_while_a_large_file_is_decompressed)
{
	static char large[300000];

	map = large;
	map_len = sizeof(large);
	for (size_t i = 0; i < PACKERS; i++) {
		size_t len = packers[i].pack(packed), size;
		char text[256];
		struct buffer buffer;
		struct sink messages = buffer_sink(&buffer, text, sizeof(text));
		char *all = decompress("map", packed, len, sizeof(large), &size,
				       &messages);

		assert_int_equal(size, sizeof(large));
		assert_memory_equal(all, large, sizeof(large));
		free(all);
		for (size_t max = 50000; max < sizeof(large); max += 50000) {
			buffer.need = 0;
			assert_null(decompress("map", packed, len, max, &size,
					       &messages));
			assert_non_null(strstr(text, "holds more than "));
		}
	}
	map = small_map;
	map_len = sizeof(small_map) - 1;
}

TEST(a_compressed_file_that_holds_nothing_is_refused)
{
	map_len = 0;
	for (size_t i = 0; i < PACKERS; i++) {
		parse_bytes(packed, packers[i].pack(packed));
		expect_refused(packers[i].name,
			       "holds nothing; save the map again");
	}
	map_len = sizeof(small_map) - 1;
}
