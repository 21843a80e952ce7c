/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/gzip: what zlib has packed is unpacked, and each way in which a file can
 * be wrong is told. tests/fuzz_inflate.c lays more of it beside zlib.
 */
#include "tests/lib/test.h"

#include <zlib.h>

#include "core/base/bytes.h"
#include "core/gzip/inflate.h"

#define ROOM ((size_t)1 << 20)

static uint8_t plain[ROOM], packed[2 * ROOM], unpacked[ROOM];
static size_t plain_size, packed_size;

/* --- files -----------------------------------------------------------------
 */

/* Bytes of which zlib makes long and short codes, copies near and far. */
static void given_plain(size_t size)
{
	uint32_t random = 1;

	plain_size = size;
	for (size_t i = 0; i < size; i++) {
		random = random * 1103515245 + 12345;
		plain[i] = (uint8_t)(random >> 16 & random >> 24 & 0x7f);
		if (i > 40000 && (random >> 20) % 8 == 0)
			plain[i] = plain[i - 32768 + random % 100];
	}
}

static void pack(int level, int strategy)
{
	z_stream z = { .next_in = plain,
		       .avail_in = (uInt)plain_size,
		       .next_out = packed,
		       .avail_out = sizeof(packed) };

	assert_int_equal(deflateInit2(&z, level, Z_DEFLATED, MAX_WBITS + 16, 9,
				      strategy),
			 Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	packed_size = z.total_out;
	deflateEnd(&z);
}

static enum gzip_fault unpack(void)
{
	memset(unpacked, 0xa5, sizeof(unpacked));
	return gzip_unpack(unpacked, gzip_size(packed, packed_size), packed,
			   packed_size, NULL);
}

static void expect_plain(void)
{
	assert_true(gzip_recognise(packed));
	assert_int_equal(gzip_size(packed, packed_size), plain_size);
	assert_int_equal(unpack(), GZIP_GOOD);
	assert_memory_equal(unpacked, plain, plain_size);
	assert_int_equal(unpacked[plain_size], 0xa5);
}

static void given_hello(void)
{
	plain_size = 5;
	memcpy(plain, "hello", plain_size);
	pack(9, Z_DEFAULT_STRATEGY);
}

/* Fields of the header that flags announce, before the data. */
static void insert_fields(uint8_t flags, const void *fields, size_t size)
{
	memmove(packed + 10 + size, packed + 10, packed_size - 10);
	memcpy(packed + 10, fields, size);
	packed[3] = flags;
	packed_size += size;
}

/* --- good files ------------------------------------------------------------
 */

TEST(what_zlib_packs_is_unpacked)
{
	static const int strategies[] = { Z_DEFAULT_STRATEGY, Z_FILTERED,
					  Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED };

	given_plain(ROOM - 1);
	for (int level = 0; level <= 9; level += 3)
		for (size_t i = 0; i < 5; i++) {
			pack(level, strategies[i]);
			expect_plain();
		}
}

TEST(long_codes_are_unpacked)
{
	size_t at = 0;

	for (unsigned int byte = 0; byte < 16; byte++)
		for (size_t i = 0; i < (size_t)1 << (15 - byte); i++)
			plain[at++] = (uint8_t)byte;
	plain_size = at;
	pack(9, Z_HUFFMAN_ONLY);
	expect_plain();
}

TEST(the_best_compression_is_believed)
{
	plain_size = ROOM - 1;
	memset(plain, 0, plain_size);
	pack(9, Z_DEFAULT_STRATEGY);
	expect_plain();
}

TEST(an_empty_file_is_unpacked)
{
	plain_size = 0;
	pack(9, Z_DEFAULT_STRATEGY);
	expect_plain();
}

TEST(fields_of_the_header_are_skipped)
{
	given_hello();
	insert_fields(0x1c, "\2\0abname\0comment", 17);
	expect_plain();
}

TEST(the_checksum_of_the_header_is_checked)
{
	uint8_t sum[2] = { 0, 0 };

	given_hello();
	packed[3] = 2;
	put_le(sum, crc32(0, packed, 10) & 0xffff, 2);
	insert_fields(2, sum, 2);
	expect_plain();
	packed[10] ^= 1;
	assert_int_equal(unpack(), GZIP_BROKEN);
}

static void count(void *ctx, size_t bytes)
{
	*(size_t *)ctx += bytes;
}

TEST(the_progress_counts_all_bytes)
{
	size_t seen = 0;
	const struct gzip_watch watch = { count, &seen };

	given_plain(ROOM - 1);
	pack(6, Z_DEFAULT_STRATEGY);
	assert_int_equal(
		gzip_unpack(unpacked, plain_size, packed, packed_size, &watch),
		GZIP_GOOD);
	assert_int_equal(seen, plain_size);
}

/* --- files that are wrong --------------------------------------------------
 */

TEST(a_file_that_ends_anywhere_is_refused)
{
	size_t size;

	given_plain(3000);
	pack(9, Z_DEFAULT_STRATEGY);
	insert_fields(0x1c, "\2\0abname\0comment", 17);
	size = packed_size;
	for (packed_size = 0; packed_size < size; packed_size++)
		assert_int_equal(unpack(), GZIP_TRUNCATED);
	pack(0, Z_DEFAULT_STRATEGY);
	size = packed_size;
	for (packed_size = 10; packed_size < size; packed_size++)
		assert_int_equal(unpack(), GZIP_TRUNCATED);
}

/* It may be one of those that fill the last byte of the data. */
TEST(a_flipped_bit_never_changes_what_is_unpacked)
{
	given_plain(500);
	pack(9, Z_DEFAULT_STRATEGY);
	for (size_t i = 8 * 10; i < 8 * packed_size; i++) {
		packed[i / 8] ^= (uint8_t)(1 << i % 8);
		if (unpack() == GZIP_GOOD)
			assert_memory_equal(unpacked, plain, plain_size);
		packed[i / 8] ^= (uint8_t)(1 << i % 8);
	}
	assert_int_equal(unpack(), GZIP_GOOD);
}

TEST(a_second_member_is_refused)
{
	given_plain(500);
	pack(9, Z_DEFAULT_STRATEGY);
	memcpy(packed + packed_size, packed, packed_size);
	packed_size *= 2;
	assert_int_equal(unpack(), GZIP_MORE);
	given_hello();
	packed[packed_size++] = 0;
	assert_int_equal(unpack(), GZIP_MORE);
}

TEST(a_size_that_is_not_true_is_refused)
{
	given_plain(70000);
	pack(9, Z_DEFAULT_STRATEGY);
	for (int level = 0; level <= 9; level += 9) {
		pack(level, Z_DEFAULT_STRATEGY);
		put_le(packed + packed_size - 4, 1000, 4);
		assert_int_equal(unpack(), GZIP_SIZE);
		assert_int_equal(unpacked[1000], 0xa5);
		put_le(packed + packed_size - 4, 70001, 4);
		assert_int_equal(unpack(), GZIP_SIZE);
	}
	/* No memory is asked for what cannot be. */
	put_le(packed + packed_size - 4, UINT32_MAX, 4);
	assert_int_equal(gzip_size(packed, packed_size), 0);
	assert_int_equal(unpack(), GZIP_SIZE);
	/* A file of 4 GiB and a few bytes. */
	assert_int_equal(
		gzip_unpack(unpacked, plain_size, packed, packed_size, NULL),
		GZIP_SIZE);
}

TEST(a_wrong_checksum_is_refused)
{
	given_hello();
	packed[packed_size - 8] ^= 1;
	assert_int_equal(unpack(), GZIP_CHECKSUM);
}

TEST(a_header_of_another_kind_is_refused)
{
	given_hello();
	packed[3] = 0x20;
	assert_int_equal(unpack(), GZIP_BROKEN);
	packed[3] = 0;
	packed[2] = 9;
	assert_false(gzip_recognise(packed));
	assert_int_equal(unpack(), GZIP_BROKEN);
	/* Also without data after it. */
	assert_int_equal(gzip_unpack(unpacked, 0, packed, 10, NULL),
			 GZIP_BROKEN);
}

/* --- data that are wrong ---------------------------------------------------
 */

static uint8_t bits[256];
static size_t bit_cnt;

/* Numbers as "bits:value", of which the lowest bit comes first; codes are
 * written bit by bit. */
static void given_bits(const char *text)
{
	bit_cnt = 0;
	memset(bits, 0, sizeof(bits));
	while (*text) {
		char *end;
		unsigned long cnt = strtoul(text, &end, 10);
		unsigned long value = strtoul(end + 1, &end, 0);

		for (; cnt > 0; cnt--, value >>= 1, bit_cnt++)
			bits[bit_cnt / 8] |=
				(uint8_t)((value & 1) << bit_cnt % 8);
		text = *end ? end + 1 : end;
	}
}

/* The bits are followed by bytes of zeros, so that they do not just end. */
static void expect_fault(enum gzip_fault fault, const char *text)
{
	struct gzip_data data = { .at = bits,
				  .end = bits + sizeof(bits),
				  .to = unpacked,
				  .size = ROOM };

	given_bits(text);
	assert_int_equal(gzip_inflate(&data, NULL), fault);
}

TEST(blocks_without_a_meaning_are_refused)
{
	expect_fault(GZIP_BROKEN, "1:1 2:3");
	/* The length of stored bytes is not that of its complement. */
	expect_fault(GZIP_BROKEN, "1:1 2:0 5:0 16:1 16:1");
	expect_fault(GZIP_GOOD, "1:1 2:0 5:0 16:1 16:0xfffe 8:7");
}

/* With the fixed codes: 7 zeros end a block, 256 + n has the code n. */
TEST(copies_without_a_source_are_refused)
{
	/* Length 3 from a distance of 1, at the beginning. */
	expect_fault(GZIP_BROKEN, "1:1 2:1 7:0x40 5:0 7:0");
	/* The same after the byte 0, whose code is 0x30. */
	expect_fault(GZIP_GOOD, "1:1 2:1 8:0x0c 7:0x40 5:0 7:0");
	/* Distance symbol 30, whose code is 11110. */
	expect_fault(GZIP_BROKEN, "1:1 2:1 8:0x0c 7:0x40 5:0x0f 7:0");
	/* Length symbol 286, whose code is 11000110. */
	expect_fault(GZIP_BROKEN, "1:1 2:1 8:0x63");
}

/* Dynamic codes: 5 bits of literals, 5 of distances, 4 of code lengths, and the
 * lengths of the codes of 16, 17, 18, 0, 8, 7, 9, ... */
TEST(codes_that_are_not_codes_are_refused)
{
	/* 287 literals; 31 distances. */
	expect_fault(GZIP_BROKEN, "1:1 2:2 5:30 5:0 4:0 3:1 3:1");
	expect_fault(GZIP_BROKEN, "1:1 2:2 5:0 5:30 4:0 3:1 3:1");
	/* Three codes of one bit; one of one bit. */
	expect_fault(GZIP_BROKEN, "1:1 2:2 5:0 5:0 4:0 3:1 3:1 3:1");
	expect_fault(GZIP_BROKEN, "1:1 2:2 5:0 5:0 4:0 3:0 3:0 3:1");
	/* 16 repeats what is not there. */
	expect_fault(GZIP_BROKEN, "1:1 2:2 5:0 5:0 4:0 3:1 3:1 1:0 2:0");
	/* 18 repeats beyond the last code: 138 + 138 of 258. */
	expect_fault(GZIP_BROKEN,
		     "1:1 2:2 5:0 5:0 4:0 3:0 3:1 3:1 1:1 7:127 1:1 7:127");
	/* No code ends the block: 138 and 120 zeros. */
	expect_fault(GZIP_BROKEN,
		     "1:1 2:2 5:0 5:0 4:0 3:0 3:1 3:1 1:1 7:127 1:1 7:109");
}

/* The lengths 0 and 1 have codes of one bit, 18 has none; so each length is
 * written. cnt ones follow zeros. */
static void expect_codes(enum gzip_fault fault, unsigned int literals,
			 unsigned int distances, const char *more)
{
	static char text[8192];
	size_t len = 0;

	/* Code lengths in the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1
	 */
	len += (size_t)snprintf(
		text, sizeof(text),
		"1:1 2:2 5:0 5:%u 4:14 3:0 3:0 3:0 3:1 3:0 3:0 "
		"3:0 3:0 3:0 3:0 3:0 3:0 3:0 3:0 3:0 3:0 3:0 3:1",
		distances - 1);
	for (unsigned int i = 0; i < 257; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " 1:%d",
					i + literals >= 257);
	for (unsigned int i = 0; i < distances; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " 1:1");
	snprintf(text + len, sizeof(text) - len, "%s", more);
	expect_fault(fault, text);
}

TEST(one_code_of_one_bit_is_enough)
{
	/* The end of the block is 0; 1 is not a code. */
	expect_codes(GZIP_GOOD, 1, 1, " 1:0");
	expect_codes(GZIP_BROKEN, 1, 1, " 1:1");
	expect_codes(GZIP_GOOD, 2, 1, " 1:0 1:1");
	/* Too many literals; too many distances. */
	expect_codes(GZIP_BROKEN, 3, 1, "");
	expect_codes(GZIP_BROKEN, 1, 3, "");
}

/* --- texts -----------------------------------------------------------------
 */

TEST(other_compressions_have_names)
{
	static const uint8_t zstd[] = { 0x28, 0xb5, 0x2f, 0xfd, 0 };
	static const uint8_t lz4[] = { 0x04, 0x22, 0x4d, 0x18 };
	static const uint8_t legacy[] = { 0x02, 0x21, 0x4c, 0x18 };

	assert_string_equal(gzip_other(zstd, sizeof(zstd)), "zstd");
	assert_string_equal(gzip_other(lz4, sizeof(lz4)), "lz4");
	assert_string_equal(gzip_other(legacy, sizeof(legacy)), "lz4");
	assert_string_equal(gzip_other((const uint8_t *)"\3757zXZ", 6), "xz");
	assert_string_equal(gzip_other((const uint8_t *)"BZh9", 4), "bzip2");
	assert_null(gzip_other((const uint8_t *)"\177ELF", 4));
	assert_null(gzip_other(zstd, 3));
}

TEST(each_fault_has_a_clause)
{
	for (int i = 0; i < GZIP_FAULT_COUNT; i++)
		assert_non_null(gzip_explain((enum gzip_fault)i));
}
