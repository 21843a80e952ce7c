/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock.efi loads a kernel on the fake firmware:
 *
 *	assert_int_equal(boots(u"kernel=kernel.elf module=one"), ENTERED);
 *	expect_sound_table();
 *
 * The machine has 64 MiB (tests/lib/fake_ram.h), a volume with \kernel.elf,
 * \one and \two, and ACPI tables whose SPCR names the second serial port
 * of a PC.
 */
#ifndef TESTS_LIB_GIVENBOOT_H
#define TESTS_LIB_GIVENBOOT_H

#include "tests/lib/elffile.h"
#include "tests/lib/fake_cpu.h"
#include "tests/lib/fake_ram.h"

struct boot_acpi {
	uint8_t rsdp[40], xsdt[64], spcr[80];
};
extern struct boot_acpi boot_acpi;

/* Gives an ACPI table its signature, length and checksum. */
void boot_put_table(uint8_t *table, const char *signature, uint32_t len);
extern struct fake_serial *boot_serial;
/* The contents of \kernel.elf. */
extern struct elffile kernel_file;

/* Adds a SRAT and a SLIT, in the syntax of tests/lib/givensrat.h. */
void boot_with_nodes(const char *srat, const char *slit);

/* Call it between two boots; also the set-up and tear-down of a test. */
void new_machine(void);
int given_boot(void **state);
int forget_boot(void **state);

/* SERVICES: entered with boot services. */
enum boot_end { RETURNED, ENTERED, STOPPED, SERVICES };
/* The status that memblock.efi returned. */
extern struct fw_status boot_status;
enum boot_end boot(void);
#define boots(words) (fake_arguments(words), boot())

/* The table that the kernel was entered with. */
const void *boot_table(void);
/* "sound", or what is wrong with the table or its handover. */
const char *text_of_boot_table(void);
/* The including test brings cmocka.h. */
#define expect_sound_table() assert_string_equal(text_of_boot_table(), "sound")

#endif
