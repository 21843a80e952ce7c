/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/gather.c: what is known of a boot, whatever is booted. */
#include "tests/lib/test.h"

#include "efi/boot/gather.h"
#include "tests/lib/fake_efi.h"

static uint32_t origin_flags(void)
{
	static const struct options options;
	static struct boot boot;
	struct firmware fw;

	assert_false(
		fw_failed(fw_open(&fw, &fake->image_handle, &fake->system)));
	boot = (struct boot){ .fw = &fw, .options = &options };
	volume_open(&boot.fetch.volume, &fw);
	boot_gather(&boot, 0);
	volume_close(&boot.fetch.volume);
	return boot.origin.flags;
}

TEST(without_a_volume_files_come_from_a_server)
{
	fake_new();
	assert_int_equal(origin_flags(), MBT_BOOT_NETWORK);
	fake_add_volume("\\memblock.efi");
	assert_int_equal(origin_flags(), 0);
	fake_free();
}
