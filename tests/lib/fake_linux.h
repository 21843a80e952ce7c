/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux with an EFI stub on the fake firmware: LoadImage() and StartImage(),
 * variables, and a kernel that looks at what it was given and returns. After
 * new_machine():
 *
 *	fake_linux_new();
 *	assert_int_equal(boots(u"kernel=vmlinuz initrd=one"), RETURNED);
 *	assert_string_equal(fake_linux.options, "");
 */
#ifndef TESTS_LIB_FAKE_LINUX_H
#define TESTS_LIB_FAKE_LINUX_H

#include "tests/lib/fake_efi.h"
#include "tests/lib/givenlinux.h"

struct fake_linux {
	struct linuxfile file; /* \vmlinuz */
	EFI_STATUS load_status, start_status, variable_status;
	unsigned int loaded; /* images that are loaded now */
	unsigned int started;
	bool from_memory; /* LoadImage() was given the file's bytes */
	char path[128];   /* of the image, from its device path */

	/* What the kernel found when it was started. */
	char options[512];     /* LoadOptions as ASCII */
	char initrd[256];      /* "": none was offered */
	UINTN initrd_size;     /* what the first call returned */
	uint8_t table[65536];  /* the variable MemblockTable */
	UINTN table_size;      /* 0: there was none */
	UINT32 attributes;     /* of the variable */
	uint64_t reserved[16]; /* base and size of each of the MEMRESERVE */
	size_t reserved_cnt;

	/* Another program's offer of an initrd, "": none. */
	const char *other;
	bool variable;   /* there is one now */
	bool has_random; /* EFI_RNG_PROTOCOL, which gives 0x5a */
};
extern struct fake_linux fake_linux;

/* Puts the file as it is now. */
void fake_linux_put(void);
/* Puts \vmlinuz and the services into the fake firmware. */
void fake_linux_new(void);
/* Offers an initrd, as a boot manager would. */
void fake_linux_offer(const char *contents);
/* What a kernel would be offered now; "" for nothing. */
const char *fake_linux_offered(void);

#endif
