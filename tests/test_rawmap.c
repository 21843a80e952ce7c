/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/test.h"

#include "core/firmware/rawmap.h"

/* A file with two descriptors of 48 bytes, as OVMF gives them. */
struct file {
	uint8_t header[RAWMAP_HEADER_SIZE];
	uint8_t map[96];
};

static struct capture machine(const void *map)
{
	return (struct capture){
		.map = { map, 96, 48, EFIMAP_DESC_VERSION },
		.profile = PROFILE_LINUX_ARM64,
		.origin = "GetMemoryMap",
		.arch = "aarch64",
		.vendor = "EDK II",
		.firmware_revision = 0x10000,
		.uefi_revision = 0x00020046,
		.image = { 0x1e000000, 0x20000 },
		.map_buffer = { UINT64_C(0xfedcba9876543000), 0x3000 },
		.tables = { { 0x21000c018, 0x610 }, { 0x20000010, 56 } },
	};
}

static struct file file_of(const struct capture *capture)
{
	char bytes[sizeof(struct file) + 1];
	struct file file;
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, bytes, sizeof(bytes));

	rawmap_write(&out, capture);
	assert_int_equal(buffer.need, sizeof(file));
	memcpy(&file, bytes, sizeof(file));
	return file;
}

static struct file written(void)
{
	struct file file;
	struct capture capture;

	for (size_t i = 0; i < sizeof(file.map); i++)
		file.map[i] = (uint8_t)i;
	capture = machine(file.map);
	return file_of(&capture);
}

static int status_of(const struct file *file, size_t len)
{
	struct capture capture;

	memset(&capture, 0x5a, sizeof(capture));
	struct capture before = capture;
	int status = rawmap_read(&capture, file, len);
	if (status != CORE_OK)
		assert_memory_equal(&capture, &before, sizeof(capture));
	return status;
}

TEST(what_was_written_is_read)
{
	struct file file = written();
	struct capture expected = machine(file.map), capture = { 0 };

	assert_true(rawmap_is(&file, sizeof(file)));
	assert_int_equal(rawmap_read(&capture, &file, sizeof(file)), CORE_OK);
	assert_ptr_equal(capture.map.desc, file.map);
	assert_int_equal(capture.map.size, 96);
	assert_int_equal(capture.map.desc_size, 48);
	assert_int_equal(capture.map.desc_version, 1);
	assert_int_equal(capture.profile, expected.profile);
	assert_string_equal(capture.origin, expected.origin);
	assert_string_equal(capture.arch, expected.arch);
	assert_string_equal(capture.vendor, expected.vendor);
	assert_int_equal(capture.firmware_revision, 0x10000);
	assert_int_equal(capture.uefi_revision, 0x00020046);
	assert_memory_equal(&capture.image, &expected.image, 16);
	assert_memory_equal(&capture.map_buffer, &expected.map_buffer, 16);
	assert_memory_equal(capture.tables, expected.tables, 32);
}

TEST(a_size_that_has_no_room_in_the_header_is_left_out)
{
	struct file file = written();
	struct capture capture = machine(file.map);

	capture.tables[0].size = UINT64_C(0x100000001);
	file = file_of(&capture);
	assert_int_equal(rawmap_read(&capture, &file, sizeof(file)), CORE_OK);
	assert_int_equal(capture.tables[0].base, 0);
	assert_int_equal(capture.tables[0].size, 0);
	assert_int_equal(capture.tables[1].size, 56);
}

/* docs/raw.md: readers elsewhere depend on these offsets. */
TEST(the_bytes_are_at_the_documented_offsets)
{
	struct file file = written();
	static const uint8_t first[] = {
		0x8b, 'M',  'B',  'R',  'A',  'W',  '\r', '\n', 1, 0,    0,
		0,    0,    1,    0,    0,    96,   0,    0,    0, 0,    0,
		0,    0,    48,   0,    0,    0,    1,    0,    0, 0,    1,
		0,    0,    0,    0,    0,    1,    0,    0x46, 0, 2,    0,
		0,    0,    0,    0,    0,    0,    0,    0x1e, 0, 0,    0,
		0,    0,    0,    2,    0,    0,    0,    0,    0, 0x00, 0x30,
		0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 0,    0x30, 0, 0,    0,
		0,    0,    0,    'G',  'e',  't',
	};
	static const uint8_t tables[] = {
		0x18, 0xc0, 0, 0x10, 2,    0, 0, 0, 0x10, 0, 0, 0x20,
		0,    0,    0, 0,    0x10, 6, 0, 0, 56,   0, 0, 0,
	};

	assert_memory_equal(file.header, first, sizeof(first));
	assert_string_equal((char *)file.header + 144, "aarch64");
	assert_string_equal((char *)file.header + 160, "EDK II");
	for (size_t i = 224; i < 232; i++)
		assert_int_equal(file.header[i], 0);
	assert_memory_equal(file.header + 232, tables, sizeof(tables));
}

TEST(the_first_8_bytes_tell_a_raw_map)
{
	assert_true(rawmap_is(RAWMAP_MAGIC, 8));
	assert_false(rawmap_is(RAWMAP_MAGIC, 7));
}

TEST(other_files_are_not_recognized)
{
	struct file file = written();

	assert_false(rawmap_is("Type Start", 10));
	assert_false(rawmap_is(&file, 7));
	assert_false(rawmap_is(NULL, 0));
	file.header[7] = '\r';
	assert_int_equal(status_of(&file, sizeof(file)), CORE_EFORMAT);
}

