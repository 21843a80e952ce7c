/* SPDX-License-Identifier: BSD-2-Clause */
/* The requests, the mappings, and the memory map. */
#include "ovmf/kernel/limine/probe.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

#define PAGE   UINT64_C(0x1000)
#define GIB    UINT64_C(0x40000000)
#define MIB_64 UINT64_C(0x4000000)

const struct sink probe_out = { .write = machine_write };
static unsigned int wrong;

/* What the loader clears, and what it reads. */
#define SIZE_OF_ZEROS 200000
#define SIZE_OF_DATA  9001
static uint8_t zeros[SIZE_OF_ZEROS];
static const uint8_t constants[SIZE_OF_DATA] = {
	[0] = 1, [4095] = 2, [4096] = 3, [SIZE_OF_DATA - 1] = 4
};
/* What a static PIE relocates. */
static const uint8_t *volatile relocated = &constants[4096];

void expect(bool holds, const char *what)
{
	if (holds)
		return;
	print(&probe_out, "probe: WRONG: %s\n", what);
	wrong++;
}

#define say(...) print(&probe_out, "probe: " __VA_ARGS__)

/* --- the image --------------------------------------------------------- */

extern uint8_t image_begin[], text_end[], constants_end[], image_end[];

static void check_rights(const uint8_t *from, const uint8_t *to, bool writable,
			 bool executable, const char *what)
{
	uint64_t first = (uint64_t)from & ~(PAGE - 1);
	struct mapping a = machine_mapping(first);
	struct mapping b = machine_mapping(((uint64_t)to - 1) & ~(PAGE - 1));

	expect(a.valid && b.valid && a.writable == writable &&
		       b.writable == writable && a.executable == executable &&
		       b.executable == executable && !a.user && !a.other &&
		       !a.combining,
	       what);
}

static void check_image(void)
{
	uint64_t phys = answer(&executable_address, 0);
	uint64_t virt = answer(&executable_address, 1);
	bool clear = true;
	uint32_t sum = 0;

	for (size_t i = 0; i < SIZE_OF_ZEROS; i++)
		clear &= ((volatile uint8_t *)zeros)[i] == 0;
	for (size_t i = 0; i < SIZE_OF_DATA; i++)
		sum += ((volatile const uint8_t *)constants)[i];
	expect(clear, "memory without bytes in the file is zero");
	expect(sum == 10, "the bytes of the file are in memory");
	expect(*relocated == 3, "relocations are applied");
	say("executable at %jx, virtual %jx\n", (uintmax_t)phys,
	    (uintmax_t)virt);
	expect(virt == (uint64_t)image_begin, "the virtual base");
	expect(virt >= UINT64_C(0xffffffff80000000), "it is in the top 2 GiB");
	for (uint64_t at = virt; at < (uint64_t)image_end; at += PAGE)
		expect(at == (uint64_t)machine_window ||
			       machine_mapping(at).phys == phys + (at - virt),
		       "the image is contiguous");
	check_rights(image_begin, text_end, false, true, "rights of code");
	check_rights(constants, constants + SIZE_OF_DATA, false, false,
		     "rights of constants");
	check_rights(zeros, zeros + SIZE_OF_ZEROS, true, false,
		     "rights of data");
	expect(memory_has_type(phys, (uint64_t)(image_end - image_begin), 6),
	       "the image is of type 6");
}

/* --- the memory map ---------------------------------------------------- */

struct row {
	uint64_t base, size, type;
};

static size_t row_count(void)
{
	return answer(&memmap, 0);
}

static const struct row *row_at(size_t i)
{
	return ((const struct row *const *)answer(&memmap, 1))[i];
}

static const struct row *row_of(uint64_t phys)
{
	for (size_t i = 0; i < row_count(); i++)
		if (phys >= row_at(i)->base &&
		    phys - row_at(i)->base < row_at(i)->size)
			return row_at(i);
	return NULL;
}

bool memory_has_type(uint64_t base, uint64_t size, uint64_t type)
{
	const struct row *row = row_of(base);

	return row && row->type == type && base + size <= row->base + row->size;
}

static uint64_t bytes_of(uint64_t type)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < row_count(); i++)
		if (row_at(i)->type == type)
			sum += row_at(i)->size;
	return sum;
}

/* All memory that is free for a kernel by the firmware's own map. */
static uint64_t firmware_memory(void)
{
	const uint8_t *map = (const uint8_t *)answer(&efi_memmap, 0);
	uint64_t size = answer(&efi_memmap, 1), step = answer(&efi_memmap, 2);
	uint64_t sum = 0;

	expect(answer(&efi_memmap, 3) == 1, "the firmware's map is version 1");
	expect(step >= 40 && size % step == 0, "its descriptors have a size");
	for (uint64_t at = 0; step && at < size; at += step) {
		uint64_t type = get_le(map + at, 4);

		if ((type >= 1 && type <= 4) || type == 7)
			sum += get_le(map + at + 24, 8) * PAGE;
	}
	return sum;
}

