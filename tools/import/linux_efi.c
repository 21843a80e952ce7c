/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The EFI map in a Linux log. On x86, with efi=debug in newer kernels:
 *
 *   efi: mem31: type=3, attr=0xf, range=[0x...d9a49000-0x...da43b000) (9MB)
 *   efi: mem20: [Boot Code  |   |  |WB|WT|WC|UC] range=[0x..-0x..) (0MB)
 *   efi: mem99: [Boot Code  |   |  |WB|WT|WC|UC] range=[0x..-0x..] (0MB)
 *   efi: mem12: [Conventional|attr=0x080000000000000f] range=[0x..-0x..]
 *
 * and on arm64, riscv and loongarch:
 *
 *   efi:   0x000000000000-0x00000007ffff [Conventional Memory|   |WB|..]
 *
 * The bracket says whether the end is exclusive. The number of columns differs
 * between versions, so attributes are read by name. The size in MB is truncated
 * and not used.
 */
#include "tools/import/import.h"
#include "tools/import/names.h"

enum { FIRMWARE_MAP, RUNTIME_MAP };
/* On arm64: which of the two lines came last. */
enum { NO_SIZE, MAP_SIZE, DESC_SIZE };

/* "type=3, attr=0xf," */
static const char *numbers(struct cursor *c, struct efi_memory_desc *desc)
{
	uint64_t type;

	if (!cursor_skip(c, "type=") || !cursor_dec(c, &type) ||
	    type > UINT32_MAX || !cursor_skip(c, ", attr=") ||
	    !cursor_hex(c, &desc->attribute) || !cursor_skip(c, ","))
		return "expected [TYPE|ATTRIBUTES], or type= and attr=";
	desc->type = (uint32_t)type;
	return NULL;
}

/* "0x1000-0x1fff"; whether the end is inclusive is up to the caller. */
static bool two_numbers(struct cursor *c, uint64_t *ret_start,
			uint64_t *ret_end)
{
	return cursor_hex(c, ret_start) && cursor_skip(c, "-") &&
	       cursor_hex(c, ret_end);
}

/* "range=[0x1000-0x2000)" */
static const char *range(struct cursor *c, struct efi_memory_desc *desc)
{
	uint64_t end;

	cursor_blanks(c);
	if (!cursor_skip(c, "range=[") ||
	    !two_numbers(c, &desc->phys_addr, &end) || c->at == c->end ||
	    (*c->at != ']' && *c->at != ')'))
		return "range=[START-END is incomplete";
	return range_pages(desc->phys_addr, end, *c->at == ']',
			   &desc->num_pages);
}

static const char *x86_row(struct cursor c, struct efi_memory_desc *desc)
{
	const char *why;

	cursor_blanks(&c);
	why = c.at < c.end && *c.at == '['
		      ? type_and_attrs(&c, &desc->type, &desc->attribute)
		      : numbers(&c, desc);
	return why ? why : range(&c, desc);
}

/* Rows have an index, which shows missing rows and the start of another map. */
static void x86_index(struct import *import, const struct line *line,
		      uint64_t index)
{
	const struct found_map *map = &import->map;

	if ((map->cnt > 0 || map->unread > 0) && index == map->index)
		import_starts(import, line);
	import_index(import, line, index);
}

/* The same row a second time. */
static bool x86_again(const struct import *import, uint64_t index,
		      const struct efi_memory_desc *desc)
{
	const struct found_map *map = &import->map;
	const struct efi_memory_desc *last;

	if (map->cnt == 0 || index != map->index)
		return false;
	last = &map->rows[map->cnt - 1].desc;
	return last->type == desc->type && last->phys_addr == desc->phys_addr &&
	       last->num_pages == desc->num_pages &&
	       last->attribute == desc->attribute;
}

/* Later in a boot, Linux prints in rows of the same form what it keeps of the
 * map for runtime calls. These are ignored until the next boot, which begins
 * with its E820 table. */
