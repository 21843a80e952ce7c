/* SPDX-License-Identifier: BSD-2-Clause */
/* The segments of an image: checked, sorted, disjoint, below 4 GiB. */
#include "efi/boot/physical/image.h"

#include "efi/boot/elf/elf_format.h"
#include "efi/boot/physical/image_reader.h"

#define LIMIT ((uint64_t)1 << 32)

static bool check(const struct image_segment *s, struct elf_error *error)
{
	if (s->file_size > s->memory_size)
		return image_refuse(error, ELF_SEGMENT_SIZES, s->file_size,
				    s->memory_size);
	if (s->target >= LIMIT || s->memory_size > LIMIT - s->target)
		return image_refuse(error, ELF_SEGMENT_HIGH, s->target,
				    s->memory_size);
	return true;
}

static bool overlaps(const struct image_segment *a,
		     const struct image_segment *b)
{
	return a->target < b->target + b->memory_size &&
	       b->target < a->target + a->memory_size;
}

bool image_add(struct image *image, const struct image_segment *segment,
	       struct elf_error *error)
{
	size_t at = image->segment_cnt;

	if (!check(segment, error))
		return false;
	if (at == ELF_SEGMENTS)
		return image_refuse(error, ELF_MANY_SEGMENTS, at + 1,
				    ELF_SEGMENTS);
	for (size_t i = 0; i < image->segment_cnt; i++)
		if (overlaps(segment, &image->segments[i]))
			return image_refuse(error, ELF_SEGMENT_OVERLAPS,
					    segment->target,
					    image->segments[i].index);
	for (; at > 0 && image->segments[at - 1].target > segment->target; at--)
		image->segments[at] = image->segments[at - 1];
	image->segments[at] = *segment;
	image->segment_cnt++;
	return true;
}

void image_measure(struct image *image)
{
	const struct image_segment *last =
		&image->segments[image->segment_cnt - 1];

	image->base = image->segments[0].target;
	image->end = last->target + last->memory_size;
}

bool image_from_addresses(struct image *ret,
			  const struct image_segment *segment, uint64_t entry,
			  struct elf_error *error)
{
	*error = (struct elf_error){ .fault = ELF_GOOD };
	*ret = (struct image){ .entry = entry };
	if (!image_add(ret, segment, error))
		return false;
	image_measure(ret);
	return true;
}
