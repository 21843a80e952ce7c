/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/spcr.c: the serial port of the firmware's console. */
#include "tests/lib/test.h"

#include "core/firmware/spcr.h"
#include "tests/lib/givensrat.h"

enum { TYPE = 36, SPACE = 40, WIDTH = 41, ACCESS = 43, ADDRESS = 44 };

/* As in QEMU's virt: a PL011 at 0x09000000. In an allocation of its own length,
 * so that AddressSanitizer sees an overrun. */
static struct acpi_bytes table(size_t len)
{
	struct acpi_bytes ret = { calloc(1, len), len };

	memcpy(acpi_byte(&ret, 0), "SPCR", 4);
	*acpi_byte(&ret, 4) = (uint8_t)len;
	if (len > ADDRESS + 3) {
		*acpi_byte(&ret, TYPE) = 3;
		*acpi_byte(&ret, WIDTH) = 8;
		*acpi_byte(&ret, ADDRESS + 3) = 0x09;
	}
	acpi_sum_up(&ret);
	return ret;
}

/* The result for the table with one byte changed. */
static struct serial_port port_with(size_t at, uint8_t value)
{
	struct acpi_bytes spcr = table(80);
	struct serial_port port;

	*acpi_byte(&spcr, at) = value;
	acpi_sum_up(&spcr);
	port = spcr_port(&spcr);
	free(acpi_byte(&spcr, 0));
	return port;
}

TEST(a_pl011_has_an_address_and_words_for_registers)
{
	struct serial_port port = port_with(TYPE, 3);

	assert_int_equal(port.kind, SERIAL_PL011);
	assert_false(port.io);
	assert_int_equal(port.base, 0x09000000);
	assert_int_equal(port.stride, 4);
	assert_int_equal(port_with(TYPE, 0x0d).kind, SERIAL_PL011);
	assert_int_equal(port_with(TYPE, 0x0e).kind, SERIAL_PL011);
}

TEST(a_16550_has_the_stated_register_stride)
{
	struct acpi_bytes spcr = table(80);

	assert_int_equal(port_with(TYPE, 0).kind, SERIAL_16550);
	assert_int_equal(port_with(TYPE, 1).kind, SERIAL_16550);
	assert_int_equal(port_with(TYPE, 0x12).kind, SERIAL_16550);
	assert_int_equal(port_with(TYPE, 0).stride, 1);
	*acpi_byte(&spcr, TYPE) = 0x12;
	*acpi_byte(&spcr, WIDTH) = 32;
	acpi_sum_up(&spcr);
	assert_int_equal(spcr_port(&spcr).stride, 4);
	*acpi_byte(&spcr, WIDTH) = 16;
	acpi_sum_up(&spcr);
	assert_int_equal(spcr_port(&spcr).stride, 2);
	*acpi_byte(&spcr, WIDTH) = 64;
	acpi_sum_up(&spcr);
	assert_int_equal(spcr_port(&spcr).stride, 8);
	*acpi_byte(&spcr, ACCESS) = 2;
	acpi_sum_up(&spcr);
	assert_int_equal(spcr_port(&spcr).stride, 2);
	*acpi_byte(&spcr, ACCESS) = 9;
	*acpi_byte(&spcr, WIDTH) = 24;
	acpi_sum_up(&spcr);
	assert_int_equal(spcr_port(&spcr).stride, 1);
	free(acpi_byte(&spcr, 0));
}

TEST(io_ports_and_addresses_are_distinguished)
{
	assert_true(port_with(SPACE, 1).io);
	assert_int_equal(port_with(SPACE, 2).kind, SERIAL_NONE);
	assert_int_equal(port_with(SPACE, 0x7f).kind, SERIAL_NONE);
}

TEST(address_0_is_not_a_port)
{
	assert_int_equal(port_with(ADDRESS + 3, 0).kind, SERIAL_NONE);
	assert_int_equal(port_with(ADDRESS + 7, 0x80).base, 0x8000000009000000);
}

TEST(a_port_of_an_unknown_kind_is_reported)
{
	assert_int_equal(port_with(TYPE, 0x10).kind, SERIAL_OTHER);
	assert_int_equal(port_with(TYPE, 0x10).base, 0x09000000);
}

TEST(a_damaged_table_names_no_port)
{
	struct acpi_bytes none = { NULL, 0 };
	struct acpi_bytes spcr = table(80);

	assert_int_equal(spcr_port(&none).kind, SERIAL_NONE);
	*acpi_byte(&spcr, 60) = 1;
	assert_int_equal(spcr_port(&spcr).kind, SERIAL_NONE);
	free(acpi_byte(&spcr, 0));
	assert_int_equal(port_with(0, 'X').kind, SERIAL_NONE);
	assert_int_equal(port_with(4, 79).kind, SERIAL_NONE);
}

TEST(a_table_that_ends_before_its_address_names_no_port)
{
	for (size_t len = ACPI_HEADER_SIZE; len <= 52; len++) {
		struct acpi_bytes spcr = table(len);

		assert_int_equal(spcr_port(&spcr).kind,
				 len < 52 ? SERIAL_NONE : SERIAL_PL011);
		free(acpi_byte(&spcr, 0));
	}
}
