/* SPDX-License-Identifier: BSD-2-Clause */
/* The information of each protocol, read as its specification says. */
#include "ovmf/kernel/probe/state.h"

static const char *text_at(const uint8_t *field)
{
	return (const char *)get_32(field);
}

static const uint8_t *bytes_at(const uint8_t *field)
{
	return (const uint8_t *)get_32(field);
}

/* --- Multiboot --------------------------------------------------------- */

static void basic_memory(uint32_t lower, uint32_t upper)
{
	say("memory of %u KiB and %u KiB", lower, upper);
}

static void framebuffer(const uint8_t *at)
{
	say("framebuffer of %u x %u, %u bits", get_32(at + 12), get_32(at + 16),
	    (uint32_t)at[20]);
	expect(get_64(at) != 0 && get_32(at + 8) >= get_32(at + 12) * 4,
	       "a framebuffer has an address and a pitch");
	expect(at[21] == 1 && at[25] == 8 && at[27] == 8 && at[29] == 8,
	       "its colours have 8 bits");
}

void probe_multiboot1(const uint8_t *info)
{
	uint32_t flags = get_32(info);
	const uint8_t *at = bytes_at(info + 48);
	const uint8_t *end = at + get_32(info + 44);

	say("Multiboot, flags %x", flags);
	expect((flags & 0x24d) == 0x24d, "memory, texts, modules and rows");
	basic_memory(get_32(info + 4), get_32(info + 8));
	say("command line '%s'", text_at(info + 16));
	say("loader '%s'", text_at(info + 64));
	for (; at < end; at += get_32(at) + 4)
		probe_row(get_64(at + 4), get_64(at + 12), get_32(at + 20));
	at = bytes_at(info + 24);
	for (uint32_t i = 0; i < get_32(info + 20); i++, at += 16)
		probe_module(get_32(at), get_32(at + 4) - get_32(at),
			     text_at(at + 8));
	if (flags & 1u << 12)
		framebuffer(info + 88);
}

/* --- Multiboot2 -------------------------------------------------------- */

static void rsdp(const uint8_t *at, uint32_t size)
{
	uint8_t sum = 0;

	for (uint32_t i = 0; i < size; i++)
		sum = (uint8_t)(sum + at[i]);
	say("RSDP of %u bytes", size);
	expect(sum == 0, "the checksum of the RSDP");
}

static void rows(const uint8_t *tag, uint32_t size)
{
	uint32_t step = get_32(tag + 8);

	for (uint32_t at = 16; at + step <= size; at += step)
		probe_row(get_64(tag + at), get_64(tag + at + 8),
			  get_32(tag + at + 16));
}

static void descriptors(const uint8_t *tag, uint32_t size)
{
	uint32_t step = get_32(tag + 8);

	say("EFI map of %u descriptors, version %u", (size - 16) / step,
	    get_32(tag + 12));
	for (uint32_t at = 16; at + step <= size; at += step)
		probe_descriptor(get_32(tag + at), get_64(tag + at + 24));
}

static void take(const uint8_t *tag, uint32_t size)
{
	switch (get_32(tag)) {
	case 1:
		say("command line '%s'", (const char *)tag + 8);
		break;
	case 2:
		say("loader '%s'", (const char *)tag + 8);
		break;
	case 3:
		probe_module(get_32(tag + 8),
			     get_32(tag + 12) - get_32(tag + 8),
			     (const char *)tag + 16);
		break;
	case 4:
		basic_memory(get_32(tag + 8), get_32(tag + 12));
		break;
	case 6:
		rows(tag, size);
		break;
	case 8:
		framebuffer(tag + 8);
		break;
	case 12:
		say("EFI system table");
		expect(get_64(tag + 8) != 0, "its address");
		break;
	case 13:
		say("SMBIOS %u.%u", (uint32_t)tag[8], (uint32_t)tag[9]);
		break;
	case 14:
	case 15:
		rsdp(tag + 8, size - 8);
		break;
	case 17:
		descriptors(tag, size);
		break;
	case 18:
		say("boot services are available");
		break;
	case 20:
		say("image handle");
		expect(get_64(tag + 8) != 0, "it is one");
		break;
	case 21:
		say("load base %x", get_32(tag + 8));
		break;
	default:
		break;
	}
}

void probe_multiboot2(const uint8_t *info)
{
	uint32_t total = get_32(info), at = 8;

	say("Multiboot2");
	while (at + 8 <= total) {
		uint32_t size = get_32(info + at + 4);

		take(info + at, size);
		if (get_32(info + at) == 0)
			break;
		at += (size + 7) & ~7u;
	}
	expect(at + 8 == total, "the end tag ends the information");
}

/* --- PVH --------------------------------------------------------------- */

void probe_pvh(const uint8_t *info)
{
	const uint8_t *at = bytes_at(info + 40);

	say("PVH, version %u", get_32(info + 4));
	say("command line '%s'", text_at(info + 24));
	expect(get_64(info + 32) != 0, "the address of the RSDP");
	for (uint32_t i = 0; i < get_32(info + 48); i++, at += 24)
		probe_row(get_64(at), get_64(at + 8), get_32(at + 16));
	at = bytes_at(info + 16);
	for (uint32_t i = 0; i < get_32(info + 12); i++, at += 32)
		probe_module(get_64(at), get_64(at + 8), text_at(at + 16));
}
