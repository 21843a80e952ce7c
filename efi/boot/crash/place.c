/* SPDX-License-Identifier: BSD-2-Clause */
/* Before the kernel is entered. */
#include "efi/boot/crash/crash.h"

#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/boot/elf/elf_symbols.h"

/* What is taken: the room of the processor, the state, the end of the kernel's
 * file, which has its symbols. */
#define STATE_AT   CPU_CRASH_ROOM
#define SYMBOLS_AT (STATE_AT + (size_t)align_up(sizeof(struct crash_state), 8))

struct range crash_image(const struct boot *boot)
{
	const struct capture_range *image = &boot->map.capture.image;

	return range_outward((struct range){ image->base, image->size },
			     PAGE_SIZE_4K);
}

/* A kernel at low addresses may hide the identity mapping. */
static bool is_possible(const struct boot *boot,
			const struct mbt_kernel *kernel)
{
	const struct range image = crash_image(boot);
	const struct range code = cpu_crash_code();

	return boot->options->exceptions && code.base >= image.base &&
	       range_end(code) <= range_end(image) &&
	       !range_overlaps(image, (struct range){ kernel->virt_base,
						      kernel->size });
}

/* --- symbols ----------------------------------------------------------- */

/*
 * The end of the file, after all segments: linkers put symbols, their names and
 * the section headers there. It is read at once and in the order of the file,
 * since on a FAT volume each step back makes the firmware walk the clusters
 * from the first one on.
 */
struct tail {
	struct reader reader; /* of the whole file, but reads only this */
	uint64_t begin;       /* offset in the file, a multiple of 8 */
	uint8_t *bytes;       /* up to the end of the file */
};

#define TAIL_MAX ((uint64_t)4 << 20)

static struct fw_status read_tail(struct reader *reader, uint64_t offset,
				  void *to, uint64_t len)
{
	const struct tail *tail = (const struct tail *)reader;

	if (offset < tail->begin)
		return FW_UNSUPPORTED;
	memcpy(to, tail->bytes + (offset - tail->begin), (size_t)len);
	return FW_SUCCESS;
}

/* bytes are not there yet. */
static struct tail find_tail(const struct reader *file,
			     const struct elf_plan *plan)
{
	struct tail ret = { .reader = *file };
	uint64_t end = file->size > TAIL_MAX ? file->size - TAIL_MAX : 0;

	for (size_t i = 0; i < plan->segment_cnt; i++)
		end = phys_max(end, plan->segments[i].offset +
					    plan->segments[i].file_size);
	ret.reader.read = read_tail;
	ret.begin = phys_min(align_up(end, 8), file->size);
	return ret;
}

/* A file without symbols there has none. */
static void add_symbols(struct crash_facts *facts, struct tail *tail)
{
	struct elf_symbols symbols;
	char *strings;

	if (!elf_find_symbols(&symbols, &tail->reader) ||
	    symbols.offset % 8 != 0 ||
	    phys_min(symbols.offset, symbols.strings_offset) < tail->begin)
		return;
	strings = (char *)tail->bytes + (symbols.strings_offset - tail->begin);
	strings[symbols.strings_size - 1] = '\0';
	facts->symbols =
		(const void *)(tail->bytes + (symbols.offset - tail->begin));
	facts->symbol_cnt =
		(size_t)(symbols.size / sizeof(struct crash_symbol));
	facts->strings = strings;
	facts->strings_size = (size_t)symbols.strings_size;
}

/* --- all of it --------------------------------------------------------- */

static void add_segments(struct crash_facts *facts, const struct elf_plan *plan)
{
	uint64_t bias = facts->kernel.load_bias;

	facts->segment_cnt = plan->segment_cnt;
	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		facts->segments[i] = (struct crash_segment){
			.base = align_down(s->vaddr, PAGE_SIZE_4K) + bias,
			.end = align_up(elf_segment_end(s), PAGE_SIZE_4K) +
			       bias,
			.write = s->p_flags & ELF_WRITE,
			.execute = s->p_flags & ELF_EXECUTE,
		};
	}
}
_Static_assert(CRASH_SEGMENTS >= ELF_SEGMENTS, "all segments");

/* Without room for the tail, there are no symbols. */
static struct fw_status take(struct boot *boot, struct tail *tail,
			     phys_addr_t *ret)
{
	struct placement_request request = {
		.what = "The explanation of a crash",
		.remedy = "set exceptions=off",
		.size = SYMBOLS_AT + tail->reader.size - tail->begin,
		.align = CPU_CRASH_ROOM,
		.owner = OWNER_LOADER,
		.name = "exceptions",
	};

	if (placement_try(&boot->placement, &request, ret))
		return FW_SUCCESS;
	tail->begin = tail->reader.size;
	request.size = SYMBOLS_AT;
	return placement_take(&boot->placement, &request, ret);
}

struct fw_status crash_place(struct crash_state **ret, struct boot *boot,
			     struct reader *file, const struct elf_plan *plan,
			     const struct mbt_kernel *kernel)
{
	struct tail tail = find_tail(file, plan);
	struct crash_state *state;
	struct fw_status status;
	phys_addr_t base;

	*ret = NULL;
	if (!is_possible(boot, kernel))
		return FW_SUCCESS;
	status = take(boot, &tail, &base);
	if (fw_failed(status))
		return status;
	state = (void *)(uintptr_t)(base + STATE_AT);
	memset(state, 0, sizeof(*state));
	state->facts.arch = cpu_crash_arch();
	state->facts.kernel = *kernel;
	state->facts.returned = cpu_crash_returned();
	str_copy(state->facts.path, sizeof(state->facts.path),
		 boot->options->kernel);
	add_segments(&state->facts, plan);
	*ret = state;
	tail.bytes = (uint8_t *)(uintptr_t)base + SYMBOLS_AT;
	if (tail.begin == file->size)
		return FW_SUCCESS;
	status = reader_read(file, tail.begin, tail.bytes,
			     file->size - tail.begin);
	if (!fw_failed(status))
		add_symbols(&state->facts, &tail);
	return status;
}

void crash_install(struct crash_state *state, const struct boot *boot,
		   void *trampoline, const struct mbt_cpu *cpu)
{
	const struct acpi_bytes fadt = acpi_find(boot->facts.rsdp, "FACP");

	state->facts.cpu = *cpu;
	state->serial = boot->serial;
	if (boot->facts.framebuffer_cnt)
		state->framebuffer = boot->framebuffers[0];
	state->fadt = cpu_crash_fadt(&fadt);
	cpu_crash_install(trampoline, (uint8_t *)state - STATE_AT, crash_handle,
			  state);
}

void crash_begin_clock(struct crash_state *state, uint64_t table)
{
	const struct mbt_header *header = (const void *)(uintptr_t)table;

	state->table = table;
	state->table_size = header->used_size;
	state->entered = cpu_counter();
}
