/* SPDX-License-Identifier: BSD-2-Clause */
/* Configuration tables (UEFI 2.10, 4.6) and graphics output (12.9). */
#include "efi/uefi/facts.h"

#include "core/base/cstring.h"
#include "efi/uefi/uefi.h"

static uint64_t find_table(const struct firmware *fw, EFI_GUID guid)
{
	return (uintptr_t)fw_published(fw, (const uint8_t *)&guid);
}

uint64_t facts_rsdp(const struct firmware *fw)
{
	EFI_GUID acpi1 = ACPI_TABLE_GUID, acpi2 = ACPI_20_TABLE_GUID;
	uint64_t rsdp = find_table(fw, acpi2);

	return rsdp ? rsdp : find_table(fw, acpi1);
}

static uint64_t find_efi_table(const struct firmware *fw, enum efitable which)
{
	/* EFI_MEMORY_ATTRIBUTES_TABLE and EFI_SYSTEM_RESOURCE_TABLE. */
	static const EFI_GUID guids[EFITABLE_COUNT] = {
		[EFITABLE_MEMATTR] = { 0xdcfa911d,
				       0x26eb,
				       0x469f,
				       { 0xa2, 0x20, 0x38, 0xb7, 0xdc, 0x46,
					 0x12, 0x20 } },
		[EFITABLE_ESRT] = { 0xb122a263,
				    0x3661,
				    0x4f68,
				    { 0x99, 0x29, 0x78, 0xf8, 0xb0, 0xd6, 0x21,
				      0x80 } },
	};

	return find_table(fw, guids[which]);
}

void facts_tables(struct capture_range ret[EFITABLE_COUNT],
		  const struct firmware *fw, const struct efimap *map)
{
	for (int i = 0; i < EFITABLE_COUNT; i++) {
		enum efitable which = (enum efitable)i;
		uint64_t base = find_efi_table(fw, which);
		uint64_t room = efitable_room(which, map, base);

		if (base == 0 || room < EFITABLE_HEADER_SIZE)
			continue;
		ret[i].size = efitable_size(
			which, (const uint8_t *)(uintptr_t)base, room);
		ret[i].base = ret[i].size ? base : 0;
	}
}

struct acpi_bytes facts_memattr(const struct firmware *fw,
				const struct efimap *map)
{
	uint64_t base = find_efi_table(fw, EFITABLE_MEMATTR);
	uint64_t room = efitable_room(EFITABLE_MEMATTR, map, base);

	if (base == 0 || room < EFITABLE_HEADER_SIZE)
		return (struct acpi_bytes){ 0 };
	return (struct acpi_bytes){ (const uint8_t *)(uintptr_t)base,
				    (size_t)room };
}

bool facts_secure_boot(const struct firmware *fw)
{
	static CHAR16 name[] = u"SecureBoot";
	EFI_GUID global = EFI_GLOBAL_VARIABLE;
	UINT8 value = 0;
	UINTN size = sizeof(value);
	EFI_STATUS status = uefi_system(fw)->RuntimeServices->GetVariable(
		name, &global, NULL, &size, &value);

	return !EFI_ERROR(status) && value == 1;
}

void facts_read(struct table_facts *ret, const struct firmware *fw)
{
	EFI_GUID smbios = SMBIOS_TABLE_GUID, smbios3 = SMBIOS3_TABLE_GUID;
	/* EFI_DTB_TABLE_GUID, which gnu-efi lacks. */
	EFI_GUID device_tree = { 0xb1b621d5,
				 0xf19c,
				 0x41a5,
				 { 0x83, 0x0b, 0xd9, 0x15, 0x2c, 0x69, 0xaa,
				   0xe0 } };

	ret->rsdp = facts_rsdp(fw);
	ret->smbios = find_table(fw, smbios);
	ret->smbios3 = find_table(fw, smbios3);
	ret->device_tree = find_table(fw, device_tree);
	ret->efi_system_table = (uintptr_t)fw->system;
	ret->secure_boot = facts_secure_boot(fw);
}

/* --- framebuffers ------------------------------------------------------ */

