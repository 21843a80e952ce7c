/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/facts/smbios.h"

/* SMBIOS3_TABLE_GUID and SMBIOS_TABLE_GUID. */
static const uint8_t guids[][16] = {
	{ 0x44, 0x15, 0xfd, 0xf2, 0x94, 0x97, 0x2c, 0x4a, 0x99, 0x2e, 0xe5,
	  0xbb, 0xcf, 0x20, 0xe3, 0x94 },
	{ 0x31, 0x2d, 0x9d, 0xeb, 0x88, 0x2d, 0xd3, 0x11, 0x9a, 0x16, 0x00,
	  0x90, 0x27, 0x3f, 0xc1, 0x4d },
};

/* Up to most bytes that can be read at an address. */
static struct acpi_bytes bytes_at(const struct efimap *map, uint64_t address,
				  size_t most)
{
	uint64_t room = efimap_readable(map, address);

	return (struct acpi_bytes){ (const uint8_t *)(uintptr_t)address,
				    room < most ? (size_t)room : most };
}

static bool find_table(const struct firmware *fw, const struct efimap *map,
		       const uint8_t guid[16], struct acpi_bytes *ret)
{
	uint64_t address = (uintptr_t)fw_published(fw, guid);
	struct acpi_bytes bytes = bytes_at(map, address, SMBIOS_ENTRY_MAX);
	struct smbios_entry entry;

	if (!address || !smbios_entry(&bytes, &entry))
		return false;
	*ret = bytes_at(map, entry.address,
			entry.len < SMBIOS_TABLE_MAX ? entry.len
						     : SMBIOS_TABLE_MAX);
	return ret->len > 0;
}

bool facts_smbios(struct smbios *ret, const struct firmware *fw,
		  const struct efimap *map)
{
	struct acpi_bytes table;

	*ret = (struct smbios){ 0 };
	for (size_t i = 0; i < sizeof(guids) / sizeof(*guids); i++) {
		if (find_table(fw, map, guids[i], &table)) {
			smbios_read(ret, &table);
			return true;
		}
	}
	return false;
}
