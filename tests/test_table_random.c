/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From a conversion to a table to a kernel's memblock, with random maps:
 * nothing is lost, and the sets are the same.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenkernel.h"

FIXTURE(forget_kernel, forget_kernel);

TEST(random_maps_survive_the_round_trip)
{
	static struct efi_memory_desc map[40];
	uint64_t seed = 7;

	for (int round = 0; round < 300; round++) {
		for (size_t i = 0; i < 40; i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			map[i] = (struct efi_memory_desc){
				.type = (uint32_t)(seed >> 60),
				.phys_addr = (seed >> 40 & 0x3ff) << 16,
				.num_pages = seed >> 34 & 0x3f,
				.attribute = seed >> 30 & 1 ? EFI_ATTR_WB
							    : EFI_ATTR_UC,
			};
		}
		given_descriptors(map, 40, 40 + 8 * (seed >> 20 & 3));
		when(round % 2 ? "profile=linux-arm64" : "");
		when_table();
		expect_equal_sums();
		rebuild();
		expect_equal_free();
	}
}
