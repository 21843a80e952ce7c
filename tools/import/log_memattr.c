/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memory attributes table as Linux logs it with efi=debug, put together
 * again in the form of UEFI 2.10, 4.6.4:
 *
 *   efi: memattr:  0x00007951c000-0x00007954cfff [Runtime Code|RUN|  |XP|...]
 *   efi: memattr: !0x00007951c000-0x00007954cfff [...]     ignored by Linux
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/bytes.h"
#include "core/firmware/efimap.h"
#include "core/firmware/efitable.h"
#include "tools/import/import.h"
#include "tools/import/names.h"
#include "tools/memory.h"

#define ENTRY_SIZE 40

static bool read_entry(struct cursor c, struct efi_memory_desc *ret)
{
	uint64_t last;

	return cursor_hex(&c, &ret->phys_addr) && cursor_skip(&c, "-") &&
	       cursor_hex(&c, &last) &&
	       !range_pages(ret->phys_addr, last, true, &ret->num_pages) &&
	       cursor_skip(&c, " ") &&
	       !type_and_attrs(&c, &ret->type, &ret->attribute);
}

static void put_header(uint8_t *header, uint64_t cnt)
{
	put_le(header, 1, 4);
	put_le(header + 4, cnt, 4);
	put_le(header + 8, ENTRY_SIZE, 4);
	put_le(header + 12, 0, 4);
}

/* Two consoles write each line twice. */
static bool is_last(const struct log_facts *log, const uint8_t *entry)
{
	size_t len = log->facts.memattr.len;

	return len > EFITABLE_HEADER_SIZE &&
	       memcmp(log->memattr + len - ENTRY_SIZE, entry, ENTRY_SIZE) == 0;
}

static void add_entry(struct log_facts *log, const struct efi_memory_desc *desc)
{
	size_t len = log->facts.memattr.len;
	uint8_t entry[ENTRY_SIZE] = { 0 };

	put_le(entry, desc->type, 4);
	put_le(entry + 8, desc->phys_addr, 8);
	put_le(entry + 24, desc->num_pages, 8);
	put_le(entry + 32, desc->attribute, 8);
	if (is_last(log, entry))
		return;
	if (len == 0)
		len = EFITABLE_HEADER_SIZE;
	log->memattr = memory_resize(log->memattr, len + ENTRY_SIZE, 1);
	memcpy(log->memattr + len, entry, ENTRY_SIZE);
	len += ENTRY_SIZE;
	put_header(log->memattr, (len - EFITABLE_HEADER_SIZE) / ENTRY_SIZE);
	log->facts.memattr = (struct acpi_bytes){ log->memattr, len };
}

void log_memattr_line(struct log_facts *log, struct cursor c)
{
	struct efi_memory_desc desc = { 0 };

	if (!cursor_find(&c, "efi: memattr:"))
		return;
	cursor_blanks(&c);
	cursor_skip(&c, "!");
	if (c.end - c.at < 2 || c.at[0] != '0' || c.at[1] != 'x')
		return;
	if (!read_entry(c, &desc))
		log->memattr_lost = true;
	else
		add_entry(log, &desc);
}