static void set_masks(struct mbt_framebuffer *ret,
		      const EFI_GRAPHICS_OUTPUT_MODE_INFORMATION *info)
{
	const EFI_PIXEL_BITMASK *masks = &info->PixelInformation;
	bool bgr = info->PixelFormat == PixelBlueGreenRedReserved8BitPerColor;

	ret->red_mask = bgr ? 0xff0000 : 0xff;
	ret->green_mask = 0xff00;
	ret->blue_mask = bgr ? 0xff : 0xff0000;
	ret->reserved_mask = 0xff000000;
	if (info->PixelFormat == PixelBitMask) {
		ret->red_mask = masks->RedMask;
		ret->green_mask = masks->GreenMask;
		ret->blue_mask = masks->BlueMask;
		ret->reserved_mask = masks->ReservedMask;
	}
}

/* By the highest bit of all masks. */
static uint32_t pixel_bits(const struct mbt_framebuffer *fb)
{
	uint32_t all = fb->red_mask | fb->green_mask | fb->blue_mask |
		       fb->reserved_mask;
	uint32_t bits = 0;

	while (bits < 32 && all >> bits)
		bits++;
	return (bits + 7) & ~7u;
}

/* Whether a line holds the width and has a size in bytes that is not too large.
 */
static bool has_lines(const struct mbt_framebuffer *fb, uint32_t line)
{
	return fb->bits_per_pixel > 0 && line >= fb->width &&
	       line <= UINT32_MAX / (fb->bits_per_pixel / 8);
}

static bool read_framebuffer(struct mbt_framebuffer *ret,
			     const EFI_GRAPHICS_OUTPUT_PROTOCOL *gop)
{
	const EFI_GRAPHICS_OUTPUT_MODE_INFORMATION *info =
		gop && gop->Mode ? gop->Mode->Info : NULL;

	/* PixelBltOnly: only with calls, which end with boot services. */
	if (!info || info->PixelFormat >= PixelBltOnly ||
	    !gop->Mode->FrameBufferBase || !gop->Mode->FrameBufferSize)
		return false;
	*ret = (struct mbt_framebuffer){
		.base = gop->Mode->FrameBufferBase,
		.size = gop->Mode->FrameBufferSize,
		.width = info->HorizontalResolution,
		.height = info->VerticalResolution,
	};
	set_masks(ret, info);
	ret->bits_per_pixel = pixel_bits(ret);
	if (!has_lines(ret, info->PixelsPerScanLine))
		return false;
	ret->pitch = info->PixelsPerScanLine * (ret->bits_per_pixel / 8);
	/* Some firmware gives a size that is too small; Linux's efifb goes by
	 * the mode as well. */
	ret->size = phys_max(ret->size, (uint64_t)ret->pitch * ret->height);
	return true;
}

/* Several outputs may show the same framebuffer. */
static bool is_known(const struct mbt_framebuffer *all, size_t cnt)
{
	for (size_t i = 0; i < cnt; i++)
		if (all[i].base == all[cnt].base)
			return true;
	return false;
}

size_t facts_framebuffers(struct mbt_framebuffer ret[FACTS_FRAMEBUFFERS],
			  const struct firmware *fw)
{
	EFI_GUID guid = EFI_GRAPHICS_OUTPUT_PROTOCOL_GUID;
	struct uefi_handles all = uefi_find(fw, guid);
	size_t cnt = 0;

	for (UINTN i = 0; i < all.cnt && cnt < FACTS_FRAMEBUFFERS; i++)
		if (read_framebuffer(&ret[cnt],
				     uefi_protocol(fw, all.list[i], guid)) &&
		    !is_known(ret, cnt))
			cnt++;
	fw_free(fw, all.list);
	return cnt;
}

bool facts_edid(uint8_t ret[FACTS_EDID], const struct firmware *fw)
{
	EFI_GUID guid = EFI_EDID_ACTIVE_PROTOCOL_GUID;
	struct uefi_handles all = uefi_find(fw, guid);
	bool found = false;

	for (UINTN i = 0; i < all.cnt && !found; i++) {
		const EFI_EDID_ACTIVE_PROTOCOL *edid =
			uefi_protocol(fw, all.list[i], guid);

		found = edid && edid->Edid && edid->SizeOfEdid >= FACTS_EDID;
		if (found)
			memcpy(ret, edid->Edid, FACTS_EDID);
	}
	fw_free(fw, all.list);
	return found;
}
