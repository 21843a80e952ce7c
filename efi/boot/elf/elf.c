/* SPDX-License-Identifier: BSD-2-Clause */
/* The plan: headers and segments. */
#include "efi/boot/elf/elf_loading.h"
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

static const uint8_t magic[] = { 0x7f, 'E', 'L', 'F' };

static bool has_magic(const uint8_t *bytes)
{
	return memcmp(bytes, magic, sizeof(magic)) == 0;
}

bool elf_recognise(const struct reader *file)
{
	return file->size >= sizeof(magic) && has_magic(file->head);
}

static bool check_ident(struct elf_reader *r)
{
	const uint8_t *ident = r->header.ident;

	if (r->file->size < sizeof(r->header))
		return refuse(r, ELF_SHORT, r->file->size, sizeof(r->header));
	if (!get(r, 0, &r->header, sizeof(r->header)))
		return false;
	if (!has_magic(ident))
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
	if (!elf_within(h->phoff, (uint64_t)h->phnum * h->phentsize,
			r->file->size))
		return refuse(r, ELF_HEADER_PLACE, h->phoff, r->file->size);
	return true;
}

/* --- segments -------------------------------------------------------- */

/* The page with the last byte must not be the last of all addresses, so that no
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
	if (!elf_within(p->offset, p->filesz, r->file->size))
		return refuse(r, ELF_SEGMENT_BYTES, p->offset, r->file->size);
	if (segment_wraps(p))
		return refuse(r, ELF_SEGMENT_WRAPS, p->vaddr, p->memsz);
	if (p->align > 1 &&
	    (!is_power_of_two(p->align) || p->align > ELF_ALIGN_MAX))
		return refuse(r, ELF_SEGMENT_ALIGN, p->align, ELF_ALIGN_MAX);
	return true;
}

/* Sorted by vaddr; equal ones keep their order. */
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
		.p_flags = p->flags & (ELF_READ | ELF_WRITE | ELF_EXECUTE),
		.index = r->error->index,
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
	case PT_GNU_STACK:
		r->plan->stack = p->memsz;
		return true;
	case PT_DYNAMIC:
		r->plan->dynamic = (struct elf_table){ p->vaddr, p->filesz };
		return true;
	default:
		return true;
	}
}

/* The program header with the index, which is below phnum. */
static bool get_program(struct elf_reader *r, uint32_t index,
			struct elf64_phdr *ret)
{
	const struct elf_header *h = &r->header;

	return get(r, h->phoff + (uint64_t)index * h->phentsize, ret,
		   sizeof(*ret));
}

static bool read_programs(struct elf_reader *r)
{
	struct elf64_phdr program;

	for (uint32_t i = 0; i < r->header.phnum; i++) {
		r->error->index = i;
		if (!get_program(r, i, &program) || !read_program(r, &program))
			return false;
	}
	if (r->plan->segment_cnt == 0)
		return refuse(r, ELF_NO_SEGMENT, r->header.phnum, 0);
	return true;
}

static void measure(struct elf_plan *plan)
{
	uint64_t end = 0;

	for (size_t i = 0; i < plan->segment_cnt; i++)
		end = phys_max(end, elf_segment_end(&plan->segments[i]));
	plan->base = align_down(plan->segments[0].vaddr, plan->align);
	plan->size = align_up(end, PAGE_SIZE_4K) - plan->base;
}

/* --- all of it ------------------------------------------------------- */

/* It is read once its segment is in memory: in the file it may lie far after
 * the headers, and what lies before would be looked for again. */
static bool check_dynamic(struct elf_reader *r)
{
	struct elf_table *dynamic = &r->plan->dynamic;

	if (!r->plan->is_pie)
		dynamic->size = 0;
	return dynamic->size == 0 || elf_is_loaded_(r->plan, dynamic) ||
	       refuse(r, ELF_DYNAMIC, DT_NULL, dynamic->vaddr);
}

static bool read_file(struct elf_reader *r, uint16_t machine)
{
	if (!check_header(r, machine) || !read_programs(r))
		return false;
	measure(r->plan);
	r->plan->entry = r->header.entry;
	r->plan->is_pie = r->header.type == ET_DYN;
	return check_dynamic(r);
}

bool elf_plan(struct elf_plan *ret, struct reader *file,
	      const struct elf_machine *machine, struct elf_error *error)
{
	struct elf_plan plan = {
		.relative = machine->relative,
		.align = PAGE_SIZE_4K,
	};
	struct elf_reader reader = {
		.file = file,
		.plan = &plan,
		.error = error,
	};

	*error = (struct elf_error){ .fault = ELF_GOOD };
	if (!read_file(&reader, machine->number))
		return false;
	*ret = plan;
	return true;
}
