/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is known of the machine besides its map.
 */
#include "core/report/text_sections.h"

static void print_smbios(const struct sink *out, const struct smbios *smbios)
{
	char size[HUMAN_SIZE];

	print_str(out, "  Product     ");
	print_escaped(out, smbios->maker);
	print_str(out, smbios->maker[0] ? " " : "");
	print_escaped(out, smbios->product);
	print_str(out, smbios->bios_version[0] ? ", BIOS " : "");
	print_escaped(out, smbios->bios_version);
	print(out, "\n  Installed   %s, %u of %u slots in use",
	      human_size(size, smbios->installed), smbios->modules,
	      smbios->slots);
	if (smbios->capacity > 0)
		print(out, ", %s at most", human_size(size, smbios->capacity));
	print_str(out, "\n");
}

static void print_mtrrs(const struct sink *out, const struct facts *facts)
{
	if (facts->mtrr_cnt == 0)
		return;
	print(out, "  MTRRs       %s where no other is named\n",
	      mtrr_type_name(facts->mtrr_default));
	for (size_t i = 0; i < facts->mtrr_cnt; i++) {
		print_row(out, facts->mtrrs[i].range.base,
			  facts->mtrrs[i].range.size);
		print(out, "  %s\n", mtrr_type_name(facts->mtrrs[i].type));
	}
}

/* The type of the descriptor that holds an address. */
static const char *holder(const struct capture *capture, phys_addr_t addr)
{
	for (size_t i = 0; i < efimap_count(&capture->map); i++) {
		struct efi_memory_desc desc;

		efimap_get(&capture->map, i, &desc);
		if (addr >= desc.phys_addr &&
		    (addr - desc.phys_addr) >> PAGE_SHIFT_4K < desc.num_pages)
			return efi_type_name(desc.type);
	}
	return "no descriptor";
}

static void print_place(const struct sink *out, const struct capture *capture,
			const struct fact_place *place)
{
	print(out, "  0x%016jx  %s%s", (uintmax_t)place->range.base,
	      facts_place_name(place->what), place->name[0] ? " " : "");
	print_escaped(out, place->name);
	print(out, ", in %s\n", holder(capture, place->range.base));
}

/* The findings have the rest. */
static void print_protection(const struct sink *out,
			     const struct fact_protection *found)
{
	char code[HUMAN_SIZE], device[HUMAN_SIZE];

	if (found->known)
		print(out,
		      "  Pages       %s writable and executable, %s of devices"
		      " executable\n",
		      human_size(code, found->writable_code),
		      human_size(device, found->device_code));
}

static void print_bins(const struct sink *out, const struct facts *facts)
{
	for (size_t i = 0; i < facts->bin_cnt; i++)
		print(out, "%s%s %ju",
		      i == 0       ? "  Set aside   "
		      : i % 2 == 0 ? ",\n              "
				   : ", ",
		      efi_type_name(facts->bins[i].type),
		      (uintmax_t)facts->bins[i].pages);
	if (facts->bin_cnt > 0)
		print_str(out, " pages\n");
}

static void print_resource(const struct sink *out,
			   const struct fact_resource *one)
{
	print_str(out, "  Firmware    ");
	print_escaped(out, one->class);
	print_str(out, "\n             ");
	for (size_t i = 0; i < 6; i++)
		print(out, " %s %u", fact_resource_name(i), one->numbers[i]);
	print_str(out, "\n");
}

void text_facts(const struct sink *out, const struct capture *capture)
{
	const struct facts *facts = capture->facts;

	if (!facts_of_machine(facts))
		return;
	print_str(out, "\nMachine: facts besides the map\n");
	if (facts->smbios)
		print_smbios(out, facts->smbios);
	if (facts->address_bits > 0)
		print(out, "  Addresses   %u bits\n", facts->address_bits);
	print_protection(out, &facts->protection);
	print_bins(out, facts);
	for (size_t i = 0; i < facts->resource_cnt; i++)
		print_resource(out, &facts->resources[i]);
	print_mtrrs(out, facts);
	for (size_t i = 0; i < facts->window_cnt; i++) {
		print_row(out, facts->windows[i].base, facts->windows[i].size);
		print_str(out, "  PCI\n");
	}
	for (size_t i = 0; i < facts->place_cnt; i++)
		print_place(out, capture, &facts->places[i]);
}
