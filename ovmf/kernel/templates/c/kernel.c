/* SPDX-License-Identifier: BSD-2-Clause */
/* A kernel in C. It prints the sets of the table and the free memory on the
 * first serial port, and ends QEMU. */
#include "core/handoff/table.h"

#ifdef __x86_64__
static void put(char c)
{
	uint8_t status;

	do
		__asm__ volatile("inb %w1, %0" : "=a"(status) : "d"(0x3fd));
	while (!(status & 0x20));
	__asm__ volatile("outb %0, %w1" : : "a"(c), "d"(0x3f8));
}

static void end(uint64_t status)
{
	__asm__ volatile("outb %b0, %w1" : : "a"(16 + status), "d"(0xf4));
	for (;;)
		__asm__ volatile("hlt");
}
#else
/* The PL011 of QEMU's virt machine. */
static void put(char c)
{
	*(volatile uint32_t *)0x9000000 = (uint8_t)c;
}

static void end(uint64_t status)
{
	const uint64_t block[] = { 0x20026, 16 + status };
	register uint64_t x0 __asm__("x0") = 0x18;
	register const uint64_t *x1 __asm__("x1") = block;

	__asm__ volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
	for (;;)
		__asm__ volatile("wfi");
}
#endif

static void put_text(const char *text)
{
	while (*text)
		put(*text++);
}

static void put_hex(uint64_t number)
{
	for (int shift = 60; shift >= 0; shift -= 4)
		put("0123456789abcdef"[number >> shift & 15]);
}

static void put_set(const void *table, uint32_t tag, const char *name)
{
	const struct mbt_section *set = mbt_find_section(table, tag);
	struct mbt_region region;

	for (uint32_t i = 0; mbt_get_region(set, i, &region); i++) {
		put_text(name);
		put_hex(region.base);
		put_text("-");
		put_hex(mbt_region_end(&region) - 1);
		put_text(" ");
		put_text(mbt_string(table, region.owner));
		put_text("\r\n");
	}
}

void kernel_main(const void *table, uint64_t magic)
{
	struct mbt_free range = { 0 };
	uint64_t bytes = 0;

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
		end(1);
	put_set(table, MBT_MEMORY, "memory   ");
	put_set(table, MBT_RESERVED, "reserved ");
	put_set(table, MBT_PHYSMAP, "physmap  ");
	while (mbt_next_free(table, &range))
		bytes += range.end - range.base;
	put_text("free bytes: ");
	put_hex(bytes);
	put_text("\r\n");
	end(bytes > 0 ? 0 : 2);
}
