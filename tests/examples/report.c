/* SPDX-License-Identifier: BSD-2-Clause */
/* Linux's dump of a memblock. */
#include <stdio.h>
#include <string.h>

/* EXAMPLE */

static char printed[4096];

static void uart_write(void *ctx, const char *text, size_t len)
{
	strncat(ctx, text, len);
}

int main(void)
{
	static struct memblock_region store[3 * MEMBLOCK_REGIONS_FOR(4)];
	static struct memblock mb;

	memblock_init(&mb, store, sizeof(store) / sizeof(*store));
	memblock_add(&mb, 0x100000, 0x100000);
	dump(&mb, printed);
	return !strstr(printed, "memory[0x0]\t[0x0000000000100000-"
				"0x00000000001fffff], 0x0000000000100000");
}
