/* SPDX-License-Identifier: BSD-2-Clause */
/* The memory map and the facts, from firmware of all kinds. */
#include "tests/lib/test.h"

#include "efi/uefi/capture.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;
static char said[1024];
static struct buffer said_buffer;
static struct sink err;
static struct capture capture;

static TEST_STEP(set_up)
{
	fake_new();
	memset(&capture, 0, sizeof(capture));
	err = buffer_sink(&said_buffer, said, sizeof(said));
	return fw_failed(fw_open(&fw, &fake->image_handle, &fake->system));
}

static TEST_STEP(tear_down)
{
	fake_free();
	return 0;
}

static struct fw_status read_map(void)
{
	return fw_capture(&fw, &capture, &err);
}

static void expect_map(size_t descriptors, size_t desc_size)
{
	struct efi_memory_desc desc;

	assert_status(read_map(), FW_SUCCESS);
	assert_string_equal(said, "");
	assert_int_equal(efimap_count(&capture.map), descriptors);
	assert_int_equal(capture.map.desc_size, desc_size);
	for (size_t i = 0; i < descriptors; i++) {
		efimap_get(&capture.map, i, &desc);
		assert_int_equal(desc.phys_addr, i << 20);
		assert_int_equal(desc.num_pages, 256);
	}
	fw_release(&fw, &capture);
	assert_int_equal(fake->page_ranges, 0);
}

static void expect_failure(struct fw_status status, const char *words)
{
	assert_status(read_map(), status);
	assert_non_null(strstr(said, words));
	assert_string_equal(said + strlen(said) - 2, ".\n");
	assert_int_equal(fake->page_ranges, 0);
	assert_int_equal(capture.map.size, 0);
}

FIXTURE(set_up, tear_down);

TEST(statuses_are_those_of_uefi)
{
	assert_status(FW_SUCCESS, FW_STATUS(EFI_SUCCESS));
	assert_status(FW_LOAD_ERROR, FW_STATUS(EFI_LOAD_ERROR));
	assert_status(FW_INVALID_PARAMETER, FW_STATUS(EFI_INVALID_PARAMETER));
	assert_status(FW_UNSUPPORTED, FW_STATUS(EFI_UNSUPPORTED));
	assert_status(FW_BAD_BUFFER_SIZE, FW_STATUS(EFI_BAD_BUFFER_SIZE));
	assert_status(FW_BUFFER_TOO_SMALL, FW_STATUS(EFI_BUFFER_TOO_SMALL));
	assert_status(FW_NOT_READY, FW_STATUS(EFI_NOT_READY));
	assert_status(FW_DEVICE_ERROR, FW_STATUS(EFI_DEVICE_ERROR));
	assert_status(FW_WRITE_PROTECTED, FW_STATUS(EFI_WRITE_PROTECTED));
	assert_status(FW_OUT_OF_RESOURCES, FW_STATUS(EFI_OUT_OF_RESOURCES));
	assert_status(FW_VOLUME_CORRUPTED, FW_STATUS(EFI_VOLUME_CORRUPTED));
	assert_status(FW_VOLUME_FULL, FW_STATUS(EFI_VOLUME_FULL));
	assert_status(FW_NO_MEDIA, FW_STATUS(EFI_NO_MEDIA));
	assert_status(FW_MEDIA_CHANGED, FW_STATUS(EFI_MEDIA_CHANGED));
	assert_status(FW_NOT_FOUND, FW_STATUS(EFI_NOT_FOUND));
	assert_status(FW_ACCESS_DENIED, FW_STATUS(EFI_ACCESS_DENIED));
	assert_status(FW_TIMEOUT, FW_STATUS(EFI_TIMEOUT));
	assert_status(FW_INCOMPATIBLE_VERSION,
		      FW_STATUS(EFI_INCOMPATIBLE_VERSION));
	assert_status(FW_SECURITY_VIOLATION, FW_STATUS(EFI_SECURITY_VIOLATION));
}

TEST(a_warning_is_not_a_failure)
{
	assert_false(fw_failed(FW_SUCCESS));
	assert_false(fw_failed(FW_STATUS(EFI_WARN_DELETE_FAILURE)));
	assert_true(fw_failed(FW_LOAD_ERROR));
}

