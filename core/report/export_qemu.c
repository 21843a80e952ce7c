/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/export.h"

#include "core/report/parts.h"

#define MIB ((phys_addr_t)1 << 20)
#define GIB ((phys_addr_t)1 << 30)

/* RAM below and above 4 GiB, and where the lower part ends. */
struct ram {
	phys_addr_t total, above, low_end;
};

static struct ram count_ram(const struct memblock *mb)
{
	const struct memblock_region *r;
	struct ram ram = { .total = mb->physmap.total_size };

	for_each_memblock_type_region(&mb->physmap, r) {
		if (r->base < 4 * GIB)
			ram.low_end = r->base + r->size;
		else
			ram.above += r->size;
	}
	return ram;
}

static uintmax_t mib(phys_addr_t bytes)
{
	return (bytes + MIB - 1) / MIB;
}

/* --- NUMA ----------------------------------------------------------------- */

static phys_addr_t node_bytes(const struct memblock *mb, size_t node)
{
	const struct memblock_region *r;
	phys_addr_t bytes = 0;

	for_each_memblock_type_region(&mb->memory, r) {
		if (r->nid == (int32_t)node)
			bytes += r->size;
	}
	return bytes;
}

/* The last node that has memory; 0 without NUMA. */
static size_t last_node(const struct conversion *conversion)
{
	size_t node = conversion->numa.node_cnt;

	while (node > 1 && node_bytes(&conversion->mb, node - 1) == 0)
		node--;
	return node > 0 ? node - 1 : 0;
}

/* Sizes have to add up to that of -m, and none is 0: the last node gets what is
 * left, and after small nodes that were rounded up there may be nothing. */
static void print_nodes(const struct sink *out,
			const struct conversion *conversion, uintmax_t left)
{
	size_t last = last_node(conversion), number = 0;

	for (size_t node = 0; last > 0 && node <= last; node++) {
		uintmax_t size = mib(node_bytes(&conversion->mb, node));

		if (node == last || size > left)
			size = left;
		if (size == 0)
			continue;
		left -= size;
		print(out,
		      " \\\n  -object memory-backend-ram,id=ram%zu,size=%juM"
		      " \\\n  -numa node,nodeid=%zu,memdev=ram%zu",
		      number, size, number, number);
		number++;
	}
}

/* --- what is missing ------------------------------------------------------ */

static bool has_type(const struct conversion *conversion, uint32_t type)
{
	struct efi_memory_desc desc;

	for (size_t i = 0; i < conversion->order_cnt; i++) {
		efimap_get(&conversion->capture->map, conversion->order[i],
			   &desc);
		if (desc.type == type)
			return true;
	}
	return false;
}

static bool has_special_purpose(const struct conversion *conversion)
{
	for (size_t i = 0; i < conversion->order_cnt; i++)
		if (convert_rule(conversion, conversion->order[i])
			    ->disposition == DISPOSITION_SOFT_RESERVED)
			return true;
	return false;
}

static void print_missing(const struct sink *out,
			  const struct conversion *conversion)
{
	print_str(out, "# It has the RAM of the map; its firmware makes a map"
		       " of its own.\n");
	if (has_type(conversion, EFI_PERSISTENT_MEMORY))
		print_str(out, "# Not there: persistent memory; QEMU has"
			       " -device nvdimm.\n");
	if (has_special_purpose(conversion))
		print_str(out, "# Not there: special purpose memory.\n");
	if (has_type(conversion, EFI_UNACCEPTED_MEMORY))
		print_str(out, "# Not there: memory to accept, which only a"
			       " confidential guest has.\n");
}

/* --- the command ---------------------------------------------------------- */

static void print_x86(const struct sink *out, const struct ram *ram)
{
	/* As q35 divides RAM without the option. */
	phys_addr_t usual = ram->total >= 0xb0000000 ? 2 * GIB : 0xb0000000;

	print_str(out, "qemu-system-x86_64 \\\n  -machine q35,accel=kvm:tcg");
	if (ram->above > 0 && ram->low_end < usual)
		print(out, ",max-ram-below-4g=%juM", mib(ram->low_end));
	print_str(out, " \\\n  -cpu max -bios /usr/share/ovmf/OVMF.fd");
}

void export_qemu(const struct sink *out, const struct conversion *conversion)
{
	struct ram ram = count_ram(&conversion->mb);

	print_missing(out, conversion);
	if (conversion->settings->profile == PROFILE_LINUX_ARM64)
		print_str(out, "qemu-system-aarch64 \\\n  -machine"
			       " virt,accel=kvm:tcg \\\n  -cpu max -bios"
			       " /usr/share/qemu-efi-aarch64/QEMU_EFI.fd");
	else
		print_x86(out, &ram);
	print(out, " \\\n  -m %juM", mib(ram.total));
	print_nodes(out, conversion, mib(ram.total));
	print_str(out, "\n");
}
