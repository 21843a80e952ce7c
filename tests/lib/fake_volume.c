/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/fake_volume.h"

#include "tests/lib/test.h"

struct firmware fw;
struct sink err;
char said[1024];

static struct buffer buffer;

void forget_said(void)
{
	err = buffer_sink(&buffer, said, sizeof(said));
}

TEST_STEP(given_volume)
{
	fake_new();
	fake_add_volume("\\EFI\\BOOT\\BOOTX64.EFI");
	fake_put_folder("\\EFI");
	fake_put_folder("\\EFI\\BOOT");
	forget_said();
	if (fw_failed(fw_open(&fw, &fake->image_handle, &fake->system)))
		return 1;
	fake->calls = 0;
	return 0;
}
