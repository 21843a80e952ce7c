/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/output/save_all.c, save_name.c: everything about a machine, under a new
 * name. */
#include "tests/lib/test.h"

#include "core/convert/convert.h"
#include "efi/output/save_all.h"
#include "efi/output/save_name.h"
#include "tests/lib/fake_pxe.h"
#include "tests/lib/givenmap.h"

static struct smbios smbios;
static struct facts facts;
static struct save_all saved;
static const struct report_request request;

static TEST_STEP(set_up)
{
	if (given_pxe(state))
		return 1;
	given_map("100000-200000:7");
	when("");
	smbios = (struct smbios){ .product = "PowerEdge R630",
				  .bios_version = "2.4.3" };
	facts = (struct facts){ .smbios = &smbios };
	capture.facts = &facts;
	return 0;
}

static struct fw_status save_them(void)
{
	forget_said();
	return save_all(&saved, &fw, &conversion, &request, &err);
}

static void expect_described(const char *text)
{
	char room[512];
	struct buffer buffer;
	const struct sink out = buffer_sink(&buffer, room, sizeof(room));

	save_all_describe(&out, &saved);
	assert_string_equal(room, text);
}

/* The volume goes, so that only the server is left. */
static void without_volume(void)
{
	fake->device_handle.protocols[0].guid.Data1++;
}

FIXTURE(set_up, fake_end);

/* --- names ---------------------------------------------------------------- */

static void expect_name(const char *product, const char *version,
			const char *name)
{
	char room[SAVE_NAME_SIZE];
	struct smbios one = { 0 };

	snprintf(one.product, sizeof(one.product), "%s", product);
	snprintf(one.bios_version, sizeof(one.bios_version), "%s", version);
	save_name(room, &one, 1);
	assert_string_equal(room, name);
}

TEST(a_name_has_only_what_any_file_system_takes)
{
	char room[SAVE_NAME_SIZE];

	expect_name("PowerEdge R630", "2.4.3", "PowerEdge-R630_2.4.3_001");
	expect_name("Standard PC (Q35 + ICH9, 2009)", "N2IET98W (1.76 )",
		    "Standard-PC-Q35-ICH9-2009_N2IET98W-1.76_001");
	expect_name("../a\\b:*?", "", "..-a-b_001");
	expect_name("", "1", "machine_1_001");
	expect_name("***", "", "machine_001");
	expect_name("0123456789012345678901234567890123456789", "v",
		    "01234567890123456789012345678901_v_001");
	expect_name("0123456789012345678901234567890 x", "v",
		    "0123456789012345678901234567890_v_001");
	save_name(room, NULL, 999);
	assert_string_equal(room, "machine_999");
}

/* --- on a volume ---------------------------------------------------------- */

TEST(three_files_are_saved_in_a_new_folder)
{
	assert_status(save_them(), FW_SUCCESS);
	assert_true(fake_file("\\maps")->folder);
	assert_memory_equal(
		fake_file("\\maps\\PowerEdge-R630_2.4.3_001.raw")->bytes + 1,
		"MBRAW", 5);
	assert_int_equal(
		fake_file("\\maps\\PowerEdge-R630_2.4.3_001.json")->bytes[0],
		'{');
	assert_non_null(
		strstr(fake_file("\\maps\\PowerEdge-R630_2.4.3_001.txt")->bytes,
		       "memory: RAM that the kernel may manage"));
	assert_string_equal(said, "");
	expect_described("Saved as \\maps\\PowerEdge-R630_2.4.3_001.raw, .json "
			 "and .txt.\n"
			 "At the desk: memblock show, lint, diff or report "
			 "PowerEdge-R630_2.4.3_001.json\n");
}

TEST(the_next_free_number_is_taken_and_nothing_is_replaced)
{
	fake_put_folder("\\maps");
	fake_put_text("\\maps\\PowerEdge-R630_2.4.3_001.raw", "old");
	fake_put_text("\\maps\\PowerEdge-R630_2.4.3_002.txt", "old");
	assert_status(save_them(), FW_SUCCESS);
	assert_string_equal(saved.path, "\\maps\\PowerEdge-R630_2.4.3_003");
	assert_string_equal(
		fake_file("\\maps\\PowerEdge-R630_2.4.3_001.raw")->bytes,
		"old");
}

