/* SPDX-License-Identifier: BSD-2-Clause */
/* The responses ("Feature List"). */
#include "arch.h"
#include "core/base/version.h"
#include "efi/arch/cpu.h"
#include "efi/boot/limine/writer.h"

#define ROW_SIZE 24

/* A response of one number, or of none. */
static void respond_number(struct writer *w, enum limine_feature feature,
			   uint64_t number)
{
	if (!limine_asks(w->limine, feature))
		return;
	respond(w, feature, 0);
	put(w, number);
}

static void put_loader(struct writer *w)
{
	uint64_t name, version;

	if (!limine_asks(w->limine, LIMINE_BOOTLOADER_INFO))
		return;
	name = put_text(w, "memblock-efi");
	version = put_text(w, MEMBLOCK_VERSION);
	respond(w, LIMINE_BOOTLOADER_INFO, 0);
	put(w, name);
	put(w, version);
}

/* --- memory ------------------------------------------------------------ */

static void put_rows(struct writer *w)
{
	const struct e820_table *rows = &w->limine->rows;
	uint64_t first;

	if (!limine_asks(w->limine, LIMINE_MEMMAP))
		return;
	put_padding(w);
	first = here(w);
	for (size_t i = 0; i < rows->cnt; i++) {
		put(w, rows->entries[i].range.base);
		put(w, rows->entries[i].range.size);
		put(w, rows->entries[i].type);
	}
	respond_list(w, LIMINE_MEMMAP, 0, rows->cnt,
		     put_pointers(w, first, rows->cnt, ROW_SIZE));
}

static void put_firmware_map(struct writer *w)
{
	uint64_t copy;

	if (!limine_asks(w->limine, LIMINE_EFI_MEMMAP))
		return;
	copy = put_copy(w, w->map->desc, w->map->size);
	respond(w, LIMINE_EFI_MEMMAP, 0);
	put(w, copy);
	put(w, w->map->size);
	put(w, w->map->desc_size);
	put(w, w->map->desc_version);
}

static void put_address(struct writer *w)
{
	const struct limine *limine = w->limine;
	uint64_t first =
		align_down(limine->plan.segments[0].vaddr, PAGE_SIZE_4K) -
		limine->plan.base;

	if (!limine_asks(limine, LIMINE_EXECUTABLE_ADDRESS))
		return;
	respond(w, LIMINE_EXECUTABLE_ADDRESS, 0);
	put(w, limine_phys(limine) + first);
	put(w, limine->image.virt + first);
}

/* --- tables of the firmware -------------------------------------------- */

static uint64_t pointer(const struct writer *w, uint64_t phys, bool physical)
{
	return phys == 0 || physical ? phys : w->limine->hhdm + phys;
}

static void put_tables(struct writer *w)
{
	const struct table_facts *facts = &w->boot->facts;
	unsigned int revision = w->limine->requests.revision;
	bool physical = revision == 3 || revision == 4;

	if (facts->rsdp)
		respond_number(w, LIMINE_RSDP,
			       pointer(w, facts->rsdp, revision == 3));
	respond_number(w, LIMINE_SYSTEM_TABLE,
		       pointer(w, facts->efi_system_table, physical));
	if (!limine_asks(w->limine, LIMINE_SMBIOS) ||
	    (!facts->smbios && !facts->smbios3))
		return;
	respond(w, LIMINE_SMBIOS, 0);
	put(w, pointer(w, facts->smbios, physical));
	put(w, pointer(w, facts->smbios3, physical));
}

/* --- time -------------------------------------------------------------- */

static uint64_t microseconds(uint64_t counter, uint64_t rate)
{
	return counter / rate * 1000000 + counter % rate * 1000000 / rate;
}

/* The counter begins at the reset, as far as is known here. */
static void put_times(struct writer *w)
{
	const struct limine *limine = w->limine;
	uint64_t rate = limine->counter_rate;

	if (limine->has_date)
		respond_number(w, LIMINE_DATE_AT_BOOT, (uint64_t)limine->date);
	if (rate == 0)
		return;
	respond_number(w, LIMINE_TSC_FREQUENCY, rate);
	if (!limine_asks(limine, LIMINE_PERFORMANCE))
		return;
	respond(w, LIMINE_PERFORMANCE, 0);
	put(w, 0);
	put(w, microseconds(limine->counter_start, rate));
	put(w, microseconds(cpu_counter(), rate));
}

/* --- all of them ------------------------------------------------------- */

/* The base revision that the kernel runs with, and that it is supported. */
static void answer_tag(const struct limine *limine)
{
	uint8_t *tag = limine->image.memory + limine->requests.tag;

	if (limine->requests.tag == LIMINE_NONE)
		return;
	if (limine->requests.revision >= 3)
		put_le(tag + 8, limine->requests.revision, 8);
	put_le(tag + 16, 0, 8);
}

static void put_all(struct writer *w)
{
	const char *cmdline = w->boot->facts.cmdline;

	w->cmdline = put_text(w, cmdline ? cmdline : "");
	respond_number(w, LIMINE_CMDLINE, w->cmdline);
	put_loader(w);
	respond_number(w, LIMINE_FIRMWARE_TYPE, LIMINE_FIRMWARE_EFI64);
	respond_number(w, LIMINE_STACK_SIZE, 0);
	respond_number(w, LIMINE_HHDM, w->limine->hhdm);
	respond_number(w, LIMINE_PAGING_MODE,
		       w->limine->paging.levels == 5 ? 1 : 0);
	respond_number(w, LIMINE_ENTRY_POINT, 0);
	if (ARCH_LIMINE_IOMMU)
		respond_number(w, LIMINE_KEEP_IOMMU, 0);
	put_executable(w);
	put_modules(w);
	put_framebuffers(w);
	put_tables(w);
	put_firmware(w);
	put_address(w);
	put_times(w);
	put_firmware_map(w);
	put_rows(w);
	put_cpus(w);
}

size_t limine_measure(const struct boot *boot)
{
	static const struct efimap none = { .desc = NULL };
	struct writer w = {
		.boot = boot,
		.limine = boot->state,
		.map = &none,
	};

	put_all(&w);
	return w.blob.used;
}

void limine_respond(const struct boot *boot, const struct efimap *map)
{
	const struct limine *limine = boot->state;
	struct writer w = {
		.blob = { .memory = (void *)(uintptr_t)limine->info,
			  .size = limine->info_size },
		.boot = boot,
		.limine = limine,
		.map = map,
		.virt = limine->hhdm + limine->info,
	};

	answer_tag(limine);
	put_all(&w);
}
