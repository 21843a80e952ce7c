/* SPDX-License-Identifier: BSD-2-Clause */
/* What the loader has copied from the firmware, and random numbers. */
#include "ovmf/kernel/limine/probe.h"

#include "core/base/bytes.h"
#include "core/base/cstring.h"

/* --- the device tree --------------------------------------------------- */

enum { BEGIN = 1, END = 2, PROPERTY = 3, NOP = 4, LAST = 9 };

static uint32_t big(const uint8_t *at)
{
	return __builtin_bswap32((uint32_t)get_le(at, 4));
}

/* The bytes of a token after the first four. */
static uint64_t content(const uint8_t *at)
{
	switch (big(at)) {
	case BEGIN:
		return (str_len((const char *)at + 4) + 4) & ~UINT64_C(3);
	case PROPERTY:
		return 8 + ((big(at + 4) + UINT64_C(3)) & ~UINT64_C(3));
	default:
		return 0;
	}
}

static void check_tree(const uint8_t *tree)
{
	const uint8_t *at = tree + big(tree + 8);
	const uint8_t *end = tree + big(tree + 4);
	unsigned int nodes = 0, nops = 0, memory = 0;

	for (; at < end && big(at) != LAST; at += 4 + content(at)) {
		nodes += big(at) == BEGIN;
		nops += big(at) == NOP;
		memory += big(at) == BEGIN && memcmp(at + 4, "memory@", 7) == 0;
	}
	say("device tree of %u bytes, %u nodes, %u words left out\n",
	    big(tree + 4), nodes, nops);
	expect(at < end, "the device tree has an end");
	expect(memory == 0, "the device tree has no memory");
}

static void check_device_tree(void)
{
	const uint8_t *tree = (const uint8_t *)answer(&device_tree, 0);

	if (!tree)
		return;
	expect((uint64_t)tree % 8 == 0 && big(tree) == 0xd00dfeed,
	       "a device tree has its signature");
	expect(in_loader_memory(tree, big(tree + 4)),
	       "the device tree is in reclaimable memory");
	check_tree(tree);
}

/* --- the TPM ----------------------------------------------------------- */

static void check_tpm_log(void)
{
	uint64_t format = answer(&tpm_log, 0), size = answer(&tpm_log, 1);
	const uint8_t *log = (const uint8_t *)answer(&tpm_log, 2);

	if (!log)
		return;
	say("TPM log of %ju bytes, format %u\n", (uintmax_t)size,
	    (unsigned)format);
	expect(in_loader_memory(log, size),
	       "the TPM's log is in reclaimable memory");
	expect(format == 2 && memcmp(log + 32, "Spec ID Event03", 16) == 0,
	       "the TPM's log begins with its format");
}

/* --- random numbers ---------------------------------------------------- */

static void check_entropy(void)
{
	const uint64_t *numbers = (const uint64_t *)answer(&entropy, 1);
	uint64_t cnt = answer(&entropy, 0);

	if (!entropy.response)
		return;
	say("%ju random numbers\n", (uintmax_t)cnt);
	expect(cnt == entropy.fields[0], "there are as many random numbers");
	if (cnt < 2)
		return;
	expect(in_loader_memory(numbers, cnt * 8),
	       "random numbers are in reclaimable memory");
	for (uint64_t i = 1; i < cnt; i++)
		expect(numbers[i] != numbers[i - 1],
		       "random numbers are not equal");
}

void check_copies(void)
{
	check_device_tree();
	check_tpm_log();
	check_entropy();
}
