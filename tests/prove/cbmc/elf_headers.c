/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Steps of the reader of ELF files: the header, a program header, a segment. A
 * file of any size; read() proves that the bytes
 * are in the file, and leaves what was there before, which is anything.
 *
 * UNWIND 66
 */
#include "core/base/bytes.c"
#include "efi/boot/elf/elf.c"
#include "efi/boot/elf/elf_dynamic.c"
#include "tests/prove/cbmc/any.h"

static struct fw_status read_any(struct reader *reader, uint64_t offset,
				 void *to, uint64_t len)
{
	(void)to;
	PROVE(elf_within(offset, len, reader->size));
	return nondet_bool() ? FW_SUCCESS : FW_LOAD_ERROR;
}

/* None of its bytes are in head[]. */
static struct reader any_file(void)
{
	struct reader reader = { .size = nondet_u64(), .read = read_any };

	ASSUME(reader.size > 0);
	return reader;
}

static struct elf_reader reader_of(struct reader *file, struct elf_plan *plan,
				   struct elf_error *error)
{
	struct elf_reader r = { .file = file, .plan = plan, .error = error };

	*plan = (struct elf_plan){ .align = PAGE_SIZE_4K };
	*error = (struct elf_error){ .fault = ELF_GOOD };
	memcpy(&r.header, any_bytes(sizeof(r.header)), sizeof(r.header));
	return r;
}

/* After an accepted header, every program header lies in the file; they may be
 * longer than those of today. */
static void read_program_of(uint16_t size)
{
	struct reader file = any_file();
	struct elf_error error;
	struct elf_plan plan;
	struct elf_reader r = reader_of(&file, &plan, &error);
	uint32_t index = nondet_u32();
	struct elf64_phdr program;

	r.header.phentsize = size;
	if (!check_header(&r, EM_X86_64))
		return;
	PROVE(r.header.phnum > 0);
	ASSUME(index < r.header.phnum);
	get_program(&r, index, &program);
}

void elf_program_header(void)
{
	read_program_of(sizeof(struct elf64_phdr));
}

void elf_program_header_long(void)
{
	read_program_of(64);
}

/* Any program header, after cnt segments: an accepted segment has its bytes in
 * the file, its memory does not wrap, and the plan has room for it. */
static void read_segment_after(size_t cnt)
{
	struct reader file = any_file();
	struct elf_error error;
	struct elf_plan plan;
	struct elf_reader r = reader_of(&file, &plan, &error);
	struct elf64_phdr program;

	memcpy(&program, any_bytes(sizeof(program)), sizeof(program));
	plan.segment_cnt = cnt;
	for (size_t i = 0; i < cnt; i++)
		plan.segments[i].vaddr = nondet_u64();
	if (!read_program(&r, &program) || plan.segment_cnt == cnt)
		return;
	PROVE(plan.segment_cnt == cnt + 1 && plan.segment_cnt <= ELF_SEGMENTS);
	PROVE(elf_within(program.offset, program.filesz, file.size));
	PROVE(program.filesz <= program.memsz);
	PROVE(program.vaddr + program.memsz >= program.vaddr);
	PROVE(program.vaddr + program.memsz <= UINT64_MAX - PAGE_SIZE_4K);
}

void elf_first_segment(void)
{
	read_segment_after(0);
}

void elf_last_segment(void)
{
	read_segment_after(ELF_SEGMENTS - 1);
}

void elf_one_segment_more(void)
{
	read_segment_after(ELF_SEGMENTS);
}
