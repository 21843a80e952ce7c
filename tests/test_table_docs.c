/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Compares docs/table.md with core/handoff/table.h: the offset of each field,
 * the name of each number.
 */
#include "tests/lib/test.h"

#include "core/handoff/table.h"
#include "tests/lib/parsed.h"

static char *text;

static TEST_STEP(read_document)
{
	size_t len;

	text = read_whole("docs/table.md", &len);
	return text == NULL;
}

static TEST_STEP(forget_document)
{
	free(text);
	return 0;
}

/* --- structs ------------------------------------------------------------- */

struct field {
	const char *name;
	size_t at, size;
};
#define FIELD(type, name)                                   \
	{                                                   \
#name, offsetof(struct type, name),         \
			sizeof(((struct type *)NULL)->name) \
	}

/* The rows that follow the struct's name are exactly these fields. */
static void check_struct(const char *name, const struct field *fields,
			 size_t count, size_t size)
{
	char row[128];
	size_t end = 0;
	const char *at;

	snprintf(row, sizeof(row), "\n`struct %s`", name);
	at = strstr(text, row);
	if (at == NULL || (at = strstr(at, "|---:|---:|---|---|\n")) == NULL)
		fail_msg("docs/table.md has no table of struct %s", name);
	for (size_t i = 0; i < count; i++) {
		at = strchr(at, '\n') + 1;
		snprintf(row, sizeof(row), "| %zu | %zu | `%s` |", fields[i].at,
			 fields[i].size, fields[i].name);
		if (strncmp(at, row, strlen(row)) != 0)
			fail_msg("struct %s: wanted %s, found %.40s", name, row,
				 at);
		assert_int_equal(fields[i].at, end);
		end += fields[i].size;
	}
	assert_int_equal(end, size);
	assert_int_equal(*(strchr(at, '\n') + 1), '\n');
}
#define check(type, ...)                                                      \
	do {                                                                  \
		static const struct field fields[] = { __VA_ARGS__ };         \
		check_struct(#type, fields, sizeof(fields) / sizeof(*fields), \
			     sizeof(struct type));                            \
	} while (0)

GROUP_FIXTURE(read_document, forget_document);

TEST(every_field_is_at_its_documented_offset)
{
#define F(name) FIELD(mbt_header, name)
	check(mbt_header, F(magic), F(version_major), F(version_minor),
	      F(header_size), F(used_size), F(capacity), F(crc32), F(flags),
	      F(phys_base), F(mem_limit), F(page_size), F(section_count),
	      F(total_ram));
#undef F
#define F(name) FIELD(mbt_section, name)
	check(mbt_section, F(tag), F(flags), F(entry_size), F(count),
	      F(payload_size));
#undef F
#define F(name) FIELD(mbt_region, name)
	check(mbt_region, F(base), F(size), F(flags), F(lifetime), F(nid),
	      F(owner), F(name), F(first_source), F(source_count));
#undef F
#define F(name) FIELD(mbt_platform, name)
	check(mbt_platform, F(rsdp), F(smbios), F(smbios3), F(efi_system_table),
	      F(device_tree), F(efi_desc_version), F(uefi_revision),
	      F(firmware_revision), F(vendor), F(arch), F(flags));
#undef F
#define F(name) FIELD(mbt_framebuffer, name)
	check(mbt_framebuffer, F(base), F(size), F(width), F(height), F(pitch),
	      F(bits_per_pixel), F(red_mask), F(green_mask), F(blue_mask),
	      F(reserved_mask));
#undef F
#define F(name) FIELD(mbt_module, name)
	check(mbt_module, F(base), F(size), F(name), F(path), F(cmdline),
	      F(pad));
#undef F
#define F(name) FIELD(mbt_cpu, name)
	check(mbt_cpu, F(page_table), F(direct_map), F(direct_size),
	      F(stack_base), F(stack_size), F(guard_base), F(levels), F(flags));
#undef F
#define F(name) FIELD(mbt_kernel, name)
	check(mbt_kernel, F(phys_base), F(size), F(virt_base), F(load_bias),
	      F(entry), F(path), F(pad), F(slide));
#undef F
#define F(name) FIELD(mbt_symbols, name)
	check(mbt_symbols, F(base), F(size), F(strings), F(strings_size));
#undef F
#define F(name) FIELD(mbt_boot, name)
	check(mbt_boot, F(time), F(disk), F(partition), F(number), F(flags),
	      F(loader), F(loader_version));
#undef F
#define F(name) FIELD(mbt_serial, name)
	check(mbt_serial, F(base), F(kind), F(stride), F(flags), F(pad));
#undef F
#define F(name) FIELD(mbt_processor, name)
	check(mbt_processor, F(id), F(mailbox), F(stack_base), F(stack_size),
	      F(uid), F(flags));
#undef F
#define F(name) FIELD(mbt_mailbox, name)
	check(mbt_mailbox, F(goto_address), F(argument));
#undef F
#define F(name) FIELD(mbt_distance, name)
	check(mbt_distance, F(from), F(to), F(distance));
#undef F
#define F(name) FIELD(mbt_anomaly, name)
	check(mbt_anomaly, F(descriptor), F(anomalies), F(disposition), F(why));
#undef F
#define F(name) FIELD(mbt_lost, name)
	check(mbt_lost, F(tag), F(count));
#undef F
}

