/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/policy.c: the disposition of each type and attribute, written
 * again from the rules of Linux.
 */
#include "tests/lib/test.h"

#include "core/firmware/e820.h"
#include "core/convert/policy.h"

/* "memory 1 boot services": disposition, E820 type, owner. */
static const char *rule(enum profile profile, uint32_t type, uint64_t attribute)
{
	const struct policy_row *row = policy_find(profile, type, attribute);
	static char text[128];
	uint32_t e820 = row->e820 == E820_SOFT_RESERVED ? 99 : row->e820;

	snprintf(text, sizeof(text), "%s %u%s%s",
		 disposition_name(row->disposition), e820,
		 row->owner ? " " : "",
		 row->owner ? owner_name(row->owner) : "");
	return text;
}

static void expect_x86(uint32_t type, uint64_t attribute, const char *text)
{
	assert_string_equal(rule(PROFILE_LINUX_X86, type, attribute), text);
}

static void expect_arm64(uint32_t type, uint64_t attribute, const char *text)
{
	assert_string_equal(rule(PROFILE_LINUX_ARM64, type, attribute), text);
}

#define WB EFI_ATTR_WB
#define UC EFI_ATTR_UC
#define SP EFI_ATTR_SP
#define RT EFI_ATTR_RUNTIME

/* Attributes without effect. */
static const uint64_t idle[] = {
	0,
	UC,
	EFI_ATTR_UCE,
	EFI_ATTR_WP,
	EFI_ATTR_RP,
	EFI_ATTR_XP,
	EFI_ATTR_NV,
	EFI_ATTR_MORE_RELIABLE,
	EFI_ATTR_RO,
	EFI_ATTR_CPU_CRYPTO,
	EFI_ATTR_HOT_PLUGGABLE,
	EFI_ATTR_ISA_VALID | EFI_ATTR_ISA_MASK,
};

TEST(on_x86_the_type_decides)
{
	static const char *const rules[EFI_MEMORY_TYPE_COUNT] = {
		"excluded 2",
		"memory 1",
		"memory 1",
		"memory 1 boot services",
		"memory 1 boot services",
		"excluded 2",
		"excluded 2",
		"memory 1",
		"excluded 5",
		"excluded 3",
		"excluded 4",
		"ignored 2",
		"ignored 2",
		"excluded 2",
		"excluded 7",
		"memory 1 unaccepted",
	};

	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++)
		for (size_t i = 0; i < sizeof(idle) / sizeof(*idle); i++)
			expect_x86(type, WB | idle[i], rules[type]);
}

/* WB is only checked for types that may mean address space. */
TEST(on_x86_cacheability_separates_memory_from_addresses)
{
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		char with[128];

		snprintf(with, sizeof(with), "%s",
			 rule(PROFILE_LINUX_X86, type, WB));
		if (type == EFI_RESERVED_MEMORY_TYPE || type == EFI_PAL_CODE)
			snprintf(with, sizeof(with), "ignored 2");
		expect_x86(type, 0, with);
		expect_x86(type, UC | EFI_ATTR_WT | EFI_ATTR_WC, with);
	}
	expect_x86(0x70000000, WB, "excluded 0");
	expect_x86(0x70000000, UC, "ignored 0");
	expect_x86(16, WB, "excluded 0");
	expect_x86(16, 0, "ignored 0");
	expect_x86(UINT32_MAX, WB, "excluded 0");
}

TEST(on_x86_special_purpose_memory_waits)
{
	static const char soft[] = "soft-reserved 99 soft reserved";

	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		char without[128];
		bool usable = (type >= 1 && type <= 4) || type == 7;

		snprintf(without, sizeof(without), "%s",
			 rule(PROFILE_LINUX_X86, type, WB));
		expect_x86(type, WB | SP, usable ? soft : without);
		expect_x86(type, WB | SP | RT, usable ? soft : without);
	}
}

TEST(on_x86_runtime_memory_is_reserved_for_good)
{
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		char without[128];
		bool usable = (type >= 1 && type <= 4) || type == 7;

		snprintf(without, sizeof(without), "%s",
			 rule(PROFILE_LINUX_X86, type, WB));
		expect_x86(type, WB | RT,
			   usable ? "memory 1 runtime attribute" : without);
	}
}

