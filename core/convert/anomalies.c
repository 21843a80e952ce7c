/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names and descriptions of the anomalies, in the order of the bits.
 */
#include "core/convert/convert.h"

static const struct {
	const char *name;
	const char *text;
} anomalies[ANOMALY_COUNT] = {
	{ "empty", "has no pages: skipped" },
	{ "wraps", "extends beyond 2^64: skipped" },
	{ "top", "ends at 2^64: its last page is left out" },
	{ "misaligned", "starts inside a page: memory shrinks to whole pages" },
	{ "overlap", "overlaps a lower descriptor: the stricter one applies" },
	{ "undefined-type", "has a type that UEFI does not define" },
	{ "not-wb", "is memory by type but not cacheable write-back" },
	{ "runtime", "is free by type but has RUNTIME: always reserved" },
	{ "no-runtime", "is runtime by type but lacks RUNTIME" },
};

static unsigned int bit_number(enum anomaly anomaly)
{
	unsigned int bit = 0;

	while (bit < ANOMALY_COUNT - 1 && (1u << bit) != (unsigned int)anomaly)
		bit++;
	return bit;
}

const char *anomaly_name(enum anomaly anomaly)
{
	return anomalies[bit_number(anomaly)].name;
}

const char *anomaly_text(enum anomaly anomaly)
{
	return anomalies[bit_number(anomaly)].text;
}
