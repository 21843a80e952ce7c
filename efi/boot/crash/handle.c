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

static const void *table_of(const struct crash_state *state)
{
	const void *table = (const void *)(uintptr_t)state->table;

	return table_crc32(table, state->table_size) == state->table_crc ? table
									 : NULL;
}

/* Without a clock only a key restarts the machine. */
static void wait(const struct crash_state *state, uint64_t rate)
{
	uint64_t begun = cpu_counter();

	while (!cpu_crash_key() && !serial_receives(&state->serial))
		if (rate && (cpu_counter() - begun) / rate >= CRASH_SECONDS)
			break;
}

static void show(const struct crash_state *state, const struct crash *crash)
{
	struct crash_screen screen;
	const struct sink line = serial_sink(&state->serial);
	const struct sink pixels = { crash_screen_write, &screen };

	crash_print(&line, crash);
	if (crash_screen_begin(&screen, &state->framebuffer)) {
		crash_print(&pixels, crash);
		crash_print_end(&pixels);
	}
	crash_print_end(&line);
}

void crash_handle(void *ctx, const struct crash_cpu *cpu)
{
	struct crash_state *state = ctx;
	uint64_t now = cpu_counter();
	uint64_t rate = cpu_crash_rate(state->fadt);
	const struct sink line = serial_sink(&state->serial);
	struct crash crash = {
		.facts = &state->facts,
		.cpu = cpu,
		.clock = rate >= 1000000,
		.read = read_word,
	};

	/* What was to be shown cannot be read; the last time it is the serial
	 * port itself. */
	if (state->crashes++ > 1)
		cpu_crash_reset(state->fadt);
	if (state->crashes > 1) {
		print(&line, "\nAnother exception at 0x%jx.\n",
		      (uintmax_t)cpu->pc);
		crash_print_end(&line);
	} else {
		if (crash.clock)
			crash.entered_us =
				(now - state->entered) / (rate / 1000000);
		crash.table = table_of(state);
		show(state, &crash);
	}
	wait(state, rate);
	cpu_crash_reset(state->fadt);
}
