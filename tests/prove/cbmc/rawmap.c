/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The reader of raw maps, and of the descriptors in one.
 *
 * UNWIND 66
 */
#include "core/base/bytes.c"
#include "core/base/cstring.h"
/* CBMC has a body for the function only. */
#define __builtin_memcpy memcpy
#include "core/firmware/efimap.c"
#include "core/firmware/rawmap.c"
#include "tests/prove/cbmc/any.h"

#define FILE_MAX ((size_t)1 << 20)

/* A file of any content: nothing is read after its end, and the parts of an
 * accepted one are all of it. */
void rawmap_file(void)
{
	size_t len = nondet_size();
	struct capture capture = { 0 };
	uint8_t *bytes;

	ASSUME(len <= FILE_MAX);
	bytes = any_bytes(len);
	if (rawmap_read(&capture, bytes, len) != CORE_OK)
		return;
	PROVE((const uint8_t *)capture.map.desc == bytes + RAWMAP_HEADER_SIZE);
	PROVE(RAWMAP_HEADER_SIZE + capture.map.size + capture.acpi.srat.len +
		      capture.acpi.slit.len ==
	      len);
	PROVE(capture.acpi.srat.len == 0 ||
	      capture.acpi.srat.bytes ==
		      bytes + RAWMAP_HEADER_SIZE + capture.map.size);
	PROVE(capture.acpi.slit.len == 0 ||
	      capture.acpi.slit.bytes + capture.acpi.slit.len == bytes + len);
	PROVE(capture.origin[CAPTURE_TEXT - 1] == '\0' ||
	      has_nul((const uint8_t *)capture.origin, CAPTURE_TEXT));
}

/* A descriptor of an accepted map is read inside of it, with the sizes of
 * descriptors that firmware has. */
static void read_descriptor_of(uint32_t desc_size)
{
	struct efimap map = { .size = nondet_size(),
			      .desc_size = desc_size,
			      .desc_version = nondet_u32() };
	size_t index = nondet_size();
	struct efi_memory_desc desc;

	ASSUME(map.size <= FILE_MAX);
	map.desc = any_bytes(map.size);
	if (efimap_check(&map) != EFIMAP_GOOD || index >= efimap_count(&map))
		return;
	efimap_get(&map, index, &desc);
}

void rawmap_descriptor(void)
{
	read_descriptor_of(48);
}

void rawmap_descriptor_short(void)
{
	read_descriptor_of(40);
}

void rawmap_descriptor_long(void)
{
	read_descriptor_of(64);
}
