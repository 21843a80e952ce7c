/* SPDX-License-Identifier: BSD-2-Clause */
/* The kernel's image: its bytes, its place and its rights. */
#include "ovmf/kernel/limine/probe.h"

/* What the loader clears, and what it reads. */
#define SIZE_OF_ZEROS 200000
#define SIZE_OF_DATA  9001
static uint8_t zeros[SIZE_OF_ZEROS];
static const uint8_t constants[SIZE_OF_DATA] = {
	[0] = 1, [4095] = 2, [4096] = 3, [SIZE_OF_DATA - 1] = 4
};
/* What a static PIE relocates. */
static const uint8_t *volatile relocated = &constants[4096];

extern uint8_t image_begin[], text_end[], constants_end[], image_end[];

static void check_rights(const uint8_t *from, const uint8_t *to, bool writable,
			 bool executable, const char *what)
{
	uint64_t first = (uint64_t)from & ~(PAGE - 1);
	struct mapping a = machine_mapping(first);
	struct mapping b = machine_mapping(((uint64_t)to - 1) & ~(PAGE - 1));

	expect(a.valid && b.valid && a.writable == writable &&
		       b.writable == writable && a.executable == executable &&
		       b.executable == executable && !a.user && !a.other &&
		       !a.combining,
	       what);
}

void check_image(void)
{
	uint64_t phys = answer(&executable_address, 0);
	uint64_t virt = answer(&executable_address, 1);
	bool clear = true;
	uint32_t sum = 0;

	for (size_t i = 0; i < SIZE_OF_ZEROS; i++)
		clear &= ((volatile uint8_t *)zeros)[i] == 0;
	for (size_t i = 0; i < SIZE_OF_DATA; i++)
		sum += ((volatile const uint8_t *)constants)[i];
	expect(clear, "memory without bytes in the file is zero");
	expect(sum == 10, "the bytes of the file are in memory");
	expect(*relocated == 3, "relocations are applied");
	say("executable at %jx, virtual %jx\n", (uintmax_t)phys,
	    (uintmax_t)virt);
	expect(virt == (uint64_t)image_begin, "the virtual base");
	expect(virt >= UINT64_C(0xffffffff80000000), "it is in the top 2 GiB");
	for (uint64_t at = virt; at < (uint64_t)image_end; at += PAGE)
		expect(at == (uint64_t)machine_window ||
			       machine_mapping(at).phys == phys + (at - virt),
		       "the image is contiguous");
	check_rights(image_begin, text_end, false, true, "rights of code");
	check_rights(constants, constants + SIZE_OF_DATA, false, false,
		     "rights of constants");
	check_rights(zeros, zeros + SIZE_OF_ZEROS, true, false,
		     "rights of data");
	expect(memory_has_type(phys, (uint64_t)(image_end - image_begin), 6),
	       "the image is of type 6");
}
