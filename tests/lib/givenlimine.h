/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A Limine kernel that asks for everything, booted on a machine with 64 MiB
 * below 4 GiB, and what it finds, read through its page tables:
 *
 *	given_limine(6);
 *	assert_int_equal(boots(u"kernel=limine.elf"), ENTERED);
 *	assert_int_equal(limine_response(LIMINE_HHDM)[1], DIRECT);
 */
#ifndef TESTS_LIB_GIVENLIMINE_H
#define TESTS_LIB_GIVENLIMINE_H

#include "efi/boot/limine/format.h"
#include "tests/lib/givenboot.h"
#include "tests/lib/liminefile.h"
#include "tests/lib/walker.h"

/* Code, then data, whose first 4 KiB are in the file. */
#define LIMINE_CODE HIGH
#define LIMINE_DATA (HIGH + 0x1000)
#define LIMINE_END  (HIGH + 0x3000)

/* Its file. The tag is at data 0, the requests follow. */
extern struct elffile limine_file;
uint8_t *limine_data(size_t at);
/* The request in the file. */
uint8_t *limine_request(enum limine_feature feature);

/* A new machine with the kernel, which asks for that base revision; 0: without
 * a tag. It may be changed until limine_boots(). */
void given_limine(unsigned int revision);
#define LIMINE_CPUS 300 /* the most */
/* A MADT with processors of these IDs, whose UIDs are 10 and up, and a FADT. */
void limine_add_cpus(const uint64_t *ids, size_t cnt);
void limine_add_smbios(void);
/* A screen of 64 x 32 pixels, of which EDID is known. */
struct fake_screen *limine_add_screen(void);

/* boots() with the words. */
#define limine_boots(words) (limine_put_file(), boots(words))
void limine_put_file(void);

/* How the kernel's page tables map an address. */
struct walked limine_walk(uint64_t virt);
/* What it reads there. The address must be mapped. */
const void *limine_see(uint64_t virt);
uint64_t limine_word(uint64_t virt);
/* The response, as 8-byte numbers that begin with its revision; NULL: there is
 * none. */
const uint64_t *limine_response(enum limine_feature feature);

#endif
