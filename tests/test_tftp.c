/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/uefi/tftp.c, efi/boot/fetch_server.c: files of a server. */
#include "tests/lib/test.h"

#include "efi/boot/fetch.h"
#include "efi/uefi/tftp.h"
#include "tests/lib/fake_pxe.h"

FIXTURE(given_pxe, fake_end);

TEST(a_file_is_read_as_a_whole_or_not)
{
	char memory[8] = "";
	uint64_t size = 0;

	pxe_file.path = "dir/k.elf";
	pxe_file.text = "kernel";
	assert_status(tftp_size(&pxe, "\\dir\\k.elf", &size), FW_SUCCESS);
	assert_int_equal(size, 6);
	assert_status(tftp_read(&fw, &pxe, "/dir/k.elf", memory, 6, NULL),
		      FW_SUCCESS);
	/* As much as a frame holds: fewer acknowledgements to wait for. */
	assert_int_equal(pxe_block, 1468);
	assert_string_equal(memory, "kernel");
	assert_status(tftp_read(&fw, &pxe, "dir/k.elf", memory, 7, NULL),
		      FW_DEVICE_ERROR);
}

/* RFC 2349: not every server knows the size. */
TEST(a_size_that_cannot_be_asked_for_is_not_a_missing_file)
{
	uint64_t size;

	pxe_lacks.size = EFI_NOT_FOUND;
	assert_status(tftp_size(&pxe, "k", &size), FW_UNSUPPORTED);
	pxe_lacks.size = EFI_UNSUPPORTED;
	assert_status(tftp_size(&pxe, "k", &size), FW_UNSUPPORTED);
	pxe_lacks.size = EFI_TFTP_ERROR;
	assert_status(tftp_size(&pxe, "k", &size), FW_NOT_FOUND);
	pxe_mode.TftpErrorReceived = TRUE;
	pxe_mode.TftpError.ErrorCode = 8;
	assert_status(tftp_size(&pxe, "k", &size), FW_UNSUPPORTED);
	pxe_lacks.size = EFI_TIMEOUT;
	assert_status(tftp_size(&pxe, "k", &size), FW_TIMEOUT);
}

static void expect_size(const char *text, size_t room, unsigned int requests)
{
	char memory[16];
	uint64_t size = 99;

	pxe_file.path = "k";
	pxe_file.text = text;
	pxe_reads = 0;
	assert_status(tftp_read_any(&fw, &pxe, "k", memory, room, NULL, &size),
		      FW_SUCCESS);
	assert_int_equal(size, strlen(text) + pxe_file.zeros);
	assert_memory_equal(memory, text, strlen(text));
	assert_int_equal(pxe_reads, requests);
}

TEST(a_file_of_unknown_size_is_read)
{
	char memory[4];
	uint64_t size;

	expect_size("kernel", 16, 1);
	expect_size("", 16, 1);
	/* A full buffer may be the whole file. */
	expect_size("kernel", 6, 2);
	/* iPXE does not say how much it has read. */
	pxe_lacks.length = true;
	expect_size("kernel", 16, 2);
	expect_size("kernel", 6, 2);
	expect_size("\377\377", 16, 2);
	expect_size("", 16, 2);
	pxe_file.zeros = 3;
	expect_size("kernel", 16, 2);
	expect_size("kernel", 9, 2);
	pxe_file.zeros = 0;
	assert_status(tftp_read_any(&fw, &pxe, "none", memory, 4, NULL, &size),
		      FW_NOT_FOUND);
	pxe_file.text = "kernel";
	assert_status(tftp_read_any(&fw, &pxe, "k", memory, 4, NULL, &size),
		      FW_BUFFER_TOO_SMALL);
}

static void ignore(void *ctx, const char *text, size_t len)
{
	(void)ctx, (void)text, (void)len;
}

