/* SPDX-License-Identifier: BSD-2-Clause */
/* The processors ("MP Feature"), which are started meanwhile. */
#include "arch.h"
#include "efi/boot/limine/writer.h"
#include "efi/boot/processors.h"

/* Bytes of a struct limine_mp_info. */
#define INFO_SIZE (ARCH_LIMINE_WIDE ? 40u : 32u)

static void put_info(struct writer *w, const struct madt_processor *cpu)
{
	put_bytes(w, cpu->uid, 4);
	put_bytes(w, ARCH_LIMINE_WIDE ? 0 : cpu->id, 4);
	if (ARCH_LIMINE_WIDE)
		put(w, cpu->id);
	put(w, 0);
	put(w, 0);
	put(w, 0);
}

static bool start(struct writer *w, const struct madt_processor *cpu,
		  uint64_t info, size_t index)
{
	const struct limine *limine = w->limine;
	const struct cpu_limine_tables *tables = &limine->tables;
	void *trampoline = (void *)(uintptr_t)limine->trampoline;
	uint64_t end = limine->stack + (index + 1) * limine->stack_size;
	const struct cpu_limine_ap ap = { limine->hhdm + end, info };
	const struct cpu_start start = {
		.id = cpu->id,
		.trampoline = trampoline,
		.waiting = cpu_limine_park(trampoline, limine->hhdm, &ap),
		.counter_rate = limine->counter_rate,
		.fadt = &tables->fadt,
		.page = limine->low_page,
		.stack = end,
		.silence =
			limine->settings.revision >= 5 ? &tables->madt : NULL,
	};

	return cpu_start(&start);
}

/* The one that runs this is not started. Returns whether the entry counts. */
static bool put_cpu(void *ctx, const struct madt_processor *cpu, size_t index)
{
	struct writer *w = ctx;
	uint64_t info = here(w);

	put_info(w, cpu);
	if (!w->blob.memory || index == 0 || start(w, cpu, info, index))
		return true;
	processors_say_lost(&w->boot->serial, cpu->id);
	w->blob.used -= INFO_SIZE;
	return false;
}

void put_cpus(struct writer *w)
{
	const struct limine *limine = w->limine;
	uint64_t first, list;
	size_t cnt;

	if (!limine_asks(limine, LIMINE_MP))
		return;
	put_padding(w);
	first = here(w);
	cnt = processors_each(&limine->tables.madt, put_cpu, w);
	list = put_pointers(w, first, cnt, INFO_SIZE);
	respond(w, LIMINE_MP, 0);
	if (ARCH_LIMINE_WIDE)
		put(w, cpu_limine_mode());
	else
		put_bytes(w, cpu_limine_mode(), 4);
	put_bytes(w, cpu_self(), ARCH_LIMINE_WIDE ? 8 : 4);
	put(w, cnt);
	put(w, list);
}
