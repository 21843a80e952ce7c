/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/entropy.h"

#include "efi/arch/cpu.h"
#include "efi/uefi/random.h"

bool boot_entropy(const struct firmware *fw, uint64_t *ret, size_t cnt)
{
	if (fw_random(fw, ret, cnt * sizeof(*ret)))
		return true;
	for (size_t i = 0; i < cnt; i++)
		if (!cpu_random(&ret[i]))
			return false;
	return true;
}
