/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi/uefi/network.c: which file of which server, according to DHCP; and the
 * memblock.cfg that is there.
 */
#include "tests/lib/test.h"

#include "efi/boot/fetch.h"
#include "efi/config/cmdline.h"
#include "efi/config/cmdline_file.h"
#include "efi/main.h"
#include "efi/uefi/network.h"
#include "efi/uefi/tftp.h"
#include "tests/lib/fake_pxe.h"

static void options(EFI_PXE_BASE_CODE_PACKET *packet, const char *bytes,
		    size_t len)
{
	memcpy(packet->Raw + 240, bytes, len);
}

#define set_options(packet, bytes) options(packet, bytes, sizeof(bytes) - 1)

/* The request for a file in the folder of the boot file. */
static const char *asks(const char *name)
{
	char path[300];
	uint64_t size;

	assert_ptr_equal(network_find(&fw), &pxe);
	assert_true(network_beside(path, sizeof(path), &pxe, name));
	assert_status(tftp_size(&pxe, path, &size), FW_NOT_FOUND);
	return pxe_asked;
}

FIXTURE(given_pxe, fake_end);

TEST(the_server_is_the_one_that_dhcp_names)
{
	assert_string_equal(asks("a.cfg"), "10.0.2.2 boot/x64/a.cfg");
}

TEST(the_server_of_the_boot_file_takes_precedence)
{
	memcpy(pxe_mode.ProxyOffer.Dhcpv4.BootpSiAddr, (UINT8[]){ 9, 8, 7, 6 },
	       4);
	pxe_mode.ProxyOfferReceived = TRUE;
	assert_string_equal(asks("a"), "9.8.7.6 a");
	memcpy(pxe_mode.PxeReply.Dhcpv4.BootpSiAddr, (UINT8[]){ 5, 5, 5, 5 },
	       4);
	pxe_mode.PxeReplyReceived = TRUE;
	assert_string_equal(asks("a"), "5.5.5.5 a");
}

TEST(options_replace_empty_fields)
{
	set_options(&pxe_mode.DhcpAck,
		    "\0\65\1\5\66\4\300\250\1\376\103\6pxe/m\0"
		    "\377");
	/* The field has precedence unless it is empty. */
	assert_string_equal(asks("a"), "10.0.2.2 pxe/a");
	memset(pxe_mode.DhcpAck.Dhcpv4.BootpSiAddr, 0, 4);
	assert_string_equal(asks("a"), "192.168.1.254 pxe/a");
	set_options(&pxe_mode.DhcpAck, "\66\3\300\250\1\377");
	assert_string_equal(asks("a"), "0.0.0.0 boot/x64/a");
}

TEST(options_may_be_cut_off_or_fill_the_packet)
{
	UINT8 *raw = pxe_mode.DhcpAck.Raw;

	memset(raw + 240, 0, sizeof(pxe_mode.DhcpAck.Raw) - 240);
	assert_string_equal(asks("a"), "10.0.2.2 boot/x64/a");
	raw[1471] = 67;
	assert_string_equal(asks("a"), "10.0.2.2 boot/x64/a");
	memcpy(raw + 1468, "\103\2x/", 4);
	assert_string_equal(asks("a"), "10.0.2.2 x/a");
	raw[1469] = 3;
	assert_string_equal(asks("a"), "10.0.2.2 boot/x64/a");
	/* Empty, as the last two bytes. */
	memset(raw + 1468, 0, 4);
	raw[1470] = 67;
	assert_string_equal(asks("a"), "10.0.2.2 a");
}

TEST(a_boot_file_may_have_no_end_and_no_folder)
{
	char path[130];

	memset(pxe_mode.DhcpAck.Dhcpv4.BootpBootFile, 'x', 128);
	assert_string_equal(asks("a"), "10.0.2.2 a");
	pxe_mode.DhcpAck.Dhcpv4.BootpBootFile[127] = '/';
	assert_true(network_beside(path, 130, &pxe, "a"));
	assert_false(network_beside(path, 129, &pxe, "a"));
}

