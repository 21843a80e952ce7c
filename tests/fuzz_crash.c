/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A crash with any registers, symbols and stack: what is said about it fits on
 * a screen, and nothing outside the symbols and their strings is read. The
 * input is registers, then symbols, then strings.
 */
#include <stdlib.h>
#include <string.h>

#include "core/crash/crash.h"
#include "efi/boot/elf/elf_symbols.h"

#define HIGH   UINT64_C(0xffffffff80000000)
#define SCREEN 16384

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
	if (!right)
		abort();
}

/* A stack that leads anywhere. */
static uint64_t read_word(void *ctx, uint64_t address)
{
	const struct crash_cpu *cpu = ctx;

	return cpu->general[address / 8 % CRASH_REGISTERS];
}

static void print_it(const struct crash_facts *facts,
		     const struct crash_cpu *cpu)
{
	static char text[SCREEN];
	struct buffer buffer;
	const struct sink out = buffer_sink(&buffer, text, sizeof(text));
	const struct crash crash = {
		.facts = facts,
		.cpu = cpu,
		.read = read_word,
		.read_ctx = (void *)cpu,
	};
	int lines = 0;

	crash_print(&out, &crash);
	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	check(strncmp(text, "\n" CRASH_BEGIN, sizeof(CRASH_BEGIN)) == 0);
	check(buffer.need >= sizeof(text) || lines < 45);
}

/* The file as a whole may be one with symbols. */
static void find_symbols(const uint8_t *data, size_t size)
{
	struct reader file = reader_from_memory(data, size);
	struct elf_symbols found;

	if (!elf_find_symbols(&found, &file))
		return;
	check(found.size <= size && found.offset <= size - found.size);
	check(found.strings_size <= size &&
	      found.strings_offset <= size - found.strings_size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crash_cpu cpu;
	struct crash_facts facts = {
		.kernel = { .virt_base = HIGH, .size = 0x4000 },
		.cpu = { .direct_map = UINT64_C(0xffff800000000000),
			 .guard_base = 0x10000,
			 .levels = 4 },
		.stack_cnt = 2,
		.stack_step = 0x3000,
		.segment_cnt = 2,
		.segments = { { HIGH, HIGH + 0x2000, false, true },
			      { HIGH + 0x2000, HIGH + 0x4000, true, false } },
		.returned = 0x5000,
	};
	struct crash_symbol *symbols;
	char *strings;

	find_symbols(data, size);
	if (size < sizeof(cpu) + 2)
		return 0;
	memcpy(&cpu, data, sizeof(cpu));
	data += sizeof(cpu), size -= sizeof(cpu);
	facts.arch = *data & 1 ? &crash_x86_64 : &crash_aarch64;
	facts.symbol_cnt = (size / 2) / sizeof(*symbols);
	facts.strings_size = size - facts.symbol_cnt * sizeof(*symbols);
	symbols = malloc(facts.symbol_cnt * sizeof(*symbols) + 1);
	strings = malloc(facts.strings_size);
	memcpy(symbols, data, facts.symbol_cnt * sizeof(*symbols));
	memcpy(strings, data + facts.symbol_cnt * sizeof(*symbols),
	       facts.strings_size);
	strings[facts.strings_size - 1] = '\0';
	facts.symbols = symbols;
	facts.strings = strings;
	print_it(&facts, &cpu);
	free(symbols);
	free(strings);
	return 0;
}