TEST(on_arm64_cacheable_types_are_memory)
{
	static const char *const rules[EFI_MEMORY_TYPE_COUNT] = {
		"nomap 2",  "memory 1",
		"memory 1", "memory 1",
		"memory 1", "nomap 2",
		"nomap 2",  "memory 1",
		"nomap 2",  "memory 3 ACPI reclaim",
		"nomap 2",  "nomap 2",
		"nomap 2",  "nomap 2",
		"memory 7", "nomap 2",
	};

	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++)
		for (size_t i = 0; i < sizeof(idle) / sizeof(*idle); i++)
			expect_arm64(type, WB | idle[i], rules[type]);
	expect_arm64(16, WB, "nomap 2");
	expect_arm64(0x70000000, WB, "nomap 2");
	expect_arm64(UINT32_MAX, WB, "nomap 2");
}

TEST(on_arm64_less_than_write_back_is_never_mapped)
{
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		const char *want = type == EFI_ACPI_RECLAIM_MEMORY
					   ? "nomap 3 ACPI reclaim"
					   : "nomap 2";

		expect_arm64(type, EFI_ATTR_WT, want);
		expect_arm64(type, EFI_ATTR_WC | UC | RT, want);
	}
	expect_arm64(0x80000000, EFI_ATTR_WT, "nomap 2");
}

/* By its type it is RAM, so it is in physmap; but Linux ignores it. */
TEST(on_arm64_memory_must_be_cacheable)
{
	for (uint32_t type = 0; type < 20; type++) {
		bool there = type >= 1 && type <= 10;

		expect_arm64(type, 0, there ? "excluded 2" : "ignored 2");
		expect_arm64(type, UC, there ? "excluded 2" : "ignored 2");
		expect_arm64(type, UC | RT | SP,
			     there ? "excluded 2" : "ignored 2");
	}
}

TEST(on_arm64_special_purpose_memory_of_any_type_waits)
{
	for (uint32_t type = 0; type < 20; type++) {
		expect_arm64(type, WB | SP, "soft-reserved 99");
		expect_arm64(type, EFI_ATTR_WT | SP, "soft-reserved 99");
	}
}

TEST(on_arm64_runtime_memory_is_reserved_for_good)
{
	for (uint32_t type = 1; type <= 4; type++)
		expect_arm64(type, WB | RT, "memory 1 runtime attribute");
	expect_arm64(7, WB | RT, "memory 1 runtime attribute");
	expect_arm64(9, WB | RT, "memory 3 ACPI reclaim");
	expect_arm64(6, WB | RT, "nomap 2");
}

/* Whether this row is the first match of some descriptor. */
static bool is_reached(enum profile profile, const struct policy_row *row)
{
	static const uint64_t bits[] = { WB, EFI_ATTR_WT, SP, RT };

	for (uint32_t type = 0; type < 20; type++) {
		for (unsigned int set = 0; set < 16; set++) {
			uint64_t attribute = 0;

			for (unsigned int i = 0; i < 4; i++)
				attribute |= set & 1u << i ? bits[i] : 0;
			if (policy_find(profile, type, attribute) == row)
				return true;
		}
	}
	return false;
}

TEST(every_row_has_a_reason_and_is_reached)
{
	for (int p = 0; p < PROFILE_COUNT; p++) {
		size_t count;
		const struct policy_row *rows =
			policy_rows((enum profile)p, &count);

		for (size_t i = 0; i < count; i++) {
			assert_true(*rows[i].why && *rows[i].source);
			assert_true(rows[i].types != 0);
			assert_true(is_reached((enum profile)p, &rows[i]));
		}
	}
}

TEST(all_names_exist_and_differ)
{
	for (int i = 0; i < DISPOSITION_COUNT; i++)
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
				disposition_name((enum disposition)i),
				disposition_name((enum disposition)j));
	for (int i = 0; i < MBT_KNOWN_LIFETIMES; i++)
		for (int j = 0; j < i; j++)
			assert_string_not_equal(lifetime_text((uint32_t)i),
						lifetime_text((uint32_t)j));
	for (int i = 0; i < OWNER_COUNT; i++) {
		assert_true(owner_lifetime((enum owner)i) <
			    MBT_KNOWN_LIFETIMES);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(owner_name((enum owner)i),
						owner_name((enum owner)j));
	}
}