TEST(without_an_ipv4_lease_there_is_no_server)
{
	pxe_mode.UsingIpv6 = TRUE;
	assert_null(network_find(&fw));
	pxe_mode.UsingIpv6 = FALSE;
	pxe_mode.DhcpAckReceived = FALSE;
	assert_null(network_find(&fw));
	pxe_mode.DhcpAckReceived = TRUE;
	pxe_mode.Started = FALSE;
	assert_null(network_find(&fw));
}

TEST(memblock_cfg_comes_from_the_server)
{
	struct cmdline cmdline;
	struct options options;

	pxe_file.path = "boot/x64/memblock.cfg";
	pxe_file.text = "format=csv";
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_int_equal(options.report.format, FORMAT_CSV);
	cmdline_close(&cmdline);
	pxe_file.path = NULL;
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_null(cmdline.from.copies);
}

static void read_cmdline(struct cmdline *cmdline, struct options *options,
			 struct fw_status expected)
{
	forget_said();
	assert_status(
		cmdline_open(cmdline, options, PROFILE_LINUX_X86, &fw, &err),
		expected);
	cmdline_close(cmdline);
}

TEST(memblock_cfg_of_unknown_size_is_read)
{
	static char text[CMDLINE_FILE_MAX + 2];
	struct cmdline cmdline;
	struct options options;

	pxe_lacks.size = EFI_UNSUPPORTED;
	pxe_lacks.length = true;
	pxe_file.path = "boot/x64/memblock.cfg";
	pxe_file.text = "format=csv";
	read_cmdline(&cmdline, &options, FW_SUCCESS);
	assert_int_equal(options.report.format, FORMAT_CSV);
	assert_status(cmdline.from.server, FW_SUCCESS);
	memset(text, ' ', CMDLINE_FILE_MAX + 1);
	pxe_file.text = text;
	read_cmdline(&cmdline, &options, FW_BAD_BUFFER_SIZE);
	assert_non_null(strstr(said, "memblock.cfg has more than 65536 bytes"));
	pxe_file.path = NULL;
	read_cmdline(&cmdline, &options, FW_SUCCESS);
	assert_status(cmdline.from.server, FW_SUCCESS);
}

TEST(a_server_that_cannot_be_asked_is_reported)
{
	struct cmdline cmdline;
	struct options options;

	pxe_lacks.answer = EFI_TIMEOUT;
	read_cmdline(&cmdline, &options, FW_SUCCESS);
	assert_status(cmdline.from.server, FW_TIMEOUT);
	assert_string_equal(said, "");
}

/* A URI in the path of the device, and neither a volume nor PXE. */
TEST(after_http_boot_there_are_no_files)
{
	static unsigned char path[] = {
		3, 24, 6, 0, 'h', ':', 0x7f, 0xff, 4, 0
	};
	EFI_GUID guid = EFI_DEVICE_PATH_PROTOCOL_GUID;
	struct cmdline cmdline;
	struct options options;
	struct fetch fetch;

	fake->device_handle.cnt = 0;
	read_cmdline(&cmdline, &options, FW_SUCCESS);
	assert_false(cmdline.from.over_http);
	fake_protocol(&fake->device_handle, guid, path);
	read_cmdline(&cmdline, &options, FW_SUCCESS);
	assert_true(cmdline.from.over_http);
	assert_status(fetch_open(&fetch, &fw, &err, &err), FW_UNSUPPORTED);
	assert_non_null(strstr(said, "memblock.efi was loaded by HTTP"));
	fetch_close(&fetch);
}

TEST(the_memblock_cfg_of_the_volume_takes_precedence)
{
	struct cmdline cmdline;
	struct options options;

	pxe_file.path = "boot/x64/memblock.cfg";
	pxe_file.text = "format=csv";
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "format=json");
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_int_equal(options.report.format, FORMAT_JSON);
	cmdline_close(&cmdline);
}

