/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The whole host program for AFL++ in persistent mode: the first byte of an
 * input chooses the command line, the others are the file that it reads. The
 * program is compiled with -Dmain=memblock_main.
 *
 *   afl OTHER            the input is compared with the map in the file OTHER
 *   afl OTHER INPUT...   runs these inputs, without AFL++
 */
#define _GNU_SOURCE /* memfd_create() */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int memblock_main(int argc, char **argv);

__AFL_FUZZ_INIT();

/* FILE: the input; OTHER: the other map. */
static const char *const lines[] = {
	"show FILE",
	"show --list FILE",
	"show --where=0x100000 FILE",
	"show format=json FILE",
	"show format=csv FILE",
	"show format=linux FILE",
	"show profile=linux-arm64 page-size=64K FILE",
	"show mem=100M memmap=1M$16M FILE",
	"show --map=2 FILE",
	"show --side=new FILE",
	"lint --severity=note FILE",
	"lint --format=json FILE",
	"lint --format=junit FILE",
	"diff FILE OTHER",
	"diff --all OTHER FILE",
	"diff FILE",
	"diff --map=1,2 FILE",
	"fit 64M:2M below=4G FILE",
	"explain FILE",
	"convert --to=e820 FILE",
	"convert --to=memmap FILE",
	"convert --to=dts FILE",
	"convert --to=qemu FILE",
	"convert --to=raw FILE",
	"convert --to=table FILE",
	"report -o /dev/null FILE",
	"report -o /dev/null FILE OTHER",
	"table FILE",
	"check FILE",
};

#define LINES (sizeof(lines) / sizeof(*lines))

static char *word_of(char *word, char *file, char *other)
{
	if (strcmp(word, "FILE") == 0)
		return file;
	return strcmp(word, "OTHER") == 0 ? other : word;
}

static void run(const unsigned char *input, size_t len, int fd, char *other)
{
	char line[128], file[32], *argv[16] = { (char[]){ "memblock" } };
	int argc = 1;

	if (len < 1 || ftruncate(fd, 0) != 0 ||
	    pwrite(fd, input + 1, len - 1, 0) != (ssize_t)len - 1)
		return;
	snprintf(file, sizeof(file), "/proc/self/fd/%d", fd);
	snprintf(line, sizeof(line), "%s", lines[input[0] % LINES]);
	for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word_of(word, file, other);
	memblock_main(argc, argv);
	clearerr(stdout);
}

static int run_one(const char *path, int fd, char *other)
{
	static unsigned char input[1 << 20];
	FILE *in = fopen(path, "rb");

	if (in == NULL)
		return 1;
	run(input, fread(input, 1, sizeof(input), in), fd, other);
	fclose(in);
	return 0;
}

int main(int argc, char **argv)
{
	int fd = memfd_create("input", 0);
	const unsigned char *input;

	if (argc < 2 || fd < 0)
		return 1;
	for (int i = 2; i < argc; i++)
		if (run_one(argv[i], fd, argv[1]) != 0)
			return 1;
	if (argc > 2)
		return 0;
	if (!freopen("/dev/null", "w", stdout) ||
	    !freopen("/dev/null", "w", stderr))
		return 1;
	__AFL_INIT();
	input = __AFL_FUZZ_TESTCASE_BUF;
	while (__AFL_LOOP(1000))
		run(input, (size_t)__AFL_FUZZ_TESTCASE_LEN, fd, argv[1]);
	return 0;
}
