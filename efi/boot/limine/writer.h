/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writing responses: a structure after what it points to.
 */
#ifndef EFI_BOOT_LIMINE_WRITER_H
#define EFI_BOOT_LIMINE_WRITER_H

#include "efi/boot/limine/state.h"
#include "efi/boot/physical/blob.h"

struct writer {
	struct blob blob;
	const struct boot *boot;
	const struct limine *limine;
	const struct efimap *map; /* the firmware's; empty: only measure */
	uint64_t virt;            /* of the blob */
	uint64_t cmdline;
};

/* The address of what is written next, as the kernel sees it. */
static inline uint64_t here(const struct writer *w)
{
	return w->virt + w->blob.used;
}

/* A number of 8 bytes, and one of so many bytes. */
void put(struct writer *w, uint64_t value);
void put_bytes(struct writer *w, uint64_t value, size_t bytes);
/* Zeroes up to a multiple of 8 bytes. */
void put_padding(struct writer *w);
/* At a multiple of 8 bytes; returns its address. */
uint64_t put_copy(struct writer *w, const void *bytes, size_t size);
/* With its NUL; returns its address. */
uint64_t put_text(struct writer *w, const char *text);

/* Makes the request point to what is written next, which begins with the
 * revision of the response. */
void respond(struct writer *w, enum limine_feature feature, uint64_t revision);
/* A pointer to each of cnt structures of a size; returns that to the first
 * pointer. */
uint64_t put_pointers(struct writer *w, uint64_t first, size_t cnt,
		      size_t size);
/* A response with the number of elements and a pointer to the list. */
void respond_list(struct writer *w, enum limine_feature feature,
		  uint64_t revision, size_t cnt, uint64_t list);

/* The responses to requests of their kind, where there are any. */
void put_executable(struct writer *w);
void put_modules(struct writer *w);
void put_framebuffers(struct writer *w);
void put_cpus(struct writer *w);
void put_firmware(struct writer *w);

#endif