static void expect_refused(struct fw_status status, const char *words)
{
	assert_status(save_them(), status);
	assert_non_null(strstr(said, words));
	assert_null(strchr(strchr(said, '\n') + 1, '\n'));
	assert_true(fake_balanced());
}

TEST(a_read_only_or_full_volume_is_one_sentence)
{
	fake->read_only = true;
	expect_refused(FW_WRITE_PROTECTED, "Cannot save \\maps: the volume");
	fake->read_only = false;
	fake->capacity = 100;
	expect_refused(FW_VOLUME_FULL, "_001.raw: the volume is full");
	assert_null(fake_file("\\maps\\PowerEdge-R630_2.4.3_001.raw"));
}

/* A stick that is pulled fails at any call. */
TEST(a_volume_that_fails_is_one_sentence)
{
	unsigned failures = 0;

	for (unsigned i = 1; i < 40; i++) {
		assert_int_equal(set_up(NULL), 0);
		fake->fail_at = fake->calls + i;
		if (!fw_failed(save_them())) {
			assert_string_equal(said, "");
			continue;
		}
		failures++;
		assert_memory_equal(said, "Cannot save ", 12);
		assert_string_equal(strchr(said, '\n'), "\n");
		assert_true(fake_balanced());
	}
	assert_true(failures > 8);
}

TEST(without_smbios_it_is_a_machine)
{
	facts.smbios = NULL;
	assert_status(save_them(), FW_SUCCESS);
	assert_string_equal(saved.path, "\\maps\\machine_001");
	capture.facts = NULL;
	assert_status(save_them(), FW_SUCCESS);
	assert_string_equal(saved.path, "\\maps\\machine_002");
}

/* --- on a server ---------------------------------------------------------- */

TEST(a_server_gets_the_files_beside_the_boot_file)
{
	without_volume();
	pxe_file = (struct pxe_file){ "boot/x64/PowerEdge-R630_2.4.3_001.json",
				      "old", 0 };
	assert_status(save_them(), FW_SUCCESS);
	assert_true(saved.on_server);
	assert_memory_equal(pxe_written,
			    "boot/x64/PowerEdge-R630_2.4.3_002.raw:", 38);
	assert_non_null(strstr(pxe_written, "_002.json:"));
	assert_non_null(strstr(pxe_written, "_002.txt:"));
	expect_described("Saved as boot/x64/PowerEdge-R630_2.4.3_002.raw, "
			 ".json and .txt on the server.\n"
			 "At the desk: memblock show, lint, diff or report "
			 "PowerEdge-R630_2.4.3_002.json\n");
}

TEST(a_server_without_sizes_is_asked_for_the_file)
{
	without_volume();
	pxe_lacks.size = EFI_UNSUPPORTED;
	pxe_file = (struct pxe_file){ "boot/x64/PowerEdge-R630_2.4.3_001.raw",
				      "old", 0 };
	assert_status(save_them(), FW_SUCCESS);
	assert_non_null(strstr(pxe_written, "_002.raw:"));
}

TEST(a_server_that_takes_no_files_is_one_sentence)
{
	without_volume();
	pxe_lacks.writes = EFI_TFTP_ERROR;
	expect_refused(FW_ACCESS_DENIED,
		       "10.0.2.2 takes no files by TFTP; start memblock.efi "
		       "from a disk or stick with FAT, or read format=json "
		       "from the serial line.\n");
	pxe_lacks.writes = EFI_TIMEOUT;
	expect_refused(FW_STATUS(EFI_TIMEOUT), "10.0.2.2 did not take it: ");
	pxe_mode.DhcpAckReceived = FALSE;
	expect_refused(FW_UNSUPPORTED, "nor by PXE");
}
