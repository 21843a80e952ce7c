/* SPDX-License-Identifier: BSD-2-Clause */
/* The files, the screen, and the tables of the firmware. */
#include "ovmf/kernel/limine/probe.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

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

void check_files(void)
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

void check_screen(void)
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

/* Base revisions 1 and 2 do not map reserved rows above 4 GiB, to which the
 * firmware's tables may belong. */
static bool is_hidden(uint64_t phys)
{
	return (asked_revision == 1 || asked_revision == 2) &&
	       phys >= UINT64_C(0x100000000) && memory_has_type(phys, 1, 1);
}

/* A pointer is physical in some base revisions; then it is not mapped. */
static void *table_at(uint64_t address, bool physical, const char *what)
{
	uint64_t offset = answer(&hhdm, 0);
	bool mapped;

	expect(physical == (address < offset), what);
	if (physical)
		address += offset;
	mapped = machine_mapping(address).valid;
	expect(mapped == !(physical || is_hidden(address - offset)),
	       "the firmware's tables are mapped by the base revision");
	return mapped ? (void *)address : NULL;
}

void check_tables(void)
{
	bool physical = asked_revision == 3 || asked_revision == 4;
	const char *at;

	at = rsdp.response ? table_at(answer(&rsdp, 0), asked_revision == 3,
				      "the RSDP is physical in base revision 3 "
				      "only")
			   : NULL;
	expect(!at || memcmp(at, "RSD PTR ", 8) == 0, "its signature");
	at = table_at(answer(&system_table, 0), physical,
		      "the system table is physical in base revisions 3, 4");
	expect(!at || memcmp(at, "IBI SYST", 8) == 0, "its signature");
	expect(smbios.response, "there is SMBIOS");
	for (unsigned int i = 0; i < 2; i++) {
		if (answer(&smbios, i) == 0)
			continue;
		at = table_at(answer(&smbios, i), physical,
			      "SMBIOS is physical in base revisions 3, 4");
		expect(!at || memcmp(at, i ? "_SM3_" : "_SM_", i ? 5 : 4) == 0,
		       "its signature");
		say("SMBIOS %s\n", i ? "64" : "32");
	}
}
