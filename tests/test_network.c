/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/uefi/network.c: which file of which server, according to DHCP. */
#include "tests/lib/test.h"

#include "efi/boot/fetch.h"
#include "efi/uefi/network.h"
#include "efi/config/cmdline.h"
#include "efi/config/cmdline_file.h"
#include "tests/lib/fake_volume.h"

static EFI_PXE_BASE_CODE_PROTOCOL pxe;
static EFI_PXE_BASE_CODE_MODE mode;
/* The one file of the server, and the last request: server and path. */
static const char *file_path, *file_text;
static char asked[600];

static EFI_STATUS EFIAPI mtftp(EFI_PXE_BASE_CODE_PROTOCOL *this,
			       EFI_PXE_BASE_CODE_TFTP_OPCODE operation,
			       VOID *memory, BOOLEAN overwrite, UINT64 *size,
			       UINTN *block, EFI_IP_ADDRESS *from, UINT8 *name,
			       EFI_PXE_BASE_CODE_MTFTP_INFO *info,
			       BOOLEAN without)
{
	const UINT8 *a = from->v4.Addr;

	(void)this, (void)overwrite, (void)block, (void)info, (void)without;
	snprintf(asked, sizeof(asked), "%u.%u.%u.%u %s", a[0], a[1], a[2], a[3],
		 (const char *)name);
	if (!file_path || strcmp((const char *)name, file_path))
		return EFI_TFTP_ERROR;
	if (operation == EFI_PXE_BASE_CODE_TFTP_READ_FILE) {
		if (*size < strlen(file_text))
			return EFI_BUFFER_TOO_SMALL;
		memcpy(memory, file_text, strlen(file_text));
	}
	*size = strlen(file_text);
	return EFI_SUCCESS;
}

/* The answer of the DHCP server names 10.0.2.2 and boot/x64/memblock.efi. */
static int set_up(void **state)
{
	EFI_GUID guid = EFI_PXE_BASE_CODE_PROTOCOL_GUID;
	EFI_PXE_BASE_CODE_DHCPV4_PACKET *ack = &mode.DhcpAck.Dhcpv4;

	if (given_volume(state))
		return 1;
	memset(&mode, 0, sizeof(mode));
	mode.Started = mode.DhcpAckReceived = TRUE;
	memcpy(ack->BootpSiAddr, (UINT8[]){ 10, 0, 2, 2 }, 4);
	strcpy((char *)ack->BootpBootFile, "boot/x64/memblock.efi");
	memset(ack->DhcpOptions, 255, 1);
	pxe.Mode = &mode;
	pxe.Mtftp = mtftp;
	fake_protocol(&fake->device_handle, guid, &pxe);
	file_path = file_text = NULL;
	return 0;
}

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
	assert_status(network_size(&pxe, path, &size), FW_NOT_FOUND);
	return asked;
}

FIXTURE(set_up, fake_end);

TEST(the_server_is_the_one_that_dhcp_names)
{
	assert_string_equal(asks("a.cfg"), "10.0.2.2 boot/x64/a.cfg");
}

TEST(the_server_of_the_boot_file_takes_precedence)
{
	memcpy(mode.ProxyOffer.Dhcpv4.BootpSiAddr, (UINT8[]){ 9, 8, 7, 6 }, 4);
	mode.ProxyOfferReceived = TRUE;
	assert_string_equal(asks("a"), "9.8.7.6 a");
	memcpy(mode.PxeReply.Dhcpv4.BootpSiAddr, (UINT8[]){ 5, 5, 5, 5 }, 4);
	mode.PxeReplyReceived = TRUE;
	assert_string_equal(asks("a"), "5.5.5.5 a");
}

TEST(options_replace_empty_fields)
{
	set_options(&mode.DhcpAck, "\0\65\1\5\66\4\300\250\1\376\103\6pxe/m\0"
				   "\377");
	/* The field has precedence unless it is empty. */
	assert_string_equal(asks("a"), "10.0.2.2 pxe/a");
	memset(mode.DhcpAck.Dhcpv4.BootpSiAddr, 0, 4);
	assert_string_equal(asks("a"), "192.168.1.254 pxe/a");
	set_options(&mode.DhcpAck, "\66\3\300\250\1\377");
	assert_string_equal(asks("a"), "0.0.0.0 boot/x64/a");
}

