/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ELF files of 32 and 64 bits (System V ABI, "Object Files"), loaded by their
 * physical addresses.
 */
#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "efi/boot/elf/elf_format.h"
#include "efi/boot/physical/image_reader.h"

#define PT_NOTE    4
#define ELFCLASS32 1
#define HEADER_32  52
#define HEADER_64  64
#define PROGRAM_32 32
#define PROGRAM_64 56

struct elf_image {
	struct reader *reader;
	struct image *image;
	struct elf_error *error;
	struct elf_header header; /* as of 64 bits */
	bool is_64;
};

/* --- the header -------------------------------------------------------- */

/* The fields after e_version have 4 or 8 bytes, those after e_flags have 2. */
static void decode_header(struct elf_image *e, const uint8_t *at)
{
	struct elf_header *h = &e->header;
	size_t word = e->is_64 ? 8 : 4;
	const uint8_t *half = at + 24 + 3 * word + 4;

	h->type = (uint16_t)get_le(at + 16, 2);
	h->machine = (uint16_t)get_le(at + 18, 2);
	h->entry = get_le(at + 24, word);
	h->phoff = get_le(at + 24 + word, word);
	h->shoff = get_le(at + 24 + 2 * word, word);
	h->phentsize = (uint16_t)get_le(half + 2, 2);
	h->phnum = (uint16_t)get_le(half + 4, 2);
	h->shentsize = (uint16_t)get_le(half + 6, 2);
	h->shnum = (uint16_t)get_le(half + 8, 2);
	h->shstrndx = (uint16_t)get_le(half + 10, 2);
}

static bool check_ident(struct elf_image *e)
{
	const uint8_t *head = e->reader->head;
	size_t size = e->reader->head_size;

	if (size < HEADER_32)
		return image_refuse(e->error, ELF_SHORT, size, HEADER_32);
	if (!elf_recognise(e->reader))
		return image_refuse(e->error, ELF_MAGIC, 0, 0);
	e->is_64 = head[EI_CLASS] == ELFCLASS64;
	if (!e->is_64 && head[EI_CLASS] != ELFCLASS32)
		return image_refuse(e->error, ELF_CLASS, head[EI_CLASS],
				    ELFCLASS64);
	if (e->is_64 && size < HEADER_64)
		return image_refuse(e->error, ELF_SHORT, size, HEADER_64);
	if (head[EI_DATA] != ELFDATA2LSB)
		return image_refuse(e->error, ELF_BYTE_ORDER, head[EI_DATA],
				    ELFDATA2LSB);
	return true;
}

static bool check_header(struct elf_image *e)
{
	const struct elf_header *h = &e->header;
	unsigned int entry;

	if (!check_ident(e))
		return false;
	entry = e->is_64 ? PROGRAM_64 : PROGRAM_32;
	decode_header(e, e->reader->head);
	if (h->machine != EM_X86_64 && (e->is_64 || h->machine != EM_386))
		return image_refuse(e->error, ELF_MACHINE, h->machine,
				    e->is_64 ? EM_X86_64 : EM_386);
	if (h->type != ET_EXEC && h->type != ET_DYN)
		return image_refuse(e->error, ELF_TYPE, h->type, 0);
	if (h->phnum == 0 || h->phnum == PN_XNUM)
		return image_refuse(e->error, ELF_HEADER_COUNT, h->phnum,
				    PN_XNUM);
	if (h->phentsize < entry)
		return image_refuse(e->error, ELF_HEADER_SIZE, h->phentsize,
				    entry);
	if (!elf_within(h->phoff, (uint64_t)h->phnum * h->phentsize,
			e->reader->size))
		return image_refuse(e->error, ELF_HEADER_PLACE, h->phoff,
				    e->reader->size);
	return true;
}

/* --- program headers --------------------------------------------------- */

static struct elf64_phdr decode_program(bool is_64, const uint8_t *at)
{
	if (is_64) {
		struct elf64_phdr program;

		memcpy(&program, at, sizeof(program));
		return program;
	}
	return (struct elf64_phdr){
		.type = (uint32_t)get_le(at, 4),
		.offset = get_le(at + 4, 4),
		.vaddr = get_le(at + 8, 4),
		.paddr = get_le(at + 12, 4),
		.filesz = get_le(at + 16, 4),
		.memsz = get_le(at + 20, 4),
		.flags = (uint32_t)get_le(at + 24, 4),
		.align = get_le(at + 28, 4),
	};
}