TEST(every_other_length_is_malformed)
{
	struct file files[2] = { written(), written() };

	for (size_t len = 0; len < sizeof(files[0]); len++)
		assert_int_equal(status_of(files, len), CORE_EFORMAT);
	assert_int_equal(status_of(files, sizeof(files[0]) + 48), CORE_EFORMAT);
}

TEST(a_newer_version_is_refused_by_its_own_code)
{
	struct file file = written();

	file.header[8] = 2;
	assert_int_equal(status_of(&file, sizeof(file)), CORE_EVERSION);
}

TEST(a_damaged_field_is_malformed)
{
	static const struct {
		size_t at;
		uint8_t value;
		size_t count;
	} damage[] = {
		{ 12, 255, 1 },  /* header size */
		{ 16, 95, 1 },   /* map size */
		{ 16, 97, 1 },   /* beyond the file's end */
		{ 23, 0x80, 1 }, /* map size, highest byte */
		{ 24, 0, 1 },    /* descriptor size */
		{ 24, 32, 1 },    { 24, 44, 1 },
		{ 24, 64, 1 },   /* 96 is not a multiple of it */
		{ 28, 2, 1 },    /* descriptor version */
		{ 32, 2, 1 },    /* profile */
		{ 80, 'x', 64 }, /* texts that do not end */
		{ 144, 'x', 16 }, { 160, 'x', 64 },
	};

	for (size_t i = 0; i < sizeof(damage) / sizeof(*damage); i++) {
		struct file file = written();

		memset(file.header + damage[i].at, damage[i].value,
		       damage[i].count);
		if (status_of(&file, sizeof(file)) != CORE_EFORMAT)
			fail_msg("damage at %zu was not seen", damage[i].at);
	}
}

TEST(a_map_without_descriptors_is_malformed)
{
	struct file file = written();

	file.header[16] = 0;
	assert_int_equal(status_of(&file, RAWMAP_HEADER_SIZE), CORE_EFORMAT);
}

TEST(a_text_that_fills_its_field_keeps_its_nul)
{
	struct file file = written();
	struct capture capture = machine(file.map);

	/* A caller's mistake must not give an unreadable file. */
	memset(capture.vendor, 'v', sizeof(capture.vendor));
	file = file_of(&capture);
	assert_int_equal(status_of(&file, sizeof(file)), CORE_OK);
	assert_int_equal(strlen((char *)file.header + 160), 63);
}

/* A file with two tables of 5 and 3 bytes; their contents do not matter. */
static size_t with_tables(uint8_t *bytes, size_t size)
{
	static const uint8_t srat[] = { 1, 2, 3, 4, 5 }, slit[] = { 6, 7, 8 };
	struct file file = written();
	struct capture capture = machine(file.map);
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, (char *)bytes, size);

	capture.acpi.srat = (struct acpi_bytes){ srat, sizeof(srat) };
	capture.acpi.slit = (struct acpi_bytes){ slit, sizeof(slit) };
	rawmap_write(&out, &capture);
	return buffer.need;
}

TEST(tables_follow_the_descriptors)
{
	struct capture capture = { 0 };
	uint8_t bytes[512];
	size_t len = with_tables(bytes, sizeof(bytes));

	assert_int_equal(len, 256 + 96 + 5 + 3);
	assert_int_equal(bytes[224], 5);
	assert_int_equal(bytes[228], 3);
	assert_int_equal(rawmap_read(&capture, bytes, len), CORE_OK);
	assert_int_equal(capture.map.size, 96);
	assert_ptr_equal(capture.acpi.srat.bytes, bytes + 352);
	assert_int_equal(capture.acpi.srat.len, 5);
	assert_ptr_equal(capture.acpi.slit.bytes, bytes + 357);
	assert_int_equal(capture.acpi.slit.len, 3);
}

TEST(tables_that_do_not_fit_the_file_are_malformed)
{
	static const uint8_t wrong[] = { 0, 4, 6, 255 };
	struct capture capture = { 0 };
	uint8_t bytes[512];
	size_t len = with_tables(bytes, sizeof(bytes));

	for (size_t cut = 0; cut < len; cut++)
		assert_int_equal(rawmap_read(&capture, bytes, cut),
				 CORE_EFORMAT);
	for (size_t i = 0; i < 4; i++) {
		bytes[224] = wrong[i];
		assert_int_equal(rawmap_read(&capture, bytes, len),
				 CORE_EFORMAT);
	}
	bytes[224] = 5;
	bytes[231] = 0xff;
	assert_int_equal(rawmap_read(&capture, bytes, len), CORE_EFORMAT);
}

TEST(a_table_that_is_far_too_long_is_left_out)
{
	struct file file = written();
	struct capture capture = machine(file.map);

	capture.acpi.srat = (struct acpi_bytes){ file.map, ACPI_TABLE_MAX + 1 };
	file = file_of(&capture);
	assert_int_equal(status_of(&file, sizeof(file)), CORE_OK);
}

/* An invalid file, though its lengths agree. */
TEST(a_file_with_such_a_table_is_malformed)
{
	static uint8_t bytes[sizeof(struct file) + ACPI_TABLE_MAX + 1];
	static const size_t at[] = { 224, 228 };

	for (size_t i = 0; i < 2; i++) {
		struct file file = written();
		struct capture capture;

		file.header[at[i]] = 1;
		file.header[at[i] + 2] = ACPI_TABLE_MAX >> 16;
		memcpy(bytes, &file, sizeof(file));
		assert_int_equal(rawmap_read(&capture, bytes, sizeof(bytes)),
				 CORE_EFORMAT);
	}
}
