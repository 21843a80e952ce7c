/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/boot.c: kernels and Secure Boot. */
#include "tests/lib/test.h"

#include "efi/main.h"
#include "efi/uefi/status.h"
#include "tests/lib/fake_efi.h"

static struct fake_serial *serial;

static TEST_STEP(set_up)
{
	fake_new();
	serial = fake_add_serial(true);
	fake_add_volume("\\memblock.efi");
	fake_put_text("\\k.elf", "\x7f"
				 "ELF");
	return 0;
}

static struct fw_status start(void)
{
	return FW_STATUS(efi_main(&fake->image_handle, &fake->system));
}

#define run(words) (fake_arguments(words), start())

FIXTURE(set_up, fake_end);

TEST(under_secure_boot_no_kernel_is_loaded)
{
	fake->secure_boot = 1;
	assert_status(run(u"kernel=\\k.elf module=\\m"), FW_SECURITY_VIOLATION);
	assert_string_equal(serial->tape.text,
			    "\\k.elf is not loaded: Secure Boot is on, and an "
			    "ELF file has no signature to check; switch "
			    "Secure Boot off in the firmware's setup.\n");
}

TEST(under_secure_boot_the_map_is_still_shown)
{
	fake->secure_boot = 1;
	assert_status(run(u"save=map.txt"), FW_SUCCESS);
	assert_status(run(u"kernel=\\k.elf format=linux"),
		      FW_SECURITY_VIOLATION);
	assert_non_null(fake_file("\\map.txt"));
	assert_non_null(strstr(serial->tape.text, "MEMBLOCK configuration"));
}

TEST(without_secure_boot_kernels_are_loaded)
{
	fake->secure_boot = 0;
	assert_status(run(u"kernel=\\k.elf"), FW_LOAD_ERROR);
	fake->secure_boot = -1;
	assert_status(run(u"kernel=\\k.elf"), FW_LOAD_ERROR);
	assert_non_null(strstr(serial->tape.text, "it has 4 bytes"));
	assert_null(strstr(serial->tape.text, "Secure Boot"));
}