static void check_rows(void)
{
	uint64_t end = 0;

	for (size_t i = 0; i < row_count(); i++) {
		const struct row *row = row_at(i);

		say("row %jx-%jx:%u\n", (uintmax_t)row->base,
		    (uintmax_t)(row->base + row->size), (unsigned)row->type);
		expect(row->base >= end, "rows ascend and do not overlap");
		expect(row->size > 0, "no row is empty");
		expect(row->type != 8 || asked_revision >= 4,
		       "type 8 is of base revision 4");
		if (row->type == 0 || row->type == 5)
			expect(row->base % PAGE == 0 && row->size % PAGE == 0,
			       "usable rows have whole pages");
		end = row->base + row->size;
	}
	expect(asked_revision > 2 || !memory_has_type(0, 1, 0),
	       "page 0 is not usable up to base revision 2");
	say("usable %jx, reclaimable %jx, kernel %jx, mapped %jx; by the "
	    "firmware's map %jx\n",
	    (uintmax_t)bytes_of(0), (uintmax_t)bytes_of(5),
	    (uintmax_t)bytes_of(6), (uintmax_t)bytes_of(8),
	    (uintmax_t)firmware_memory());
}

/* --- mappings ---------------------------------------------------------- */

/* By base revision and type ("Memory Layout at Entry"). */
static bool is_mapped(uint64_t type)
{
	static const uint16_t types[] = { 0x1ff, 0x0ed, 0x0ed, 0x0e1,
					  0x1ed, 0x1ed, 0x1ed };

	return types[asked_revision] >> type & 1;
}

static void check_page(uint64_t phys, bool mapped, bool combining,
		       uint64_t offset, const char *what)
{
	struct mapping m = machine_mapping(offset + phys);

	expect(m.valid == mapped, what);
	if (!m.valid || !mapped)
		return;
	expect(m.phys == phys && m.writable && m.executable && !m.user,
	       "the direct map may be read, written and executed");
	expect(!m.other && m.combining == combining,
	       "its memory type is that of the specification");
}

static void check_row(const struct row *row)
{
	uint64_t first = row->base & ~(PAGE - 1);
	uint64_t last = (row->base + row->size - 1) & ~(PAGE - 1);
	uint64_t offset = answer(&hhdm, 0);
	bool mapped = is_mapped(row->type) ||
		      (asked_revision <= 2 && row->base < 4 * GIB);

	/* A page at an end may be shared with a row that is mapped. */
	if (!mapped &&
	    (first != row->base || (row->base + row->size) % PAGE != 0))
		return;
	check_page(first, mapped, row->type == 7, offset,
		   "a row is mapped as the base revision says");
	check_page(last, mapped, row->type == 7, offset,
		   "a row is mapped to its end");
	for (uint64_t at = first; at < last; at += MIB_64)
		check_page(at, mapped, row->type == 7, offset,
			   "a row is mapped throughout");
	if (asked_revision == 0 && first > 0)
		check_page(first, true, row->type == 7, 0,
			   "base revision 0 has an identity map");
}

static void check_mappings(void)
{
	uint64_t offset = answer(&hhdm, 0);

	say("direct map at %jx\n", (uintmax_t)offset);
	expect(offset % GIB == 0, "the direct map begins at a GiB");
	for (size_t i = 0; i < row_count(); i++)
		check_row(row_at(i));
	/* The interrupt controller, or a hole: in no row. */
	if (row_of(0xfee00000) == NULL)
		check_page(
			0xfee00000, asked_revision <= 2, false, offset,
			"holes below 4 GiB are mapped up to base revision 2");
	if (asked_revision == 0)
		expect(!machine_mapping(0).valid, "address 0 is not mapped");
	if (asked_revision > 0)
		expect(machine_lower_half_empty(), "there is no identity map");
}

/* --- responses --------------------------------------------------------- */

static bool in_loader_memory(const volatile void *at)
{
	return memory_has_type((uint64_t)at - answer(&hhdm, 0), 8, 5);
}

static void check_response(const volatile struct request *request,
			   const char *name)
{
	if (!request->response)
		say("no response: %s\n", name);
	else if (!in_loader_memory(request->response))
		expect(false, "responses are in reclaimable memory");
}

#define CHECK_RESPONSE(name) check_response(&name, #name)

