/* SPDX-License-Identifier: BSD-2-Clause */
/* The processors ("MP Feature"), which are started meanwhile. */
#include "arch.h"
#include "efi/boot/limine/writer.h"

/* Bytes of a struct limine_mp_info. */
#define INFO_SIZE (ARCH_LIMINE_WIDE ? 40u : 32u)

static void put_info(struct writer *w, const struct cpu_limine_id *cpu)
{
	put_bytes(w, cpu->uid, 4);
	put_bytes(w, ARCH_LIMINE_WIDE ? 0 : cpu->id, 4);
	if (ARCH_LIMINE_WIDE)
		put(w, cpu->id);
	put(w, 0);
	put(w, 0);
	put(w, 0);
}

static bool start(struct writer *w, const struct cpu_limine_id *cpu,
		  uint64_t info, size_t index)
{
	const struct limine *limine = w->limine;
	const struct cpu_limine_mp mp = {
		.trampoline = (void *)(uintptr_t)limine->trampoline,
		.page = limine->low_page,
		.hhdm = limine->hhdm,
		.counter_rate = limine->counter_rate,
		.tables = &limine->tables,
		.settings = &limine->settings,
	};
	const struct cpu_limine_ap ap = {
		.id = cpu->id,
		.info = info,
		.stack = limine->hhdm + limine->stack +
			 (index + 1) * limine->stack_size,
	};

	return (mp.page || !cpu_limine_low_page) && cpu_limine_start(&mp, &ap);
}

static void say_lost(const struct writer *w, const struct cpu_limine_id *cpu)
{
	const struct sink out = serial_sink(&w->boot->serial);

	print(&out,
	      "memblock.efi: processor %ju does not start; it is left out.\n",
	      (uintmax_t)cpu->id);
}

/* The one that runs this is not started; its entry is there without a MADT,
 * too. Returns whether the entry counts. */
static bool put_cpu(struct writer *w, const struct cpu_limine_id *cpu,
		    size_t index)
{
	uint64_t info = here(w);

	put_info(w, cpu);
	if (!w->blob.memory || cpu->id == cpu_limine_self() ||
	    start(w, cpu, info, index))
		return true;
	say_lost(w, cpu);
	w->blob.used -= INFO_SIZE;
	return false;
}

void put_cpus(struct writer *w)
{
	const struct limine *limine = w->limine;
	struct cpu_limine_id cpu;
	size_t cnt = 0, index = 0;
	uint64_t first, list;

	if (!limine_asks(limine, LIMINE_MP))
		return;
	put_padding(w);
	first = here(w);
	for (size_t at = 0; cpu_limine_next(&cpu, &limine->tables.madt, &at);)
		/* The first stack is that of this processor. */
		cnt += put_cpu(w, &cpu,
			       cpu.id == cpu_limine_self() ? 0 : ++index);
	if (cnt == 0) {
		cpu = (struct cpu_limine_id){ 0, cpu_limine_self() };
		cnt += put_cpu(w, &cpu, 0);
	}
	list = put_pointers(w, first, cnt, INFO_SIZE);
	respond(w, LIMINE_MP, 0);
	if (ARCH_LIMINE_WIDE)
		put(w, cpu_limine_mode());
	else
		put_bytes(w, cpu_limine_mode(), 4);
	put_bytes(w, cpu_limine_self(), ARCH_LIMINE_WIDE ? 8 : 4);
	put(w, cnt);
	put(w, list);
}
