/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenboot.h"

#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arch.h"
#include "core/table/check.h"
#include "efi/main.h"
#include "tests/lib/givensrat.h"
#include "tests/lib/walker.h"

struct fake_serial *boot_serial;
struct elffile kernel_file;
struct fw_status boot_status;

/* --- ACPI, whose SPCR names the second serial port of a PC ------------- */

struct boot_acpi boot_acpi;

static void put(uint8_t *at, uint64_t value)
{
	memcpy(at, &value, sizeof(value));
}

static void sum_up(uint8_t *bytes, size_t len, size_t sum_at)
{
	uint8_t sum = 0;

	bytes[sum_at] = 0;
	for (size_t i = 0; i < len; i++)
		sum = (uint8_t)(sum + bytes[i]);
	bytes[sum_at] = (uint8_t)-sum;
}

void boot_put_table(uint8_t *table, const char *signature, uint32_t len)
{
	memcpy(table, signature, 4);
	memcpy(table + 4, &len, sizeof(len));
	sum_up(table, len, 9);
}

static void add_acpi(void)
{
	static EFI_CONFIGURATION_TABLE tables[1];
	EFI_GUID guid = ACPI_20_TABLE_GUID;

	memset(&boot_acpi, 0, sizeof(boot_acpi));
	boot_acpi.spcr[40] = 1; /* a 16550 at an I/O port */
	put(boot_acpi.spcr + 44, 0x2f8);
	boot_put_table(boot_acpi.spcr, "SPCR", 80);
	put(boot_acpi.xsdt + 36, (uintptr_t)boot_acpi.spcr);
	boot_put_table(boot_acpi.xsdt, "XSDT", 44);
	memcpy(boot_acpi.rsdp, "RSD PTR ", 8);
	boot_acpi.rsdp[15] = 2;
	boot_acpi.rsdp[20] = 36;
	put(boot_acpi.rsdp + 24, (uintptr_t)boot_acpi.xsdt);
	sum_up(boot_acpi.rsdp, 20, 8);
	sum_up(boot_acpi.rsdp, 36, 32);
	tables[0].VendorGuid = guid;
	tables[0].VendorTable = boot_acpi.rsdp;
	fake->system.ConfigurationTable = tables;
	fake->system.NumberOfTableEntries = 1;
}

static struct acpi_bytes srat, slit;

void boot_with_nodes(const char *srat_text, const char *slit_text)
{
	srat = srat_from_text(3, srat_text);
	slit = slit_from_text(slit_text);
	put(boot_acpi.xsdt + 44, (uintptr_t)srat.bytes);
	put(boot_acpi.xsdt + 52, (uintptr_t)slit.bytes);
	boot_put_table(boot_acpi.xsdt, "XSDT", 60);
}

static void forget_nodes(void)
{
	free(acpi_byte(&srat, 0));
	free(acpi_byte(&slit, 0));
	srat = slit = (struct acpi_bytes){ NULL, 0 };
}

/* --- the machine --------------------------------------------------------- */

void new_machine(void)
{
	fake_new();
	forget_nodes();
	add_acpi();
	boot_serial = fake_add_serial(true);
	fake_add_volume("\\memblock.efi");
	elffile_kernel(&kernel_file);
	kernel_file.header->machine = ARCH_ELF.number;
	fake_put_file("\\kernel.elf", kernel_file.bytes, kernel_file.size);
	fake_put_text("\\one", "first");
	fake_put_text("\\two", "second");
	fake_ram_new();
	fake->calls = 0;
	memset(&fake_cpu, 0, sizeof(fake_cpu));
	fake_cpu.format = walkers[0].format;
}

TEST_STEP(given_boot)
{
	new_machine();
	return 0;
}

TEST_STEP(forget_boot)
{
	fake_free();
	forget_nodes();
	return 0;
}

enum boot_end boot(void)
{
	switch (setjmp(fake_cpu.back)) {
	case 0:
		boot_status =
			FW_STATUS(efi_main(&fake->image_handle, &fake->system));
		return RETURNED;
	case FAKE_CPU_ENTERED:
		return ENTERED;
	case FAKE_CPU_SERVICES:
		return SERVICES;
	default:
		return STOPPED;
	}
}

/* --- what the kernel finds ----------------------------------------------- */

const void *boot_table(void)
{
	return (const void *)(uintptr_t)fake_cpu.entry.table;
}

const char *text_of_boot_table(void)
{
	static char text[256];
	const struct mbt_header *header = boot_table();
	struct table_fault fault;

	if (mbt_check(header, MBT_ANY_SIZE) != MBT_OK)
		return "no table";
	if (table_validate(header, header->used_size, &fault)) {
		snprintf(text, sizeof(text), "%s #%u %s",
			 table_tag_name(fault.tag), fault.index,
			 table_problem_text(fault.problem));
		return text;
	}
	if (!(header->flags & MBT_FLAG_FINAL))
		return "not final";
	if (header->phys_base != fake_cpu.entry.table ||
	    fake_ram.published != header)
		return "elsewhere";
	return fake_ram.left && !fake_ram.late ? "sound"
					       : "boot services are there";
}
