/* SPDX-License-Identifier: BSD-2-Clause */
/* Before the kernel is entered. */
#include "efi/boot/crash/crash.h"

#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/boot/elf/elf_symbols.h"

/* What is taken: the room of the processor, the state, symbols, strings. */
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

static struct fw_status read_symbols(struct crash_facts *facts,
				     struct reader *file,
				     const struct elf_symbols *symbols,
				     uint8_t *to)
{
	uint8_t *strings = to + align_up(symbols->size, 8);
	struct fw_status status;

	if (symbols->size == 0)
		return FW_SUCCESS;
	status = reader_read(file, symbols->offset, to, symbols->size);
	if (!fw_failed(status))
		status = reader_read(file, symbols->strings_offset, strings,
				     symbols->strings_size);
	if (fw_failed(status))
		return status;
	strings[symbols->strings_size - 1] = '\0';
	facts->symbols = (const void *)to;
	facts->symbol_cnt =
		(size_t)(symbols->size / sizeof(struct crash_symbol));
	facts->strings = (const char *)strings;
	facts->strings_size = (size_t)symbols->strings_size;
	return FW_SUCCESS;
}

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

static struct fw_status take(struct boot *boot, struct reader *file,
			     struct elf_symbols *symbols, phys_addr_t *ret)
{
	struct placement_request request = {
		.what = "The explanation of a crash",
		.remedy = "set exceptions=off",
		.align = CPU_CRASH_ROOM,
		.owner = OWNER_LOADER,
		.name = "exceptions",
	};
	struct fw_status status = elf_find_symbols(symbols, file);

	if (fw_failed(status))
		return status;
	request.size =
		SYMBOLS_AT + align_up(symbols->size, 8) + symbols->strings_size;
	if (symbols->size && placement_try(&boot->placement, &request, ret))
		return FW_SUCCESS;
	symbols->size = 0;
	request.size = SYMBOLS_AT;
	return placement_take(&boot->placement, &request, ret);
}

struct fw_status crash_place(struct crash_state **ret, struct boot *boot,
			     struct reader *file, const struct elf_plan *plan,
			     const struct mbt_kernel *kernel)
{
	struct elf_symbols symbols;
	struct crash_state *state;
	struct fw_status status;
	phys_addr_t base;

	*ret = NULL;
	if (!is_possible(boot, kernel))
		return FW_SUCCESS;
	status = take(boot, file, &symbols, &base);
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
	return read_symbols(&state->facts, file, &symbols,
			    (uint8_t *)(uintptr_t)base + SYMBOLS_AT);
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
