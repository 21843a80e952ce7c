/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The raw map's header, as docs/raw.md lays it out. It is written and read
 * byte by byte, so that neither the machine's byte order nor the alignment
 * of the bytes matters.
 */
#include "core/firmware/rawmap.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

#define VERSION 1

/* Where each field stands. */
enum {
	AT_MAGIC = 0,
	AT_VERSION = 8,
	AT_HEADER_SIZE = 12,
	AT_MAP_SIZE = 16,
	AT_DESC_SIZE = 24,
	AT_DESC_VERSION = 28,
	AT_PROFILE = 32,
	AT_FIRMWARE_REVISION = 36,
	AT_UEFI_REVISION = 40,
	AT_IMAGE = 48,
	AT_MAP_BUFFER = 64,
	AT_ORIGIN = 80,
	AT_ARCH = 144,
	AT_VENDOR = 160,
	AT_SRAT_SIZE = 224,
	AT_SLIT_SIZE = 228,
	AT_TABLE_BASES = 232,
	AT_TABLE_SIZES = 248,
	AT_END = 256,
};
_Static_assert(AT_ARCH == AT_ORIGIN + CAPTURE_TEXT, "docs/raw.md");
_Static_assert(AT_SRAT_SIZE == AT_VENDOR + CAPTURE_TEXT, "docs/raw.md");
_Static_assert(AT_END == RAWMAP_HEADER_SIZE, "docs/raw.md");
_Static_assert(EFITABLE_MEMATTR == 0 && EFITABLE_ESRT == 1 &&
	       EFITABLE_COUNT == 2, "docs/raw.md has places for these");
_Static_assert(PROFILE_LINUX_X86 == 0 && PROFILE_LINUX_ARM64 == 1 &&
	       PROFILE_COUNT == 2, "docs/raw.md has numbers for these");

static uint64_t get64(const uint8_t *at)
{
	return get_le(at, 8);
}

static uint32_t get32(const uint8_t *at)
{
	return (uint32_t)get_le(at, 4);
}

static void put_range(uint8_t *at, const struct capture_range *range)
{
	put_le(at, range->base, 8);
	put_le(at + 8, range->size, 8);
}

static struct capture_range get_range(const uint8_t *at)
{
	return (struct capture_range){ get64(at), get64(at + 8) };
}

/* The sizes have but 4 bytes each. */
static void put_tables(uint8_t *header, const struct capture_range *tables)
{
	for (size_t i = 0; i < EFITABLE_COUNT; i++) {
		if (tables[i].size > UINT32_MAX)
			continue;
		put_le(header + AT_TABLE_BASES + 8 * i, tables[i].base, 8);
		put_le(header + AT_TABLE_SIZES + 4 * i, tables[i].size, 4);
	}
}

static void get_efi_tables(struct capture_range *ret, const uint8_t *header)
{
	for (size_t i = 0; i < EFITABLE_COUNT; i++)
		ret[i] = (struct capture_range){
			get64(header + AT_TABLE_BASES + 8 * i),
			get32(header + AT_TABLE_SIZES + 4 * i),
		};
}

/* Up to the NUL; at[] is zero already. */
static void put_text(uint8_t *at, const char *text, size_t size)
{
	for (size_t i = 0; i + 1 < size && text[i]; i++)
		at[i] = (uint8_t)text[i];
}

static bool has_nul(const uint8_t *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i] == 0)
			return true;
	return false;
}

/* What goes into the file. */
static struct acpi_bytes kept_table(const struct acpi_bytes *table)
{
	return table->bytes && table->len <= ACPI_TABLE_MAX
		       ? *table : (struct acpi_bytes){ NULL, 0 };
}

static void fill_header(uint8_t header[RAWMAP_HEADER_SIZE],
			const struct capture *capture)
{
	memset(header, 0, RAWMAP_HEADER_SIZE);
	memcpy(header + AT_MAGIC, RAWMAP_MAGIC, 8);
	put_le(header + AT_VERSION, VERSION, 4);
	put_le(header + AT_HEADER_SIZE, RAWMAP_HEADER_SIZE, 4);
	put_le(header + AT_MAP_SIZE, capture->map.size, 8);
	put_le(header + AT_DESC_SIZE, capture->map.desc_size, 4);
	put_le(header + AT_DESC_VERSION, capture->map.desc_version, 4);
	put_le(header + AT_PROFILE, capture->profile, 4);
	put_le(header + AT_FIRMWARE_REVISION, capture->firmware_revision, 4);
	put_le(header + AT_UEFI_REVISION, capture->uefi_revision, 4);
	put_range(header + AT_IMAGE, &capture->image);
	put_range(header + AT_MAP_BUFFER, &capture->map_buffer);
	put_tables(header, capture->tables);
	put_text(header + AT_ORIGIN, capture->origin, sizeof(capture->origin));
	put_text(header + AT_ARCH, capture->arch, sizeof(capture->arch));
	put_text(header + AT_VENDOR, capture->vendor, sizeof(capture->vendor));
	put_le(header + AT_SRAT_SIZE, kept_table(&capture->acpi.srat).len, 4);
	put_le(header + AT_SLIT_SIZE, kept_table(&capture->acpi.slit).len, 4);
}

