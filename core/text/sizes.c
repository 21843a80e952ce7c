/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers in a form that people read.
 */
#include "core/text/print.h"

static const char *const units[] = { "bytes", "KiB", "MiB", "GiB",
				     "TiB",   "PiB", "EiB" };

/* bytes in tenths of a unit, to the nearest. */
static uint64_t tenths_of(uint64_t bytes, unsigned int unit)
{
	/* Down to thousandths and a bit, so that ten times it fits. */
	uint64_t fine = bytes >> (10 * unit - 10);

	return (fine >> 10) * 10 + (((fine & 1023) * 10 + 512) >> 10);
}

static uint64_t rounded(uint64_t tenths)
{
	return (tenths + 5) / 10;
}

const char *human_size(char room[HUMAN_SIZE], uint64_t bytes)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, HUMAN_SIZE);
	unsigned int unit = 0;
	uint64_t tenths;

	while (unit < 6 && bytes >> (10 * (unit + 1)) != 0)
		unit++;
	if (bytes == bytes >> (10 * unit) << (10 * unit)) {
		print(&out, "%ju %s", (uintmax_t)(bytes >> (10 * unit)),
		      units[unit]);
		return room;
	}
	if (rounded(tenths_of(bytes, unit)) >= 1024)
		unit++; /* 1023.9 MiB is rather 1.0 GiB; of EiB there are 16 */
	tenths = tenths_of(bytes, unit);
	if (tenths >= 1000)
		print(&out, "%ju %s", (uintmax_t)rounded(tenths), units[unit]);
	else
		print(&out, "%ju.%ju %s", (uintmax_t)(tenths / 10),
		      (uintmax_t)(tenths % 10), units[unit]);
	return room;
}

const char *grouped(char room[GROUPED_SIZE], uint64_t number)
{
	char *at = room + GROUPED_SIZE - 1;
	int digit = 0;

	*at = '\0';
	do {
		if (digit > 0 && digit % 3 == 0)
			*--at = ',';
		*--at = (char)('0' + number % 10);
		number /= 10;
		digit++;
	} while (number > 0);
	return at;
}
