/* SPDX-License-Identifier: BSD-2-Clause */
/* The responses ("Feature List"), each after what it points to. */
#include "core/base/version.h"
#include "efi/arch/cpu.h"
#include "efi/boot/limine/state.h"
#include "efi/boot/physical/blob.h"

#define FRAMEBUFFER_SIZE 80
#define MODE_SIZE        40
#define FILE_SIZE        112
#define ROW_SIZE         24
#define MEDIA_GENERIC    0
#define MEDIA_TFTP       2
#define MODEL_RGB        1

struct writer {
	struct blob blob;
	const struct boot *boot;
	const struct limine *limine;
	const struct efimap *map; /* the firmware's; empty: only measure */
	uint64_t virt;            /* of the blob */
	uint64_t cmdline;
};

static uint64_t here(const struct writer *w)
{
	return w->virt + w->blob.used;
}

static void put(struct writer *w, uint64_t value)
{
	blob_put(&w->blob, value, 8);
}

static uint64_t put_text(struct writer *w, const char *text)
{
	return w->virt + blob_text(&w->blob, text);
}

/* Makes the request point to what is written next, which begins with the
 * revision of the response. */
static void respond(struct writer *w, enum limine_feature feature,
		    uint64_t revision)
{
	size_t at = w->limine->requests.at[feature] + LIMINE_RESPONSE;

	blob_align(&w->blob, 8);
	if (w->blob.memory)
		put_le(w->limine->image.memory + at, here(w), 8);
	put(w, revision);
}

/* A response of one number, or of none. */
static void respond_number(struct writer *w, enum limine_feature feature,
			   uint64_t number)
{
	if (!limine_asks(w->limine, feature))
		return;
	respond(w, feature, 0);
	put(w, number);
}

/* A pointer to each of cnt structures of a size; returns that to the first
 * pointer. */
static uint64_t put_pointers(struct writer *w, uint64_t first, size_t cnt,
			     size_t size)
{
	uint64_t list;

	blob_align(&w->blob, 8);
	list = here(w);
	for (size_t i = 0; i < cnt; i++)
		put(w, first + i * size);
	return list;
}

static void respond_list(struct writer *w, enum limine_feature feature,
			 uint64_t revision, size_t cnt, uint64_t list)
{
	respond(w, feature, revision);
	put(w, cnt);
	put(w, list);
}

/* --- texts and files --------------------------------------------------- */

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

/* From the root of the volume, with slashes. */
static uint64_t put_path(struct writer *w, const char *path)
{
	uint64_t at = here(w);

	if (*path != '/' && *path != '\\')
		blob_put(&w->blob, '/', 1);
	for (; *path; path++)
		blob_put(&w->blob, *path == '\\' ? '/' : (uint8_t)*path, 1);
	blob_put(&w->blob, 0, 1);
	return at;
}

static void put_file(struct writer *w, phys_addr_t base, uint64_t size,
		     uint64_t path, uint64_t string)
{
	const struct fetch *fetch = &w->boot->fetch;
	size_t end = w->blob.used + FILE_SIZE;

	put(w, 0);
	put(w, w->limine->hhdm + base);
	put(w, size);
	put(w, path);
	put(w, string);
	put(w, fetch->volume.root ? MEDIA_GENERIC : MEDIA_TFTP);
	while (w->blob.used < end)
		put(w, 0);
}

static void put_executable(struct writer *w)
{
	uint64_t path, file;

	if (!limine_asks(w->limine, LIMINE_EXECUTABLE_FILE))
		return;
	path = put_path(w, w->boot->options->kernel);
	blob_align(&w->blob, 8);
	file = here(w);
	put_file(w, w->limine->file, w->boot->file.reader.size, path,
		 w->cmdline);
	respond(w, LIMINE_EXECUTABLE_FILE, 0);
	put(w, file);
}

static const struct table_module *module_at(const struct writer *w, size_t i)
{
	size_t internals = w->limine->internal_cnt;

	return i < internals ? &w->limine->internals[i]
			     : &w->boot->modules[i - internals];
}

