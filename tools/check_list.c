/* SPDX-License-Identifier: BSD-2-Clause */
/* The entries of each section, for memblock check. */
#include "tools/check_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "core/convert/policy.h"

void list_nothing(const void *table, const struct mbt_section *section)
{
	(void)table;
	(void)section;
}

void list_set(const void *table, const struct mbt_section *section)
{
	struct mbt_region r;

	printf("\n%s\n", table_tag_name(section->tag));
	for (uint32_t i = 0; mbt_get_region(section, i, &r); i++) {
		const char *name = mbt_string(table, r.name);

		printf("  0x%016jx-0x%016jx", (uintmax_t)r.base,
		       (uintmax_t)(mbt_region_end(&r) - 1));
		if (r.nid != MBT_NO_NODE)
			printf("  node %u", r.nid);
		if (r.flags != 0)
			printf("  flags 0x%x", r.flags);
		if (section->tag == MBT_RESERVED)
			printf("  %s%s%s, %s", mbt_string(table, r.owner),
			       name[0] ? " " : "", name,
			       lifetime_text(r.lifetime));
		printf("\n");
	}
}

/* One line per node, with the distances from it to all nodes. */
void list_distances(const void *table, const struct mbt_section *section)
{
	struct mbt_distance d, last = { 0 };

	(void)table;
	for (uint32_t i = 0; mbt_get_entry(section, i, &d, sizeof(d)); i++) {
		if (i == 0)
			printf("\n%s", table_tag_name(section->tag));
		if (i == 0 || d.from != last.from)
			printf("\n  from node %u:", d.from);
		printf(" %u", d.distance);
		last = d;
	}
	printf("\n");
}

/* --- what was loaded -------------------------------------------------------
 */

void list_kernel(const void *table, const struct mbt_section *section)
{
	struct mbt_kernel k = { 0 };

	mbt_get_entry(section, 0, &k, sizeof(k));
	printf("\n%s\n  %s at 0x%jx, runs at 0x%jx",
	       table_tag_name(section->tag), mbt_string(table, k.path),
	       (uintmax_t)k.phys_base, (uintmax_t)k.virt_base);
	if (k.slide != 0)
		printf(", moved by 0x%jx", (uintmax_t)k.slide);
	printf("\n");
}

void list_modules(const void *table, const struct mbt_section *section)
{
	struct mbt_module m;

	printf("\n%s\n", table_tag_name(section->tag));
	for (uint32_t i = 0; mbt_get_entry(section, i, &m, sizeof(m)); i++) {
		printf("  %s: %s, %ju bytes at 0x%jx",
		       mbt_string(table, m.name), mbt_string(table, m.path),
		       (uintmax_t)m.size, (uintmax_t)m.base);
		if (m.cmdline != 0)
			printf(", '%s'", mbt_string(table, m.cmdline));
		printf("\n");
	}
}

void list_symbols(const void *table, const struct mbt_section *section)
{
	struct mbt_symbols s = { 0 };

	(void)table;
	mbt_get_entry(section, 0, &s, sizeof(s));
	printf("\n%s\n  %ju bytes at 0x%jx, %ju bytes of names at 0x%jx\n",
	       table_tag_name(section->tag), (uintmax_t)s.size,
	       (uintmax_t)s.base, (uintmax_t)s.strings_size,
	       (uintmax_t)s.strings);
}

/* --- the machine -----------------------------------------------------------
 */

void list_serials(const void *table, const struct mbt_section *section)
{
	struct mbt_serial s;

	(void)table;
	printf("\n%s\n", table_tag_name(section->tag));
	for (uint32_t i = 0; mbt_get_entry(section, i, &s, sizeof(s)); i++)
		printf("  %s at %s0x%jx, registers every %u byte%s, %s\n",
		       s.kind == MBT_SERIAL_16550   ? "16550"
		       : s.kind == MBT_SERIAL_PL011 ? "PL011"
						    : "unknown kind",
		       s.flags & MBT_SERIAL_IO ? "I/O port " : "",
		       (uintmax_t)s.base, s.stride, s.stride == 1 ? "" : "s",
		       s.flags & MBT_SERIAL_SPCR ? "named by the SPCR"
						 : "found by probing");
}

void list_processors(const void *table, const struct mbt_section *section)
{
	struct mbt_processor p;

	(void)table;
	printf("\n%s\n", table_tag_name(section->tag));
	for (uint32_t i = 0; mbt_get_entry(section, i, &p, sizeof(p)); i++) {
		printf("  0x%jx, ACPI UID %u, stack 0x%jx-0x%jx, ",
		       (uintmax_t)p.id, p.uid, (uintmax_t)p.stack_base,
		       (uintmax_t)(p.stack_base + p.stack_size - 1));
		if (p.flags & MBT_PROCESSOR_BOOT)
			printf("boot processor\n");
		else
			printf("mailbox 0x%jx\n", (uintmax_t)p.mailbox);
	}
}

/* Maker and product (VESA E-EDID, 3.4): three letters of five bits each. */
void list_edid(const void *table, const struct mbt_section *section)
{
	const uint8_t *edid = (const uint8_t *)(section + 1);
	unsigned int maker;

	(void)table;
	if (section->count < 12)
		return;
	maker = (unsigned int)edid[8] << 8 | edid[9];
	printf("\n%s\n  %c%c%c %02x%02x, %u bytes\n",
	       table_tag_name(section->tag), '@' + (maker >> 10 & 31),
	       '@' + (maker >> 5 & 31), '@' + (maker & 31), edid[11], edid[10],
	       section->count);
}

/* As text; the first three parts are numbers of little endian. */
static void print_guid(const char *what, const uint8_t *g)
{
	static const uint8_t order[16] = { 3, 2, 1,  0,  5,  4,  7,  6,
					   8, 9, 10, 11, 12, 13, 14, 15 };

	printf("%s", what);
	for (int i = 0; i < 16; i++)
		printf("%s%02x",
		       i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
		       g[order[i]]);
}

static bool is_zero(const uint8_t guid[16])
{
	for (int i = 0; i < 16; i++)
		if (guid[i] != 0)
			return false;
	return true;
}

static void print_partition(const struct mbt_boot *b)
{
	if (b->flags & MBT_BOOT_NETWORK)
		printf("  from the network\n");
	if (b->number == 0)
		return;
	printf("  from partition %u", b->number);
	if (b->flags & MBT_BOOT_MBR)
		printf(" of an MBR, signature %02x%02x%02x%02x",
		       b->partition[3], b->partition[2], b->partition[1],
		       b->partition[0]);
	else
		print_guid(", ", b->partition);
	if (!is_zero(b->disk))
		print_guid(", of the disk ", b->disk);
	printf("\n");
}

void list_boot(const void *table, const struct mbt_section *section)
{
	struct mbt_boot b = { 0 };
	time_t at;
	char text[64];

	mbt_get_entry(section, 0, &b, sizeof(b));
	printf("\n%s\n  by %s %s", table_tag_name(section->tag),
	       mbt_string(table, b.loader),
	       mbt_string(table, b.loader_version));
	at = (time_t)b.time;
	if (b.time != 0 && gmtime(&at) != NULL &&
	    strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S UTC", gmtime(&at)))
		printf(", %s", text);
	printf("\n");
	print_partition(&b);
}
