/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/limine/limine.h"

#include "arch.h"
#include "efi/arch/limine.h"
#include "efi/boot/limine/state.h"

/* --- recognition ------------------------------------------------------- */

/* Requests are searched where a loader writes its responses: in writable
 * segments. Beyond so many bytes of them only their beginnings are searched: a
 * kernel of our own protocol has no mark and is searched in vain, and FAT
 * drivers walk from the beginning of a file to what is read of it. */
#define SEARCH_ALL   ((uint64_t)32 * 1024)
#define SEARCH_BEGIN ((uint64_t)4 * 1024)
#define PIECE        4096
/* A request that lies in two pieces is seen in the second. */
#define OVERLAP 8

static bool is_high(const struct elf_plan *plan)
{
	return plan->is_pie || plan->segments[0].vaddr >= CPU_LIMINE_KERNEL;
}

static uint64_t writable_bytes(const struct elf_plan *plan)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < plan->segment_cnt; i++)
		if (plan->segments[i].p_flags & ELF_WRITE)
			sum += plan->segments[i].file_size;
	return sum;
}

/* Up to len bytes of the segment from the first multiple of 8 on. */
static bool search(const struct elf_segment *s, struct reader *file,
		   uint64_t len)
{
	uint64_t skip = align_up(s->vaddr, 8) - s->vaddr;
	uint64_t end = phys_min(s->file_size, len);
	uint8_t piece[PIECE];

	for (uint64_t at = skip; at + 16 <= end; at += PIECE - OVERLAP) {
		size_t size = (size_t)phys_min(end - at, PIECE);

		if (fw_failed(reader_read(file, s->offset + at, piece, size)))
			return false;
		if (limine_among(piece, size))
			return true;
	}
	return false;
}

static bool recognise(struct reader *file)
{
	struct elf_error error;
	struct elf_plan plan;
	uint64_t len;

	if (!elf_recognise(file) || !elf_plan(&plan, file, &ARCH_ELF, &error) ||
	    !is_high(&plan))
		return false;
	len = writable_bytes(&plan) > SEARCH_ALL ? SEARCH_BEGIN : UINT64_MAX;
	for (size_t i = 0; i < plan.segment_cnt; i++)
		if ((plan.segments[i].p_flags & ELF_WRITE) &&
		    search(&plan.segments[i], file, len))
			return true;
	return false;
}

/* With protocol=limine the whole image is searched, once it is loaded. */
static bool accepts(struct reader *file)
{
	return elf_recognise(file);
}

const struct boot_protocol boot_limine = {
	.id = PROTOCOL_LIMINE,
	.name = "a Limine kernel",
	.more_ranges = 1 + LIMINE_INTERNALS,
	.state_size = sizeof(struct limine),
	.recognise = recognise,
	.accepts = accepts,
	.plan = limine_plan,
	.place = limine_place,
	.describe = limine_describe,
	.enter = limine_enter,
	.release = limine_release,
};