TEST(without_a_volume_memblock_cfg_is_the_servers)
{
	struct cmdline cmdline;
	struct options options;

	/* The device of the image has only PXE. */
	fake->device_handle.protocols[0] = fake->device_handle.protocols[1];
	fake->device_handle.cnt = 1;
	pxe_file.path = "boot/x64/memblock.cfg";
	pxe_file.text = "format=csv";
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_int_equal(options.report.format, FORMAT_CSV);
	cmdline_close(&cmdline);
}

TEST(a_file_that_is_too_large_is_reported)
{
	static char text[CMDLINE_FILE_MAX + 2];
	struct cmdline cmdline;
	struct options options;

	memset(text, ' ', CMDLINE_FILE_MAX + 1);
	pxe_file.path = "boot/x64/memblock.cfg";
	pxe_file.text = text;
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_BAD_BUFFER_SIZE);
	assert_non_null(strstr(said, "memblock.cfg has 65537 bytes"));
	cmdline_close(&cmdline);
}

TEST(the_report_says_that_the_server_could_not_be_asked)
{
	struct fake_serial *serial = fake_add_serial(true);

	pxe_lacks.answer = EFI_TIMEOUT;
	assert_int_equal(efi_main(&fake->image_handle, &fake->system), 0);
	assert_non_null(strstr(serial->tape.text,
			       "Note: the server could not be asked for "
			       "memblock.cfg: timeout"));
}

/* --- failures ------------------------------------------------------------ */

static void read_server_cmdline(void)
{
	struct cmdline cmdline;
	struct options options;

	cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err);
	cmdline_close(&cmdline);
}

/* The head, which is all of a file of a server. */
static void read_server_file(void)
{
	struct fetch_file file = { 0 };
	struct fetch fetch;

	if (!fw_failed(fetch_open(&fetch, &fw, &err, &err)) &&
	    !fw_failed(
		    fetch_open_file(&file, &fetch, "boot/x64/memblock.cfg")) &&
	    !fw_failed(fetch_head(&file)))
		assert_memory_equal(file.reader.head, "format=csv", 10);
	if (file.fetch)
		fetch_close_file(&file);
	fetch_close(&fetch);
}

static void expect_undone(void (*work)(void))
{
	unsigned int pools = fake->pools, pages = fake->page_ranges, call = 0;

	do {
		fake->calls = 0;
		fake->fail_at = ++call;
		work();
		assert_int_equal(fake->pools, pools);
		assert_int_equal(fake->page_ranges, pages);
		assert_int_equal(fake->files_open, 0);
	} while (fake->calls >= call);
	assert_in_range(call, 3, 100);
}

TEST(each_failure_of_the_firmware_leaves_nothing_of_a_file_of_a_server)
{
	pxe_file.path = "boot/x64/memblock.cfg";
	pxe_file.text = "format=csv";
	expect_undone(read_server_cmdline);
	expect_undone(read_server_file);
	pxe_lacks.size = EFI_UNSUPPORTED;
	expect_undone(read_server_cmdline);
	expect_undone(read_server_file);
}

TEST(an_empty_file_of_a_server_has_no_options_and_is_not_loaded)
{
	struct cmdline cmdline;
	struct options options;
	struct fetch_file file;
	struct fetch fetch;

	pxe_file.path = "boot/x64/memblock.cfg";
	pxe_file.text = "";
	for (int i = 0; i < 2; i++) {
		read_cmdline(&cmdline, &options, FW_SUCCESS);
		assert_status(fetch_open(&fetch, &fw, &err, &err), FW_SUCCESS);
		forget_said();
		assert_true(fw_failed(fetch_open_file(
			&file, &fetch, "boot/x64/memblock.cfg")));
		assert_non_null(strstr(said, "it is empty; copy it again"));
		fetch_close_file(&file);
		fetch_close(&fetch);
		pxe_lacks.size = EFI_UNSUPPORTED;
	}
}
