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

size_t head_bytes = 64 + 2 * 56;
unsigned int reads, unreadable;
uint64_t read_to;
bool went_back;

/* --- the file ---------------------------------------------------------- */

static uint8_t *room;

static struct fw_status read_room(struct reader *reader, uint64_t offset,
				  void *to, uint64_t len)
{
	assert_true(elf_within(offset, len, reader->size));
	went_back |= offset < read_to;
	read_to = offset + len;
	if (++reads >= unreadable && unreadable)
		return FW_DEVICE_ERROR;
	memcpy(to, room + 1 + offset, (size_t)len);
	return FW_SUCCESS;
}

/* At an odd address, in an allocation that ends with the file. */
static struct reader open_file(void)
{
	room = malloc(file.size + 1);
	memcpy(room + 1, file.bytes, file.size);
	return (struct reader){
		.size = file.size,
		.head = room + 1,
		.head_size = head_bytes < file.size ? head_bytes : file.size,
		.read = read_room,
	};
}

/* --- both steps -------------------------------------------------------- */

bool plans_for(const struct elf_machine *machine)
{
	struct reader reader = open_file();
	bool good = elf_plan(&plan, &reader, machine, &error);

	free(room);
	return good;
}

bool plans(void)
{
	return plans_for(&elf_x86_64) && native_check(&plan, &error);
}

uint8_t *load(uint64_t virt)
{
	struct reader reader = open_file();
	size_t size =
		(size_t)phys_max(plan.size, plan.tail.at + plan.tail.size);
	uint8_t *memory = malloc(size);

	memset(memory, 0xaa, size);
	if (!elf_load(&plan, &reader, memory, virt, &error)) {
		free(memory);
		memory = NULL;
	}
	free(room);
	return memory;
}

/* --- messages ---------------------------------------------------------- */

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
