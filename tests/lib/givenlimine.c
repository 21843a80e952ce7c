/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenlimine.h"

#include <string.h>

#include "core/base/bytes.h"
#include "core/firmware/madt.h"
#include "tests/lib/test.h"

struct elffile limine_file;

/* Offsets in the file, and of the first request in the data. */
#define CODE_AT      0x1000
#define DATA_AT      0x2000
#define FIRST        0x40
#define REQUEST_SIZE 0x60

uint8_t *limine_data(size_t at)
{
	return limine_file.bytes + DATA_AT + at;
}

static size_t offset_of(enum limine_feature feature)
{
	return FIRST + (size_t)feature * REQUEST_SIZE;
}

uint8_t *limine_request(enum limine_feature feature)
{
	return limine_data(offset_of(feature));
}

static void put_requests(void)
{
#define PUT(name, id_2, id_3, fields) \
	limine_put_request(limine_request(LIMINE_##name), id_2, id_3);
	LIMINE_FEATURES_DEF(PUT)
#undef PUT
	limine_put_field(limine_request(LIMINE_ENTRY_POINT), 0,
			 LIMINE_CODE + 0x40);
}

void given_limine(unsigned int revision)
{
	new_machine();
	fake_ram_new_low();
	fake->calls = 0;
	fake->system.Hdr.HeaderSize = sizeof(fake->system);
	fake->runtime.Hdr.HeaderSize = sizeof(fake->runtime);
	elffile_begin(&limine_file);
	elffile_segment(&limine_file, LIMINE_CODE, CODE_AT, 0x800, 0x800,
			ELF_READ | ELF_EXECUTE);
	elffile_segment(&limine_file, LIMINE_DATA, DATA_AT, 0x1000, 0x2000,
			ELF_READ | ELF_WRITE);
	limine_file.header->entry = LIMINE_CODE + 0x10;
	if (revision > 0)
		limine_put_tag(limine_data(0), revision);
	put_requests();
}

void limine_put_file(void)
{
	fake_put_file("\\limine.elf", limine_file.bytes, limine_file.size);
}

/* --- the machine --------------------------------------------------------- */

static uint8_t madt[MADT_ENTRIES + LIMINE_CPUS * 16], fadt[276], dsdt[36];

/* An entry for the x2APIC of a processor that is enabled. */
static void put_cpu(uint8_t *entry, uint32_t uid, uint64_t id)
{
	entry[0] = 9;
	entry[1] = 16;
	put_le(entry + 4, id, 4);
	put_le(entry + 8, 1, 4);
	put_le(entry + 12, uid, 4);
}

void limine_add_cpus(const uint64_t *ids, size_t cnt)
{
	assert_in_range(cnt, 0, LIMINE_CPUS);
	for (size_t i = 0; i < cnt; i++)
		put_cpu(madt + MADT_ENTRIES + i * 16, (uint32_t)i + 10, ids[i]);
	boot_put_table(madt, "APIC", MADT_ENTRIES + (uint32_t)cnt * 16);
	boot_put_table(dsdt, "DSDT", sizeof(dsdt));
	put_le(fadt + 140, (uintptr_t)dsdt, 8);
	boot_put_table(fadt, "FACP", sizeof(fadt));
	put_le(boot_acpi.xsdt + 44, (uintptr_t)madt, 8);
	put_le(boot_acpi.xsdt + 52, (uintptr_t)fadt, 8);
	boot_put_table(boot_acpi.xsdt, "XSDT", 60);
}

void limine_add_smbios(void)
{
	static EFI_CONFIGURATION_TABLE tables[3];
	static uint8_t old[31] = "_SM_", new[24] = "_SM3_";
	EFI_GUID old_guid = SMBIOS_TABLE_GUID, new_guid = SMBIOS3_TABLE_GUID;

	old[5] = sizeof(old);
	new[6] = sizeof(new);
	tables[0] = fake->system.ConfigurationTable[0];
	tables[1] = (EFI_CONFIGURATION_TABLE){ old_guid, old };
	tables[2] = (EFI_CONFIGURATION_TABLE){ new_guid, new };
	fake->system.ConfigurationTable = tables;
	fake->system.NumberOfTableEntries = 3;
}

struct fake_screen *limine_add_screen(void)
{
	static UINT8 bytes[128];
	static EFI_EDID_ACTIVE_PROTOCOL edid = { sizeof(bytes), bytes };
	EFI_GUID guid = EFI_EDID_ACTIVE_PROTOCOL_GUID;
	struct fake_screen *screen = fake_add_screen(80, 25);

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (UINT8)(i * 3);
	memcpy(bytes, "\0\377\377\377\377\377\377", 8);
	fake_screen_graphics(screen, 64, 32);
	screen->output_info.PixelFormat = PixelBlueGreenRedReserved8BitPerColor;
	screen->output_info.PixelsPerScanLine = 80;
	screen->output_mode.FrameBufferBase = 0xc0000000;
	screen->output_mode.FrameBufferSize = 80 * 32 * 4;
	fake_protocol(screen->handle, guid, &edid);
	return screen;
}

/* --- what it finds ------------------------------------------------------- */

static uint64_t entry_at(uint64_t phys)
{
	return get_le((const void *)(uintptr_t)phys, 8);
}

struct walked limine_walk(uint64_t virt)
{
	const struct cpu_limine *cpu = &fake_cpu.limine.made;

	return walkers[0].walk(cpu->page_table, cpu->levels, virt, entry_at);
}

const void *limine_see(uint64_t virt)
{
	struct walked walked = limine_walk(virt);

	if (!walked.there)
		fail_msg("0x%llx is not mapped", (unsigned long long)virt);
	return (const void *)(uintptr_t)walked.phys;
}

uint64_t limine_word(uint64_t virt)
{
	return get_le(limine_see(virt), 8);
}

const uint64_t *limine_response(enum limine_feature feature)
{
	uint64_t at =
		limine_word(LIMINE_DATA + offset_of(feature) + LIMINE_RESPONSE);

	return at ? limine_see(at) : NULL;
}
