/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/table/crc.h"

/* 0x04c11db7, reflected. */
#define POLYNOMIAL UINT32_C(0xedb88320)

/* next[k][b] is what byte b has added to the sum k bytes later. It is made when
 * it is needed: 4 KiB of constants would take longer to load from a disk. */
struct crc {
	uint32_t next[4][256];
};

/* The sum is linear: next[0][a ^ b] = next[0][a] ^ next[0][b]. */
static void make_first(struct crc *crc)
{
	uint32_t bit = 1;

	crc->next[0][0] = 0;
	for (unsigned int i = 128; i > 0; i /= 2) {
		bit = bit >> 1 ^ (bit & 1 ? POLYNOMIAL : 0);
		for (unsigned int j = 0; j < 256; j += 2 * i)
			crc->next[0][i + j] = crc->next[0][j] ^ bit;
	}
}

static void make(struct crc *crc)
{
	make_first(crc);
	for (unsigned int k = 1; k < 4; k++) {
		for (unsigned int b = 0; b < 256; b++) {
			uint32_t sum = crc->next[k - 1][b];

			crc->next[k][b] = sum >> 8 ^ crc->next[0][sum & 0xff];
		}
	}
}

static uint32_t add_word(const struct crc *crc, uint32_t sum,
			 const uint8_t *bytes)
{
	sum ^= bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
	return crc->next[3][sum & 0xff] ^ crc->next[2][sum >> 8 & 0xff] ^
	       crc->next[1][sum >> 16 & 0xff] ^ crc->next[0][sum >> 24];
}

uint32_t table_crc32(const uint8_t *bytes, size_t len)
{
	const uint8_t *end = bytes + len, *words_end = bytes + len / 4 * 4;
	uint32_t sum = UINT32_MAX;
	struct crc crc;

	make(&crc);
	for (; bytes < words_end; bytes += 4)
		sum = add_word(&crc, sum, bytes);
	for (; bytes < end; bytes++)
		sum = sum >> 8 ^ crc.next[0][(sum ^ *bytes) & 0xff];
	return ~sum;
}
