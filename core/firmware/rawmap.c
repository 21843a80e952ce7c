/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The raw map's header (docs/raw.md): one list of its fields, for writing and
 * for reading. Both are independent of the machine's byte order and of
 * alignment.
 */
#include "core/firmware/rawmap.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

#define VERSION 1

/* Fields that only the header has. */
enum {
	AT_MAGIC = 0,
	AT_VERSION = 8,
	AT_HEADER_SIZE = 12,
};

/* A number in the header, and its place in struct capture. */
struct number {
	uint16_t at, field;
	uint8_t bytes, field_bytes;
};
#define NUMBER(at, bytes, name)                                \
	{                                                      \
		at, offsetof(struct capture, name), bytes,     \
			sizeof(((struct capture *)NULL)->name) \
	}

/* The tables at offset 232: first all bases, then all sizes. */
static const struct number numbers[] = {
	NUMBER(16, 8, map.size),
	NUMBER(24, 4, map.desc_size),
	NUMBER(28, 4, map.desc_version),
	NUMBER(32, 4, profile),
	NUMBER(36, 4, firmware_revision),
	NUMBER(40, 4, uefi_revision),
	NUMBER(48, 8, image.base),
	NUMBER(56, 8, image.size),
	NUMBER(64, 8, map_buffer.base),
	NUMBER(72, 8, map_buffer.size),
	NUMBER(224, 4, acpi.srat.len),
	NUMBER(228, 4, acpi.slit.len),
	NUMBER(232, 8, tables[EFITABLE_MEMATTR].base),
	NUMBER(240, 8, tables[EFITABLE_ESRT].base),
	NUMBER(248, 4, tables[EFITABLE_MEMATTR].size),
	NUMBER(252, 4, tables[EFITABLE_ESRT].size),
};
_Static_assert(EFITABLE_COUNT == 2, "docs/raw.md has places for these");
_Static_assert(PROFILE_LINUX_X86 == 0 && PROFILE_LINUX_ARM64 == 1 &&
		       PROFILE_COUNT == 2,
	       "docs/raw.md has numbers for these");

/* A string in the header; the field has the same size in struct capture. */
struct text {
	uint16_t at, field, size;
};
#define TEXT(at, name)                                         \
	{                                                      \
		at, offsetof(struct capture, name),            \
			sizeof(((struct capture *)NULL)->name) \
	}

static const struct text texts[] = {
	TEXT(80, origin),
	TEXT(144, arch),
	TEXT(160, vendor),
};
_Static_assert(CAPTURE_TEXT == 64 &&
		       sizeof(((struct capture *)NULL)->arch) == 16,
	       "docs/raw.md");

#define for_each(one, all) \
	for (one = all; one < all + sizeof(all) / sizeof(*all); one++)

static uint64_t get_field(const struct capture *capture,
			  const struct number *number)
{
	const uint8_t *field = (const uint8_t *)capture + number->field;
	uint32_t narrow;
	uint64_t wide;

	if (number->field_bytes == sizeof(narrow)) {
		memcpy(&narrow, field, sizeof(narrow));
		return narrow;
	}
	memcpy(&wide, field, sizeof(wide));
	return wide;
}

static void put_field(struct capture *capture, const struct number *number,
		      uint64_t wide)
{
	uint8_t *field = (uint8_t *)capture + number->field;
	uint32_t narrow = (uint32_t)(wide & UINT32_MAX);

	if (number->field_bytes == sizeof(narrow))
		memcpy(field, &narrow, sizeof(narrow));
	else
		memcpy(field, &wide, sizeof(wide));
}

/* --- writing ------------------------------------------------------------- */

/* Copies up to the NUL; at[] is zero. */
static void put_text(uint8_t *at, const char *text, size_t size)
{
	for (size_t i = 0; i + 1 < size && text[i]; i++)
		at[i] = (uint8_t)text[i];
}

static void drop_long_table(struct acpi_bytes *table)
{
	if (table->bytes == NULL || table->len > ACPI_TABLE_MAX)
		*table = (struct acpi_bytes){ NULL, 0 };
}

/* The tables that go into the file: table sizes are 32-bit. */
static struct capture fit(const struct capture *capture)
{
	struct capture ret = *capture;

