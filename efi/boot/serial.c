/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The 16550, and Arm's PrimeCell UART (PL011 TRM, 3.3). Both take what is to
 * be sent in their first register.
 */
#include "efi/boot/serial.h"

#include "efi/arch/cpu.h"

/* Which register, and its bit. */
enum { PL011_FLAGS = 6, PL011_FULL = 1 << 5 };
enum { UART_STATUS = 5, UART_FREE = 1 << 5 };

#define PATIENCE 100000

struct serial_port serial_at(uint16_t port)
{
	return (struct serial_port){
		.kind = port ? SERIAL_16550 : SERIAL_NONE,
		.io = true,
		.base = port,
		.stride = 1,
	};
}

/* A register that is 4 bytes wide has to be taken as a whole. */
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
	for (int i = 0; i < PATIENCE && !is_ready(port); i++)
		;
	put(port, (uint8_t)c);
}

static bool is_usable(const struct serial_port *port)
{
	if (port->kind != SERIAL_16550 && port->kind != SERIAL_PL011)
		return false;
	return port->io ? port->base <= UINT16_MAX - UART_STATUS
			: port->base % port->stride == 0;
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