static void x86_stage(struct import *import, const struct line *line)
{
	struct cursor runtime = line->text, boot = line->text;

	if (cursor_find(&runtime, "efi: EFI runtime memory map")) {
		/* Its own rows precede it. */
		import->reversed |=
			import->map.cnt == 1 || import->map.descends;
		import->inside = RUNTIME_MAP;
	} else if (cursor_find(&boot, "BIOS-provided physical RAM map"))
		import->inside = FIRMWARE_MAP;
}

static void x86_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor c = line->text, invalid;
	const char *why;
	uint64_t index;

	import_firmware_line(import, line);
	x86_stage(import, line);
	if (import->inside == RUNTIME_MAP)
		return;
	if (!cursor_find(&c, "efi: mem") ||
	    (!cursor_at_end(&c) && !cursor_dec(&c, &index)))
		return;
	if (!cursor_skip(&c, ":")) {
		import_unread(import, line, "the row is incomplete");
		return;
	}
	invalid = c;
	if (cursor_find(&invalid, "(invalid)")) {
		import_note(import, line,
			    "Linux reported this row as invalid and ignored "
			    "it");
		return;
	}
	why = x86_row(c, &desc);
	if (why == NULL && x86_again(import, index, &desc)) {
		import_seen(import, line);
		return;
	}
	x86_index(import, line, index);
	import_take(import, line, why, &desc);
}

static void arm64_row(struct import *import, const struct line *line,
		      struct cursor c)
{
	struct efi_memory_desc desc = { 0 };
	const char *why = "START-END is incomplete";
	uint64_t end;

	if (two_numbers(&c, &desc.phys_addr, &end))
		why = range_pages(desc.phys_addr, end, true, &desc.num_pages);
	cursor_blanks(&c);
	if (why == NULL)
		why = type_and_attrs(&c, &desc.type, &desc.attribute);
	import_take(import, line, why, &desc);
}

/* "efi:   MemMap Size: 0x000009f0" and "efi:   MemMap Desc. Size: 0x00000030",
 * of which the first comes first, say how many rows there are. */
static bool arm64_size(struct import *import, struct cursor c)
{
	struct found_map *map = &import->map;
	uint64_t size;

	if (cursor_skip(&c, "MemMap Size: ") && cursor_hex(&c, &size)) {
		import->reversed |= import->inside == DESC_SIZE;
		import->inside = MAP_SIZE;
		map->size = size;
		return true;
	}
	if (!cursor_skip(&c, "MemMap Desc. Size: ") || !cursor_hex(&c, &size))
		return false;
	if (import->inside == MAP_SIZE && size > 0)
		map->expected = map->size / size;
	import->inside = DESC_SIZE;
	return true;
}

static void arm64_line(struct import *import, const struct line *line)
{
	struct cursor c = line->text;

	import_firmware_line(import, line);
	if (!cursor_find(&c, "efi: "))
		return;
	cursor_blanks(&c);
	if (arm64_size(import, c))
		return;
	if (cursor_skip(&c, "Processing EFI memory map")) {
		import_starts(import, line);
		import->inside = NO_SIZE;
	} else if (c.end - c.at > 2 && c.at[0] == '0' && c.at[1] == 'x')
		arm64_row(import, line, c);
}

const struct import_format import_linux_x86 = {
	.origin = "Linux efi: mem rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ "efi: mem", "efi: efi v",
					"runtime memory map", "bios-provided",
					"range=[0x", "|wt|wc|", NULL },
	.line = x86_line,
	.log = true,
	.indexed = true,
};

const struct import_format import_linux_arm64 = {
	.origin = "Linux efi: rows",
	.profile = PROFILE_LINUX_ARM64,
	.rank = 5,
	.hints = (const char *const[]){ "efi:   0x", "efi:   memmap",
					"efi memory map", "efi: efi v",
					"efi: 0x", "|wt|wc|", NULL },
	.line = arm64_line,
	.log = true,
};
