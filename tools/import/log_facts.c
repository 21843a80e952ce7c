/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lines of a log of Linux, such as these:
 *
 *   efi: ACPI=0x7ff7d000 ACPI 2.0=0x7ff7d014 SMBIOS=0x7fef9000
 * MEMATTR=0x7e8c... ACPI: RSDP 0x000000007FF7D014 000024 (v02 BOCHS ) RAMDISK:
 * [mem 0x3629a000-0x37148fff] MTRR default type: uncachable 1 base 00C0000000
 * mask 7FC0000000 uncachable reg00: base=0x0c0000000 ( 3072MB), size= 1024MB,
 * count=1: uncachable Memory: 16303428K/16717180K available (16384K kernel
 * code, ... Reserving 256MB of memory at 2784MB for crashkernel (System RAM:
 * 32690MB) crashkernel reserved: 0x00000000cf000000 - 0x00000000ef000000 (512
 * MB) OF: reserved mem: 0x40000000..0x400fffff (1024 KiB) nomap non-reusable x
 *   address sizes   : 46 bits physical, 48 bits virtual
 *   PCI: MMCONFIG for domain 0000 [bus 00-ff] at [mem 0xe0000000-0xefffffff]
 *   (base 0xe0000000)
 *   PCI: ECAM [mem 0xe0000000-0xefffffff] (base 0xe0000000) for domain 0000
 *   acpi PNP0A08:00: ECAM at [mem 0x4010000000-0x401fffffff] for [bus 00-ff]
 *   BIOS EBDA/lowmem at: 0009fc00/0009fc00
 */
#include "tools/import/log_facts.h"

#include <stdlib.h>
#include <string.h>

const char *const log_facts_hints[] = {
	"acpi 2.0=0x",       "smbios=0x",
	"smbios 3.0=0x",     "memattr=0x",
	"tpmeventlog=",      "acpi: rsdp",
	"ramdisk: [mem ",    "mtrr default type",
	"tom2: 0",           " base 00",
	" mask 00",          " mask 7f",
	" mask 3f",          " mask ff",
	" mask 0f",          "mb, count=",
	"kb, count=",        "k available (",
	"for crashkernel",   "crashkernel reserved",
	"reserved mem: ",    "bits physical",
	"pci: mmconfig for", "pci: ecam [mem",
	": ecam at [mem",    "bios ebda/lowmem",
	"efi: memattr:",     NULL,
};

/* --- places -------------------------------------------------------------- */

static void add_place(struct log_facts *log, enum facts_place what,
		      uint64_t base, uint64_t size)
{
	struct fact_place place = { what, { base, size }, "" };

	/* Two consoles write each line twice, and a table has one place. */
	for (size_t i = 0; i < log->facts.place_cnt; i++)
		if (log->places[i].what == what)
			return;
	if (log->facts.place_cnt < LOG_PLACES && base != 0)
		log->places[log->facts.place_cnt++] = place;
}

/* "efi: ACPI=0x... SMBIOS=0x..." */
static void efi_tables(struct log_facts *log, struct cursor c)
{
	static const struct {
		const char *name;
		enum facts_place what;
	} tables[] = {
		{ "ACPI 2.0=", FACTS_ACPI },
		{ "ACPI=", FACTS_ACPI },
		{ "SMBIOS 3.0=", FACTS_SMBIOS },
		{ "SMBIOS=", FACTS_SMBIOS },
		{ "MEMATTR=", FACTS_MEMATTR },
		{ "ESRT=", FACTS_ESRT },
		{ "MOKvar=", FACTS_MOKVAR },
		{ "TPMEventLog=", FACTS_TPM_LOG },
		{ "RNG=", FACTS_RNG_SEED },
		{ "INITRD=", FACTS_INITRD },
	};

	if (!cursor_find(&c, "efi: "))
		return;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		struct cursor rest = c;
		uint64_t address;

		if (cursor_find(&rest, tables[i].name) &&
		    cursor_skip(&rest, "0x") && cursor_hex(&rest, &address))
			add_place(log, tables[i].what, address, 0);
	}
}

static void rsdp(struct log_facts *log, struct cursor c)
{
	uint64_t address, size;

	if (cursor_find(&c, "ACPI: RSDP 0x") && cursor_hex(&c, &address) &&
	    cursor_skip(&c, " ") && cursor_hex(&c, &size))
		add_place(log, FACTS_ACPI, address, size);
}

static void ramdisk(struct log_facts *log, struct cursor c)
{
	uint64_t first, last;

	if (cursor_find(&c, "RAMDISK: [mem ") &&
	    cursor_pair(&c, "-", &first, &last) && last > first)
		add_place(log, FACTS_INITRD, first, last - first + 1);
}

/* --- MTRRs --------------------------------------------------------------- */