static void check_responses(void)
{
	CHECK_RESPONSE(bootloader_info);
	CHECK_RESPONSE(cmdline);
	CHECK_RESPONSE(firmware_type);
	CHECK_RESPONSE(stack_size);
	CHECK_RESPONSE(hhdm);
	CHECK_RESPONSE(framebuffer);
	CHECK_RESPONSE(paging_mode);
	CHECK_RESPONSE(memmap);
	CHECK_RESPONSE(entry_point);
	CHECK_RESPONSE(executable_file);
	CHECK_RESPONSE(module);
	CHECK_RESPONSE(rsdp);
	CHECK_RESPONSE(smbios);
	CHECK_RESPONSE(system_table);
	CHECK_RESPONSE(efi_memmap);
	CHECK_RESPONSE(date_at_boot);
	CHECK_RESPONSE(executable_address);
	CHECK_RESPONSE(device_tree);
	CHECK_RESPONSE(performance);
	CHECK_RESPONSE(keep_iommu);
	CHECK_RESPONSE(tsc_frequency);
	CHECK_RESPONSE(mp);
	expect(!unknown.response, "an unknown request has no response");
}

static void check_texts(void)
{
	say("loader '%s' '%s'\n", (const char *)answer(&bootloader_info, 0),
	    (const char *)answer(&bootloader_info, 1));
	say("command line '%s'\n", (const char *)answer(&cmdline, 0));
	say("firmware %u, paging mode %u\n",
	    (unsigned)answer(&firmware_type, 0),
	    (unsigned)answer(&paging_mode, 0));
	say("date %jd, counter %ju Hz, entered after %ju us\n",
	    (intmax_t)answer(&date_at_boot, 0),
	    (uintmax_t)answer(&tsc_frequency, 0),
	    (uintmax_t)(answer(&performance, 2) - answer(&performance, 0)));
	/* The years 2020 to 2100. */
	expect(answer(&date_at_boot, 0) > 1577836800 &&
		       answer(&date_at_boot, 0) < 4102444800,
	       "the date is plausible");
	expect(answer(&performance, 0) <= answer(&performance, 1) &&
		       answer(&performance, 1) <= answer(&performance, 2),
	       "times ascend");
}

/* --- files ------------------------------------------------------------- */

struct file {
	uint64_t revision;
	const uint8_t *address;
	uint64_t size;
	const char *path, *string;
	uint32_t media, unused, ip, port, partition, disk;
	uint8_t disk_id[16], partition_id[16], volume_id[16];
};
_Static_assert(sizeof(struct file) == 112, "struct limine_file");

static void check_file(const struct file *file, const char *what)
{
	uint32_t sum = 0;

	for (uint64_t i = 0; i < file->size; i++)
		sum = sum * 31 + file->address[i];
	say("%s %s of %u bytes, sum %x: %s\n", what, file->path,
	    (unsigned)file->size, sum, file->string);
	expect((uint64_t)file->address % PAGE == 0, "a file begins at a page");
	expect(memory_has_type((uint64_t)file->address - answer(&hhdm, 0),
			       file->size, 6),
	       "a file is of type 6");
}

static void check_files(void)
{
	const struct file *self =
		(const struct file *)answer(&executable_file, 0);

	for (size_t i = 0; i < answer(&module, 0); i++)
		check_file(((const struct file *const *)answer(&module, 1))[i],
			   "module");
	if (!self)
		return;
	check_file(self, "file");
	expect(get_le(self->address, 4) == 0x464c457f, "it is an ELF file");
	expect((uint64_t)self->string == answer(&cmdline, 0),
	       "its string is the command line");
}

/* --- the screen -------------------------------------------------------- */

struct screen {
	volatile uint32_t *pixels;
	uint64_t width, height, pitch;
	uint16_t bits;
	uint8_t model;
	uint8_t masks[6], unused[7];
	uint64_t edid_size;
	const uint8_t *edid;
	uint64_t mode_cnt;
	const uint64_t *const *modes;
};
_Static_assert(sizeof(struct screen) == 80, "struct limine_framebuffer");

static void check_screen(void)
{
	const struct screen *screen;

	if (answer(&framebuffer, 0) == 0)
		return;
	screen = *(const struct screen *const *)answer(&framebuffer, 1);
	say("framebuffer of %u x %u, %u bits, EDID of %u bytes\n",
	    (unsigned)screen->width, (unsigned)screen->height, screen->bits,
	    (unsigned)screen->edid_size);
	expect(framebuffer.response[0] == 1, "its response is revision 1");
	expect(screen->pitch >= screen->width * 4 && screen->model == 1,
	       "it has a pitch and is RGB");
	expect(screen->masks[0] == 8 && screen->masks[2] == 8 &&
		       screen->masks[4] == 8,
	       "its colours have 8 bits");
	expect(memory_has_type((uint64_t)screen->pixels - answer(&hhdm, 0),
			       screen->pitch * screen->height, 7),
	       "its memory is of type 7");
	expect(screen->mode_cnt == 1 && screen->modes[0][1] == screen->width,
	       "it has its mode");
	screen->pixels[0] = 0x123456;
	expect(screen->pixels[0] == 0x123456, "it can be written");
}

