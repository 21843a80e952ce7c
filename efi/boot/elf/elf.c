/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The plan: is the file sound, and what has to lie where.
 */
#include "efi/boot/elf/elf_reader.h"

const struct elf_machine elf_x86_64 = {
	.number = EM_X86_64,
	.relative = R_X86_64_RELATIVE,
};
const struct elf_machine elf_aarch64 = {
	.number = EM_AARCH64,
	.relative = R_AARCH64_RELATIVE,
};

/* --- the header ------------------------------------------------------ */

static bool check_ident(struct elf_reader *r)
{
	const uint8_t *ident = r->header.ident;

	if (r->size < sizeof(r->header))
		return refuse(r, ELF_SHORT, r->size, sizeof(r->header));
	memcpy(&r->header, r->bytes, sizeof(r->header));
	if (memcmp(ident, "\177ELF", 4) != 0)
		return refuse(r, ELF_MAGIC, 0, 0);
	if (ident[EI_CLASS] != ELFCLASS64)
		return refuse(r, ELF_CLASS, ident[EI_CLASS], ELFCLASS64);
	if (ident[EI_DATA] != ELFDATA2LSB)
		return refuse(r, ELF_BYTE_ORDER, ident[EI_DATA], ELFDATA2LSB);
	if (ident[EI_VERSION] != EV_CURRENT)
		return refuse(r, ELF_VERSION, ident[EI_VERSION], EV_CURRENT);
	return true;
}

static bool check_header(struct elf_reader *r, uint16_t machine)
{
	const struct elf_header *h = &r->header;

	if (!check_ident(r))
		return false;
	if (h->machine != machine)
		return refuse(r, ELF_MACHINE, h->machine, machine);
	if (h->type != ET_EXEC && h->type != ET_DYN)
		return refuse(r, ELF_TYPE, h->type, 0);
	if (h->version != EV_CURRENT)
		return refuse(r, ELF_VERSION, h->version, EV_CURRENT);
	if (h->phnum == 0 || h->phnum == PN_XNUM)
		return refuse(r, ELF_HEADER_COUNT, h->phnum, PN_XNUM);
	if (h->phentsize < sizeof(struct elf64_phdr))
		return refuse(r, ELF_HEADER_SIZE, h->phentsize,
			      sizeof(struct elf64_phdr));
	if (!elf_within(h->phoff, (uint64_t)h->phnum * h->phentsize, r->size))
		return refuse(r, ELF_HEADER_PLACE, h->phoff, r->size);
	return true;
}

/* --- segments -------------------------------------------------------- */

/* The page that holds the last byte must not be the last of all, so that no
 * end ever wraps. */
static bool segment_wraps(const struct elf64_phdr *p)
{
	return p->memsz > UINT64_MAX - PAGE_SIZE_4K ||
	       p->vaddr > UINT64_MAX - PAGE_SIZE_4K - p->memsz;
}

static bool check_segment(struct elf_reader *r, const struct elf64_phdr *p)
{
	if (p->filesz > p->memsz)
		return refuse(r, ELF_SEGMENT_SIZES, p->filesz, p->memsz);
	if (!elf_within(p->offset, p->filesz, r->size))
		return refuse(r, ELF_SEGMENT_BYTES, p->offset, r->size);
	if (segment_wraps(p))
		return refuse(r, ELF_SEGMENT_WRAPS, p->vaddr, p->memsz);
	if (p->align > 1 &&
	    (!is_power_of_two(p->align) || p->align > ELF_ALIGN_MAX))
		return refuse(r, ELF_SEGMENT_ALIGN, p->align, ELF_ALIGN_MAX);
	if ((p->flags & ELF_WRITE) && (p->flags & ELF_EXECUTE))
		return refuse(r, ELF_SEGMENT_RIGHTS, p->vaddr, 0);
	return true;
}

