/* SPDX-License-Identifier: BSD-2-Clause */
/* Multiboot2 kernels that keep boot services. */
#include "tests/lib/test.h"

#include <uchar.h>

#include "tests/lib/fake_efi.h"
#include "tests/lib/givenphysical.h"

FIXTURE(given_low_machine, forget_boot);

static void given_kernel_that_keeps_services_without_tag_9(void)
{
	mb2_begin();
	mb2_tag(MB2_HEADER_EFI_SERVICES, 8);
	mb2_end();
}

TEST(a_kernel_may_keep_boot_services)
{
	given_kernel_that_keeps_services();
	assert_int_equal(boots(u"kernel=k"), SERVICES);
	assert_false(fake_ram.left);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x60);
	assert_int_equal(fake_cpu.entry_32.eax, MB2_LOADER_MAGIC);
	assert_non_null(mb2_found(MB2_EFI_SERVICES));
	assert_null(mb2_found(MB2_EFI_MEMORY_MAP));
	expect_said("it keeps boot services and reads the firmware's memory"
		    " map\n");
}

TEST(a_kernel_that_keeps_boot_services_may_have_one_entry)
{
	given_kernel_that_keeps_services_without_tag_9();
	assert_int_equal(boots(u"kernel=k"), SERVICES);
	assert_int_equal(fake_cpu.entry_32.entry, LINKED + 0x40);
	assert_non_null(mb2_found(MB2_EFI_SERVICES));
}

TEST(with_boot_services_options_about_memory_have_no_effect)
{
	static const char16_t *const words[] = {
		u"kernel=k mem=1G",
		u"kernel=k memmap=4K$1M",
		u"kernel=k reserve_mem=4K:4K:a",
	};

	for (size_t i = 0; i < 3; i++) {
		size_t n = 0;

		new_low_machine();
		given_kernel_that_keeps_services();
		while (words[i][n])
			n++;
		fake_load_options(words[i], 2 * n);
		expect_refused("so that mem=, memmap= and reserve_mem= have no"
			       " effect on it; leave them out.\n");
	}
}

TEST(with_boot_services_nothing_can_be_copied_later)
{
	given_kernel_that_keeps_services();
	fake_ram_use(LINKED, 1);
	fake_arguments(u"kernel=k");
	expect_refused("the firmware uses memory in 0x10100000-0x10103fff, for"
		       " which it is linked; make it relocatable.\n");
}
