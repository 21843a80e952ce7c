/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An example kernel. It prints what memblock.efi has passed to it, starts the
 * processors that wait for it (smp=on), makes a live memblock from the table,
 * allocates and frees, writes and reads back every free page, calls the
 * firmware's runtime services, frees what the loader reserved, and hands all
 * free memory over to a page allocator. It exits QEMU with status 0 when all of
 * that is right.
 */
#include "core/base/cstring.h"
#include "core/handoff/rebuild.h"
#include "core/memblock/alloc.h"
#include "core/report/report.h"
#include "core/text/print.h"
#include "ovmf/kernel/demand.h"
#include "ovmf/kernel/hand_over.h"
#include "ovmf/kernel/machine.h"
#include "ovmf/kernel/origin.h"
#include "ovmf/kernel/processors.h"
#include "ovmf/kernel/rights.h"
#include "ovmf/kernel/runtime.h"

void kernel_main(const void *table, uint64_t magic);

/* --- the table ------------------------------------------------------ */

static void print_reserved(const void *table)
{
	const struct mbt_section *reserved =
		mbt_find_section(table, MBT_RESERVED);
	struct mbt_region r;

	for (uint32_t i = 0; mbt_get_region(reserved, i, &r); i++)
		print(&out, " held [0x%016jx-0x%016jx] %s %s\n",
		      (uintmax_t)r.base, (uintmax_t)(r.base + r.size - 1),
		      mbt_string(table, r.owner), mbt_string(table, r.name));
}

static void print_modules(const void *table)
{
	const struct mbt_section *modules =
		mbt_find_section(table, MBT_MODULES);
	struct mbt_module m;

	for (uint32_t i = 0; mbt_get_entry(modules, i, &m, sizeof(m)); i++) {
		print(&out, " module %s: %ju bytes, crc32 %08x\n",
		      mbt_string(table, m.name), (uintmax_t)m.size,
		      ~mbt_crc32((const uint8_t *)(uintptr_t)m.base,
				 (uint32_t)m.size, UINT32_MAX));
		if (m.cmdline)
			print(&out, " command line of %s: '%s'\n",
			      mbt_string(table, m.name),
			      mbt_string(table, m.cmdline));
	}
}

/* The bytes of the table, for tests: rows of 32. */
static void print_bytes(const void *table)
{
	const struct mbt_header *header = table;
	const uint8_t *bytes = table;

	for (uint32_t i = 0; i < header->used_size; i++)
		print(&out, "%s%02x", i % 32 ? "" : "\nraw ", bytes[i]);
	print_str(&out, "\n");
}

static void print_table(const void *table)
{
	const struct mbt_header *header = table;

	print(&out, "kernel: table of %u bytes at 0x%jx, '%s'\n",
	      header->used_size, (uintmax_t)header->phys_base,
	      mbt_cmdline(table));
	demand(header->phys_base == (uintptr_t)table,
	       "the table is not at its address");
	demand(header->flags & MBT_FLAG_FINAL, "the map is not final");
	print_reserved(table);
	print_modules(table);
	print_origin(table);
	if (str_starts(mbt_cmdline(table), "raw"))
		print_bytes(table);
}

/* --- a live memblock -------------------------------------------------- */

#define REGIONS (3 * 20000)
static struct memblock_region store[REGIONS], copy_store[REGIONS];
static struct memblock mb, copy;

static void rebuild(const void *table)
{
	struct mbt_cpu cpu = { 0 };

	mbt_get_entry(mbt_find_section(table, MBT_CPU), 0, &cpu, sizeof(cpu));
	memblock_init(&mb, store, REGIONS);
	demand(memblock_from_table(&mb, table) == CORE_OK,
	       "no memblock from the table");
	demand(memblock_validate(&mb) == CORE_OK, "the sets are not valid");
	mb.virt_offset = (uintptr_t)cpu.direct_map;
	memblock_init(&copy, copy_store, REGIONS);
}

/* Allocates pieces of many sizes, each of which was free memory, and frees
 * them: then the sets are as before. */
static void allocate_and_free(bool bottom_up)
{
	enum { PIECES = 200 };
	static void *pieces[PIECES];

	memblock_copy(&copy, &mb);
	mb.bottom_up = bottom_up;
	for (size_t i = 0; i < PIECES; i++) {
		size_t size = 64 + i * 321;

		pieces[i] = memblock_alloc(&mb, size, 64);
		demand(pieces[i] != NULL, "no memory for an allocation");
		demand(!memblock_is_reserved(
			       &copy, memblock_virt_to_phys(&mb, pieces[i])),
		       "an allocation overlaps a reservation");
		memset(pieces[i], 0x5a, size);
	}
	for (size_t i = 0; i < PIECES; i++)
		memblock_free(&mb, pieces[i], 64 + i * 321);
	mb.bottom_up = false;
	demand(memblock_equal(&mb, &copy), "the sets differ after freeing");
	print(&out, "kernel: %d allocations from the %s\n", PIECES,
	      bottom_up ? "bottom" : "top");
}

/* Uses depth KiB of the stack. */
static int go_down(uint64_t depth)
{
	volatile char frame[1024];

	frame[0] = (char)depth;
	return depth > 0 ? go_down(depth - 1) + frame[0] : 0;
}

