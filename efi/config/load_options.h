/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bytes that somebody else wrote into words: LoadOptions and memblock.cfg.
 */
#ifndef EFI_CONFIG_LOAD_OPTIONS_H
#define EFI_CONFIG_LOAD_OPTIONS_H

#include "core/text/words.h"

/* Room for the UTF-8 of so many bytes in any encoding, with a NUL. */
size_t load_options_room(size_t size);

enum decode {
	DECODE_TEXT,
	DECODE_NOTHING, /* no bytes, or NUL ones only */
	DECODE_JUNK,    /* no text */
};

/*
 * LoadOptions: UTF-16 up to the first NUL or the end; a last odd byte does
 * not count. Firmware puts binary data there as well: whole load options
 * (Dell), GUIDs, Windows's "WINDOWS" block (rhboot/shim 370, 505, 621;
 * systemd 10001). So it is text only where it starts with an ASCII character,
 * has no control characters and no half surrogate pairs. Text of 8-bit
 * characters to the end is taken too: efibootmgr without --unicode writes it.
 */
enum decode load_options_decode(char *text, size_t *ret_len, const void *bytes,
				size_t size);

/* A file: UTF-16LE with a byte order mark, as the UEFI Shell's editor writes
 * it, else UTF-8 with or without one. Returns the text's length. */
size_t load_options_file(char *text, const void *bytes, size_t size);

/* Drops the first word where it is the program's name: always when a shell
 * started us, else when it ends in .efi and holds no = */
void load_options_drop_name(struct words *words, bool from_shell);

#endif
