/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/giventable.h"

#include "tests/lib/test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/givensrat.h"

struct table_facts facts;
uint8_t *table;
size_t table_len;

#define HELD 16
static struct loader_range loader_ranges[HELD];

/* --- given --------------------------------------------------------------- */

void given_loader_range(phys_addr_t base, phys_addr_t size, enum owner owner,
			const char *name)
{
	if (capture.loader_range_cnt == HELD)
		abort();
	loader_ranges[capture.loader_range_cnt++] =
		(struct loader_range){ base, size, owner, name };
	capture.loader_ranges = loader_ranges;
}

static const struct mbt_cpu cpu = {
	.page_table = 0x300000,
	.direct_map = UINT64_C(0xffff800000000000),
	.direct_size = 0x100000000,
	.stack_base = 0x311000,
	.stack_size = 0x10000,
	.guard_base = 0x310000,
	.levels = 4,
};
static const struct mbt_kernel kernel = {
	.phys_base = 0x200000,
	.size = 0x80000,
	.virt_base = UINT64_C(0xffffffff80000000),
	.entry = UINT64_C(0xffffffff80001000),
	.slide = 0x200000,
};
static const struct table_module modules[] = {
	{ 0x400000, 0x12345, "initrd", "\\initrd", "root=/dev/sda" },
	{ 0x420000, 0x1000, "font", "\\fonts\\vga.psf", NULL },
};
static const struct mbt_framebuffer framebuffer = {
	.base = UINT64_C(0x80000000),
	.size = 0x3e8000,
	.width = 1280,
	.height = 800,
	.pitch = 5120,
	.bits_per_pixel = 32,
	.red_mask = 0xff0000,
	.green_mask = 0xff00,
	.blue_mask = 0xff,
	.reserved_mask = 0xff000000,
};

static const struct mbt_serial serial = {
	.base = 0x3f8,
	.kind = MBT_SERIAL_16550,
	.stride = 1,
	.flags = MBT_SERIAL_IO,
};
static const struct mbt_boot boot = {
	.time = 1700000000,
	.disk = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 },
	.partition = { 0xff, 0xee },
	.number = 2,
};
static const struct mbt_symbols symbols = {
	.base = 0x480000,
	.size = 0x600,
	.strings = 0x480600,
	.strings_size = 0x123,
};
static const struct mbt_processor processors[] = {
	{ .id = 0,
	  .stack_base = 0x311000,
	  .stack_size = 0x10000,
	  .flags = MBT_PROCESSOR_BOOT },
	{ .id = 0x101,
	  .mailbox = 0x487ff0,
	  .stack_base = 0x484000,
	  .stack_size = 0x4000,
	  .uid = 7 },
};
/* QEMU's display. */
static const uint8_t edid[128] = { [8] = 0x49, 0x14, 0x34, 0x12 };

void given_all_facts(void)
{
	facts = (struct table_facts){
		.final = true,
		.rsdp = 0xe0014,
		.smbios = 0xe0100,
		.smbios3 = 0xe0200,
		.efi_system_table = 0x500018,
		.device_tree = 0x600000,
		.secure_boot = true,
		.cmdline = "console=ttyS0 quiet",
		.modules = modules,
		.module_cnt = 2,
		.framebuffers = &framebuffer,
		.framebuffer_cnt = 1,
		.cpu = &cpu,
		.kernel = &kernel,
		.kernel_path = "\\kernel.elf",
		.serial = &serial,
		.edid = edid,
		.edid_size = sizeof(edid),
		.boot = &boot,
		.loader = "memblock.efi",
		.loader_version = "1.1",
		.symbols = &symbols,
		.processors = processors,
		.processor_cnt = 2,
	};
	given_loader_range(0x200000, 0x80000, OWNER_KERNEL, NULL);
	given_loader_range(0x300000, 0x10000, OWNER_PAGE_TABLES, NULL);
	given_loader_range(0x310000, 0x11000, OWNER_STACK, NULL);
	given_loader_range(0x400000, 0x12345, OWNER_MODULE, "initrd");
	given_loader_range(0x420000, 0x1000, OWNER_MODULE, "font");
	given_loader_range(0x440000, 0x10000, OWNER_TABLE, NULL);
	given_loader_range(0x480000, 0x8000, OWNER_RESERVE_MEM, "log");
}

static struct acpi_bytes slit;

void given_distances(void)
{
	static struct numa_node nodes[] = { { .domain = 0 }, { .domain = 1 } };

	free(acpi_byte(&slit, 0));
	slit = slit_from_text("10 20 / 20 10");
	conversion.numa = (struct numa){
		.outcome = NUMA_GOOD,
		.nodes = nodes,
		.node_cnt = 2,
		.distances = slit,
	};
}

TEST_STEP(forget_table)
{
	free(acpi_byte(&slit, 0));
	slit = (struct acpi_bytes){ NULL, 0 };
	facts = (struct table_facts){ 0 };
	free(table);
	table = NULL;
	table_len = 0;
	return 0;
}

/* --- written ------------------------------------------------------------- */

