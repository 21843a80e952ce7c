/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * finish_pe IN SBAT OUT: what Secure Boot asks of a PE32+ image and binutils do
 * not make for each architecture. Sets IMAGE_DLLCHARACTERISTICS_NX_COMPAT, adds
 * the file SBAT as section .sbat, whose VirtualSize is the exact length of the
 * text, and corrects SizeOfImage and CheckSum. (Microsoft's PE format;
 * SBAT.md of shim.) The same input gives the same bytes. Exit status 1 with a
 * message: IN is not such an image, or has no room for a section.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NX_COMPAT      0x0100
#define PAGE           4096u
#define SECTION_HEADER 40u
/* Initialized data, readable. */
#define SBAT_FLAGS 0x40000040u
/* Far more than any of our images. */
#define LIMIT (256u << 20)

static uint8_t *image;
static size_t size;

static void stop(const char *name, const char *why)
{
	fprintf(stderr, "finish_pe: %s: %s\n", name, why);
	exit(1);
}

/* Little-endian numbers. */
static uint32_t get(size_t at, size_t bytes)
{
	uint32_t value = 0;

	for (size_t i = bytes; i-- > 0;)
		value = value << 8 | image[at + i];
	return value;
}

static void put(size_t at, size_t bytes, uint32_t value)
{
	for (size_t i = 0; i < bytes; i++, value >>= 8)
		image[at + i] = (uint8_t)value;
}

static uint32_t align(size_t value, uint32_t to)
{
	return (uint32_t)((value + to - 1) / to * to);
}

/* Returns the bytes of a file, with room for a section after them. */
static uint8_t *read_file(const char *name, size_t *ret_size)
{
	uint8_t *bytes = calloc(1, LIMIT);
	FILE *in = fopen(name, "rb");

	if (!bytes || !in)
		stop(name, "cannot be read");
	*ret_size = fread(bytes, 1, LIMIT / 2, in);
	if (ferror(in) || *ret_size == LIMIT / 2)
		stop(name, "cannot be read, or is too large");
	fclose(in);
	return bytes;
}

/* The sum of all 16-bit words with carry, and the length. */
static uint32_t checksum(void)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < size; i += 2) {
		sum += get(i, 2);
		sum = (sum & 0xffff) + (sum >> 16);
	}
	return sum + (uint32_t)size;
}

/* The end of the sections' bytes: what follows them is not loaded, and would be
 * a gap in what a signature covers. */
static size_t sections_end(size_t header, size_t count)
{
	size_t end = 0;

	for (; count > 0; count--, header += SECTION_HEADER) {
		size_t raw_end =
			(size_t)get(header + 16, 4) + get(header + 20, 4);

		end = raw_end > end ? raw_end : end;
	}
	return end < size ? end : size;
}

static void add_section(const char *name, size_t pe, const uint8_t *text,
			size_t len)
{
	size_t optional = pe + 24, count = get(pe + 6, 2);
	size_t table = optional + get(pe + 20, 2);
	size_t header = table + SECTION_HEADER * count;
	uint32_t raw_unit = get(optional + 36, 4);
	uint32_t address = align(get(optional + 56, 4), PAGE);
	uint32_t raw = align(sections_end(table, count), raw_unit);
	uint32_t raw_size = align(len, raw_unit);

	/* The first section's bytes follow the headers. */
	if (header + SECTION_HEADER > get(optional + 60, 4))
		stop(name, "has no room for another section header");
	memset(image + header, 0, SECTION_HEADER);
	memcpy(image + header, ".sbat", 5);
	put(header + 8, 4, (uint32_t)len);
	put(header + 12, 4, address);
	put(header + 16, 4, raw_size);
	put(header + 20, 4, raw);
	put(header + 36, 4, SBAT_FLAGS);
	memset(image + raw, 0, raw_size);
	memcpy(image + raw, text, len);
	size = raw + raw_size;
	put(pe + 6, 2, (uint32_t)count + 1);
	put(optional + 56, 4, address + align(len, PAGE));
}

int main(int argc, char **argv)
{
	size_t pe, len;
	uint8_t *text;
	FILE *out;

	if (argc != 4)
		stop("usage", "finish_pe IN SBAT OUT");
	image = read_file(argv[1], &size);
	text = read_file(argv[2], &len);
	pe = size > 64 ? get(0x3c, 4) : size;
	if (pe + 24 + 112 > size || memcmp(image + pe, "PE\0", 4) != 0 ||
	    get(pe + 24, 2) != 0x20b || get(pe + 24 + 36, 4) == 0)
		stop(argv[1], "is not a PE32+ image");
	add_section(argv[1], pe, text, len);
	put(pe + 24 + 70, 2, get(pe + 24 + 70, 2) | NX_COMPAT);
	put(pe + 24 + 64, 4, 0);
	put(pe + 24 + 64, 4, checksum());
	out = fopen(argv[3], "wb");
	if (!out || fwrite(image, 1, size, out) != size || fclose(out) != 0)
		stop(argv[3], "cannot be written");
	return 0;
}
