/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Runs a fuzzer over its corpus once, as TAP: build/check/fuzz_NAME reads
 * every file of tests/corpus/NAME/, in the order of their names. Texts are read
 * again with each word damaged, other files with each number: a reader has to
 * stand what mail, terminals, typing and broken firmware do to them.
 */
#define _DEFAULT_SOURCE /* scandir */
#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes at an allocation's end, so that AddressSanitizer sees an overrun.
 */
static uint8_t *read_file(const char *path, size_t *ret_size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data;
	long size;

	if (!f || fseek(f, 0, SEEK_END) || (size = ftell(f)) < 0)
		return NULL;
	rewind(f);
	*ret_size = (size_t)size;
	data = malloc(*ret_size ? *ret_size : 1);
	if (data && fread(data, 1, *ret_size, f) != *ret_size) {
		free(data);
		data = NULL;
	}
	fclose(f);
	return data;
}

/* --- damage ----------------------------------------------------------------
 */

/* The fuzzers whose inputs are texts, and those that read numbers of four
 * bytes.
 */
static const char *const numbers[] = { "efitable", "elf",  "limine",
				       "linux",    "madt", "multiboot",
				       "smbios",   "spcr", "srat" };
static const char *const texts[] = { "clean", "formats", "import", "options",
				     "load_options" };
/* Longer texts have the same words again. */
#define DAMAGED_MAX 4096

/* Headers are at the start of a file. */
#define NUMBERS_MAX 1024

static bool is_among(const char *const *names, size_t cnt, const char *name)
{
	for (size_t i = 0; i < cnt; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}
#define is_one_of(all, name) is_among(all, sizeof(all) / sizeof(*(all)), name)

/* With the bytes from..to replaced. */
static void run_with(const uint8_t *data, size_t size, size_t from, size_t to,
		     const char *with)
{
	size_t len = strlen(with), total = from + len + size - to;
	uint8_t *copy = malloc(total ? total : 1);

	if (!copy)
		abort();
	memcpy(copy, data, from);
	memcpy(copy + from, with, len);
	memcpy(copy + from + len, data + to, size - to);
	LLVMFuzzerTestOneInput(copy, total);
	free(copy);
}

static void damage_numbers(uint8_t *data, size_t size)
{
	static const uint32_t others[] = { 0, 1, UINT32_MAX, 1u << 31 };
	uint32_t was;

	for (size_t at = 0; at + 4 <= size && at < NUMBERS_MAX; at += 4) {
		memcpy(&was, data + at, 4);
		for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
			memcpy(data + at, &others[i], 4);
			LLVMFuzzerTestOneInput(data, size);
		}
		for (unsigned int bit = 0; bit < 32; bit += 3) {
			uint32_t flipped = was ^ (1u << bit);

			memcpy(data + at, &flipped, 4);
			LLVMFuzzerTestOneInput(data, size);
		}
		memcpy(data + at, &was, 4);
		run_with(data, at, at, at, "");
	}
}

static void damage_words(const uint8_t *data, size_t size)
{
	for (size_t at = 0, end; at < size; at = end) {
		end = at + 1;
		if (!isalnum(data[at])) {
			run_with(data, size, at, end, "");
			continue;
		}
		while (end < size && isalnum(data[end]))
			end++;
		run_with(data, size, at, end, "");
		run_with(data, size, at, end, "x");
		run_with(data, size, at, end, "99999999999999999999");
		run_with(data, at, at, at, "");
		run_with(data, end, end, end, "");
	}
}

/* --- files -----------------------------------------------------------------
 */

static int replay(const char *path, const char *name)
{
	size_t size = 0;
	uint8_t *data = read_file(path, &size);

	if (!data)
		return -1;
	LLVMFuzzerTestOneInput(data, size);
	if (is_one_of(texts, name) && size <= DAMAGED_MAX)
		damage_words(data, size);
	if (is_one_of(numbers, name))
		damage_numbers(data, size);
	free(data);
	return 0;
}

static int is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	const char *name = strstr(argc > 0 ? argv[0] : "", "fuzz_");
	struct dirent **files;
	char path[4096];
	int n, failed = 0;

	snprintf(path, sizeof(path), "tests/corpus/%s", name ? name + 5 : "");
	n = scandir(path, &files, is_input, alphasort);
	if (n <= 0) {
		printf("1..1\nnot ok 1 - %s holds no inputs\n", path);
		return 1;
	}
	printf("1..%d\n", n);
	for (int i = 0; i < n; i++) {
		int status;

		snprintf(path, sizeof(path), "tests/corpus/%s/%s", name + 5,
			 files[i]->d_name);
		/* Where it stops is where it broke. */
		fflush(stdout);
		status = replay(path, name + 5);
		printf("%sok %d - replays %s\n", status ? "not " : "", i + 1,
		       files[i]->d_name);
		failed |= status;
		free(files[i]);
	}
	free(files);
	return failed ? 1 : 0;
}
