/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Multiboot and PVH kernels, which are linked for physical memory, on a machine
 * whose memory begins low, and what they find:
 *
 *	given_multiboot2();
 *	assert_int_equal(boots(u"kernel=k"), ENTERED);
 *	assert_non_null(mb2_found(MB2_MODULE));
 */
#ifndef TESTS_LIB_GIVENPHYSICAL_H
#define TESTS_LIB_GIVENPHYSICAL_H

#include "efi/boot/multiboot/format.h"
#include "tests/lib/givenboot.h"

/* Where the kernel is linked, its bytes in \k, and the zeros after these. */
#define LINKED       (FAKE_RAM_LOW + 0x100000)
#define KERNEL_BYTES 0x2000
#define KERNEL_BSS   0x1800
extern uint8_t physical_file[KERNEL_BYTES];

/* new_machine() whose memory begins at FAKE_RAM_LOW; also a set-up. */
void new_low_machine(void);
int given_low_machine(void **state);

/* A Multiboot2 kernel, tag by tag: with its addresses and its entry; a tag
 * without its words; a word; the file. */
void mb2_begin(void);
void mb2_begin_at(uint32_t load, uint32_t load_end, uint32_t entry);
void mb2_tag(uint32_t type, uint32_t size);
void mb2_word(uint32_t word);
void mb2_end(void);

/* Each is \k, entered at LINKED + 0x40. */
void given_multiboot2(void);
void given_multiboot(void);
void given_multiboot_with(uint32_t flags, uint32_t entry);
/* Is entered at LINKED + 0x20; the value of its note has as many bytes. */
void given_pvh(uint32_t note_size);
/* Is entered at LINKED + 0x60 with boot services. */
void given_kernel_that_keeps_services(void);

/* A new machine with a screen and SMBIOS, and the kernel. */
void given_all(void (*given)(void));

/* The information that the kernel was entered with. */
const uint8_t *physical_info(void);
/* A tag of that of Multiboot2; NULL: it is not there. */
const uint8_t *mb2_found(uint32_t type);

/* The including test brings cmocka.h. */
#define expect_said(words)                                    \
	do {                                                  \
		if (!strstr(boot_serial->tape.text, words))   \
			fail_msg("not said: %s in %s", words, \
				 boot_serial->tape.text);     \
	} while (0)
#define expect_refused(words)                        \
	do {                                         \
		assert_int_equal(boot(), RETURNED);  \
		assert_true(fw_failed(boot_status)); \
		expect_said(words);                  \
	} while (0)

#endif
