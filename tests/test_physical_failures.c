/* SPDX-License-Identifier: BSD-2-Clause */
/* Multiboot and PVH kernels on a firmware whose calls fail. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "tests/lib/fake_efi.h"
#include "tests/lib/givenphysical.h"

FIXTURE(given_low_machine, forget_boot);

static enum boot_end boot_or_nothing(size_t used)
{
	enum boot_end end = boots(u"kernel=k module=one");

	if (end == RETURNED) {
		assert_true(fw_failed(boot_status));
		assert_int_equal(fake_ram_used(), used);
		assert_int_equal(fake->files_open, 0);
	}
	return end;
}

/* Lets each call of the firmware fail in turn, then all from each one on, and
 * leaves it more and more memory. */
static void expect_undone(void (*given)(void), enum boot_end end)
{
	enum boot_end last = RETURNED;

	for (unsigned int call = 1; last == RETURNED && call < 500; call++) {
		given_all(given);
		fake->fail_at = call;
		last = boot_or_nothing(0);
	}
	assert_int_equal(last, end);
	last = RETURNED;
	for (unsigned int call = 1; last != end && call < 500; call++) {
		given_all(given);
		fake->fail_from = call;
		last = boot_or_nothing(0);
	}
	assert_int_equal(last, end);
	last = RETURNED;
	for (size_t left = 290; last != end && left < 500; left++) {
		given_all(given);
		fake_ram_use(FAKE_RAM_LOW + left * 4096, FAKE_RAM_PAGES - left);
		last = boot_or_nothing(FAKE_RAM_PAGES - left);
	}
	assert_int_equal(last, end);
}

static void given_pvh_of_4(void)
{
	given_pvh(4);
}

TEST(each_failure_is_undone)
{
	expect_undone(given_multiboot, ENTERED);
	expect_undone(given_pvh_of_4, ENTERED);
	expect_undone(given_kernel_that_keeps_services, SERVICES);
}
