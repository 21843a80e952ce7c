/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A 64-bit Arm machine with ACPI: the serial port that the SPCR names, PSCI by
 * the conduit that the FADT names, and the semihosting of an emulator.
 */
#include "ovmf/kernel/machine.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "core/firmware/spcr.h"
#include "core/handoff/table.h"
#include "core/text/print.h"

/* Called by start.S. */
void machine_begin(const void *table, uint64_t magic);

static const struct sink out = { .write = machine_write };

enum psci { PSCI_NONE, PSCI_SMC, PSCI_HVC };

static struct serial_port port;
static enum psci psci;
/* Steps of the shutdown already tried: after an exception in one of them,
 * machine_end() continues with the next. */
static enum { RUNS, TELLS, ENDS, SWITCHES_OFF } stage;

/* --- the machine ----------------------------------------------------- */

/* FADT: ARM Boot Architecture Flags (ACPI 6.5, 5.2.9.4). */
enum { FADT_ARM_FLAGS = 129, FADT_LEAST_SIZE = 131 };
enum { FADT_PSCI = 1 << 0, FADT_HVC = 1 << 1 };

static enum psci find_psci(uint64_t rsdp)
{
	const struct acpi_bytes fadt = acpi_find(rsdp, "FACP");
	uint64_t flags;

	if (acpi_check(&fadt, "FACP", FADT_LEAST_SIZE) != ACPI_GOOD)
		return PSCI_NONE;
	flags = get_le(fadt.bytes + FADT_ARM_FLAGS, 2);
	if (!(flags & FADT_PSCI))
		return PSCI_NONE;
	return flags & FADT_HVC ? PSCI_HVC : PSCI_SMC;
}

/* The loader has mapped it, wherever it is. */
static struct serial_port find_port(uint64_t rsdp)
{
	const struct acpi_bytes spcr = acpi_find(rsdp, "SPCR");

	return spcr_port(&spcr);
}

static unsigned int exception_level(void)
{
	uint64_t value;

	__asm__("mrs %0, CurrentEL" : "=r"(value));
	return value >> 2 & 3;
}

/* Without a valid table there is no port, and kernel_main() exits at once. */
void machine_begin(const void *table, uint64_t magic)
{
	struct mbt_platform platform = { 0 };
	struct mbt_cpu cpu = { 0 };

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE) != MBT_OK)
		return;
	mbt_get_entry(mbt_find_section(table, MBT_PLATFORM), 0, &platform,
		      sizeof(platform));
	port = find_port(platform.rsdp);
	psci = find_psci(platform.rsdp);
	mbt_get_entry(mbt_find_section(table, MBT_CPU), 0, &cpu, sizeof(cpu));
	print(&out, "kernel: at EL%u\n", exception_level());
	if (exception_level() != (cpu.flags & MBT_CPU_EL2 ? 2 : 1)) {
		print_str(&out, "kernel: the table says otherwise\n");
		machine_end(1);
	}
}

/* --- text ------------------------------------------------------------ */

/* Registers of a PL011. */
enum { DATA = 0x00, FLAGS = 0x18 };
enum { FLAG_FULL = 1 << 5 };

static volatile uint32_t *reg(size_t offset)
{
	return (volatile uint32_t *)(uintptr_t)(port.base + offset);
}

static void put(char c)
{
	for (int i = 0; i < 100000 && (*reg(FLAGS) & FLAG_FULL); i++)
		;
	*reg(DATA) = (uint8_t)c;
}

void machine_write(void *ctx, const char *text, size_t len)
{
	(void)ctx;
	if (port.kind != SERIAL_PL011)
		return;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			put('\r');
		put(text[i]);
	}
}

/* --- shutdown -------------------------------------------------------- */

#define SEMIHOSTING_EXIT 0x18
#define APPLICATION_EXIT 0x20026
#define SYSTEM_OFF       0x84000008

/* Only an emulator or a debugger handles it; otherwise it is an exception. */
static void semihosting_exit(uint64_t status)
{
	const uint64_t block[] = { APPLICATION_EXIT, status };
	register uint64_t x0 __asm__("x0") = SEMIHOSTING_EXIT;
	register const uint64_t *x1 __asm__("x1") = block;

	__asm__ volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
}

static void switch_off(void)
{
	register uint64_t x0 __asm__("x0") = SYSTEM_OFF;

	if (psci == PSCI_HVC)
		__asm__ volatile("hvc #0" : "+r"(x0) : : "memory");
	if (psci == PSCI_SMC)
		__asm__ volatile("smc #0" : "+r"(x0) : : "memory");
}

bool machine_tells(void)
{
	bool runs = stage == RUNS;

	stage = runs ? TELLS : stage;
	return runs;
}

/* 16 separates our statuses from those that QEMU uses itself. */
_Noreturn void machine_end(int status)
{
	if (stage < ENDS) {
		stage = ENDS;
		semihosting_exit(16 + (uint64_t)status);
	}
	if (stage < SWITCHES_OFF) {
		stage = SWITCHES_OFF;
		switch_off();
	}
	machine_stop();
}

_Noreturn void machine_stop(void)
{
	for (;;)
		__asm__ volatile("wfi");
}

#define read_register(name)                                       \
	({                                                        \
		uint64_t value_;                                  \
		__asm__ volatile("mrs %0, " name : "=r"(value_)); \
		value_;                                           \
	})

uint64_t machine_self(void)
{
	return read_register("mpidr_el1") & UINT64_C(0xff00ffffff);
}

void machine_state(uint64_t ret[MACHINE_STATE])
{
	ret[0] = read_register("sctlr_el1");
	ret[1] = read_register("tcr_el1");
	ret[2] = read_register("ttbr0_el1");
	ret[3] = read_register("ttbr1_el1");
	ret[4] = read_register("mair_el1");
	ret[5] = read_register("cpacr_el1");
	ret[6] = read_register("currentel") | read_register("daif") |
		 read_register("spsel");
	ret[7] = read_register("tpidr_el1");
}

/* --- the firmware ---------------------------------------------------- */

typedef uint64_t service(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

uint64_t machine_service(uint64_t function, uint64_t a, uint64_t b, uint64_t c,
			 uint64_t d)
{
	return ((service *)function)(a, b, c, d);
}