/* By vaddr; of equal ones the later stays behind. */
static bool add_segment(struct elf_reader *r, const struct elf64_phdr *p)
{
	struct elf_plan *plan = r->plan;
	size_t at = plan->segment_cnt;

	if (at == ELF_SEGMENTS)
		return refuse(r, ELF_MANY_SEGMENTS, at + 1, ELF_SEGMENTS);
	for (; at > 0 && plan->segments[at - 1].vaddr > p->vaddr; at--)
		plan->segments[at] = plan->segments[at - 1];
	plan->segments[at] = (struct elf_segment){
		.vaddr = p->vaddr,
		.memory_size = p->memsz,
		.offset = p->offset,
		.file_size = p->filesz,
		.rights = p->flags & (ELF_READ | ELF_WRITE | ELF_EXECUTE),
		.index = r->trouble->index,
	};
	plan->segment_cnt++;
	if (p->align > plan->align)
		plan->align = p->align;
	return true;
}

static bool read_program(struct elf_reader *r, const struct elf64_phdr *p)
{
	switch (p->type) {
	case PT_LOAD:
		if (p->memsz == 0 && p->filesz == 0)
			return true;
		return check_segment(r, p) && add_segment(r, p);
	case PT_INTERP:
		return refuse(r, ELF_INTERPRETER, 0, 0);
	case PT_DYNAMIC:
		r->dynamic = *p;
		return true;
	default:
		return true;
	}
}

static bool read_programs(struct elf_reader *r)
{
	const struct elf_header *h = &r->header;
	struct elf64_phdr program;

	for (uint32_t i = 0; i < h->phnum; i++) {
		memcpy(&program,
		       r->bytes + h->phoff + (uint64_t)i * h->phentsize,
		       sizeof(program));
		r->trouble->index = i;
		if (!read_program(r, &program))
			return false;
	}
	if (r->plan->segment_cnt == 0)
		return refuse(r, ELF_NO_SEGMENT, h->phnum, 0);
	return true;
}

static uint64_t segment_end(const struct elf_segment *s)
{
	return s->vaddr + s->memory_size;
}

/* A page has one set of rights, so two segments may not share it. */
static bool check_pages(struct elf_reader *r)
{
	const struct elf_plan *plan = r->plan;

	for (size_t i = 1; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		r->trouble->index = s->index;
		if (align_down(s->vaddr, PAGE_SIZE_4K) <
		    align_up(segment_end(s - 1), PAGE_SIZE_4K))
			return refuse(r, ELF_SEGMENT_MEETS, s->vaddr,
				      s[-1].index);
	}
	return true;
}

static bool check_entry(struct elf_reader *r)
{
	const struct elf_plan *plan = r->plan;

	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		if ((s->rights & ELF_EXECUTE) && plan->entry >= s->vaddr &&
		    plan->entry - s->vaddr < s->file_size)
			return true;
	}
	return refuse(r, ELF_ENTRY, plan->entry, 0);
}

static void measure(struct elf_plan *plan)
{
	const struct elf_segment *last = &plan->segments[plan->segment_cnt - 1];

	plan->base = align_down(plan->segments[0].vaddr, plan->align);
	plan->size = align_up(segment_end(last), PAGE_SIZE_4K) - plan->base;
}

/* --- all of it ------------------------------------------------------- */

static bool read_file(struct elf_reader *r, uint16_t machine)
{
	if (!check_header(r, machine) || !read_programs(r) || !check_pages(r))
		return false;
	measure(r->plan);
	r->plan->entry = r->header.entry;
	if (!check_entry(r))
		return false;
	r->plan->movable = r->header.type == ET_DYN;
	return !r->plan->movable || r->dynamic.type == 0 || elf_read_dynamic(r);
}

bool elf_plan(struct elf_plan *ret, const void *file, size_t size,
	      const struct elf_machine *machine, struct elf_trouble *trouble)
{
	struct elf_plan plan = {
		.relative = machine->relative,
		.align = PAGE_SIZE_4K,
	};
	struct elf_reader reader = {
		.bytes = file,
		.size = size,
		.plan = &plan,
		.trouble = trouble,
	};

	*trouble = (struct elf_trouble){ .fault = ELF_GOOD };
	if (!read_file(&reader, machine->number))
		return false;
	*ret = plan;
	return true;
}