TEST(options_may_be_cut_off_or_fill_the_packet)
{
	UINT8 *raw = mode.DhcpAck.Raw;

	memset(raw + 240, 0, sizeof(mode.DhcpAck.Raw) - 240);
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

	memset(mode.DhcpAck.Dhcpv4.BootpBootFile, 'x', 128);
	assert_string_equal(asks("a"), "10.0.2.2 a");
	mode.DhcpAck.Dhcpv4.BootpBootFile[127] = '/';
	assert_true(network_beside(path, 130, &pxe, "a"));
	assert_false(network_beside(path, 129, &pxe, "a"));
}

TEST(without_an_ipv4_lease_there_is_no_server)
{
	mode.UsingIpv6 = TRUE;
	assert_null(network_find(&fw));
	mode.UsingIpv6 = FALSE;
	mode.DhcpAckReceived = FALSE;
	assert_null(network_find(&fw));
	mode.DhcpAckReceived = TRUE;
	mode.Started = FALSE;
	assert_null(network_find(&fw));
}

TEST(a_file_is_read_as_a_whole_or_not)
{
	char memory[8] = "";
	uint64_t size = 0;

	file_path = "dir/k.elf";
	file_text = "kernel";
	assert_status(network_size(&pxe, "\\dir\\k.elf", &size), FW_SUCCESS);
	assert_int_equal(size, 6);
	assert_status(network_read(&pxe, "/dir/k.elf", memory, 6), FW_SUCCESS);
	assert_string_equal(memory, "kernel");
	assert_status(network_read(&pxe, "dir/k.elf", memory, 7),
		      FW_DEVICE_ERROR);
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
	file_path = "k:1";
	file_text = "kernel";
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

TEST(a_path_invalid_for_a_server_is_refused)
{
	char path[600];
	uint64_t size;

	memset(path, 'x', sizeof(path));
	path[512] = '\0';
	assert_status(network_size(&pxe, path, &size), FW_INVALID_PARAMETER);
	path[511] = '\0';
	assert_status(network_size(&pxe, path, &size), FW_NOT_FOUND);
}

TEST(memblock_cfg_comes_from_the_server)
{
	struct cmdline cmdline;
	struct options options;

	file_path = "boot/x64/memblock.cfg";
	file_text = "format=csv";
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_int_equal(options.report.format, FORMAT_CSV);
	cmdline_close(&cmdline, &fw);
	file_path = NULL;
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_null(cmdline.text[0]);
}

TEST(the_memblock_cfg_of_the_volume_takes_precedence)
{
	struct cmdline cmdline;
	struct options options;

	file_path = "boot/x64/memblock.cfg";
	file_text = "format=csv";
	fake_put_text("\\EFI\\BOOT\\memblock.cfg", "format=json");
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_int_equal(options.report.format, FORMAT_JSON);
	cmdline_close(&cmdline, &fw);
}

TEST(without_a_volume_memblock_cfg_is_the_servers)
{
	struct cmdline cmdline;
	struct options options;

	/* The device of the image has only PXE. */
	fake->device_handle.protocols[0] = fake->device_handle.protocols[1];
	fake->device_handle.cnt = 1;
	file_path = "boot/x64/memblock.cfg";
	file_text = "format=csv";
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_SUCCESS);
	assert_int_equal(options.report.format, FORMAT_CSV);
	cmdline_close(&cmdline, &fw);
}

TEST(a_file_that_is_too_large_is_reported)
{
	static char text[CMDLINE_FILE_MAX + 2];
	struct cmdline cmdline;
	struct options options;

	memset(text, ' ', CMDLINE_FILE_MAX + 1);
	file_path = "boot/x64/memblock.cfg";
	file_text = text;
	assert_status(
		cmdline_open(&cmdline, &options, PROFILE_LINUX_X86, &fw, &err),
		FW_BAD_BUFFER_SIZE);
	assert_non_null(strstr(said, "memblock.cfg has 65537 bytes"));
	cmdline_close(&cmdline, &fw);
}
