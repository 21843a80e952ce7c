/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kernel= and module= of files that gzip has compressed: the kernel gets what
 * was in them, and a file that is wrong is refused with one sentence.
 */
#include "tests/lib/test.h"

#include <zlib.h>

#include "efi/boot/fetch.h"
#include "tests/lib/fake_pxe.h"
#include "tests/lib/givenboot.h"

#define ROOM ((size_t)8 << 20)

static uint8_t packed[ROOM];

static size_t pack(const void *bytes, size_t size)
{
	z_stream z = { .next_in = (void *)(uintptr_t)bytes,
		       .avail_in = (uInt)size,
		       .next_out = packed,
		       .avail_out = ROOM };

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 9,
				      Z_DEFAULT_STRATEGY),
			 Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return z.total_out;
}

/* Returns how many bytes the file has. */
static size_t put_packed(const char *path, const void *bytes, size_t size)
{
	size_t len = pack(bytes, size);

	fake_put_file(path, packed, len);
	return len;
}

static void pack_kernel(void)
{
	put_packed("\\kernel.gz", kernel_file.bytes, kernel_file.size);
}

FIXTURE(given_boot, forget_boot);

static void refused(const char *text)
{
	assert_int_equal(boot(), RETURNED);
	assert_status(boot_status, FW_LOAD_ERROR);
	if (!strstr(boot_serial->tape.text, text))
		fail_msg("said: %s", boot_serial->tape.text);
	assert_int_equal(fake_ram_used(), 0);
	assert_int_equal(fake->files_open, 0);
}

static void expect_module(uint32_t number, const char *text)
{
	struct mbt_module module;
	size_t len = strlen(text);

	assert_true(mbt_get_entry(mbt_find_section(boot_table(), MBT_MODULES),
				  number, &module, sizeof(module)));
	assert_int_equal(module.size, len);
	/* The rest of the page is zero. */
	assert_memory_equal((void *)(uintptr_t)module.base, text, len + 1);
}

TEST(a_kernel_and_modules_are_unpacked)
{
	pack_kernel();
	put_packed("\\one.gz", "unpacked", 8);
	assert_int_equal(boots(u"kernel=kernel.gz module=one.gz module=two"),
			 ENTERED);
	expect_sound_table();
	expect_module(0, "unpacked");
	expect_module(1, "second");
}

TEST(an_initrd_stays_as_it_is)
{
	size_t len = put_packed("\\one.gz", "unpacked", 8);
	struct mbt_module module;

	assert_int_equal(boots(u"kernel=kernel.elf initrd=one.gz"), ENTERED);
	assert_true(mbt_get_entry(mbt_find_section(boot_table(), MBT_MODULES),
				  0, &module, sizeof(module)));
	assert_int_equal(module.size, len);
	assert_memory_equal((void *)(uintptr_t)module.base, packed, len);
}

TEST(a_file_that_is_wrong_is_refused_by_name)
{
	static const char hello[] = "hello, hello, hello, hello, hello, hello";
	size_t len = put_packed("\\bad", hello, sizeof(hello));
	uint8_t *bytes = (uint8_t *)fake_file("\\bad")->bytes;

	fake_arguments(u"kernel=bad");
	bytes[len - 4]++;
	refused("bad cannot be unpacked: it does not have the size that its "
		"last bytes say; copy it again.\n");
	bytes[len - 4]--;
	bytes[len - 8]++;
	refused("bad cannot be unpacked: its checksum is wrong; copy it "
		"again.\n");
	bytes[len - 8]--;
	bytes[10] ^= 6;
	refused("bad cannot be unpacked: its data are damaged; copy it "
		"again.\n");
	bytes[10] ^= 6;
	fake_file("\\bad")->size = 12;
	refused("bad cannot be unpacked: it ends too early; copy it again.\n");
	pack(hello, sizeof(hello));
	memcpy(packed + len, packed, len);
	fake_put_file("\\twice", packed, 2 * len);
	fake_arguments(u"kernel=kernel.elf module=twice");
	refused("twice cannot be unpacked: its data end before the file does; "
		"pack it again as one: gunzip -c FILE | gzip.\n");
	fake_file("\\twice")->bytes[len - 8]++;
	refused("twice cannot be unpacked: its data are damaged; copy it "
		"again.\n");
}

TEST(an_empty_file_is_refused_as_such)
{
	put_packed("\\empty.gz", "", 0);
	fake_arguments(u"kernel=empty.gz");
	refused("empty.gz cannot be read: it is empty; copy it again.\n");
}

TEST(other_compressions_are_refused_by_name)
{
	static const uint8_t zstd[4] = { 0x28, 0xb5, 0x2f, 0xfd };

	fake_put_file("\\kernel.zst", zstd, sizeof(zstd));
	fake_arguments(u"kernel=kernel.zst");
	refused("kernel.zst cannot be unpacked: it is compressed with zstd; "
		"unpack it with zstd -d, or compress it with gzip.\n");
}

TEST(files_of_one_byte_are_not_compressed)
{
	fake_put_text("\\byte", "\x1f");
	assert_int_equal(boots(u"kernel=kernel.elf module=byte"), ENTERED);
}

TEST(lack_of_memory_is_told_and_undone)
{
	static uint8_t zeros[4096];

	put_packed("\\kernel.gz", zeros, sizeof(zeros));
	for (fake->fail_at = 1; fake->fail_at < 40; fake->fail_at++) {
		fake->calls = 0;
		fake_arguments(u"kernel=kernel.gz");
		assert_int_equal(boot(), RETURNED);
		assert_true(fw_failed(boot_status));
		assert_int_equal(fake_ram_used(), 0);
		assert_int_equal(fake->files_open, 0);
	}
}

/* --- large files -----------------------------------------------------------
 */

static struct fetch fetch;
static struct fetch_file file;

static void unpack(const char *path)
{
	forget_said();
	assert_status(fw_open(&fw, &fake->image_handle, &fake->system),
		      FW_SUCCESS);
	assert_status(fetch_open(&fetch, &fw, &err, &err), FW_SUCCESS);
	assert_status(fetch_open_file(&file, &fetch, path), FW_SUCCESS);
	assert_status(fetch_unpack(&file), FW_SUCCESS);
}

static void forget(void)
{
	fetch_close_file(&file);
	fetch_close(&fetch);
}

TEST(a_large_file_is_read_once_after_its_head)
{
	static uint8_t bytes[(size_t)3 << 19];
	uint32_t random = 1;

	for (size_t i = 0; i < sizeof(bytes); i++) {
		random = random * 1103515245 + 12345;
		bytes[i] = (uint8_t)(random >> 16);
	}
	fake->gulp = SIZE_MAX;
	assert_true(put_packed("\\big.gz", bytes, sizeof(bytes)) > READER_HEAD);
	unpack("\\big.gz");
	assert_int_equal(file.reader.size, sizeof(bytes));
	assert_int_equal(file.reader.head_size, sizeof(bytes));
	assert_memory_equal(file.reader.head, bytes, sizeof(bytes));
	assert_null(file.on_volume.handle);
	forget();
}
