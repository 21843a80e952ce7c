/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givensrat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct table {
	uint8_t *bytes;
	size_t len;
};

static void die(const char *what, const char *text)
{
	fprintf(stderr, "givensrat: %s: %s\n", what, text);
	abort();
}

static void put(uint8_t *at, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

static uint8_t *grow(struct table *table, size_t len)
{
	uint8_t *bytes = malloc(table->len + len), *ret = bytes + table->len;

	if (table->len)
		memcpy(bytes, table->bytes, table->len);
	memset(ret, 0, len);
	free(table->bytes);
	table->bytes = bytes;
	table->len += len;
	return ret;
}

static void add_memory(struct table *table, const char *word, unsigned int on)
{
	unsigned int domain, flags = 1;
	unsigned long long base, end;
	uint8_t *entry = grow(table, 40);

	if (sscanf(word, "%u:%llx-%llx:%x", &domain, &base, &end, &flags) < 3)
		die("memory", word);
	entry[0] = 1;
	entry[1] = 40;
	put(entry + 2, domain, 4);
	put(entry + 8, base, 8);
	put(entry + 16, end - base, 8);
	put(entry + 28, on ? flags : flags & ~1u, 4);
}

static void add_apic(struct table *table, unsigned int domain, unsigned int on)
{
	uint8_t *entry = grow(table, 16);

	entry[1] = 16;
	entry[2] = (uint8_t)domain;
	entry[8] = 0x77; /* local SAPIC, not used */
	put(entry + 9, domain >> 8, 3);
	put(entry + 4, on, 4);
}

static void add_plain(struct table *table, uint8_t type, uint8_t len,
		      size_t domain_at, unsigned int domain, size_t flags_at,
		      unsigned int on)
{
	uint8_t *entry = grow(table, len);

	entry[0] = type;
	entry[1] = len;
	put(entry + domain_at, domain, 4);
	put(entry + flags_at, on, 4);
}

static void add_other(struct table *table, unsigned int type, unsigned int len)
{
	uint8_t *entry = grow(table, len);

	entry[0] = (uint8_t)type;
	entry[1] = (uint8_t)len;
}

static void add_word(struct table *table, const char *word)
{
	unsigned int on = *word != '!', number, len;

	word += !on;
	if (strncmp(word, "mem:", 4) == 0)
		add_memory(table, word + 4, on);
	else if (sscanf(word, "cpu:%u", &number) == 1)
		add_apic(table, number, on);
	else if (sscanf(word, "x2apic:%u", &number) == 1)
		add_plain(table, 2, 24, 4, number, 12, on);
	else if (sscanf(word, "gicc:%u", &number) == 1)
		add_plain(table, 3, 18, 2, number, 10, on);
	else if (sscanf(word, "initiator:%u", &number) == 1)
		add_plain(table, 5, 32, 4, number, 24, on);
	else if (sscanf(word, "rintc:%u", &number) == 1)
		add_plain(table, 7, 20, 4, number, 12, on);
	else if (sscanf(word, "other:%u:%u", &number, &len) == 2 && len > 1)
		add_other(table, number, len);
	else
		die("what is", word);
}

static struct acpi_bytes finish(struct table *table)
{
	struct acpi_bytes ret = { table->bytes, table->len };

	put(table->bytes + 4, table->len, 4);
	acpi_sum_up(&ret);
	return ret;
}

struct acpi_bytes srat_from_text(unsigned int revision, const char *text)
{
	struct table table = { NULL, 0 };
	char word[80];
	int used;

	memcpy(grow(&table, 48), "SRAT", 4);
	table.bytes[8] = (uint8_t)revision;
	table.bytes[36] = 1;
	for (; sscanf(text, " %79s%n", word, &used) == 1; text += used)
		add_word(&table, word);
	return finish(&table);
}

struct acpi_bytes slit_from_text(const char *text)
{
	struct table table = { NULL, 0 };
	char word[8];
	size_t rows = 1;
	int used;

	memcpy(grow(&table, 44), "SLIT", 4);
	for (; sscanf(text, " %7s%n", word, &used) == 1; text += used) {
		if (*word == '/')
			rows++;
		else
			*grow(&table, 1) = (uint8_t)atoi(word);
	}
	put(table.bytes + 36, rows, 8);
	return finish(&table);
}

struct acpi_bytes acpi_table_of(const char *signature, const uint8_t *bytes,
				size_t len, bool made_good)
{
	struct acpi_bytes ret = { malloc(len ? len : 1), len };

	memcpy(acpi_byte(&ret, 0), bytes, len);
	if (made_good && len >= ACPI_HEADER_SIZE) {
		memcpy(acpi_byte(&ret, 0), signature, 4);
		put(acpi_byte(&ret, 4), len, 4);
		acpi_sum_up(&ret);
	}
	return ret;
}

uint8_t *acpi_byte(struct acpi_bytes *table, size_t at)
{
	uint8_t *bytes = (uint8_t *)(uintptr_t)table->bytes;

	/* A missing table has no bytes, not even the first. */
	return bytes ? bytes + at : NULL;
}

void acpi_sum_up(struct acpi_bytes *table)
{
	uint8_t sum = 0;

	*acpi_byte(table, 9) = 0;
	for (size_t i = 0; i < table->len; i++)
		sum = (uint8_t)(sum + table->bytes[i]);
	*acpi_byte(table, 9) = (uint8_t)-sum;
}
