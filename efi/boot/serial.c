/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The 16550 and Arm's PrimeCell UART (PL011 TRM, 3.3). Bytes to be sent are
 * written to the first register of either.
 */
#include "efi/boot/serial.h"

#include "efi/arch/cpu.h"

/* A register and a bit of it. */
enum { DATA = 0 };
enum { PL011_FLAGS = 6, PL011_FULL = 1 << 5, PL011_EMPTY = 1 << 4 };
enum {
	UART_STATUS = 5,
	UART_SCRATCH = 7,
	UART_FREE = 1 << 5,
	UART_RECEIVED = 1 << 0
};

/* Polls of a status register before a byte is sent regardless. */
#define READY_POLLS 100000

struct serial_port serial_at(uint16_t port)
{
	return (struct serial_port){
		.kind = port ? SERIAL_16550 : SERIAL_NONE,
		.io = true,
		.base = port,
		.stride = 1,
	};
}

struct serial_port serial_find(uint64_t rsdp, uint16_t port)
{
	const struct acpi_bytes spcr = acpi_find(rsdp, "SPCR");
	const struct serial_port found = spcr_port(&spcr);

	return found.kind == SERIAL_NONE || found.kind == SERIAL_OTHER
		       ? serial_at(port)
		       : found;
}

/* A register of 4 bytes may only be read as a whole. */
static uint32_t get(const struct serial_port *port, unsigned int index)
{
	uintptr_t at = (uintptr_t)port->base + index * port->stride;

	if (port->io)
		return cpu_port_read((uint16_t)at);
	return port->stride == 4 ? *(volatile uint32_t *)at
				 : *(volatile uint8_t *)at;
}

static void put(const struct serial_port *port, uint8_t byte)
{
	uintptr_t at = (uintptr_t)port->base;

	if (port->io)
		cpu_port_write((uint16_t)at, byte);
	else if (port->stride == 4)
		*(volatile uint32_t *)at = byte;
	else
		*(volatile uint8_t *)at = byte;
}

static bool is_ready(const struct serial_port *port)
{
	if (port->kind == SERIAL_PL011)
		return !(get(port, PL011_FLAGS) & PL011_FULL);
	return get(port, UART_STATUS) & UART_FREE;
}

static void send(const struct serial_port *port, char c)
{
	for (int i = 0; i < READY_POLLS && !is_ready(port); i++)
		;
	put(port, (uint8_t)c);
}

static bool is_usable(const struct serial_port *port)
{
	if (port->kind != SERIAL_16550 && port->kind != SERIAL_PL011)
		return false;
	return port->io ? port->base <= UINT16_MAX - UART_SCRATCH
			: port->base % port->stride == 0;
}

/* Scratch registers keep what is written; elsewhere all bits are 1. */
static bool has_scratch(uint16_t port)
{
	cpu_port_write(port + UART_SCRATCH, 0x5a);
	return cpu_port_read(port + UART_SCRATCH) == 0x5a;
}

bool serial_describe(struct mbt_serial *ret, const struct serial_port *port)
{
	if (!is_usable(port) ||
	    (!port->spcr && !has_scratch((uint16_t)port->base)))
		return false;
	*ret = (struct mbt_serial){
		.base = port->base,
		.kind = port->kind == SERIAL_PL011 ? MBT_SERIAL_PL011
						   : MBT_SERIAL_16550,
		.stride = port->stride,
		.flags = (port->io ? MBT_SERIAL_IO : 0) |
			 (port->spcr ? MBT_SERIAL_SPCR : 0),
	};
	return true;
}

static void write_text(void *ctx, const char *text, size_t len)
{
	const struct serial_port *port = ctx;

	for (size_t i = 0; i < len && is_usable(port); i++) {
		if (text[i] == '\n')
			send(port, '\r');
		send(port, text[i]);
	}
}

struct sink serial_sink(const struct serial_port *port)
{
	return (struct sink){ .write = write_text, .ctx = (void *)port };
}

bool serial_receives(const struct serial_port *port)
{
	uint32_t has;

	if (!is_usable(port))
		return false;
	has = port->kind == SERIAL_PL011
		      ? ~get(port, PL011_FLAGS) & PL011_EMPTY
		      : get(port, UART_STATUS) & UART_RECEIVED;
	if (has)
		(void)get(port, DATA);
	return has;
}

_Noreturn void serial_stop(const struct serial_port *port, const char *why)
{
	const struct sink line = serial_sink(port);

	print(&line, "memblock.efi: %s; the machine stops, restart it.\n", why);
	cpu_stop();
}
