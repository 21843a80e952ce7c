/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/random.h"

#include "efi/uefi/uefi.h"

/* EFI_RNG_PROTOCOL, which gnu-efi lacks. */
struct rng {
	void *get_info;
	EFI_STATUS(EFIAPI *get)
	(struct rng *this, EFI_GUID *algorithm, UINTN size, UINT8 *bytes);
};

bool fw_random(const struct firmware *fw, void *bytes, size_t size)
{
	EFI_GUID guid = { 0x3152bca5,
			  0xeade,
			  0x433d,
			  { 0x86, 0x2e, 0xc0, 0x1c, 0xdc, 0x29, 0x1f, 0x44 } };
	struct rng *rng = uefi_first(fw, guid);

	return rng && !EFI_ERROR(rng->get(rng, NULL, size, bytes));
}
