/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/explain.h"

#include "core/report/explain_parts.h"
#include "core/report/parts.h"
#include "core/report/prose.h"

#define GIB ((phys_addr_t)1 << 30)

/* --- the total ------------------------------------------------------------ */

static bool is_any(const struct conversion *conversion, size_t index)
{
	(void)conversion;
	(void)index;
	return true;
}

static bool is_not_ram(const struct conversion *conversion, size_t index)
{
	return convert_rule(conversion, index)->disposition ==
	       DISPOSITION_IGNORED;
}

/* RAM, and where it lies. */
struct ram {
	uint64_t bytes, high; /* high: above 4 GiB */
	phys_addr_t low_end;  /* of what lies below */
	phys_addr_t end;
};

/* One more range; they come by address and may overlap. */
static void add_ram(struct ram *ram, struct range range)
{
	range = range_from_to(phys_max(range.base, ram->end), range_end(range));
	ram->end = phys_max(ram->end, range_end(range));
	ram->bytes += range.size;
	if (range.base >= 4 * GIB)
		ram->high += range.size;
	else
		ram->low_end = ram->end;
}

static bool has_memmap(const struct convert_settings *settings)
{
	for (size_t i = 0; i < settings->edit_cnt; i++)
		if (!settings->edits[i].from_mem)
			return true;
	return false;
}

/* What the firmware lists: physmap also has what memmap= adds. */
static struct ram listed_ram(const struct conversion *conversion)
{
	const struct memblock_region *r;
	struct ram ram = { 0 };

	if (!has_memmap(conversion->settings)) {
		for_each_memblock_type_region(&conversion->mb.physmap, r)
			add_ram(&ram, (struct range){ r->base, r->size });
		return ram;
	}
	for (size_t i = 0; i < conversion->order_cnt; i++)
		if (!is_not_ram(conversion, conversion->order[i]))
			add_ram(&ram, convert_range(conversion,
						    conversion->order[i]));
	return ram;
}

/* Modules come in sizes of a few significant bits: the least multiple of an
 * eighth of its power of two that is not below bytes. */
static uint64_t installed(uint64_t bytes)
{
	uint64_t step = PAGE_SIZE_4K;

	while (step < PHYS_ADDR_MAX / 16 && step * 8 < bytes)
		step *= 2;
	return (bytes + step - 1) / step * step;
}

static void explain_installed(struct prose *prose, uint64_t ram)
{
	uint64_t whole = installed(ram);
	char rooms[2][HUMAN_SIZE];

	if (whole == ram || whole - ram > whole / 16)
		return;
	print(&prose->text,
	      "If %s is installed, %s of it is in no descriptor: firmware "
	      "keeps "
	      "memory for itself and for graphics before it writes the map. ",
	      human_size(rooms[0], whole), human_size(rooms[1], whole - ram));
}

static void explain_total(const struct sink *out,
			  const struct conversion *conversion)
{
	uint64_t ram = listed_ram(conversion).bytes;
	struct prose_rows all = prose_count(conversion, is_any);
	struct prose_rows other = prose_count(conversion, is_not_ram);
	struct prose prose;
	char rooms[3][HUMAN_SIZE];

	prose_begin(&prose, out);
	print(&prose.text, "The firmware lists %s in %zu descriptor%s. ",
	      human_size(rooms[0], all.bytes), all.cnt,
	      all.cnt == 1 ? "" : "s");
	if (other.cnt > 0)
		print(&prose.text, "%s of that is RAM. %s is %s ",
		      human_size(rooms[1], ram),
		      human_size(rooms[2], other.bytes),
		      conversion->capture->e820
			      ? "reserved: E820 does not tell whether that is "
				"RAM which the firmware withholds or address "
				"space of devices."
			      : "not: registers and address space of devices, "
				"which take no memory away.");
	else
		print_str(&prose.text, "All of it is RAM. ");
	explain_installed(&prose, ram);
	prose_end(&prose);
	prose_rows(out, conversion, is_not_ram);
}

