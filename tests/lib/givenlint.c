/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenlint.h"

#include "tests/lib/test.h"

void desc_size_of_32(void)
{
	capture.map.desc_size = 32;
}

void a_byte_less(void)
{
	capture.map.size--;
}

void version_2(void)
{
	capture.map.desc_version = 2;
}

void a_virtual_address(void)
{
	static struct efi_memory_desc list[3];

	for (size_t i = 0; i < 3; i++)
		efimap_get(&capture.map, i, &list[i]);
	list[2].virt_addr = 0xfffffffe80000000;
	given_descriptors(list, 3, 48);
}

/* Single pages of free memory with step pages from one to the next. */
static void pieces(size_t count, size_t step)
{
	struct efi_memory_desc *list = calloc(count, sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = (struct efi_memory_desc){
			.type = EFI_CONVENTIONAL_MEMORY,
			.phys_addr = 0x100000 + i * step * PAGE_SIZE_4K,
			.num_pages = 1,
			.attribute = EFI_ATTR_WB,
		};
	given_descriptors(list, count, 48);
	free(list);
}

#define PIECES(count)                \
	void pieces_of_##count(void) \
	{                            \
		pieces(count, 2);    \
	}
PIECES(64)
PIECES(85)
PIECES(86)
PIECES(128)
PIECES(129)
PIECES(500)
PIECES(501)

void joined_pieces(void)
{
	pieces(100, 1);
}

void an_image(void)
{
	capture.image = (struct capture_range){ 0x100000, 0x20000 };
}

void an_esrt(void)
{
	capture.tables[EFITABLE_ESRT] =
		(struct capture_range){ 0x90000000, 0x100 };
}

void a_module(void)
{
	static const struct loader_range module = { 0x7f000000, 0x10000,
						    OWNER_MODULE, "one" };

	capture.loader_ranges = &module;
	capture.loader_range_cnt = 1;
}

void a_short_mat(void)
{
	static const uint8_t bytes[15];
	static struct facts facts = { .memattr = { bytes, sizeof(bytes) } };

	capture.facts = &facts;
}

static void add_entry(uint8_t *at, const char *text)
{
	unsigned long long base, end, attribute;
	struct efi_memory_desc desc;

	assert_int_equal(
		sscanf(text, "%llx-%llx:%llx", &base, &end, &attribute), 3);
	desc = (struct efi_memory_desc){
		.type = EFI_RUNTIME_SERVICES_DATA,
		.phys_addr = base,
		.num_pages = (end - base) >> 12,
		.attribute = attribute,
	};
	memcpy(at, &desc, sizeof(desc));
}

void given_mat(const struct lint_case *one)
{
	static uint8_t bytes[256];
	static struct facts facts;
	uint32_t header[4] = { one->mat_version ? one->mat_version : 1, 0,
			       one->mat_size ? one->mat_size : 40, 0 };

	for (const char *at = one->mat; *at; at += strcspn(at, " ")) {
		at += *at == ' ';
		add_entry(bytes + 16 + 40 * header[1]++, at);
	}
	memcpy(bytes, header, sizeof(header));
	facts = (struct facts){ .memattr = { bytes, 16 + 40 * header[1] } };
	capture.facts = &facts;
}
