/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Configuration tables of any bytes in a map of any bytes: which one, its
 * address, its header, then descriptors. The header is in an allocation of its
 * own size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/firmware/efitable.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(uint64_t table, uint64_t room)
{
	if (table > room || table > EFITABLE_MAX ||
	    (table > 0 && table < EFITABLE_HEADER_SIZE)) {
		fprintf(stderr,
			"broken: a table is not larger than its room\n");
		abort();
	}
}

static uint64_t room_for(enum efitable which, uint64_t address,
			 const uint8_t *bytes, size_t size)
{
	struct efimap map = { bytes, size - size % 40, 40,
			      EFIMAP_DESC_VERSION };

	return efimap_check(&map) == EFIMAP_GOOD
		       ? efitable_room(which, &map, address)
		       : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t fixed = 1 + 8 + EFITABLE_HEADER_SIZE;
	enum efitable which;
	uint64_t address, room;
	uint8_t *header;

	if (size < fixed)
		return 0;
	which = data[0] % EFITABLE_COUNT;
	memcpy(&address, data + 1, sizeof(address));
	header = malloc(EFITABLE_HEADER_SIZE);
	memcpy(header, data + 9, EFITABLE_HEADER_SIZE);
	room = room_for(which, address, data + fixed, size - fixed);
	check(efitable_size(which, header, room), room);
	free(header);
	return 0;
}