/* --- numbers ------------------------------------------------------------- */

TEST(every_number_has_its_name)
{
#define N(name)             \
	{                   \
		name, #name \
	}
	static const struct {
		unsigned int value;
		const char *name;
	} numbers[] = {
		N(MBT_FLAG_TRUNCATED),
		N(MBT_FLAG_CAPPED),
		N(MBT_FLAG_FINAL),
		N(MBT_FLAG_AMOUNT),
		N(MBT_FLAG_SIMULATED),
		N(MBT_MEMORY),
		N(MBT_RESERVED),
		N(MBT_PHYSMAP),
		N(MBT_EFI_MAP),
		N(MBT_STRINGS),
		N(MBT_PLATFORM),
		N(MBT_FRAMEBUFFER),
		N(MBT_MODULES),
		N(MBT_CMDLINE),
		N(MBT_CPU),
		N(MBT_DISTANCES),
		N(MBT_ANOMALIES),
		N(MBT_SOURCES),
		N(MBT_KERNEL),
		N(MBT_LOST),
		N(MBT_SERIAL),
		N(MBT_EDID),
		N(MBT_BOOT),
		N(MBT_SYMBOLS),
		N(MBT_PROCESSORS),
		N(MBT_REGION_HOTPLUG),
		N(MBT_REGION_MIRROR),
		N(MBT_REGION_NOMAP),
		N(MBT_REGION_DRIVER_MANAGED),
		N(MBT_REGION_NOINIT),
		N(MBT_REGION_KERN),
		N(MBT_LIFETIME_SVAM),
		N(MBT_LIFETIME_ACPI),
		N(MBT_LIFETIME_ACCEPT),
		N(MBT_LIFETIME_DRIVER),
		N(MBT_LIFETIME_KERNEL),
		N(MBT_LIFETIME_TABLE),
		N(MBT_LIFETIME_NEVER),
		N(MBT_ANOMALY_EMPTY),
		N(MBT_ANOMALY_WRAPS),
		N(MBT_ANOMALY_TOP),
		N(MBT_ANOMALY_MISALIGNED),
		N(MBT_ANOMALY_OVERLAP),
		N(MBT_ANOMALY_TYPE),
		N(MBT_ANOMALY_NOT_WB),
		N(MBT_ANOMALY_RUNTIME),
		N(MBT_ANOMALY_NO_RUNTIME),
		N(MBT_DISPOSITION_IGNORED),
		N(MBT_DISPOSITION_EXCLUDED),
		N(MBT_DISPOSITION_MEMORY),
		N(MBT_DISPOSITION_NOMAP),
		N(MBT_DISPOSITION_SOFT_RESERVED),
		N(MBT_DISPOSITION_SKIPPED),
	};
	char row[128];

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		snprintf(row, sizeof(row), "\n| %u | `%s` |", numbers[i].value,
			 numbers[i].name);
		if (strstr(text, row) == NULL)
			fail_msg("docs/table.md lacks%s", row);
	}
	/* A new tag needs a row here. */
	assert_int_equal(MBT_KNOWN_TAGS, 21);
}

TEST(the_three_spellings_of_the_guid_agree)
{
	static const uint8_t guid[16] = MBT_GUID_BYTES;
	const uint8_t *g = guid;
	char spelling[128];
	int n = 0;

	snprintf(spelling, sizeof(spelling),
		 "    %02x%02x%02x%02x-%02x%02x-"
		 "%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x\n",
		 g[3], g[2], g[1], g[0], g[5], g[4], g[7], g[6], g[8], g[9],
		 g[10], g[11], g[12], g[13], g[14], g[15]);
	assert_non_null(strstr(text, spelling));
	snprintf(spelling, sizeof(spelling),
		 "    { 0x%02x%02x%02x%02x, "
		 "0x%02x%02x, 0x%02x%02x, { 0x%02x, 0x%02x, 0x%02x, 0x%02x, "
		 "0x%02x, 0x%02x, 0x%02x, 0x%02x } }\n",
		 g[3], g[2], g[1], g[0], g[5], g[4], g[7], g[6], g[8], g[9],
		 g[10], g[11], g[12], g[13], g[14], g[15]);
	assert_non_null(strstr(text, spelling));
	for (int i = 0; i < 16; i++)
		n += sprintf(spelling + n, "%s%02X", i ? " " : "    ", g[i]);
	assert_non_null(strstr(text, spelling));
}
