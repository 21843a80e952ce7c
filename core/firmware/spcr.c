/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/spcr.h"

#include "core/base/bytes.h"

/* The port's address is a generic address structure (ACPI 6.5, 5.2.3.2). */
enum {
	SPCR_TYPE = 36,
	SPCR_SPACE = 40,
	SPCR_WIDTH = 41,
	SPCR_ACCESS = 43,
	SPCR_ADDRESS = 44,
	SPCR_LEAST_SIZE = 52,
};

enum { SPACE_MEMORY = 0, SPACE_IO = 1 };

static enum serial_kind kind_of(uint8_t type)
{
	switch (type) {
	case 0x00: /* 16550 */
	case 0x01: /* 16450, a subset of the 16550 */
	case 0x12: /* 16550, described by the address structure */
		return SERIAL_16550;
	case 0x03: /* PL011 */
	case 0x0d: /* SBSA, 32-bit access only */
	case 0x0e: /* SBSA */
		return SERIAL_PL011;
	default:
		return SERIAL_OTHER;
	}
}

/* A PL011's registers are 4 bytes apart, regardless of the structure. The
 * stride of a 16550 is its register width, or its access size. */
static uint8_t stride_of(const uint8_t *bytes, enum serial_kind kind)
{
	unsigned int width = bytes[SPCR_WIDTH] / 8u;
	unsigned int access = bytes[SPCR_ACCESS];

	if (kind == SERIAL_PL011)
		return 4;
	if (access >= 2 && access <= 4)
		return (uint8_t)(1u << (access - 1));
	return width == 2 || width == 4 || width == 8 ? (uint8_t)width : 1;
}

struct serial_port spcr_port(const struct acpi_bytes *spcr)
{
	struct serial_port ret = { .kind = SERIAL_NONE };
	const uint8_t *bytes = spcr->bytes;

	if (acpi_check(spcr, "SPCR", SPCR_LEAST_SIZE) != ACPI_GOOD ||
	    bytes[SPCR_SPACE] > SPACE_IO)
		return ret;
	ret.base = get_le(bytes + SPCR_ADDRESS, 8);
	if (ret.base == 0)
		return ret;
	ret.spcr = true;
	ret.io = bytes[SPCR_SPACE] == SPACE_IO;
	ret.kind = kind_of(bytes[SPCR_TYPE]);
	ret.stride = stride_of(bytes, ret.kind);
	return ret;
}
