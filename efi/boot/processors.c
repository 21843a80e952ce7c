/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/processors.h"

#include "efi/arch/limine.h"

/* The time in which a counter's rate is measured. */
#define MEASURE_US 10000

uint64_t processors_counter_rate(const struct firmware *fw)
{
	uint64_t rate = cpu_limine_counter_rate(), before;

	if (rate)
		return rate;
	before = cpu_counter();
	fw_stall(fw, MEASURE_US);
	return (cpu_counter() - before) * (1000000 / MEASURE_US);
}

size_t processors_each(const struct acpi_bytes *madt, processors_one *one,
		       void *ctx)
{
	struct madt_processor cpu = { 0 };
	size_t cnt = 0, index = 0;
	bool seen = false;

	for (size_t at = 0; madt_next_processor(&cpu, madt, &at);) {
		bool self = cpu.id == cpu_self();

		seen |= self;
		cnt += one(ctx, &cpu, self ? 0 : ++index);
	}
	if (!seen) {
		cpu = (struct madt_processor){ 0, cpu_self() };
		cnt += one(ctx, &cpu, 0);
	}
	return cnt;
}

static bool count(void *ctx, const struct madt_processor *cpu, size_t index)
{
	(void)ctx, (void)cpu, (void)index;
	return true;
}

size_t processors_count(const struct acpi_bytes *madt)
{
	return processors_each(madt, count, NULL);
}

void processors_say_lost(const struct serial_port *serial, uint64_t id)
{
	const struct sink out = serial_sink(serial);

	print(&out,
	      "memblock.efi: processor %ju does not start; it is left out.\n",
	      (uintmax_t)id);
}
