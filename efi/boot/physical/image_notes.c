/* SPDX-License-Identifier: BSD-2-Clause */
/* Notes (System V ABI, "Note Section"): name, type and descriptor. */
#include "core/base/bytes.h"
#include "core/base/cstring.h"
#include "efi/boot/physical/image.h"

/* The three sizes before a note, and the alignment of its parts. */
#define NOTE_HEADER 12
#define NOTE_ALIGN  4
#define NAME_MAX    16

struct note {
	uint64_t name_size, desc_size;
	uint32_t type;
	char name[NAME_MAX];
};

static struct fw_status read_note(struct reader *reader, uint64_t offset,
				  uint64_t left, struct note *ret)
{
	uint8_t header[NOTE_HEADER];
	struct fw_status status =
		reader_read(reader, offset, header, sizeof(header));

	if (fw_failed(status))
		return status;
	*ret = (struct note){
		.name_size = get_le(header, 4),
		.desc_size = get_le(header + 4, 4),
		.type = (uint32_t)get_le(header + 8, 4),
	};
	if (ret->name_size > NAME_MAX || ret->name_size > left - sizeof(header))
		return FW_SUCCESS;
	return reader_read(reader, offset + sizeof(header), ret->name,
			   ret->name_size);
}

static bool is_named(const struct note *note, const char *name)
{
	return note->name_size == str_len(name) + 1 &&
	       memcmp(note->name, name, (size_t)note->name_size) == 0;
}

static uint64_t padded(uint64_t size)
{
	return align_up(size, NOTE_ALIGN);
}

struct wanted {
	const char *name;
	uint32_t type;
	void *desc;
	size_t size;
	size_t *ret_size;
};

static struct fw_status find_in(const struct image_notes *notes,
				struct reader *reader,
				const struct wanted *wanted)
{
	uint64_t at = 0;

	while (notes->size - at >= NOTE_HEADER) {
		uint64_t left = notes->size - at, desc;
		struct note note;
		struct fw_status status =
			read_note(reader, notes->offset + at, left, &note);

		if (fw_failed(status))
			return status;
		desc = NOTE_HEADER + padded(note.name_size);
		if (desc + padded(note.desc_size) > left &&
		    desc + note.desc_size > left)
			break;
		if (note.type == wanted->type &&
		    is_named(&note, wanted->name)) {
			*wanted->ret_size = (size_t)note.desc_size;
			return reader_read(
				reader, notes->offset + at + desc, wanted->desc,
				phys_min(note.desc_size, wanted->size));
		}
		at += phys_min(desc + padded(note.desc_size), left);
	}
	return FW_SUCCESS;
}

struct fw_status image_find_note(const struct image *image,
				 struct reader *reader, const char *name,
				 uint32_t type, void *desc, size_t size,
				 size_t *ret_size)
{
	const struct wanted wanted = { name, type, desc, size, ret_size };
	struct fw_status status = FW_SUCCESS;

	*ret_size = 0;
	for (size_t i = 0;
	     i < image->note_cnt && *ret_size == 0 && !fw_failed(status); i++)
		status = find_in(&image->notes[i], reader, &wanted);
	return status;
}
