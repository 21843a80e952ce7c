/* SPDX-License-Identifier: BSD-2-Clause */
/* Who owns an address, and the symbol for it. */
#include "core/crash/crash.h"

#define NULL_PAGE  4096
#define GUARD_PAGE 4096
#define FIRST_4G   (UINT64_C(1) << 32)

/* Whether all bits from the highest that is translated on are alike. */
static bool is_canonical(const struct crash_facts *facts, uint64_t address)
{
	unsigned int bits = facts->cpu.levels == 5 ? 57 : 48;
	uint64_t high = address >> (bits - 1);

	return high == 0 || high == UINT64_MAX >> (bits - 1);
}

/* The physical address by the direct map or, below it, the identity map. */
static uint64_t physical(const struct crash_facts *facts, uint64_t address)
{
	return address >= facts->cpu.direct_map
		       ? address - facts->cpu.direct_map
		       : address;
}

static bool find_region(const struct crash *crash, enum mbt_tag tag,
			uint64_t address, struct mbt_region *ret)
{
	const struct mbt_section *section;

	if (crash->table == NULL)
		return false;
	section = mbt_find_section(crash->table, tag);
	for (uint32_t i = 0; mbt_get_region(section, i, ret); i++)
		if (address - ret->base < ret->size)
			return true;
	return false;
}

static bool is_guard(const struct crash_facts *facts, uint64_t address)
{
	uint64_t offset = address - facts->cpu.guard_base;

	return offset < facts->stack_cnt * facts->stack_step &&
	       offset % facts->stack_step < GUARD_PAGE;
}

static enum crash_owner find_owner(const struct crash *crash, uint64_t address,
				   struct mbt_region *ret)
{
	const struct crash_facts *facts = crash->facts;
	uint64_t phys = physical(facts, address);

	if (is_guard(facts, address))
		return CRASH_GUARD;
	if (find_region(crash, MBT_RESERVED, phys, ret))
		return CRASH_RESERVED;
	if (find_region(crash, MBT_MEMORY, phys, ret))
		return CRASH_FREE;
	if (find_region(crash, MBT_PHYSMAP, phys, ret))
		return CRASH_RAM;
	return address < FIRST_4G ? CRASH_DEVICES : CRASH_NOWHERE;
}

struct crash_place crash_find(const struct crash *crash, uint64_t address)
{
	const struct crash_facts *facts = crash->facts;
	struct crash_place place = { .owner = CRASH_NOT_CANONICAL };

	if (!is_canonical(facts, address))
		return place;
	for (size_t i = 0; i < facts->segment_cnt; i++) {
		const struct crash_segment *s = &facts->segments[i];

		if (address < s->base || address >= s->end)
			continue;
		place.owner = CRASH_SEGMENT;
		place.segment = s;
		return place;
	}
	place.owner = address < NULL_PAGE
			      ? CRASH_NULL_PAGE
			      : find_owner(crash, address, &place.region);
	return place;
}

/* --- in words ------------------------------------------------------------- */

static void print_segment(const struct sink *out, const struct crash *crash,
			  const struct crash_segment *segment, uint64_t address)
{
	print_str(out, segment->execute ? "kernel text"
		       : segment->write ? "kernel data"
					: "kernel constants");
	print_str(out, ", ");
	if (!crash_print_symbol(out, crash->facts, address))
		print(out, "0x%jx as linked",
		      (uintmax_t)(address - crash->facts->kernel.load_bias));
}

void crash_print_place(const struct sink *out, const struct crash *crash,
		       uint64_t address)
{
	static const char *const texts[] = {
		[CRASH_NOWHERE] = "not mapped",
		[CRASH_NOT_CANONICAL] = "not a canonical address",
		[CRASH_NULL_PAGE] = "the null page",
		[CRASH_GUARD] = "the guard page below the stack",
		[CRASH_DEVICES] = "device addresses",
		[CRASH_FREE] = "free memory",
		[CRASH_RAM] = "RAM that kernels do not manage",
	};
	const struct crash_place place = crash_find(crash, address);
	const char *name;

	if (place.owner == CRASH_SEGMENT) {
		print_segment(out, crash, place.segment, address);
	} else if (place.owner == CRASH_RESERVED) {
		name = mbt_string(crash->table, place.region.name);
		print(out, "%s%s%s",
		      mbt_string(crash->table, place.region.owner),
		      *name ? " " : "", name);
	} else {
		print_str(out, texts[place.owner]);
	}
}

/* --- symbols -------------------------------------------------------------- */

enum { TYPE_NONE = 0, TYPE_OBJECT = 1, TYPE_FUNC = 2 };
#define UNDEFINED   0
#define SPECIAL     0xff00 /* from here on: not a section */
#define TYPE_OF(s)  ((s)->info & 15)
#define IS_MAPPING_ '$' /* of aarch64: where code and data begin */

static const char *name_of(const struct crash_facts *facts,
			   const struct crash_symbol *symbol)
{
	return symbol->name < facts->strings_size
		       ? facts->strings + symbol->name
		       : "";
}

static bool is_candidate(const struct crash_facts *facts,
			 const struct crash_symbol *symbol, uint64_t address)
{
	const char *name = name_of(facts, symbol);

	return symbol->section != UNDEFINED && symbol->section < SPECIAL &&
	       TYPE_OF(symbol) <= TYPE_FUNC && symbol->value <= address &&
	       *name != '\0' && *name != IS_MAPPING_;
}

/* The nearest below the address; of equal ones the first with a type. */
static const struct crash_symbol *nearest(const struct crash_facts *facts,
					  uint64_t address)
{
	const struct crash_symbol *best = NULL;

	for (size_t i = 0; i < facts->symbol_cnt; i++) {
		const struct crash_symbol *s = &facts->symbols[i];

		if (is_candidate(facts, s, address) &&
		    (best == NULL || s->value > best->value ||
		     (s->value == best->value && TYPE_OF(best) == TYPE_NONE)))
			best = s;
	}
	return best;
}

bool crash_print_symbol(const struct sink *out, const struct crash_facts *facts,
			uint64_t address)
{
	uint64_t linked = address - facts->kernel.load_bias;
	const struct crash_symbol *symbol = nearest(facts, linked);

	if (symbol == NULL)
		return false;
	print_escaped(out, name_of(facts, symbol));
	print(out, "+0x%jx", (uintmax_t)(linked - symbol->value));
	return true;
}