/* --- tables of the firmware -------------------------------------------- */

/* A pointer is physical in some base revisions. */
static void *table_at(uint64_t address, bool physical, const char *what)
{
	expect(physical == (address < answer(&hhdm, 0)), what);
	if (physical)
		address += answer(&hhdm, 0);
	return machine_mapping(address).valid ? (void *)address : NULL;
}

static void check_tables(void)
{
	bool physical = asked_revision == 3 || asked_revision == 4;
	const char *at;

	at = table_at(answer(&rsdp, 0), asked_revision == 3,
		      "the RSDP is physical in base revision 3 only");
	expect((at == NULL) == (asked_revision == 3),
	       "the RSDP is mapped except in base revision 3");
	expect(!at || memcmp(at, "RSD PTR ", 8) == 0, "its signature");
	at = table_at(answer(&system_table, 0), physical,
		      "the system table is physical in base revisions 3, 4");
	expect((at == NULL) == physical, "the system table is mapped");
	expect(!at || memcmp(at, "IBI SYST", 8) == 0, "its signature");
	expect(smbios.response, "there is SMBIOS");
	for (unsigned int i = 0; i < 2; i++) {
		if (answer(&smbios, i) == 0)
			continue;
		at = table_at(answer(&smbios, i), physical,
			      "SMBIOS is physical in base revisions 3, 4");
		expect((at == NULL) == physical, "SMBIOS is mapped");
		expect(!at || memcmp(at, i ? "_SM3_" : "_SM_", i ? 5 : 4) == 0,
		       "its signature");
		say("SMBIOS %s\n", i ? "64" : "32");
	}
}

/* --- other processors -------------------------------------------------- */

static volatile uint64_t other; /* the info of the one that is started */
static volatile bool other_done;

void probe_other(void)
{
	machine_check(other);
	other_done = true;
	machine_halt();
}

static void start_other(uint64_t info)
{
	volatile uint64_t *jump =
		(volatile uint64_t *)(info + machine_info_size - 16);

	expect(*jump == 0, "goto_address is 0");
	other = info;
	other_done = false;
	__atomic_store_n(jump, (uint64_t)probe_other_entry, __ATOMIC_SEQ_CST);
	for (uint64_t i = 0; i < 100000000 && !other_done; i++)
		machine_pause();
	expect(other_done, "a processor runs");
}

/* The layout depends on the size of an ID. */
static void check_processors(void)
{
	bool wide = machine_info_size == 40;
	uint64_t first = answer(&mp, 0), own = answer(&mp, 1);
	uint64_t cnt = answer(&mp, wide ? 2 : 1);
	const uint64_t *list = (const uint64_t *)answer(&mp, wide ? 3 : 2);
	unsigned int found = 0;

	if (!wide)
		own = first >> 32;
	machine_wide_apic = !wide && (first & 1);
	expect(!machine_wide_apic || mp.fields[0] == 1,
	       "x2APIC is on only if asked for");
	for (uint64_t i = 0; i < cnt; i++) {
		uint32_t uid = *(const uint32_t *)list[i];
		uint64_t id = wide ? ((const uint64_t *)list[i])[1]
				   : ((const uint32_t *)list[i])[1];

		say("processor %u, ID %jx\n", uid, (uintmax_t)id);
		found += id == own;
	}
	expect(found == 1, "the first processor is in the list");
	machine_check(0);
	for (uint64_t i = 0; i < cnt; i++)
		if ((wide ? ((const uint64_t *)list[i])[1]
			  : ((const uint32_t *)list[i])[1]) != own)
			start_other(list[i]);
	say("%ju processors\n", (uintmax_t)cnt);
}

/* --- all of it --------------------------------------------------------- */

void probe_main(void)
{
	machine_begin();
	say("entered, base revision %u\n", asked_revision);
	if (asked_revision > 0) {
		expect(base_revision[2] == 0, "the base revision is supported");
		expect(base_revision[1] == (asked_revision >= 3
						    ? asked_revision
						    : 0x6a7b384944536bdc),
		       "the loader says the base revision it uses");
	}
	check_responses();
	check_image();
	check_rows();
	check_mappings();
	check_texts();
	check_files();
	check_screen();
	check_tables();
	check_processors();
	say("%s\n", wrong ? "something is wrong" : "all is well");
	machine_end(wrong != 0);
}
