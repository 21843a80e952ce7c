/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/graphics.h"

#include "efi/uefi/uefi.h"

bool graphics_open(struct graphics *ret, const struct console *console,
		   size_t screen)
{
	const EFI_GRAPHICS_OUTPUT_PROTOCOL *output = console->graphics[screen];

	if (!output || !output->Mode || !output->Mode->Info)
		return false;
	*ret = (struct graphics){
		.output = console->graphics[screen],
		.width = output->Mode->Info->HorizontalResolution,
		.height = output->Mode->Info->VerticalResolution,
	};
	return true;
}

static void blt(const struct graphics *graphics, const void *pixels,
		EFI_GRAPHICS_OUTPUT_BLT_OPERATION operation, size_t x, size_t y,
		size_t width, size_t height)
{
	EFI_GRAPHICS_OUTPUT_PROTOCOL *output = graphics->output;

	output->Blt(output, (EFI_GRAPHICS_OUTPUT_BLT_PIXEL *)pixels, operation,
		    0, 0, x, y, width, height, 0);
}

void graphics_clear(const struct graphics *graphics)
{
	const uint32_t black = 0;

	blt(graphics, &black, EfiBltVideoFill, 0, 0, graphics->width,
	    graphics->height);
}

void graphics_show(const struct graphics *graphics, const uint32_t *pixels,
		   size_t x, size_t y, size_t width, size_t height)
{
	blt(graphics, pixels, EfiBltBufferToVideo, x, y, width, height);
}