static bool mtrr_type(struct cursor c, uint32_t *ret)
{
	static const struct {
		const char *name;
		enum mtrr_type type;
	} types[] = {
		{ "uncachable", MTRR_UC },    { "write-combining", MTRR_WC },
		{ "write-through", MTRR_WT }, { "write-protect", MTRR_WP },
		{ "write-back", MTRR_WB },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		struct cursor rest = c;

		if (cursor_find(&rest, types[i].name)) {
			*ret = types[i].type;
			return true;
		}
	}
	return false;
}

static void add_mtrr(struct log_facts *log, uint64_t base, uint64_t size,
		     uint32_t type)
{
	struct facts *facts = &log->facts;

	for (size_t i = 0; i < facts->mtrr_cnt; i++)
		if (log->mtrrs[i].range.base == base &&
		    log->mtrrs[i].range.size == size)
			return;
	if (facts->mtrr_cnt < LOG_MTRRS && size > 0)
		log->mtrrs[facts->mtrr_cnt++] =
			(struct fact_mtrr){ { base, size }, type };
}

/* "base 00C0000000 mask 7FC0000000 uncachable": the lowest bit of the mask is
 * the size. */
static void variable_mtrr(struct log_facts *log, struct cursor c)
{
	uint64_t base, mask;
	uint32_t type;

	if (cursor_find(&c, " base ") && cursor_hex(&c, &base) &&
	    cursor_skip(&c, " mask ") && cursor_hex(&c, &mask) &&
	    mtrr_type(c, &type))
		add_mtrr(log, base, mask & -mask, type);
}

/* /proc/mtrr */
static void proc_mtrr(struct log_facts *log, struct cursor c)
{
	uint64_t base, size;
	uint32_t type;

	if (!cursor_find(&c, ": base=") || !cursor_hex(&c, &base) ||
	    !cursor_find(&c, "size="))
		return;
	cursor_blanks(&c);
	if (!cursor_dec(&c, &size) || size > UINT64_MAX >> 20)
		return;
	size <<= cursor_skip(&c, "MB") ? 20 : 10;
	if (mtrr_type(c, &type))
		add_mtrr(log, base, size, type);
}

static void default_mtrr(struct log_facts *log, struct cursor c)
{
	if (cursor_find(&c, "MTRR default type: "))
		mtrr_type(c, &log->facts.mtrr_default);
}

/* "TOM2: 0000000440000000 aka 17408M": write-back from 4 GiB on, on AMD. */
static void top_mem2(struct log_facts *log, struct cursor c)
{
	const uint64_t from = (uint64_t)1 << 32;
	uint64_t end;

	if (cursor_find(&c, "TOM2: ") && cursor_hex(&c, &end) && end > from)
		add_mtrr(log, from, end - from, MTRR_WB);
}

/* --- amounts ------------------------------------------------------------- */

/* Before Linux 3.10 the total includes holes, "1049032k absent". */
static uint64_t absent_of(struct cursor c, uint64_t total)
{
	uint64_t number;

	while (cursor_find(&c, ", "))
		if (cursor_dec(&c, &number) && cursor_skip(&c, "k absent"))
			return number < total ? number : 0;
	return 0;
}

static void memory_total(struct log_facts *log, struct cursor c)
{
	uint64_t available, total;

	if (!cursor_find(&c, "Memory: ") || !cursor_dec(&c, &available) ||
	    !cursor_skip(&c, "K/") || !cursor_dec(&c, &total) ||
	    !cursor_skip(&c, "K available") || total > UINT64_MAX >> 10)
		return;
	log->facts.linux_available = available << 10;
	log->facts.linux_total = (total - absent_of(c, total)) << 10;
}

static void old_crashkernel(struct log_facts *log, struct cursor c)
{
	uint64_t size, base;

	if (!cursor_find(&c, "Reserving ") || !cursor_dec(&c, &size) ||
	    !cursor_skip(&c, "MB of ") || !cursor_find(&c, "memory at ") ||
	    !cursor_dec(&c, &base) || !cursor_skip(&c, "MB for crashkernel") ||
	    size > UINT32_MAX || base > UINT32_MAX)
		return;
	log->facts.crashkernel = (struct range){ base << 20, size << 20 };
}

static void new_crashkernel(struct log_facts *log, struct cursor c)
{
	uint64_t first, end;

	if (cursor_find(&c, "crashkernel reserved: ") &&
	    cursor_pair(&c, " - ", &first, &end) && end > first)
		log->facts.crashkernel = range_from_to(first, end);
}

static void reserved_mem(struct log_facts *log, struct cursor c)
{
	struct facts *facts = &log->facts;
	uint64_t first, last;

	if (!cursor_find(&c, "reserved mem: ") ||
	    !cursor_pair(&c, "..", &first, &last) || last <= first ||
	    facts->tree_reserved_cnt == LOG_RESERVED)
		return;
	for (size_t i = 0; i < facts->tree_reserved_cnt; i++)
		if (log->reserved[i].base == first)
			return;
	log->reserved[facts->tree_reserved_cnt++] =
		range_from_to(first, last + 1);
}