TEST(files_missing_on_the_volume_are_read_from_the_server)
{
	const struct sink nobody = { .write = ignore };
	struct fetch fetch;
	struct fetch_file file;
	char bytes[6];

	fake_put_text("\\here", "on the volume");
	assert_status(fetch_open(&fetch, &fw, &nobody, &err), FW_SUCCESS);
	assert_status(fetch_open_file(&file, &fetch, "here"), FW_SUCCESS);
	assert_int_equal(file.reader.size, 13);
	fetch_close_file(&file);
	/* A name that is not valid on a volume. */
	pxe_file.path = "k:1";
	pxe_file.text = "kernel";
	assert_status(fetch_open_file(&file, &fetch, "k:1"), FW_SUCCESS);
	assert_int_equal(file.reader.size, 6);
	assert_status(reader_read(&file.reader, 0, bytes, 6), FW_SUCCESS);
	assert_memory_equal(bytes, "kernel", 6);
	/* A server does not send parts, but its head is all of the file. */
	assert_status(fetch_head(&file), FW_SUCCESS);
	assert_status(reader_read(&file.reader, 3, bytes, 3), FW_SUCCESS);
	assert_memory_equal(bytes, "nelnel", 6);
	fetch_close_file(&file);
	assert_string_equal(said, "");
	assert_status(fetch_open_file(&file, &fetch, "k:2"), FW_NOT_FOUND);
	assert_non_null(strstr(said, "k:2 cannot be read: not found"));
	fetch_close(&fetch);
}

TEST(a_file_of_unknown_size_is_its_own_head)
{
	static char large[5 << 20];
	struct fetch fetch;
	struct fetch_file file;

	memset(large, 'x', sizeof(large) - 1);
	pxe_lacks.size = EFI_UNSUPPORTED;
	pxe_lacks.length = true;
	pxe_file.path = "k";
	pxe_file.text = large;
	assert_status(fetch_open(&fetch, &fw, &err, &err), FW_SUCCESS);
	assert_status(fetch_open_file(&file, &fetch, "k"), FW_SUCCESS);
	assert_int_equal(file.reader.size, sizeof(large) - 1);
	assert_int_equal(file.reader.head_size, sizeof(large) - 1);
	/* One for 4 MiB, two for 16 MiB. */
	assert_int_equal(pxe_reads, 3);
	assert_status(fetch_head(&file), FW_SUCCESS);
	assert_int_equal(file.reader.head[sizeof(large) - 2], 'x');
	fetch_close_file(&file);
	assert_status(fetch_open_file(&file, &fetch, "none"), FW_NOT_FOUND);
	fetch_close_file(&file);
	pxe_file.text = "";
	assert_status(fetch_open_file(&file, &fetch, "k"), FW_LOAD_ERROR);
	fetch_close_file(&file);
	fetch_close(&fetch);
}

TEST(a_path_invalid_for_a_server_is_refused)
{
	char path[600];
	uint64_t size;

	memset(path, 'x', sizeof(path));
	path[512] = '\0';
	assert_status(tftp_size(&pxe, path, &size), FW_INVALID_PARAMETER);
	path[511] = '\0';
	assert_status(tftp_size(&pxe, path, &size), FW_NOT_FOUND);
}

TEST(a_slow_server_shows_its_progress)
{
	static char large[1 << 20], memory[1 << 20];
	struct fetch fetch;
	struct fetch_file file;

	memset(large, 'x', sizeof(large) - 1);
	pxe_file.path = "k";
	pxe_file.text = large;
	fake->us_per_kib = 2000;
	assert_status(fetch_open(&fetch, &fw, &err, &err), FW_SUCCESS);
	assert_status(fetch_open_file(&file, &fetch, "k"), FW_SUCCESS);
	assert_status(reader_read(&file.reader, 0, memory, sizeof(large) - 1),
		      FW_SUCCESS);
	assert_string_equal(said, "Reading k: 500 KiB of 1.0 MiB, 500 KiB/s\n");
	/* Its callback is gone, and so is its place in this function. */
	assert_false(pxe_mode.MakeCallbacks);
	assert_int_equal(fake->device_handle.cnt, 2);
	fetch_close_file(&file);
	pxe_lacks.size = EFI_UNSUPPORTED;
	forget_said();
	assert_status(fetch_open_file(&file, &fetch, "k"), FW_SUCCESS);
	assert_string_equal(said, "Reading k: 500 KiB, 500 KiB/s\n");
	fetch_close_file(&file);
	fetch_close(&fetch);
}