TEST(any_stride_is_walked)
{
	fake_map(3, 40);
	expect_map(3, 40);
	fake_map(115, 48);
	expect_map(115, 48);
	fake_map(7, 56);
	expect_map(7, 56);
	fake_map(1, 4096);
	expect_map(1, 4096);
}

TEST(ten_thousand_descriptors_are_read)
{
	fake_map(10000, 48);
	expect_map(10000, 48);
}

TEST(the_size_is_asked_for_first)
{
	expect_map(8, 48);
	assert_int_equal(fake->map_calls, 2);
	assert_int_equal(fake->map_sizes[0], 0);
	assert_true(fake->map_sizes[1] >= 2 * 8 * 48 + 32 * 48);
}

TEST(a_map_that_grows_at_each_allocation_is_read)
{
	fake->map_grows = true;
	expect_map(9, 48);
	assert_int_equal(fake->map_calls, 2);
}

TEST(descriptor_size_may_lack_when_the_buffer_is_too_small)
{
	fake->map_mute = true;
	fake_map(200, 56);
	expect_map(200, 56);
	/* There is slack nevertheless. */
	fake->map_calls = 0;
	fake_map(1, 4096);
	expect_map(1, 4096);
	assert_true(fake->map_sizes[1] >= 2 * 4096 + 32 * 40);
}

TEST(an_alternating_size_does_not_shrink_the_buffer)
{
	fake->map_swings = true;
	fake_map(100, 48);
	expect_map(100, 48);
	for (unsigned i = 1; i < fake->map_calls; i++)
		assert_true(fake->map_sizes[i] > fake->map_sizes[i - 1]);
}

TEST(endless_growth_ends)
{
	fake->map_never = true;
	expect_failure(FW_BUFFER_TOO_SMALL, "after 8 tries");
	assert_int_equal(fake->map_calls, 9);
	/* Each attempt had a larger buffer, and used all of it. */
	for (unsigned i = 1; i < fake->map_calls; i++)
		assert_true(fake->map_sizes[i] > fake->map_sizes[i - 1]);
}

TEST(an_unknown_version_is_reported)
{
	fake->desc_version = 2;
	expect_failure(FW_INCOMPATIBLE_VERSION, "DescriptorVersion 2");
}

TEST(a_bad_stride_is_reported)
{
	fake_map(8, 44);
	expect_failure(FW_DEVICE_ERROR, "DescriptorSize 44");
}

TEST(an_empty_map_is_refused)
{
	fake_map(0, 48);
	/* Room for 0 bytes suffices: success without a buffer. */
	expect_failure(FW_DEVICE_ERROR, "GetMemoryMap failed");
}

TEST(an_overrun_is_noticed)
{
	fake->overrun = 48;
	expect_failure(FW_DEVICE_ERROR, "48 bytes beyond its buffer");
	fake->overrun = 4096;
	expect_failure(FW_DEVICE_ERROR, "4096 bytes beyond its buffer");
}

TEST(a_failed_allocation_is_reported)
{
	fake->page_limit = 1;
	/* (16 + 32) * 48 bytes and the page after them */
	expect_failure(FW_OUT_OF_RESOURCES,
		       "Reading the memory map takes 6400 bytes");
}

TEST(an_error_is_reported)
{
	fake->fail_at = fake->calls + 1;
	expect_failure(FW_DEVICE_ERROR, "device error");
}

TEST(after_any_failed_call_nothing_stays_allocated)
{
	for (unsigned n = 1; n <= 3; n++) {
		said_buffer.need = 0;
		said[0] = '\0';
		fake->fail_at = fake->calls + n;
		assert_true(fw_failed(read_map()));
		assert_true(said[0]);
		assert_int_equal(fake->page_ranges, 0);
	}
}

TEST(the_facts_are_those_of_the_system_table)
{
	assert_status(read_map(), FW_SUCCESS);
	assert_string_equal(capture.vendor, "Fake");
	assert_string_equal(capture.origin, "GetMemoryMap");
	assert_int_equal(capture.firmware_revision, 0x10203);
	assert_int_equal(capture.uefi_revision, 0x00020046);
	assert_int_equal(capture.image.base, 0x7e000000);
	assert_int_equal(capture.image.size, 0x17000);
	assert_int_equal(capture.map_buffer.base, (uintptr_t)capture.map.desc);
	assert_int_equal(capture.map_buffer.size, 2 * 4096);
	fw_release(&fw, &capture);
	fw_release(&fw, &capture);
}

