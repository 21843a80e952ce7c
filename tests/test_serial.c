/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/serial.c: characters to registers, in memory or at I/O ports. */
#include "tests/lib/test.h"

#include "efi/boot/serial.h"
#include "tests/lib/fake_cpu.h"

/* Registers that accept everything and remember the last byte. */
static uint32_t words[16];
static uint8_t bytes[16];

static void say(struct serial_port port, const char *text)
{
	struct sink out = serial_sink(&port);

	memset(&fake_cpu, 0, sizeof(fake_cpu));
	print_str(&out, text);
}

static struct serial_port in_memory(enum serial_kind kind, void *registers,
				    uint8_t stride)
{
	return (struct serial_port){
		.kind = kind,
		.base = (uintptr_t)registers,
		.stride = stride,
	};
}

static TEST_STEP(set_up)
{
	memset(words, 0, sizeof(words));
	memset(bytes, 0, sizeof(bytes));
	return 0;
}

FIXTURE(set_up, NULL);

TEST(a_line_at_a_port_is_written_to)
{
	say(serial_at(0x2f8), "hello\n");
	assert_string_equal(fake_cpu.said, "hello\n");
	assert_int_equal(fake_cpu.returns, 1);
	assert_int_equal(fake_cpu.port, 0x2f8);
	assert_int_equal(fake_cpu.status, 0x2fd);
}

TEST(without_a_port_text_is_discarded)
{
	say(serial_at(0), "hello");
	assert_int_equal(fake_cpu.len, 0);
	say(in_memory(SERIAL_OTHER, words, 4), "hello");
	assert_int_equal(words[0], 0);
}

TEST(registers_in_memory_have_the_stated_width)
{
	words[6] = 0x90; /* empty, and other bits */
	memset(words + 1, 0xff, 4);
	say(in_memory(SERIAL_PL011, words, 4), "ab");
	assert_int_equal(words[0], 'b');
	assert_int_equal(words[1], UINT32_MAX);
	words[5] = 0x60;
	say(in_memory(SERIAL_16550, words, 4), "cd");
	assert_int_equal(words[0], 'd');
	bytes[1] = 0xff;
	bytes[5] = 0x20;
	say(in_memory(SERIAL_16550, bytes, 1), "ef");
	assert_int_equal(bytes[0], 'f');
	assert_int_equal(bytes[1], 0xff);
}

TEST(a_kernel_is_told_of_ports_that_are_there)
{
	struct serial_port port = in_memory(SERIAL_PL011, words, 4);
	struct mbt_serial told = { 0 };

	port.spcr = true;
	assert_true(serial_describe(&told, &port));
	assert_int_equal(told.base, (uintptr_t)words);
	assert_int_equal(told.kind, MBT_SERIAL_PL011);
	assert_int_equal(told.stride, 4);
	assert_int_equal(told.flags, MBT_SERIAL_SPCR);
	port.kind = SERIAL_OTHER;
	assert_false(serial_describe(&told, &port));
	port = serial_at(0);
	assert_false(serial_describe(&told, &port));
	/* Its scratch register reads as 0x20. */
	port = serial_at(0x3f8);
	assert_false(serial_describe(&told, &port));
	port.spcr = true;
	assert_true(serial_describe(&told, &port));
	assert_int_equal(told.kind, MBT_SERIAL_16550);
	assert_int_equal(told.flags, MBT_SERIAL_IO | MBT_SERIAL_SPCR);
}

TEST(a_port_that_is_never_ready_does_not_hang)
{
	words[6] = 0x20;
	say(in_memory(SERIAL_PL011, words, 4), "x");
	assert_int_equal(words[0], 'x');
	say(in_memory(SERIAL_16550, bytes, 1), "y");
	assert_int_equal(bytes[0], 'y');
}

TEST(unreachable_registers_are_not_used)
{
	struct serial_port port = serial_at(0x3f8);

	say(in_memory(SERIAL_PL011, (uint8_t *)words + 2, 4), "x");
	assert_int_equal(words[0], 0);
	port.base = 0x103f8;
	say(port, "x");
	assert_int_equal(fake_cpu.len, 0);
	port.base = 0xfffb;
	say(port, "x");
	assert_int_equal(fake_cpu.len, 0);
}

TEST(a_byte_that_was_received_is_taken)
{
	struct serial_port port = in_memory(SERIAL_PL011, words, 4);

	words[6] = 0x10; /* empty */
	assert_false(serial_receives(&port));
	words[6] = 0;
	assert_true(serial_receives(&port));
	port = in_memory(SERIAL_16550, bytes, 1);
	bytes[5] = 0x60;
	assert_false(serial_receives(&port));
	bytes[5] = 0x61;
	assert_true(serial_receives(&port));
	port = serial_at(0);
	assert_false(serial_receives(&port));
}
