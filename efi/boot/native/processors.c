/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * smp=on: the other processors, which wait for the kernel, each on a stack of
 * its own with its mailbox at the top.
 */
#include "efi/boot/native/state.h"

#include "efi/arch/cpu.h"

/* More stay as the firmware left them. */
#define PROCESSORS_MAX 4096

static size_t bytes_for(size_t cnt)
{
	return sizeof(struct native_processors) +
	       cnt * sizeof(struct mbt_processor);
}

struct fw_status native_find_processors(struct boot *boot)
{
	struct native *native = boot->state;
	struct native_processors *all;
	struct acpi_bytes madt;
	size_t cnt;

	native->stack_cnt = 1;
	if (!boot->options->smp)
		return FW_SUCCESS;
	madt = acpi_find(boot->facts.rsdp, "APIC");
	cnt = (size_t)phys_min(processors_count(&madt), PROCESSORS_MAX);
	all = fw_alloc(boot->fw, bytes_for(cnt));
	if (!all)
		return loader_oom(boot->err, "The list of processors",
				  bytes_for(cnt));
	*all = (struct native_processors){
		.madt = madt,
		.fadt = acpi_find(boot->facts.rsdp, "FACP"),
		.counter_rate = processors_counter_rate(boot->fw),
	};
	if (cnt > 1 && cpu_low_page)
		all->low_page = fw_low_page(boot->fw);
	native->stack_cnt = cnt;
	native->processors = all;
	boot->facts.processors = all->entries;
	boot->facts.processor_cnt = cnt;
	return FW_SUCCESS;
}

/* Each has a page of its own, which holds what its exceptions need. */
static void *make_trampoline(const struct native *native, uint64_t id,
			     size_t index)
{
	void *page =
		(void *)(uintptr_t)(native->trampoline + index * PAGE_SIZE_4K);

	cpu_trampoline_make(page);
	if (native->crash)
		crash_install_on(
			native->crash, page,
			(void *)(uintptr_t)(native->rooms +
					    (index - 1) * CPU_CRASH_ROOM),
			id);
	return page;
}

static bool start(const struct boot *boot, const struct mbt_processor *p,
		  size_t index)
{
	const struct native *native = boot->state;
	const struct native_processors *all = native->processors;
	const void *trampoline = make_trampoline(native, p->id, index);
	struct mbt_mailbox *mailbox = (void *)(uintptr_t)p->mailbox;
	/* Where it stays, for one that begins when nobody waits any more. */
	struct cpu_entry *entry = (void *)(uintptr_t)p->stack_base;
	const struct cpu_start start = {
		.id = p->id,
		.trampoline = trampoline,
		.entry = entry,
		.waiting = &mailbox->goto_address,
		.counter_rate = all->counter_rate,
		.fadt = &all->fadt,
		.page = all->low_page,
		.stack = p->mailbox,
	};

	*entry = (struct cpu_entry){
		.page_table = native->cpu.page_table,
		.stack = p->mailbox,
		.entry = cpu_trampoline_park(trampoline),
		.table = p->mailbox,
		.magic = MBT_MAGIC,
	};
	return cpu_start(&start);
}

static bool add(void *ctx, const struct madt_processor *cpu, size_t index)
{
	struct boot *boot = ctx;
	const struct native *native = boot->state;
	struct mbt_processor p = {
		.id = cpu->id,
		.stack_base = native->cpu.stack_base +
			      index * native_stack_step(native),
		.stack_size = native->cpu.stack_size,
		.uid = cpu->uid,
	};

	if (index >= native->stack_cnt)
		return false;
	if (index == 0) {
		p.flags = MBT_PROCESSOR_BOOT;
	} else {
		p.mailbox = p.stack_base + p.stack_size -
			    sizeof(struct mbt_mailbox);
		if (!start(boot, &p, index)) {
			processors_say_lost(&boot->serial, cpu->id);
			return false;
		}
	}
	native->processors->entries[boot->facts.processor_cnt++] = p;
	return true;
}

void native_start_processors(struct boot *boot)
{
	const struct native *native = boot->state;

	if (!native->processors)
		return;
	boot->facts.processor_cnt = 0;
	processors_each(&native->processors->madt, add, boot);
}

void native_free_processors(struct boot *boot)
{
	const struct native *native = boot->state;

	if (!native->processors)
		return;
	fw_free_pages(boot->fw, native->processors->low_page, 1);
	fw_free(boot->fw, native->processors);
}