/* Their paths and strings, two texts each, lie one after another. */
static void put_modules(struct writer *w)
{
	size_t cnt = w->limine->internal_cnt + w->boot->module_cnt;
	uint64_t files;

	if (!limine_asks(w->limine, LIMINE_MODULE) || cnt == 0)
		return;
	blob_align(&w->blob, 8);
	files = here(w);
	/* The texts come after all files, whose size is known. */
	for (size_t i = 0, text = cnt * FILE_SIZE; i < cnt; i++) {
		const struct table_module *m = module_at(w, i);
		const char *name = m->name ? m->name : "";
		size_t path = str_len(m->path) + 2;

		put_file(w, m->base, m->size, files + text,
			 files + text + path);
		text += path + str_len(name) + 1;
	}
	for (size_t i = 0; i < cnt; i++) {
		const struct table_module *m = module_at(w, i);
		size_t end = w->blob.used + str_len(m->path) + 2;

		put_path(w, m->path);
		if (w->blob.used < end) /* it had its slash */
			blob_put(&w->blob, 0, 1);
		put_text(w, m->name ? m->name : "");
	}
	respond_list(w, LIMINE_MODULE, 1, cnt,
		     put_pointers(w, files, cnt, FILE_SIZE));
}

/* --- screens ----------------------------------------------------------- */

static unsigned int low_bit(uint32_t mask)
{
	unsigned int bit = 0;

	while (bit < 31 && !(mask >> bit & 1))
		bit++;
	return bit;
}

static void put_mask(struct writer *w, uint32_t mask)
{
	unsigned int shift = low_bit(mask), size = 0;

	while (shift + size < 32 && mask >> (shift + size) & 1)
		size++;
	blob_put(&w->blob, size, 1);
	blob_put(&w->blob, shift, 1);
}

static void put_format(struct writer *w, const struct mbt_framebuffer *fb)
{
	blob_put(&w->blob, fb->bits_per_pixel, 2);
	blob_put(&w->blob, MODEL_RGB, 1);
	put_mask(w, fb->red_mask);
	put_mask(w, fb->green_mask);
	put_mask(w, fb->blue_mask);
}

static void put_mode(struct writer *w, const struct mbt_framebuffer *fb)
{
	put(w, fb->pitch);
	put(w, fb->width);
	put(w, fb->height);
	put_format(w, fb);
	blob_align(&w->blob, 8);
}

/* The one mode of each is the present one. */
static void put_framebuffer(struct writer *w, const struct mbt_framebuffer *fb,
			    uint64_t modes, uint64_t edid)
{
	put(w, w->limine->hhdm + fb->base);
	put(w, fb->width);
	put(w, fb->height);
	put(w, fb->pitch);
	put_format(w, fb);
	blob_align(&w->blob, 8);
	put(w, edid ? FACTS_EDID : 0);
	put(w, edid);
	put(w, 1);
	put(w, modes);
}

static void put_framebuffers(struct writer *w)
{
	const struct mbt_framebuffer *all = w->boot->framebuffers;
	size_t cnt = w->boot->facts.framebuffer_cnt;
	uint64_t edid = 0, modes, first;

	if (!limine_asks(w->limine, LIMINE_FRAMEBUFFER) || cnt == 0)
		return;
	blob_align(&w->blob, 8);
	if (w->limine->has_edid) {
		edid = here(w);
		blob_copy(&w->blob, w->limine->edid, FACTS_EDID);
	}
	modes = here(w);
	for (size_t i = 0; i < cnt; i++)
		put_mode(w, &all[i]);
	modes = put_pointers(w, modes, cnt, MODE_SIZE);
	first = here(w);
	for (size_t i = 0; i < cnt; i++)
		put_framebuffer(w, &all[i], modes + i * 8, i == 0 ? edid : 0);
	respond_list(w, LIMINE_FRAMEBUFFER, 1, cnt,
		     put_pointers(w, first, cnt, FRAMEBUFFER_SIZE));
}

/* --- memory ------------------------------------------------------------ */

static void put_rows(struct writer *w)
{
	const struct e820_table *rows = &w->limine->rows;
	uint64_t first;

	if (!limine_asks(w->limine, LIMINE_MEMMAP))
		return;
	blob_align(&w->blob, 8);
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
	blob_align(&w->blob, 8);
	copy = here(w);
	blob_copy(&w->blob, w->map->desc, w->map->size);
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
	respond_number(w, LIMINE_KEEP_IOMMU, 0);
	put_executable(w);
	put_modules(w);
	put_framebuffers(w);
	put_tables(w);
	put_address(w);
	put_times(w);
	put_firmware_map(w);
	put_rows(w);
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
