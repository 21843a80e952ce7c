/* SPDX-License-Identifier: BSD-2-Clause */
/* core/firmware/efimap.c and capture.c: descriptors as bytes, and names. */
#include "tests/lib/test.h"

#include "core/firmware/capture.h"

static struct efimap map_of(size_t size, size_t stride, uint32_t version)
{
	return (struct efimap){ .size = size,
				.desc_size = stride,
				.desc_version = version };
}

static void expect_fault(size_t size, size_t stride, uint32_t version,
			 const char *text)
{
	struct efimap map = map_of(size, stride, version);

	assert_string_equal(efimap_fault_text(efimap_check(&map)), text);
}

TEST(a_valid_map_has_whole_descriptors_of_version_1)
{
	expect_fault(40, 40, 1, "the map is valid");
	expect_fault(96, 48, 1, "the map is valid");
	expect_fault(56 * 10000, 56, 1, "the map is valid");
	expect_fault(4096, 4096, 1, "the map is valid");
}

TEST(each_fault_of_a_map_has_a_text)
{
	static const char stride[] =
		"DescriptorSize is below 40 or not a multiple of 8";

	expect_fault(0, 48, 1, "the map is empty");
	expect_fault(0, 0, 1, "the map is empty");
	expect_fault(40, 0, 1, stride);
	expect_fault(40, 32, 1, stride);
	expect_fault(39, 39, 1, stride);
	expect_fault(44, 44, 1, stride);
	expect_fault(47, 48, 1,
		     "the map's size is not a multiple of DescriptorSize");
	expect_fault(49, 48, 1,
		     "the map's size is not a multiple of DescriptorSize");
	expect_fault(48, 48, 0, "DescriptorVersion is not 1");
	expect_fault(48, 48, 2, "DescriptorVersion is not 1");
}

/* Any stride, any alignment, and no byte after the last descriptor. */
TEST(descriptors_are_read_a_stride_apart)
{
	static const size_t strides[] = { 40, 48, 56, 64, 4096 };

	for (size_t i = 0; i < sizeof(strides) / sizeof(*strides); i++) {
		size_t size = 3 * strides[i];
		uint8_t *bytes = malloc(size + 1);
		struct efimap map = map_of(size, strides[i], 1);
		struct efi_memory_desc desc, wanted = {
			.type = 7,
			.phys_addr = 0x1000,
			.virt_addr = 0x2000,
			.num_pages = 3,
			.attribute = 0xf,
		};

		memset(bytes, 0xff, size + 1);
		memcpy(bytes + 1 + 2 * strides[i], &wanted, sizeof(wanted));
		map.desc = bytes + 1;
		assert_int_equal(efimap_count(&map), 3);
		efimap_get(&map, 2, &desc);
		assert_memory_equal(&desc, &wanted, sizeof(desc));
		efimap_get(&map, 1, &desc);
		assert_int_equal(desc.type, UINT32_MAX);
		free(bytes);
	}
}

TEST(types_have_the_names_of_the_specification)
{
	static const char *const names[] = {
		"ReservedMemoryType",
		"LoaderCode",
		"LoaderData",
		"BootServicesCode",
		"BootServicesData",
		"RuntimeServicesCode",
		"RuntimeServicesData",
		"ConventionalMemory",
		"UnusableMemory",
		"ACPIReclaimMemory",
		"ACPIMemoryNVS",
		"MemoryMappedIO",
		"MemoryMappedIOPortSpace",
		"PalCode",
		"PersistentMemory",
		"UnacceptedMemoryType",
	};

	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		uint32_t back = UINT32_MAX;

		assert_string_equal(efi_type_name(type), names[type]);
		assert_true(efi_type_by_name(names[type], &back));
		assert_int_equal(back, type);
	}
	assert_string_equal(efi_type_name(16), "unknown");
	assert_string_equal(efi_type_name(0x6fffffff), "unknown");
	assert_string_equal(efi_type_name(0x70000000), "OEM");
	assert_string_equal(efi_type_name(0x7fffffff), "OEM");
	assert_string_equal(efi_type_name(0x80000000), "OS");
	assert_string_equal(efi_type_name(UINT32_MAX), "OS");
}

TEST(types_that_share_a_name_share_a_group)
{
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++)
		assert_int_equal(efi_type_group(type), type);
	assert_int_equal(efi_type_group(16), 16);
	assert_int_equal(efi_type_group(0x6fffffff), 16);
	assert_int_equal(efi_type_group(0x70000000), 17);
	assert_int_equal(efi_type_group(0x7fffffff), 17);
	assert_int_equal(efi_type_group(0x80000000), 18);
	assert_int_equal(efi_type_group(UINT32_MAX), 18);
	assert_string_equal(efi_group_name(17), "OEM");
}

TEST(other_texts_are_not_types)
{
	uint32_t type = 42;

	assert_false(efi_type_by_name("", &type));
	assert_false(efi_type_by_name("Conventional", &type));
	assert_false(efi_type_by_name("conventionalmemory", &type));
	assert_false(efi_type_by_name("OEM", &type));
	assert_int_equal(type, 42);
}

TEST(each_attribute_bit_has_its_name)
{
	static const struct {
		unsigned int bit;
		const char *name;
	} bits[] = {
		{ 0, "UC" },          { 1, "WC" },
		{ 2, "WT" },          { 3, "WB" },
		{ 4, "UCE" },         { 12, "WP" },
		{ 13, "RP" },         { 14, "XP" },
		{ 15, "NV" },         { 16, "MORE_RELIABLE" },
		{ 17, "RO" },         { 18, "SP" },
		{ 19, "CPU_CRYPTO" }, { 20, "HOT_PLUGGABLE" },
		{ 62, "ISA_VALID" },  { 63, "RUNTIME" },
	};
	size_t next = 0;

	for (unsigned int bit = 0; bit < 64; bit++) {
		const char *name = efi_attr_name(UINT64_C(1) << bit);

		if (next < 16 && bits[next].bit == bit)
			assert_string_equal(name, bits[next++].name);
		else
			assert_null(name);
	}
	assert_int_equal(next, 16);
	assert_null(efi_attr_name(0));
	assert_null(efi_attr_name(EFI_ATTR_WB | EFI_ATTR_UC));
}

TEST(profiles_are_found_by_name)
{
	enum profile profile = PROFILE_COUNT;

	for (int i = 0; i < PROFILE_COUNT; i++) {
		assert_true(profile_by_name(profile_name((enum profile)i),
					    &profile));
		assert_int_equal(profile, i);
	}
	assert_string_equal(profile_name(PROFILE_LINUX_X86), "linux-x86");
	assert_string_equal(profile_name(PROFILE_LINUX_ARM64), "linux-arm64");
	assert_false(profile_by_name("linux", &profile));
	assert_false(profile_by_name("", &profile));
}