	drop_long_table(&ret.acpi.srat);
	drop_long_table(&ret.acpi.slit);
	for (size_t i = 0; i < EFITABLE_COUNT; i++)
		if (ret.tables[i].size > UINT32_MAX)
			ret.tables[i] = (struct capture_range){ 0 };
	return ret;
}

static void fill_header(uint8_t header[RAWMAP_HEADER_SIZE],
			const struct capture *capture)
{
	const struct number *number;
	const struct text *text;

	memset(header, 0, RAWMAP_HEADER_SIZE);
	memcpy(header + AT_MAGIC, RAWMAP_MAGIC, 8);
	put_le(header + AT_VERSION, VERSION, 4);
	put_le(header + AT_HEADER_SIZE, RAWMAP_HEADER_SIZE, 4);
	for_each(number, numbers) put_le(
		header + number->at, get_field(capture, number), number->bytes);
	for_each(text, texts)
		put_text(header + text->at, (const char *)capture + text->field,
			 text->size);
}

static void write_table(const struct sink *out, const struct acpi_bytes *table)
{
	if (table->len > 0)
		out->write(out->ctx, (const char *)table->bytes, table->len);
}

void rawmap_write(const struct sink *out, const struct capture *capture)
{
	const struct capture kept = fit(capture);
	uint8_t header[RAWMAP_HEADER_SIZE];

	fill_header(header, &kept);
	out->write(out->ctx, (const char *)header, sizeof(header));
	out->write(out->ctx, kept.map.desc, kept.map.size);
	write_table(out, &kept.acpi.srat);
	write_table(out, &kept.acpi.slit);
}

/* --- reading ------------------------------------------------------------- */

bool rawmap_is(const void *bytes, size_t len)
{
	return len >= 8 && memcmp(bytes, RAWMAP_MAGIC, 8) == 0;
}

static bool has_nul(const uint8_t *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i] == 0)
			return true;
	return false;
}

static void get_header(struct capture *ret, const uint8_t *header)
{
	const struct number *number;
	const struct text *text;

	for_each(number, numbers) put_field(
		ret, number, get_le(header + number->at, number->bytes));
	for_each(text, texts) memcpy((char *)ret + text->field,
				     header + text->at, text->size);
}

/* Whether the parts add up to the len bytes that follow the header. */
static bool are_sizes(const struct capture *capture, size_t len)
{
	size_t srat = capture->acpi.srat.len, slit = capture->acpi.slit.len;

	return srat <= ACPI_TABLE_MAX && slit <= ACPI_TABLE_MAX &&
	       capture->map.size <= len &&
	       srat + slit == len - capture->map.size;
}

/* Whether the sizes fit the file, strings end with NUL, and the map is valid.
 */
static bool is_sound(const struct capture *capture, const uint8_t *header,
		     size_t len)
{
	const struct text *text;

	for_each(text, texts) if (!has_nul(header + text->at,
					   text->size)) return false;
	return get_le(header + AT_HEADER_SIZE, 4) == RAWMAP_HEADER_SIZE &&
	       are_sizes(capture, len - RAWMAP_HEADER_SIZE) &&
	       (uint32_t)capture->profile < PROFILE_COUNT &&
	       efimap_check(&capture->map) == EFIMAP_GOOD;
}

/* Sets the start of a table; returns its end. */
static const uint8_t *place(struct acpi_bytes *table, const uint8_t *at)
{
	table->bytes = table->len > 0 ? at : NULL;
	return at + table->len;
}

int rawmap_read(struct capture *ret, const void *bytes, size_t len)
{
	const uint8_t *header = bytes, *at;
	struct capture capture;

	if (!rawmap_is(bytes, len) || len < RAWMAP_HEADER_SIZE)
		return CORE_EFORMAT;
	if (get_le(header + AT_VERSION, 4) != VERSION)
		return CORE_EVERSION;
	capture = *ret;
	get_header(&capture, header);
	if (!is_sound(&capture, header, len))
		return CORE_EFORMAT;
	capture.map.desc = header + RAWMAP_HEADER_SIZE;
	at = header + RAWMAP_HEADER_SIZE + capture.map.size;
	place(&capture.acpi.slit, place(&capture.acpi.srat, at));
	*ret = capture;
	return CORE_OK;
}