/* --- the gap below 4 GiB ---------------------------------------------------
 */

static void explain_gap(const struct sink *out,
			const struct conversion *conversion)
{
	struct ram ram = listed_ram(conversion);
	struct prose prose;
	char rooms[2][HUMAN_SIZE];

	if (ram.high == 0 || ram.low_end >= 4 * GIB)
		return;
	prose_begin(&prose, out);
	print(&prose.text,
	      "RAM stops at 0x%jx and goes on above 4 GiB, where %s lies. The "
	      "%s between belong to devices, which 32-bit addresses have to "
	      "reach; no RAM is lost by that, but the highest address is "
	      "larger than the amount of RAM. ",
	      (uintmax_t)ram.low_end, human_size(rooms[0], ram.high),
	      human_size(rooms[1], 4 * GIB - ram.low_end));
	prose_end(&prose);
}

/* --- what the kernel gets ------------------------------------------------- */

static uint64_t usable_bytes(const struct e820_table *e820)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < e820->cnt; i++)
		if (e820->entries[i].type == E820_RAM)
			bytes += e820->entries[i].range.size;
	return bytes;
}

/* What memmap= changes of the firmware's usable memory, after mem= took capped
 * bytes. */
static void explain_memmap(struct prose *prose,
			   const struct conversion *conversion, uint64_t capped)
{
	uint64_t before = usable_bytes(&conversion->firmware_e820);
	uint64_t after = usable_bytes(&conversion->e820) + capped;
	char room[HUMAN_SIZE];

	if (!has_memmap(conversion->settings) || before == after)
		return;
	print(&prose->text, "memmap= %s %s%s. ",
	      before > after ? "takes" : "adds",
	      human_size(room,
			 before > after ? before - after : after - before),
	      before > after ? " away" : "");
}

static void explain_memory(const struct sink *out,
			   const struct conversion *conversion)
{
	const struct memblock *mb = &conversion->mb;
	struct free_total free = count_free(mb);
	uint64_t ram = listed_ram(conversion).bytes;
	uint64_t memory = mb->memory.total_size;
	uint64_t capped = phys_max(conversion->uncapped, memory) - memory;
	struct prose prose;
	char rooms[4][HUMAN_SIZE];

	prose_begin(&prose, out);
	print(&prose.text, "Linux manages %s", human_size(rooms[0], memory));
	if (memory <= ram)
		print(&prose.text, " of the %s", human_size(rooms[1], ram));
	print_str(&prose.text, ". ");
	if (capped > 0)
		print(&prose.text, "mem= takes %s away. ",
		      human_size(rooms[2], capped));
	explain_memmap(&prose, conversion, capped);
	print(&prose.text,
	      "When it starts, %s %s free; the largest range in one piece is "
	      "%s",
	      human_size(rooms[2], free.size), free.size > 0 ? "is" : "are",
	      human_size(rooms[3], free.largest_size));
	if (free.largest_size > 0)
		print(&prose.text, ", from 0x%jx",
		      (uintmax_t)free.largest_base);
	print_str(&prose.text, ". ");
	prose_end(&prose);
}

/* --- all ------------------------------------------------------------------ */

static void explain_origin(const struct sink *out,
			   const struct conversion *conversion)
{
	const struct capture *capture = conversion->capture;

	print_str(out, "Map from ");
	print_escaped(out, capture->origin);
	if (capture->vendor[0]) {
		print_str(out, ", firmware of ");
		print_escaped(out, capture->vendor);
	}
	print(out, ", by the rules of %s\n",
	      profile_name(conversion->settings->profile));
}

void report_explain(const struct sink *out, const struct conversion *conversion)
{
	explain_origin(out, conversion);
	explain_total(out, conversion);
	explain_gap(out, conversion);
	explain_memory(out, conversion);
	explain_losses(out, conversion);
	explain_findings(out, conversion);
}
