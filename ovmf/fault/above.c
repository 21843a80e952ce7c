/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/fault/above.h"

/* In pages, of the type of applications, for which firmware keeps ranges of its
 * own. An application has more than the smallest range. */
#define LARGEST  ((UINTN)1 << 18)
#define SMALLEST ((UINTN)32)

static struct {
	EFI_PHYSICAL_ADDRESS at;
	UINTN pages;
} taken[1024];
static UINTN taken_cnt;

void above_begin(EFI_SYSTEM_TABLE *system)
{
	UINTN pages = LARGEST;

	while (pages >= SMALLEST && taken_cnt < 1024) {
		EFI_PHYSICAL_ADDRESS at = 0xffffffff;

		if (system->BootServices->AllocatePages(
			    AllocateMaxAddress, EfiLoaderCode, pages, &at)) {
			pages /= 2;
			continue;
		}
		taken[taken_cnt].at = at;
		taken[taken_cnt++].pages = pages;
	}
}

void above_end(EFI_SYSTEM_TABLE *system)
{
	while (taken_cnt > 0) {
		taken_cnt--;
		system->BootServices->FreePages(taken[taken_cnt].at,
						taken[taken_cnt].pages);
	}
}
