/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/limine/limine.h"

#include "arch.h"
#include "efi/arch/limine.h"
#include "efi/boot/limine/state.h"

/* --- recognition ------------------------------------------------------- */

/* Requests are searched where a loader writes its responses: in writable
 * segments. A kernel of our own protocol has no mark and is searched in vain,
 * so that of a large segment only what is in the file's head is looked at. */
#define SEARCH_ALL ((uint64_t)64 * 1024)
#define PIECE      4096
/* A request that lies in two pieces is seen in the second. */
#define OVERLAP 8

static bool is_high(const struct elf_plan *plan)
{
	return plan->is_pie || plan->segments[0].vaddr >= CPU_LIMINE_KERNEL;
}

static bool search_head(const struct reader *file, uint64_t at, uint64_t end)
{
	end = phys_min(end, file->head_size);
	return at < end && limine_among(file->head + at, (size_t)(end - at));
}

static bool search_pieces(struct reader *file, uint64_t at, uint64_t end)
{
	uint8_t piece[PIECE];

	for (; at + 16 <= end; at += PIECE - OVERLAP) {
		size_t size = (size_t)phys_min(end - at, PIECE);

		if (fw_failed(reader_read(file, at, piece, size)))
			return false;
		if (limine_among(piece, size))
			return true;
	}
	return false;
}

/* From the first multiple of 8 in memory on. */
static bool search(const struct elf_segment *s, struct reader *file)
{
	uint64_t at = s->offset + (align_up(s->vaddr, 8) - s->vaddr);
	uint64_t end = s->offset + s->file_size;

	if (search_head(file, at, end))
		return true;
	if (s->file_size > SEARCH_ALL || end <= file->head_size)
		return false;
	if (at < file->head_size)
		at += align_down(file->head_size - at, 8) - OVERLAP;
	return search_pieces(file, at, end);
}

static bool recognise(struct reader *file)
{
	struct elf_error error;
	struct elf_plan plan;

	if (!elf_recognise(file) || !elf_plan(&plan, file, &ARCH_ELF, &error) ||
	    !is_high(&plan))
		return false;
	for (size_t i = 0; i < plan.segment_cnt; i++)
		if ((plan.segments[i].p_flags & ELF_WRITE) &&
		    search(&plan.segments[i], file))
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