/* A memory attributes table of 3 entries in boot services data of so many
 * pages. */
static void read_with_table(uint64_t pages)
{
	static _Alignas(4096)
		uint8_t page[4096] = { 1, 0, 0, 0, 3, 0, 0, 0, 48 };
	static EFI_CONFIGURATION_TABLE table = {
		.VendorGuid = { 0xdcfa911d,
				0x26eb,
				0x469f,
				{ 0xa2, 0x20, 0x38, 0xb7, 0xdc, 0x46, 0x12,
				  0x20 } },
	};
	EFI_MEMORY_DESCRIPTOR desc = {
		.Type = EfiBootServicesData,
		.PhysicalStart = (uintptr_t)page,
		.NumberOfPages = pages,
	};

	fake->desc = &desc;
	fake->desc_cnt = 1;
	table.VendorTable = page;
	fake->system.ConfigurationTable = &table;
	fake->system.NumberOfTableEntries = 1;
	assert_status(read_map(), FW_SUCCESS);
	assert_int_equal(capture.tables[EFITABLE_MEMATTR].base,
			 pages ? (uintptr_t)page : 0);
	assert_int_equal(capture.tables[EFITABLE_MEMATTR].size,
			 pages ? 160 : 0);
	assert_int_equal(capture.tables[EFITABLE_ESRT].size, 0);
	fw_release(&fw, &capture);
	fake->desc = NULL;
}

TEST(tables_are_found_where_the_map_has_them)
{
	read_with_table(1);
	read_with_table(0);
}

static void expect_vendor(const CHAR16 *vendor, const char *text)
{
	fake->system.FirmwareVendor = (CHAR16 *)vendor;
	assert_status(read_map(), FW_SUCCESS);
	assert_string_equal(capture.vendor, text);
	fw_release(&fw, &capture);
}

TEST(a_vendor_may_lack_or_be_too_long)
{
	CHAR16 longest[CAPTURE_TEXT + 1], umlauts[CAPTURE_TEXT];
	char text[CAPTURE_TEXT];

	expect_vendor(NULL, "");
	for (size_t i = 0; i < CAPTURE_TEXT; i++)
		longest[i] = 'x';
	longest[CAPTURE_TEXT] = 0;
	memset(text, 'x', sizeof(text) - 1);
	text[CAPTURE_TEXT - 1] = '\0';
	expect_vendor(longest, text);
	/* 31 characters of two bytes fit into 63; the next one is left out. */
	for (size_t i = 0; i < CAPTURE_TEXT - 1; i++)
		umlauts[i] = 0xe4;
	umlauts[CAPTURE_TEXT - 1] = 0;
	for (size_t i = 0; i < 31; i++)
		memcpy(text + 2 * i, "\u00e4", 2);
	text[62] = '\0';
	expect_vendor(umlauts, text);
}

TEST(the_watchdog_is_stopped)
{
	fake->watchdog = 300;
	fw_stop_watchdog(&fw);
	assert_int_equal(fake->watchdog_calls, 1);
	assert_int_equal(fake->watchdog, 0);
}

TEST(only_poweroff_and_reset_leave)
{
	fw_leave(&fw, EXIT_RETURN);
	fw_leave(&fw, EXIT_WAIT);
	assert_int_equal(fake->resets, 0);
	fw_leave(&fw, EXIT_POWEROFF);
	assert_int_equal(fake->resets, 1);
	assert_int_equal(fake->reset_type, EfiResetShutdown);
	fw_leave(&fw, EXIT_RESET);
	assert_int_equal(fake->reset_type, EfiResetCold);
}

TEST(without_a_loaded_image_nothing_starts)
{
	struct firmware other;

	assert_status(fw_open(&other, &fake->device_handle, &fake->system),
		      FW_UNSUPPORTED);
	assert_status(fw_open(&other, NULL, &fake->system), FW_UNSUPPORTED);
}
