/* SPDX-License-Identifier: BSD-2-Clause */
/* RSDP, then XSDT or RSDT, then tables by signature (ACPI 6.5, 5.2.5-5.2.8). */
#include "core/firmware/acpi.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

#define RSDP_V1_SIZE 20
#define RSDP_V2_SIZE 36
/* An RSDP with a larger length is invalid. */
#define RSDP_MAX PAGE_SIZE_4K

enum {
	RSDP_REVISION = 15,
	RSDP_RSDT = 16,
	RSDP_LENGTH = 20,
	RSDP_XSDT = 24,
	TABLE_LENGTH = 4,
};

static bool sums_up(const uint8_t *bytes, size_t len)
{
	uint8_t sum = 0;

	for (size_t i = 0; i < len; i++)
		sum = (uint8_t)(sum + bytes[i]);
	return sum == 0;
}

/* NULL if the bytes do not fit into the address space of a pointer. */
static const uint8_t *see(uint64_t address, uint64_t len)
{
	if (address == 0 || address > UINTPTR_MAX ||
	    len > UINTPTR_MAX - (uintptr_t)address)
		return NULL;
	return (const uint8_t *)(uintptr_t)address;
}

/* The table at the address, if it has the signature and is not too long. */
static struct acpi_bytes table_at(uint64_t address, const char *signature)
{
	const uint8_t *bytes = see(address, ACPI_TABLE_MAX);
	uint64_t len;

	if (bytes == NULL || memcmp(bytes, signature, 4) != 0)
		return (struct acpi_bytes){ 0 };
	len = get_le(bytes + TABLE_LENGTH, 4);
	if (len < ACPI_HEADER_SIZE || len > ACPI_TABLE_MAX)
		return (struct acpi_bytes){ 0 };
	return (struct acpi_bytes){ bytes, (size_t)len };
}

/* Searches the addresses in an XSDT or RSDT; width is their size in bytes. */
static struct acpi_bytes find(const struct acpi_bytes *list, size_t width,
			      const char *signature)
{
	struct acpi_bytes table = { 0 };

	for (size_t at = ACPI_HEADER_SIZE;
	     table.bytes == NULL && at + width <= list->len; at += width)
		table = table_at(get_le(list->bytes + at, width), signature);
	return table;
}

static struct acpi_bytes find_in(uint64_t address, const char *list_signature,
				 size_t width, const char *signature)
{
	struct acpi_bytes list = table_at(address, list_signature);

	if (list.bytes == NULL || !sums_up(list.bytes, list.len))
		return (struct acpi_bytes){ 0 };
	return find(&list, width, signature);
}

/* The address of the XSDT, or 0. */
static uint64_t xsdt_of(const uint8_t *rsdp)
{
	uint64_t len;

	if (rsdp[RSDP_REVISION] < 2)
		return 0;
	len = get_le(rsdp + RSDP_LENGTH, 4);
	if (len < RSDP_V2_SIZE || len > RSDP_MAX || !sums_up(rsdp, (size_t)len))
		return 0;
	return get_le(rsdp + RSDP_XSDT, 8);
}

uint64_t acpi_root(uint64_t address, size_t *ret_width)
{
	const uint8_t *rsdp = see(address, RSDP_MAX);
	uint64_t xsdt;

	*ret_width = 4;
	if (rsdp == NULL || memcmp(rsdp, "RSD PTR ", 8) != 0 ||
	    !sums_up(rsdp, RSDP_V1_SIZE))
		return 0;
	xsdt = xsdt_of(rsdp);
	if (xsdt == 0)
		return get_le(rsdp + RSDP_RSDT, 4);
	*ret_width = 8;
	return xsdt;
}

struct acpi_bytes acpi_find(uint64_t address, const char *signature)
{
	size_t width;
	uint64_t root = acpi_root(address, &width);

	return find_in(root, width == 8 ? "XSDT" : "RSDT", width, signature);
}

/* --- checking ---------------------------------------------------------- */

enum acpi_fault acpi_check(const struct acpi_bytes *table,
			   const char *signature, size_t least)
{
	if (table->bytes == NULL || table->len < least)
		return ACPI_SHORT;
	if (memcmp(table->bytes, signature, 4) != 0)
		return ACPI_SIGNATURE;
	if (get_le(table->bytes + TABLE_LENGTH, 4) != table->len)
		return ACPI_LENGTH;
	return sums_up(table->bytes, table->len) ? ACPI_GOOD : ACPI_CHECKSUM;
}

const char *acpi_fault_text(enum acpi_fault fault)
{
	static const char *const texts[ACPI_FAULT_COUNT] = {
		[ACPI_GOOD] = "is good",
		[ACPI_SHORT] = "ends within its header",
		[ACPI_SIGNATURE] = "has another table's signature",
		[ACPI_LENGTH] = "has a wrong length",
		[ACPI_CHECKSUM] = "has a wrong checksum",
		[ACPI_ENTRY] = "has an entry of a wrong length",
		[ACPI_MATRIX] = "is too short for its distances",
		[ACPI_DISTANCE] = "has an invalid distance",
	};

	return (unsigned int)fault < ACPI_FAULT_COUNT ? texts[fault]
						      : "is unknown";
}
