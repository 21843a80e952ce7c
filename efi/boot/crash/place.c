/* SPDX-License-Identifier: BSD-2-Clause */
/* Before the kernel is entered. */
#include "efi/boot/crash/crash.h"

#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/arch/processors.h"
#include "efi/boot/elf/elf_symbols.h"

/* What follows the kernel: the room of the processor, the state, the end of the
 * kernel's file, which has its symbols. */
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

	return code.base >= image.base && range_end(code) <= range_end(image) &&
	       !range_overlaps(image, (struct range){ kernel->virt_base,
						      kernel->size });
}

/* --- symbols ----------------------------------------------------------- */

#define TAIL_MAX ((uint64_t)4 << 20)

/* The end of the file, after all segments: linkers put symbols, their names and
 * the section headers there. */
static void plan_tail(struct elf_plan *plan, const struct reader *file)
{
	uint64_t end = file->size > TAIL_MAX ? file->size - TAIL_MAX : 0;

	for (size_t i = 0; i < plan->segment_cnt; i++)
		end = phys_max(end, plan->segments[i].offset +
					    plan->segments[i].file_size);
	plan->tail = (struct elf_tail){
		.begin = end,
		.size = file->size - end,
		/* Aligned as in the file. */
		.at = align_up(plan->size, CPU_CRASH_ROOM) + SYMBOLS_AT +
		      end % 8,
	};
}

/* A file of which only the tail is read, which is in memory. */
struct tail {
	struct reader reader;
	uint64_t begin; /* offset in the file */
	uint8_t *bytes; /* from there up to the end of the file */
};

static struct fw_status read_tail(struct reader *reader, uint64_t offset,
				  void *to, uint64_t len)
{
	const struct tail *tail = (const struct tail *)reader;

	if (offset < tail->begin)
		return FW_UNSUPPORTED;
	memcpy(to, tail->bytes + (offset - tail->begin), (size_t)len);
	return FW_SUCCESS;
}

/* A file without symbols there has none. */
static void add_symbols(struct crash_facts *facts, struct tail *tail)
{
	struct elf_symbols symbols;
	char *strings;

	tail->reader.read = read_tail;
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

static bool take(struct boot *boot, struct placement_request request,
		 struct elf_plan *plan, const struct reader *file,
		 phys_addr_t *ret)
{
	plan_tail(plan, file);
	request.size = plan->tail.at + plan->tail.size;
	request.align = phys_max(request.align, CPU_CRASH_ROOM);
	if (!placement_try(&boot->placement, &request, ret)) {
		plan->tail = (struct elf_tail){ 0 };
		return false;
	}
	placement_split(&boot->placement, plan->size, OWNER_LOADER,
			"exceptions");
	return true;
}

struct fw_status crash_take(struct boot *boot,
			    const struct placement_request *kernel,
			    struct elf_plan *plan, const struct reader *file,
			    const struct mbt_kernel *at, phys_addr_t *ret)
{
	bool wanted = boot->options->exceptions;
	bool possible = wanted && is_possible(boot, at);
	struct fw_status status;

	if (possible && take(boot, *kernel, plan, file, ret))
		return FW_SUCCESS;
	status = placement_take(&boot->placement, kernel, ret);
	if (wanted && !fw_failed(status))
		print(boot->say, "%s has no crash screen: %s.\n",
		      boot->options->kernel,
		      possible ? "there is no memory for it"
			       : "its addresses hide memblock.efi");
	return status;
}

struct crash_state *crash_place(const struct boot *boot,
				const struct reader *file,
				const struct elf_plan *plan,
				const struct mbt_kernel *kernel)
{
	uint8_t *memory = (uint8_t *)(uintptr_t)kernel->phys_base;
	struct crash_state *state =
		(void *)(memory + align_up(plan->size, CPU_CRASH_ROOM) +
			 STATE_AT);
	struct tail tail = { *file, plan->tail.begin, memory + plan->tail.at };

	memset(state, 0, sizeof(*state));
	state->facts.arch = cpu_crash_arch();
	state->facts.kernel = *kernel;
	state->facts.returned = cpu_crash_returned();
	str_copy(state->facts.path, sizeof(state->facts.path),
		 boot->options->kernel);
	add_segments(&state->facts, plan);
	add_symbols(&state->facts, &tail);
	return state;
}

void crash_install(struct crash_state *state, const struct boot *boot,
		   void *trampoline, const struct mbt_cpu *cpu,
		   size_t stack_cnt, uint64_t stack_step)
{
	const struct acpi_bytes fadt = acpi_find(boot->facts.rsdp, "FACP");

	state->facts.cpu = *cpu;
	state->facts.stack_cnt = stack_cnt;
	state->facts.stack_step = stack_step;
	state->serial = boot->serial;
	if (boot->facts.framebuffer_cnt)
		state->framebuffer = boot->framebuffers[0];
	state->fadt = cpu_crash_fadt(&fadt);
	crash_install_on(state, trampoline, (uint8_t *)state - STATE_AT,
			 cpu_self());
}

void crash_install_on(struct crash_state *state, void *trampoline, void *room,
		      uint64_t processor)
{
	cpu_crash_install(trampoline, room, processor, crash_handle, state);
}

void crash_begin_clock(struct crash_state *state, uint64_t table)
{
	const struct mbt_header *header = (const void *)(uintptr_t)table;

	state->table = table;
	state->table_size = header->used_size;
	state->entered = cpu_counter();
}
