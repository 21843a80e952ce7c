/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenelf.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "efi/boot/native/rules.h"

struct elffile file;
struct elf_plan plan;
struct elf_error error;

/* At an odd address, in an allocation that ends with the file. */
static uint8_t *odd_copy(void)
{
	uint8_t *room = malloc(file.size + 1);

	memcpy(room + 1, file.bytes, file.size);
	return room;
}

bool plans(void)
{
	uint8_t *room = odd_copy();
	bool good = elf_plan(&plan, room + 1, file.size, &elf_x86_64, &error) &&
		    native_check(&plan, &error);

	free(room);
	return good;
}

uint8_t *load(uint64_t virt)
{
	uint8_t *room = odd_copy(), *memory = malloc((size_t)plan.size);

	memset(memory, 0xaa, (size_t)plan.size);
	if (!elf_load(&plan, room + 1, memory, virt, &error)) {
		free(memory);
		memory = NULL;
	}
	free(room);
	return memory;
}

uint64_t word(const uint8_t *memory, size_t at)
{
	uint64_t value;

	memcpy(&value, memory + at, sizeof(value));
	return value;
}

const char *explained(void)
{
	static char text[256];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	elf_explain(&out, &error);
	assert_true(buffer.need < sizeof(text));
	return text;
}

void expect_refused(enum elf_fault fault, const char *text)
{
	assert_false(plans());
	assert_int_equal(error.fault, fault);
	assert_string_equal(explained(), text);
}

void expect_load_refused(enum elf_fault fault, const char *text)
{
	assert_true(plans());
	assert_null(load(0x1000000));
	assert_int_equal(error.fault, fault);
	assert_string_equal(explained(), text);
}
