/* SPDX-License-Identifier: BSD-2-Clause */
/* After the crash. */
#include "efi/boot/crash/crash.h"

#include "core/table/crc.h"
#include "efi/arch/cpu.h"

static uint64_t read_word(void *ctx, uint64_t address)
{
	(void)ctx;
	return *(const volatile uint64_t *)(uintptr_t)address;
}

/* NULL when the kernel has changed it. */
static const void *table_of(const struct crash_state *state)
{
	struct mbt_header *header = (void *)(uintptr_t)state->table;
	uint32_t crc = header->crc32;
	bool same;

	header->crc32 = 0;
	same = table_crc32((const void *)header, state->table_size) == crc;
	header->crc32 = crc;
	return same ? header : NULL;
}

/* Without a clock only a key restarts the machine. */
static void wait(const struct crash_state *state, uint64_t rate)
{
	uint64_t begun = cpu_counter();

	while (!cpu_crash_key() && !serial_receives(&state->serial))
		if (rate && (cpu_counter() - begun) / rate >= CRASH_SECONDS)
			break;
}

static void show_on_screen(const struct crash_state *state,
			   const struct crash *crash)
{
	struct crash_screen screen;
	const struct sink pixels = { crash_screen_write, &screen };

	if (!crash_screen_begin(&screen, &state->framebuffer))
		return;
	crash_print(&pixels, crash);
	crash_print_end(&pixels);
}

/* Others may crash for the same reason: what is said is about the first. */
static bool claim(struct crash_state *state, uint64_t processor)
{
	uint64_t none = 0;

	return __atomic_compare_exchange_n(
		       &state->claimed, &none, processor + 1, false,
		       __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST) ||
	       none == processor + 1;
}

/*
 * What is read to explain the crash may raise an exception as well, above all
 * with page tables of the kernel. Then the first one is told again on the
 * serial line, without anything that has to be read. A third one is due to the
 * serial port itself.
 */
void crash_handle(void *ctx, const struct crash_cpu *cpu)
{
	struct crash_state *state = ctx;
	uint64_t now = cpu_counter();
	uint64_t rate = cpu_crash_rate(state->fadt);
	const struct sink line = serial_sink(&state->serial);
	struct crash crash = {
		.facts = &state->facts,
		.cpu = &state->cpu,
		.clock = rate >= 1000000,
	};

	if (!claim(state, cpu->processor))
		cpu_stop();
	if (++state->crashes > 2)
		cpu_crash_reset(state->fadt);
	if (crash.clock)
		crash.entered_us = (now - state->entered) / (rate / 1000000);
	if (state->crashes == 1) {
		state->cpu = *cpu;
		crash.table = table_of(state);
		crash.read = read_word;
	}
	crash_print(&line, &crash);
	if (state->crashes == 1)
		show_on_screen(state, &crash);
	crash_print_end(&line);
	wait(state, rate);
	cpu_crash_reset(state->fadt);
}
