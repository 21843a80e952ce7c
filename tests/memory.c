/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Compares our mem* functions, renamed to my_*, with those of libc;
 * check_memory.sh links both. Exit status 0 if results and memory are the same.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ROOM  320
#define TRIES 200000

void *my_memcpy(void *restrict dst, const void *restrict src, size_t n);
void *my_memmove(void *dst, const void *src, size_t n);
void *my_memset(void *dst, int byte, size_t n);
int my_memcmp(const void *a, const void *b, size_t n);

static unsigned char ours[ROOM], theirs[ROOM], source[ROOM];

static size_t below(size_t limit)
{
	return (size_t)rand() % limit;
}

static void shuffle(void)
{
	for (size_t i = 0; i < ROOM; i++) {
		ours[i] = theirs[i] = (unsigned char)rand();
		source[i] = (unsigned char)rand();
	}
}

static bool copies(size_t to, size_t from, size_t len)
{
	memcpy(theirs + to, source + from, len);
	return my_memcpy(ours + to, source + from, len) == ours + to;
}

static bool moves(size_t to, size_t from, size_t len)
{
	memmove(theirs + to, theirs + from, len);
	return my_memmove(ours + to, ours + from, len) == ours + to;
}

static bool sets(size_t to, size_t len)
{
	int byte = rand();

	memset(theirs + to, byte, len);
	return my_memset(ours + to, byte, len) == ours + to;
}

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

/* Equal first, then with one byte changed. */
static bool compares(size_t to, size_t from, size_t len)
{
	memmove(ours + to, source + from, len);
	memcpy(theirs, ours, ROOM);
	if (my_memcmp(ours + to, source + from, len) != 0)
		return false;
	if (len)
		ours[to + below(len)] ^= 1 << below(8);
	memcpy(theirs, ours, ROOM);
	return sign(my_memcmp(ours + to, source + from, len)) ==
	       sign(memcmp(ours + to, source + from, len));
}

static bool agree(void)
{
	size_t to = below(100), from = below(100), len = below(200);

	return copies(to, from, len) && moves(to, from, len) &&
	       moves(to, to + below(10), len) && sets(to, len) &&
	       compares(to, from, len) && !memcmp(ours, theirs, ROOM);
}

int main(void)
{
	for (int i = 0; i < TRIES; i++) {
		if (i % 100 == 0)
			shuffle();
		if (!agree())
			return 1;
	}
	return 0;
}