/* An allocation that ends with the table. */
static void keep(const uint8_t *bytes, size_t len)
{
	uint8_t *copy = malloc(len);

	memcpy(copy, bytes, len);
	free(table);
	table = copy;
	table_len = len;
}

int write_table(size_t capacity, uint64_t phys_base)
{
	uint8_t *bytes = malloc(capacity ? capacity : 1);
	size_t used = 0;
	int status;

	memset(bytes, 0xa5, capacity);
	status = table_write(bytes, capacity, phys_base, &conversion, &facts,
			     &used);
	if (status == CORE_OK) {
		keep(bytes, used);
	} else {
		free(table);
		table = NULL;
		table_len = 0;
		for (size_t i = 0; i < capacity; i++)
			if (bytes[i] != 0xa5)
				abort(); /* something was written */
	}
	free(bytes);
	return status;
}

struct mbt_header *header_of(void)
{
	return (struct mbt_header *)(void *)table;
}

void fix_crc(void)
{
	header_of()->crc32 = mbt_checksum(table);
}

struct mbt_section *section_of(uint32_t tag)
{
	return (struct mbt_section *)mbt_find_section(table, tag);
}

void *entry_of(uint32_t tag, uint32_t i)
{
	struct mbt_section *section = section_of(tag);

	return (uint8_t *)(section + 1) + i * section->entry_size;
}

struct mbt_region *region_of(uint32_t tag, uint32_t i)
{
	return entry_of(tag, i);
}

void add_section(uint32_t tag, uint16_t flags, uint16_t entry_size,
		 uint32_t count, uint32_t payload_size)
{
	struct mbt_section section = { tag, flags, entry_size, count,
				       payload_size };
	size_t len = table_len + sizeof(section) + payload_size;
	uint8_t *bytes = calloc(1, len);

	memcpy(bytes, table, table_len);
	memcpy(bytes + table_len, &section, sizeof(section));
	keep(bytes, len);
	free(bytes);
	header_of()->used_size = (uint32_t)len;
	header_of()->capacity = (uint32_t)len;
	header_of()->section_count++;
	fix_crc();
}

void change_entry_size(uint32_t tag, uint16_t entry_size)
{
	struct mbt_section old = *section_of(tag), new = old;
	uint8_t *from = (uint8_t *)(section_of(tag) + 1);
	size_t before = (size_t)(from - table);
	size_t after = table_len - before - old.payload_size;
	size_t n = old.entry_size < entry_size ? old.entry_size : entry_size;
	size_t len;
	uint8_t *bytes;

	new.entry_size = entry_size;
	new.payload_size = (old.count * entry_size + 7) & ~7u;
	len = before + new.payload_size + after;
	bytes = malloc(len);
	memset(bytes, 0xee, len);
	memcpy(bytes, table, before);
	memcpy(bytes + before - sizeof(new), &new, sizeof(new));
	for (size_t i = 0; i < old.count; i++)
		memcpy(bytes + before + i * entry_size,
		       from + i * old.entry_size, n);
	memcpy(bytes + before + new.payload_size, from + old.payload_size,
	       after);
	keep(bytes, len);
	free(bytes);
	header_of()->used_size = (uint32_t)len;
	header_of()->capacity = (uint32_t)len;
	fix_crc();
}

/* --- as text ------------------------------------------------------------- */

const char *text_of_regions(uint32_t tag)
{
	static char text[8192];
	const struct mbt_section *section = mbt_find_section(table, tag);
	struct mbt_region r;
	int n = 0;

	text[0] = '\0';
	for (uint32_t i = 0; mbt_get_region(section, i, &r) && n < 8000; i++) {
		const char *name = mbt_string(table, r.name);

		n += sprintf(text + n, "%s%" PRIx64 "-%" PRIx64,
			     i == 0                ? ""
			     : tag == MBT_RESERVED ? ", "
						   : " ",
			     r.base, r.base + r.size);
		if (r.flags)
			n += sprintf(text + n, ":%x", r.flags);
		if (r.nid != MBT_NO_NODE)
			n += sprintf(text + n, "@%u", r.nid);
		if (tag == MBT_RESERVED)
			n += sprintf(text + n, " %s%s%s (%u)",
				     mbt_string(table, r.owner),
				     name[0] ? " " : "", name, r.lifetime);
	}
	return text;
}

const char *text_of_check(void)
{
	static char text[256];
	struct table_fault fault = { 0 };

	if (table_validate(table, table_len, &fault) == CORE_OK)
		return "good";
	snprintf(text, sizeof(text), "%s #%u %s", table_tag_name(fault.tag),
		 fault.index, table_problem_text(fault.problem));
	return text;
}

int given_loader_table(void **state)
{
	forget_table(state);
	given_map(LOADER_MAP " 3000000-3000000:7");
	given_all_facts();
	if (convert_words(NULL, "mem=24M") != CORE_OK ||
	    write_table(table_space(&conversion, &facts, 0), 0) != CORE_OK)
		return -1;
	return strcmp(text_of_check(), "good");
}