static bool add_load(struct elf_image *e, const struct elf64_phdr *p)
{
	const struct image_segment segment = {
		.target = p->paddr,
		.vaddr = p->vaddr,
		.memory_size = p->memsz,
		.offset = p->offset,
		.file_size = p->filesz,
		.index = e->error->index,
	};

	/* Empty segments are seen at addresses that belong to others. */
	if (p->memsz == 0)
		return true;
	if (!elf_within(p->offset, p->filesz, e->reader->size))
		return image_refuse(e->error, ELF_SEGMENT_BYTES, p->offset,
				    e->reader->size);
	return image_add(e->image, &segment, e->error);
}

static void add_notes(struct elf_image *e, const struct elf64_phdr *p)
{
	struct image *image = e->image;

	if (image->note_cnt < IMAGE_NOTES &&
	    elf_within(p->offset, p->filesz, e->reader->size))
		image->notes[image->note_cnt++] = (struct image_notes){
			.offset = p->offset,
			.size = p->filesz,
		};
}

static bool take_program(struct elf_image *e, const struct elf64_phdr *p)
{
	if (p->type == PT_NOTE)
		add_notes(e, p);
	if (p->type == PT_INTERP)
		return image_refuse(e->error, ELF_INTERPRETER, 0, 0);
	return p->type != PT_LOAD || add_load(e, p);
}

static struct fw_status read_programs(struct elf_image *e)
{
	const struct elf_header *h = &e->header;

	for (uint32_t i = 0; i < h->phnum; i++) {
		uint8_t bytes[PROGRAM_64];
		struct elf64_phdr program;
		struct fw_status status = reader_read(
			e->reader, h->phoff + (uint64_t)i * h->phentsize, bytes,
			e->is_64 ? PROGRAM_64 : PROGRAM_32);

		if (fw_failed(status))
			return status;
		program = decode_program(e->is_64, bytes);
		e->error->index = i;
		if (!take_program(e, &program))
			return FW_LOAD_ERROR;
	}
	if (e->image->segment_cnt > 0)
		return FW_SUCCESS;
	image_refuse(e->error, ELF_NO_SEGMENT, h->phnum, 0);
	return FW_LOAD_ERROR;
}

/* --- the whole --------------------------------------------------------- */

/* The entry is a virtual address if it lies in a segment's virtual addresses,
 * and a physical one otherwise. */
static uint64_t entry_of(const struct image *image, uint64_t entry)
{
	for (size_t i = 0; i < image->segment_cnt; i++) {
		const struct image_segment *s = &image->segments[i];

		if (entry >= s->vaddr && entry - s->vaddr < s->memory_size)
			return entry - s->vaddr + s->target;
	}
	return entry;
}

static void take_sections(struct elf_image *e)
{
	const struct elf_header *h = &e->header;
	unsigned int least = e->is_64 ? 64 : 40;

	if (h->shnum > 0 && h->shentsize >= least &&
	    elf_within(h->shoff, (uint64_t)h->shnum * h->shentsize,
		       e->reader->size))
		e->image->sections = (struct image_sections){
			.offset = h->shoff,
			.cnt = h->shnum,
			.size = h->shentsize,
			.names = h->shstrndx,
		};
}

struct fw_status image_from_elf(struct image *ret, struct reader *reader,
				struct elf_error *error)
{
	struct elf_image e = {
		.reader = reader,
		.image = ret,
		.error = error,
	};
	struct fw_status status;

	*ret = (struct image){ 0 };
	*error = (struct elf_error){ .fault = ELF_GOOD };
	if (!check_header(&e))
		return FW_LOAD_ERROR;
	ret->is_64 = e.is_64;
	status = read_programs(&e);
	if (fw_failed(status))
		return status;
	image_measure(ret);
	ret->entry = entry_of(ret, e.header.entry);
	take_sections(&e);
	return FW_SUCCESS;
}