static void address_bits(struct log_facts *log, struct cursor c)
{
	uint64_t bits;

	if (cursor_find(&c, "address sizes") && cursor_find(&c, ": ") &&
	    cursor_dec(&c, &bits) && cursor_skip(&c, " bits physical") &&
	    bits >= 32 && bits <= 64)
		log->facts.address_bits = (unsigned int)bits;
}

/* Each segment of PCI has one. */
static void ecam(struct log_facts *log, struct cursor c)
{
	struct fact_place place = { FACTS_ECAM, { 0 }, "" };
	struct facts *facts = &log->facts;
	struct cursor mem = c;
	uint64_t first, last;

	if (!cursor_find(&c, "PCI: MMCONFIG for domain ") &&
	    !cursor_find(&c, "PCI: ECAM [mem 0x") &&
	    !cursor_find(&c, ": ECAM at [mem 0x"))
		return;
	if (!cursor_find(&mem, "[mem ") ||
	    !cursor_pair(&mem, "-", &first, &last) || last <= first ||
	    facts->place_cnt == LOG_PLACES)
		return;
	place.range = range_from_to(first, last + 1);
	for (size_t i = 0; i < facts->place_cnt; i++)
		if (log->places[i].what == FACTS_ECAM &&
		    log->places[i].range.base == first)
			return;
	log->places[facts->place_cnt++] = place;
}

/* The second number is the end of what the BIOS calls low memory. */
static void ebda(struct log_facts *log, struct cursor c)
{
	const uint64_t end = 0xa0000;
	uint64_t base;

	if (cursor_find(&c, "BIOS EBDA/lowmem at: ") && cursor_hex(&c, &base) &&
	    base < end)
		add_place(log, FACTS_EBDA, base, end - base);
}

void log_facts_line(struct log_facts *log, struct cursor line)
{
	static void (*const takers[])(struct log_facts *, struct cursor) = {
		efi_tables,      rsdp,         ramdisk,
		default_mtrr,    top_mem2,     variable_mtrr,
		proc_mtrr,       memory_total, old_crashkernel,
		new_crashkernel, reserved_mem, log_memattr_line,
		address_bits,    ecam,         ebda,
	};

	for (size_t i = 0; i < sizeof(takers) / sizeof(*takers); i++)
		takers[i](log, line);
}

/* --- copying ------------------------------------------------------------- */

/* Of a table of which entries are missing nothing can be said. */
static size_t memattr_size(const struct log_facts *log)
{
	return log->memattr != NULL && !log->memattr_lost
		       ? log->facts.memattr.len
		       : 0;
}

size_t log_facts_size(const struct log_facts *log)
{
	const struct facts *facts = &log->facts;

	return facts->place_cnt * sizeof(*facts->places) +
	       facts->mtrr_cnt * sizeof(*facts->mtrrs) +
	       facts->window_cnt * sizeof(*facts->windows) +
	       facts->bin_cnt * sizeof(*facts->bins) +
	       facts->resource_cnt * sizeof(*facts->resources) +
	       facts->tree_reserved_cnt * sizeof(*facts->tree_reserved) +
	       facts->linux_memory_cnt * sizeof(*facts->linux_memory) +
	       facts->linux_e820_cnt * sizeof(*facts->linux_e820) +
	       memattr_size(log);
}

static void *put(char **at, const void *list, size_t size)
{
	void *here = *at;

	if (size > 0)
		memcpy(here, list, size);
	*at += size;
	return here;
}

void log_facts_copy(struct facts *ret, char *store, const struct log_facts *log)
{
	const struct facts *from = &log->facts;

#define LIST(list, cnt, source) \
	ret->cnt = from->cnt;   \
	ret->list = put(&store, source, from->cnt * sizeof(*ret->list))
	LIST(places, place_cnt, log->places);
	LIST(mtrrs, mtrr_cnt, log->mtrrs);
	LIST(windows, window_cnt, log->windows);
	LIST(bins, bin_cnt, log->bins);
	LIST(resources, resource_cnt, log->resources);
	LIST(tree_reserved, tree_reserved_cnt, log->reserved);
	LIST(linux_memory, linux_memory_cnt, log->memory);
	LIST(linux_e820, linux_e820_cnt, log->e820);
#undef LIST
	if (memattr_size(log) > 0)
		ret->memattr = (struct acpi_bytes){ put(&store, log->memattr,
							from->memattr.len),
						    from->memattr.len };
	ret->mtrr_default = from->mtrr_default;
	ret->address_bits = from->address_bits;
	ret->linux_available = from->linux_available;
	ret->linux_total = from->linux_total;
	ret->crashkernel = from->crashkernel;
}

void log_facts_free(struct log_facts *log)
{
	free(log->memory);
	free(log->e820);
	free(log->memattr);
}
