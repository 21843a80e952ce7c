/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A firmware's map as text, its conversion, and the result as text:
 *
 *	given_map("0-a0000:7 100000-200000:4:WB|RUNTIME");
 *	when("mem=1M profile=linux-arm64");
 *	expect("1000-a0000");
 *	expect_owners("0-100000 low 1 MiB");
 *
 * A descriptor is base-end (exclusive) or base+pages in hexadecimal, then :type
 * as a number, then :attributes as names separated by | or as a 0x number, :WB
 * by default. The machine is x86 unless an option says otherwise.
 */
#ifndef TESTS_LIB_GIVENMAP_H
#define TESTS_LIB_GIVENMAP_H

#include "core/convert/convert.h"
#include "core/options/options.h"
#include "tests/lib/given.h"
#include "tests/lib/invariant.h"

/* The map that the next conversion reads, and what it made of it. Its sets
 * are also in mb, for expect(), expect_reserved() and expect_physmap(). */
extern struct capture capture;
extern struct options options;
extern struct conversion conversion;

/* With a stride of 48, or any; bytes between descriptors are 0xee. */
void given_map(const char *text);
void given_map_stride(const char *text, size_t stride);
/* The SRAT and SLIT of the machine, in the syntax of tests/lib/givensrat.h;
 * slit NULL: none. Both are removed with the map. */
void given_nodes(const char *srat, const char *slit);
/* count descriptors, not as text. */
void given_descriptors(const struct efi_memory_desc *desc, size_t count,
		       size_t stride);

/* What options_parse() or convert() returns. The space is as large as
 * convert_space() says, and AddressSanitizer guards its end. */
int convert_words(const char *file, const char *line);
/* Converts with the options as they are. */
int convert_now(void);

/* Takes the last conversion with all that it refers to, so that the next one
 * does not replace it. It must not be moved; taken_free() releases it. */
struct taken {
	struct capture capture;
	struct options options;
	struct conversion conversion;
	void *descriptors, *space;
};
void take_conversion(struct taken *ret);
void taken_free(struct taken *taken);

/* "0-100000 low 1 MiB, 200000-300000 boot services": all reservations, and the
 * one owner of each page. In one of four buffers that take turns. */
const char *text_of_owners(void);
const char *text_of_page_owners(void);
/* "#0 overlap misaligned, #2 empty" */
const char *text_of_anomalies(void);
/* The fate of each descriptor, "memory kept skipped". */
const char *text_of_dispositions(void);

/* The including test brings cmocka.h. */
#define when2(file, line)                                               \
	do {                                                            \
		assert_int_equal(convert_words(file, line), CORE_OK);   \
		assert_string_equal(broken_invariant(&conversion), ""); \
	} while (0)
#define when(line)          when2(NULL, line)
#define expect_owners(text) assert_string_equal(text_of_owners(), text)
#define expect_page_owners(text) \
	assert_string_equal(text_of_page_owners(), text)
#define expect_anomalies(text) assert_string_equal(text_of_anomalies(), text)
#define expect_dispositions(text) \
	assert_string_equal(text_of_dispositions(), text)
#define expect_table(table, text) assert_string_equal(text_of_e820(table), text)
/* What the stub hands over, and what memory was made from. */
#define expect_firmware_e820(text) expect_table(&conversion.firmware_e820, text)
#define expect_e820(text)          expect_table(&conversion.e820, text)

#endif
