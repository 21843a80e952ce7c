/* SPDX-License-Identifier: BSD-2-Clause */
/* Finding requests. */
#include "efi/boot/limine/requests.h"

#include "core/text/phrase.h"

static const struct {
	uint64_t id[2];
	unsigned int fields;
} features[LIMINE_FEATURES] = {
#define FEATURE(name, id_2, id_3, cnt) \
	[LIMINE_##name] = { { UINT64_C(id_2), UINT64_C(id_3) }, cnt },
	LIMINE_FEATURES_DEF(FEATURE)
};

struct search {
	struct limine_requests *requests;
	const struct limine_image *image;
	struct limine_error *error;
};

static bool refuse(struct search *s, enum limine_fault fault, uint64_t value,
		   uint64_t limit)
{
	*s->error = (struct limine_error){ fault, value, limit };
	return false;
}

static uint64_t address(const struct search *s, size_t at)
{
	return s->image->virt + at;
}

static void forget_requests(struct limine_requests *requests)
{
	for (size_t i = 0; i < LIMINE_FEATURES; i++)
		requests->at[i] = LIMINE_NONE;
}

/* --- recognition ------------------------------------------------------- */

static uint64_t word_at(const uint8_t *at)
{
	uint64_t word;

	__builtin_memcpy(&word, at, sizeof(word));
	return word;
}

static bool is_begin(const uint8_t *at, size_t left)
{
	uint64_t first = word_at(at);

	if (left < 16)
		return false;
	return (first == LIMINE_REQUEST_0 &&
		word_at(at + 8) == LIMINE_REQUEST_1) ||
	       (first == LIMINE_REVISION_0 &&
		word_at(at + 8) == LIMINE_REVISION_1);
}

/* Bits that the four words have in common which is_begin() looks for; in most
 * others they differ, above all in 0. */
#define IN_COMMON                                                  \
	(LIMINE_REQUEST_0 & LIMINE_REQUEST_1 & LIMINE_REVISION_0 & \
	 LIMINE_REVISION_1)
_Static_assert(IN_COMMON != 0, "there are such bits");

/* Most kernels are searched in vain: of two words, one is enough to see. */
bool limine_among(const uint8_t *bytes, size_t size)
{
	const uint8_t *end = bytes + size / 8 * 8;

	for (const uint8_t *at = bytes; at < end; at += 16) {
		if ((word_at(at) & IN_COMMON) != IN_COMMON)
			continue;
		if (is_begin(at, (size_t)(end - at)))
			return true;
		if (at > bytes && is_begin(at - 8, (size_t)(end - at) + 8))
			return true;
	}
	return false;
}

/* --- requests ---------------------------------------------------------- */

static bool fits(const struct search *s, size_t at, size_t bytes)
{
	return at <= s->image->size && bytes <= s->image->size - at;
}

/* A request of an ID that is not known stays without a response. */
static bool take_request(struct search *s, size_t at)
{
	size_t i = 0;

	if (!fits(s, at, LIMINE_FIELDS))
		return refuse(s, LIMINE_CUT, address(s, at), 0);
	while (i < LIMINE_FEATURES &&
	       (limine_number(s->image, at + LIMINE_ID) != features[i].id[0] ||
		limine_number(s->image, at + LIMINE_ID + 8) !=
			features[i].id[1]))
		i++;
	if (i == LIMINE_FEATURES)
		return true;
	if (!fits(s, at, LIMINE_FIELDS + features[i].fields * 8))
		return refuse(s, LIMINE_CUT, address(s, at), 0);
	if (s->requests->at[i] != LIMINE_NONE)
		return refuse(s, LIMINE_TWICE, address(s, s->requests->at[i]),
			      address(s, at));
	s->requests->at[i] = at;
	return true;
}

static bool take_tag(struct search *s, size_t at)
{
	uint64_t revision;

	if (!fits(s, at, 24))
		return refuse(s, LIMINE_CUT, address(s, at), 0);
	if (s->requests->tag != LIMINE_NONE)
		return refuse(s, LIMINE_TAGS, address(s, s->requests->tag),
			      address(s, at));
	revision = limine_number(s->image, at + 16);
	if (revision > LIMINE_REVISION_MAX)
		return refuse(s, LIMINE_NEW, revision, LIMINE_REVISION_MAX);
	s->requests->tag = at;
	s->requests->revision = (unsigned int)revision;
	return true;
}

/* --- searching --------------------------------------------------------- */

static bool is_at(const struct search *s, size_t at, const uint64_t *words,
		  size_t cnt)
{
	if (at + cnt * 8 > s->image->file_size)
		return false;
	for (size_t i = 0; i < cnt; i++)
		if (limine_number(s->image, at + i * 8) != words[i])
			return false;
	return true;
}

/* What counts lies between the last start marker and the first end marker. */
static void find_markers(const struct search *s, size_t *begin, size_t *end)
{
	static const uint64_t start[] = { LIMINE_START_0, LIMINE_START_1,
					  LIMINE_START_2, LIMINE_START_3 };
	static const uint64_t stop[] = { LIMINE_END_0, LIMINE_END_1 };

	*begin = 0;
	*end = s->image->file_size;
	for (size_t at = 0; at + 16 <= *end; at += 8) {
		uint64_t word = limine_number(s->image, at);

		if (word == start[0] && is_at(s, at, start, 4))
			*begin = at + 32;
		else if (word == stop[0] && is_at(s, at, stop, 2))
			*end = at;
	}
}

bool limine_read(struct limine_requests *ret, const struct limine_image *image,
		 struct limine_error *error)
{
	struct search s = { ret, image, error };
	size_t at, end;

	*error = (struct limine_error){ .fault = LIMINE_GOOD };
	ret->revision = 0;
	ret->tag = LIMINE_NONE;
	forget_requests(ret);
	for (find_markers(&s, &at, &end); at + 16 <= end; at += 8) {
		const uint8_t *word = image->memory + at;

		if (!is_begin(word, 16))
			continue;
		if (word_at(word) == LIMINE_REVISION_0 ? !take_tag(&s, at)
						       : !take_request(&s, at))
			return false;
	}
	return true;
}

bool limine_read_list(struct limine_requests *ret,
		      const struct limine_image *image, size_t list,
		      size_t size, struct limine_error *error)
{
	struct search s = { ret, image, error };

	forget_requests(ret);
	for (; size >= 8 && fits(&s, list, 8); list += 8, size -= 8) {
		uint64_t pointer = limine_number(image, list);
		size_t at = (size_t)(pointer - image->virt);

		if (pointer == 0)
			break;
		if (!fits(&s, at, 16) || !is_begin(image->memory + at, 16))
			return refuse(&s, LIMINE_POINTER, pointer, 0);
		if (!take_request(&s, at))
			return false;
	}
	return true;
}

uint64_t limine_field(const struct limine_requests *requests,
		      const struct limine_image *image,
		      enum limine_feature feature, unsigned int index)
{
	size_t at = requests->at[feature] + LIMINE_FIELDS + index * 8;

	return at <= image->size && image->size - at >= 8
		       ? limine_number(image, at)
		       : 0;
}

/* --- messages ---------------------------------------------------------- */

void limine_explain(const struct sink *out, const struct limine_error *error)
{
	print_phrase(out, limine_phrase(error->fault), 0, error->value,
		     error->limit);
}
