/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The requests of a kernel for the Limine protocol. They lie anywhere in its
 * image, at multiples of 8, and are found by their IDs ("Requests Delimiters",
 * "Base Revisions", "Features"). Nothing in a file is trusted.
 */
#ifndef EFI_BOOT_LIMINE_REQUESTS_H
#define EFI_BOOT_LIMINE_REQUESTS_H

#include "core/text/print.h"
#include "efi/boot/limine/format.h"

/* For offsets in an image. */
#define LIMINE_NONE SIZE_MAX

struct limine_requests {
	unsigned int revision; /* the base revision, at most the supported */
	size_t tag;            /* of the base revision; LIMINE_NONE: it is 0 */
	size_t at[LIMINE_FEATURES]; /* LIMINE_NONE: not requested */
};

enum limine_fault {
	LIMINE_GOOD,
	LIMINE_NEW,     /* value: the base revision, limit: the newest known */
	LIMINE_TAGS,    /* two base revision tags, at value and limit */
	LIMINE_TWICE,   /* two requests with one ID, at value and limit */
	LIMINE_CUT,     /* the request at value goes beyond the image */
	LIMINE_POINTER, /* of .limine_reqs: value is not in the image, or not a
			 * request */
	LIMINE_NO_REQUEST, /* nothing of the protocol in the image */
	LIMINE_LOW,        /* it is linked too low and cannot be moved */
	LIMINE_ENTRY,  /* value is not in the image, which begins at limit */
	LIMINE_MODES,  /* none of the paging modes is known */
	LIMINE_LEVELS, /* the processor has not the paging mode */
	LIMINE_LIST,   /* of modules: a pointer is not in the image */
	LIMINE_MANY,   /* value internal modules, limit: at most so many */
	/* After the path of an internal module: */
	LIMINE_PACKED,
	LIMINE_HASH,
	LIMINE_PATH,
	LIMINE_FAULT_COUNT,
};

struct limine_error {
	enum limine_fault fault;
	uint64_t value;
	uint64_t limit;
};

/* An image in memory: size bytes, of which the first file_size may hold
 * requests. memory is 8-byte aligned. */
struct limine_image {
	uint8_t *memory;
	size_t size, file_size;
	uint64_t virt; /* the address of memory, as the kernel sees it */
};

/* Whether bytes[size] have a request ID or a base revision tag at a multiple of
 * 8: cheap, and without a look at the rest of it. */
bool limine_among(const uint8_t *bytes, size_t size);

/* Searches the image. False: error says why it is refused. */
bool limine_read(struct limine_requests *ret, const struct limine_image *image,
		 struct limine_error *error);

/* Takes requests from the pointers at list, whose end is NULL or that of size
 * bytes, instead of those that limine_read() found. */
bool limine_read_list(struct limine_requests *ret,
		      const struct limine_image *image, size_t list,
		      size_t size, struct limine_error *error);

static inline bool limine_has(const struct limine_requests *requests,
			      enum limine_feature feature)
{
	return requests->at[feature] != LIMINE_NONE;
}

/* A number in the image. It lies in it. */
static inline uint64_t limine_number(const struct limine_image *image,
				     size_t at)
{
	uint64_t value;

	__builtin_memcpy(&value, image->memory + at, sizeof(value));
	return value;
}

/* A field of a request that is there; 0 where the image ends before. */
uint64_t limine_field(const struct limine_requests *requests,
		      const struct limine_image *image,
		      enum limine_feature feature, unsigned int index);

/* A phrase without a full stop: "it asks for base revision 7, the newest ...".
 */
void limine_explain(const struct sink *out, const struct limine_error *error);
/* It for print_phrase(). */
const char *limine_phrase(enum limine_fault fault);

#endif
