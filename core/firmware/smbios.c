/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/smbios.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

/* --- the entry point ------------------------------------------------------ */

static bool sums_up(const uint8_t *bytes, size_t len)
{
	uint8_t sum = 0;

	for (size_t i = 0; i < len; i++)
		sum = (uint8_t)(sum + bytes[i]);
	return sum == 0;
}

/* An entry point's own length, if all of it is there and sums up to 0; else
 * 0. */
static size_t entry_len(const struct acpi_bytes *entry, size_t at, size_t least)
{
	size_t len;

	if (entry->len < least)
		return 0;
	len = entry->bytes[at];
	return len >= least && len <= entry->len && sums_up(entry->bytes, len)
		       ? len
		       : 0;
}

static bool has_anchor(const struct acpi_bytes *entry, const char *anchor,
		       size_t len)
{
	return entry->len >= len && memcmp(entry->bytes, anchor, len) == 0;
}

bool smbios_entry(const struct acpi_bytes *entry, struct smbios_entry *ret)
{
	if (has_anchor(entry, "_SM3_", 5) && entry_len(entry, 6, 24) != 0)
		*ret = (struct smbios_entry){ get_le(entry->bytes + 16, 8),
					      get_le(entry->bytes + 12, 4) };
	else if (has_anchor(entry, "_SM_", 4) && entry_len(entry, 5, 31) != 0)
		*ret = (struct smbios_entry){ get_le(entry->bytes + 24, 4),
					      get_le(entry->bytes + 22, 2) };
	else
		return false;
	return true;
}

/* --- structures ----------------------------------------------------------- */

enum {
	TYPE_BIOS = 0,
	TYPE_SYSTEM = 1,
	TYPE_BOARD = 2,
	TYPE_ARRAY = 16,
	TYPE_MODULE = 17,
	TYPE_MAPPED = 19,
	TYPE_END = 127,
	HEADER_SIZE = 4,
};

/* A structure: a formatted part, then strings, each with a NUL, and a NUL. */
struct item {
	const uint8_t *bytes;
	size_t len; /* of the formatted part */
	const char *strings;
	size_t room; /* of the strings, with the last NUL */
};

/* A number in the formatted part; 0 where that is too short. */
static uint64_t field(const struct item *item, size_t at, size_t bytes)
{
	return at + bytes <= item->len ? get_le(item->bytes + at, bytes) : 0;
}

/* Takes the structure at *at, and moves *at after it. False at the end of the
 * table. */
static bool next(const struct acpi_bytes *table, size_t *at, struct item *ret)
{
	size_t end, left = table->len - *at;

	if (left < HEADER_SIZE || table->bytes[*at] == TYPE_END)
		return false;
	ret->bytes = table->bytes + *at;
	ret->len = ret->bytes[1];
	if (ret->len < HEADER_SIZE || ret->len > left)
		return false;
	for (end = *at + ret->len;; end++) {
		if (end + 2 > table->len)
			return false;
		if (table->bytes[end] == 0 && table->bytes[end + 1] == 0)
			break;
	}
	ret->strings = (const char *)ret->bytes + ret->len;
	ret->room = end + 1 - (*at + ret->len);
	*at = end + 2;
	return true;
}

/* Copies the string whose number is in the formatted part; it becomes "" where
 * there is none. */
static void text(char ret[SMBIOS_TEXT], const struct item *item, size_t at)
{
	uint64_t number = field(item, at, 1);
	size_t from = 0, len = 0;

	for (; number > 1 && from < item->room; from++)
		number -= item->strings[from] == '\0';
	if (number != 1)
		from = item->room;
	while (from < item->room && item->strings[from] == ' ')
		from++;
	for (;
	     from < item->room && item->strings[from] && len < SMBIOS_TEXT - 1;
	     from++)
		ret[len++] = item->strings[from];
	while (len > 0 && ret[len - 1] == ' ')
		len--;
	ret[len] = '\0';
}

/* What vendors leave in place of a name. */
static bool is_placeholder(const char *name)
{
	static const char *const starts[] = {
		"To be filled",   "To Be Filled",   "Default string",
		"System Product", "System product", "Not Spec"
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_starts(name, starts[i]))
			return true;
	return name[0] == '\0';
}

static void read_system(struct smbios *ret, const struct item *item)
{
	text(ret->maker, item, 4);
	/* Its board may have come before. */
	if (is_placeholder(ret->product))
		text(ret->product, item, 5);
}

/* --- memory --------------------------------------------------------------- */

static void read_array(struct smbios *ret, const struct item *item)
{
	uint64_t kib = field(item, 7, 4);

	if (field(item, 5, 1) != 3) /* system memory, not flash or cache */
		return;
	ret->capacity += kib == 0x80000000 ? field(item, 15, 8) : kib << 10;
}

/* ROM, flash, logical non-volatile memory, video memory. */
static bool is_ram(uint64_t type)
{
	return type != 0x05 && !(type >= 0x08 && type <= 0x0c) && type != 0x1f;
}

static phys_addr_t module_size(const struct item *item)
{
	uint64_t size = field(item, 12, 2);

	if (size == 0xffff) /* not known */
		return 0;
	if (size == 0x7fff)
		return (field(item, 28, 4) & 0x7fffffff) << 20;
	return size & 0x8000 ? (size & 0x7fff) << 10 : size << 20;
}

static void read_module(struct smbios *ret, const struct item *item)
{
	if (!is_ram(field(item, 18, 1)))
		return;
	ret->slots++;
	ret->modules += field(item, 12, 2) != 0;
	ret->installed += module_size(item);
}

static void read_mapped(struct smbios *ret, const struct item *item)
{
	uint64_t first = field(item, 4, 4), last = field(item, 8, 4);

	if (first == 0xffffffff) {
		first = field(item, 15, 8);
		last = field(item, 23, 8);
		if (last > first)
			ret->mapped += last - first + 1;
	} else if (last >= first) {
		ret->mapped += (last - first + 1) << 10;
	}
}

static void read_item(struct smbios *ret, const struct item *item)
{
	switch (item->bytes[0]) {
	case TYPE_BIOS:
		text(ret->bios_version, item, 5);
		break;
	case TYPE_SYSTEM:
		read_system(ret, item);
		break;
	case TYPE_BOARD:
		if (is_placeholder(ret->product))
			text(ret->product, item, 5);
		break;
	case TYPE_ARRAY:
		read_array(ret, item);
		break;
	case TYPE_MODULE:
		read_module(ret, item);
		break;
	case TYPE_MAPPED:
		read_mapped(ret, item);
		break;
	}
}

void smbios_read(struct smbios *ret, const struct acpi_bytes *table)
{
	struct item item;
	size_t at = 0;

	*ret = (struct smbios){ 0 };
	while (next(table, &at, &item))
		read_item(ret, &item);
	if (ret->installed == 0)
		ret->installed = ret->mapped;
}
