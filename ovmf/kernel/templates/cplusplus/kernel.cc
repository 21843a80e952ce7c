/* SPDX-License-Identifier: BSD-2-Clause */
// A kernel in C++. It prints the sets of the table and the free memory on the
// first serial port, and ends QEMU.
#include "core/handoff/table.h"

namespace
{

#ifdef __x86_64__
void put(char c)
{
	uint8_t status;

	do
		asm volatile("inb %w1, %0" : "=a"(status) : "d"(0x3fd));
	while (!(status & 0x20));
	asm volatile("outb %0, %w1" : : "a"(c), "d"(0x3f8));
}

[[noreturn]] void end(uint64_t status)
{
	asm volatile("outb %b0, %w1" : : "a"(16 + status), "d"(0xf4));
	for (;;)
		asm volatile("hlt");
}
#else
// The PL011 of QEMU's virt machine.
void put(char c)
{
	*reinterpret_cast<volatile uint32_t *>(0x9000000) = uint8_t(c);
}

[[noreturn]] void end(uint64_t status)
{
	const uint64_t block[] = { 0x20026, 16 + status };
	register uint64_t x0 asm("x0") = 0x18;
	register const uint64_t *x1 asm("x1") = block;

	asm volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
	for (;;)
		asm volatile("wfi");
}
#endif

struct Hex {
	uint64_t number;
};

void print(const char *text)
{
	while (*text)
		put(*text++);
}

void print(Hex hex)
{
	for (int shift = 60; shift >= 0; shift -= 4)
		put("0123456789abcdef"[hex.number >> shift & 15]);
}

template <typename First, typename... Rest>
void print(First first, Rest... rest)
{
	print(first);
	print(rest...);
}

void print_set(const void *table, mbt_tag tag, const char *name)
{
	const auto *set = mbt_find_section(table, tag);
	mbt_region region;

	for (uint32_t i = 0; mbt_get_region(set, i, &region); i++)
		print(name, Hex{ region.base }, "-",
		      Hex{ mbt_region_end(&region) - 1 }, " ",
		      mbt_string(table, region.owner), "\r\n");
}

} // namespace

extern "C" void kernel_main(const void *table, uint64_t magic)
{
	mbt_free range = {};
	uint64_t bytes = 0;

	if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
		end(1);
	print_set(table, MBT_MEMORY, "memory   ");
	print_set(table, MBT_RESERVED, "reserved ");
	print_set(table, MBT_PHYSMAP, "physmap  ");
	while (mbt_next_free(table, &range))
		bytes += range.end - range.base;
	print("free bytes: ", Hex{ bytes }, "\r\n");
	end(bytes > 0 ? 0 : 2);
}