static void write_table(const struct sink *out, const struct acpi_bytes *table)
{
	struct acpi_bytes kept = kept_table(table);

	if (kept.len > 0)
		out->write(out->ctx, (const char *)kept.bytes, kept.len);
}

void rawmap_write(const struct sink *out, const struct capture *capture)
{
	uint8_t header[RAWMAP_HEADER_SIZE];

	fill_header(header, capture);
	out->write(out->ctx, (const char *)header, sizeof(header));
	out->write(out->ctx, capture->map.desc, capture->map.size);
	write_table(out, &capture->acpi.srat);
	write_table(out, &capture->acpi.slit);
}

bool rawmap_is(const void *bytes, size_t len)
{
	return len >= 8 && memcmp(bytes, RAWMAP_MAGIC, 8) == 0;
}

/* All parts together are the file, whose length is len. */
static bool are_sizes(const uint8_t *header, size_t len)
{
	uint64_t map = get64(header + AT_MAP_SIZE);
	uint64_t srat = get32(header + AT_SRAT_SIZE);
	uint64_t slit = get32(header + AT_SLIT_SIZE);

	len -= RAWMAP_HEADER_SIZE;
	if (srat > ACPI_TABLE_MAX || slit > ACPI_TABLE_MAX || map > len)
		return false;
	return srat + slit == len - map;
}

/* The header alone: sizes that the file holds, texts that end. */
static bool is_sound(const uint8_t *header, size_t len)
{
	return get32(header + AT_HEADER_SIZE) == RAWMAP_HEADER_SIZE &&
	       are_sizes(header, len) &&
	       get32(header + AT_PROFILE) < PROFILE_COUNT &&
	       has_nul(header + AT_ORIGIN, CAPTURE_TEXT) &&
	       has_nul(header + AT_ARCH, AT_VENDOR - AT_ARCH) &&
	       has_nul(header + AT_VENDOR, CAPTURE_TEXT);
}

static void get_facts(struct capture *capture, const uint8_t *header)
{
	capture->profile = (enum profile)get32(header + AT_PROFILE);
	capture->firmware_revision = get32(header + AT_FIRMWARE_REVISION);
	capture->uefi_revision = get32(header + AT_UEFI_REVISION);
	capture->image = get_range(header + AT_IMAGE);
	capture->map_buffer = get_range(header + AT_MAP_BUFFER);
	get_efi_tables(capture->tables, header);
	memcpy(capture->origin, header + AT_ORIGIN, sizeof(capture->origin));
	memcpy(capture->arch, header + AT_ARCH, sizeof(capture->arch));
	memcpy(capture->vendor, header + AT_VENDOR, sizeof(capture->vendor));
}

static struct acpi_bytes get_table(const uint8_t *at, size_t len)
{
	return (struct acpi_bytes){ len > 0 ? at : NULL, len };
}

static struct acpi_tables get_tables(const uint8_t *header,
				     const uint8_t *at)
{
	size_t srat = get32(header + AT_SRAT_SIZE);

	return (struct acpi_tables){
		.srat = get_table(at, srat),
		.slit = get_table(at + srat, get32(header + AT_SLIT_SIZE)),
	};
}

int rawmap_read(struct capture *ret, const void *bytes, size_t len)
{
	const uint8_t *header = bytes;
	struct efimap map;

	if (!rawmap_is(bytes, len) || len < RAWMAP_HEADER_SIZE)
		return CORE_EFORMAT;
	if (get32(header + AT_VERSION) != VERSION)
		return CORE_EVERSION;
	if (!is_sound(header, len))
		return CORE_EFORMAT;
	map = (struct efimap){
		.desc = header + RAWMAP_HEADER_SIZE,
		.size = (size_t)get64(header + AT_MAP_SIZE),
		.desc_size = get32(header + AT_DESC_SIZE),
		.desc_version = get32(header + AT_DESC_VERSION),
	};
	if (efimap_check(&map) != EFIMAP_GOOD)
		return CORE_EFORMAT;
	ret->map = map;
	ret->acpi = get_tables(header, header + RAWMAP_HEADER_SIZE + map.size);
	get_facts(ret, header);
	return CORE_OK;
}
