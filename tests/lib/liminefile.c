/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/liminefile.h"

#include <string.h>

/* Numbers of the specification, written once more. */
static const uint64_t tag[] = { 0xf9562b2d5c95a6c8, 0x6a7b384944536bdc };
static const uint64_t request[] = { 0xc7b1dd30df4c8b88, 0x0a82e883a194f07b };
static const uint64_t start[] = { 0xf6b8f4b39de7d1ae, 0xfab91a6940fcb9cf,
				  0x785c6ed015d3e316, 0x181e920a7852b9d9 };
static const uint64_t end[] = { 0xadc0e0531bb10d03, 0x9572709f31764c62 };

void limine_put(uint8_t *at, uint64_t word)
{
	memcpy(at, &word, sizeof(word));
}

void limine_put_tag(uint8_t *at, uint64_t revision)
{
	memcpy(at, tag, sizeof(tag));
	limine_put(at + 16, revision);
}

void limine_put_request(uint8_t *at, uint64_t id_2, uint64_t id_3)
{
	memcpy(at, request, sizeof(request));
	limine_put(at + 16, id_2);
	limine_put(at + 24, id_3);
	limine_put(at + 32, 0);
	limine_put(at + 40, 0);
}

void limine_put_field(uint8_t *at, unsigned int index, uint64_t value)
{
	limine_put(at + 48 + index * 8, value);
}

void limine_put_start(uint8_t *at)
{
	memcpy(at, start, sizeof(start));
}

void limine_put_end(uint8_t *at)
{
	memcpy(at, end, sizeof(end));
}