/* A stack overflow, for tests of the loader. */
static void overflow(const void *table)
{
	struct mbt_cpu cpu = { 0 };

	mbt_get_entry(mbt_find_section(table, MBT_CPU), 0, &cpu, sizeof(cpu));
	print(&out, "kernel: goes down into the page at 0x%jx\n",
	      (uintmax_t)cpu.guard_base);
	go_down(cpu.stack_size / 1024 + 4);
	fail("the page below the stack is mapped");
}

/* --- the page tables -------------------------------------------------- */

/* Only code of the firmware for which it has no memory attributes table can be
 * both. */
static void print_rights(const void *table)
{
	struct mbt_cpu cpu = { 0 };
	uint64_t bytes, first;

	mbt_get_entry(mbt_find_section(table, MBT_CPU), 0, &cpu, sizeof(cpu));
	bytes = rights_both(&cpu, &first);
	if (bytes)
		print(&out,
		      "kernel: %ju bytes can be written and executed, the "
		      "first at 0x%jx\n",
		      (uintmax_t)bytes, (uintmax_t)first);
	else
		print_str(&out,
			  "kernel: no page can be written and executed\n");
}

/* --- every free page ------------------------------------------------- */

#define PATTERN UINT64_C(0x9e3779b97f4a7c15)

static volatile uint64_t *word_of(phys_addr_t page)
{
	return memblock_phys_to_virt(&mb, page);
}

/* Everything is written before anything is read, so that two addresses of one
 * page are found. */
static void write_and_read(void)
{
	struct memblock_range range;
	uint64_t pages = 0;

	for_each_free_mem_range(&mb, &memblock_mapped, &range)
		for (phys_addr_t at = range.base; at < range.end; at += 4096)
			word_of(at)[at >> 12 & 511] = at * PATTERN;
	for_each_free_mem_range(&mb, &memblock_mapped, &range)
		for (phys_addr_t at = range.base; at < range.end;
		     at += 4096, pages++)
			demand(word_of(at)[at >> 12 & 511] == at * PATTERN,
			       "a free page loses what is written");
	print(&out, "kernel: %ju free pages written and read\n",
	      (uintmax_t)pages);
}

/* --- runtime services ------------------------------------------------- */

static void runtime(const void *table)
{
	struct runtime_time time;

	if (!runtime_there(table)) {
		print_str(&out,
			  "kernel: no runtime services after boot services\n");
		return;
	}
	demand(runtime_begin(table, &mb), "SetVirtualAddressMap fails");
	demand(runtime_get_time(table, &time), "GetTime fails");
	print(&out, "kernel: the firmware's clock says %04u-%02u-%02u\n",
	      time.year, time.month, time.day);
}

/* --- freeing what the loader reserved --------------------------------- */

static void free_owner(struct memblock *from, const void *table,
		       const char *owner)
{
	const struct mbt_section *reserved =
		mbt_find_section(table, MBT_RESERVED);
	struct mbt_region r;

	for (uint32_t i = 0; mbt_get_region(reserved, i, &r); i++)
		if (streq(mbt_string(table, r.owner), owner))
			memblock_phys_free(from, r.base, r.size);
}

/* What is left without the loader is what the firmware's map says. Shown with a
 * copy of the sets, because a kernel does not free its own image, nor the stack
 * that it uses. */
static void print_without_loader(const void *table)
{
	memblock_copy(&copy, &mb);
	demand(!memblock_free_lifetime(&copy, table, MBT_LIFETIME_KERNEL) &&
		       !memblock_free_lifetime(&copy, table,
					       MBT_LIFETIME_TABLE),
	       "a lifetime cannot be freed");
	free_owner(&copy, table, "kernel image");
	free_owner(&copy, table, "reserve_mem");
	print_str(&out, "kernel: without the loader's reservations\n");
	report_memblock(&out, &copy);
	demand(memblock_validate(&copy) == CORE_OK, "the sets are not valid");
}

/* The firmware's tables and the table itself are not needed any more, and boot
 * services memory is free since SetVirtualAddressMap. The table is freed last,
 * because it says what to free. */
static void free_lifetimes(const void *table)
{
	static const uint32_t over[] = {
		MBT_LIFETIME_SVAM,
		MBT_LIFETIME_ACPI,
		MBT_LIFETIME_TABLE,
	};

	for (size_t i = 0; i < sizeof(over) / sizeof(*over); i++)
		demand(!memblock_free_lifetime(&mb, table, over[i]),
		       "a lifetime cannot be freed");
	demand(memblock_validate(&mb) == CORE_OK, "the sets are not valid");
}

void kernel_main(const void *table, uint64_t magic)
{
	demand(magic == MBT_MAGIC, "not loaded by memblock.efi");
	demand(mbt_check(table, MBT_ANY_SIZE) == MBT_OK, "invalid table");
	print_table(table);
	start_processors(table);
	rebuild(table);
	report_memblock(&out, &mb);
	print_rights(table);
	if (str_starts(mbt_cmdline(table), "overflow"))
		overflow(table);
	allocate_and_free(false);
	allocate_and_free(true);
	write_and_read();
	runtime(table);
	print_without_loader(table);
	free_lifetimes(table);
	hand_over(&mb);
	print_str(&out, "kernel: all is well\n");
	machine_end(0);
}
