/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text in any encoding, for words: LoadOptions and memblock.cfg.
 */
#ifndef EFI_CONFIG_LOAD_OPTIONS_H
#define EFI_CONFIG_LOAD_OPTIONS_H

#include "core/text/words.h"

/* Room in bytes for the UTF-8 of size bytes in any encoding, with a NUL. */
size_t load_options_room(size_t size);

enum decode {
	DECODE_TEXT,
	DECODE_NOTHING, /* no bytes, or NUL ones only */
	DECODE_JUNK,    /* not text */
};

/*
 * Decodes LoadOptions into text, which has load_options_room(size) bytes:
 * UTF-16 up to the first NUL or the end; a last odd byte is ignored. Firmware
 * puts binary data there as well: whole load options (Dell), GUIDs, the
 * "WINDOWS" block of Windows (rhboot/shim 370, 505, 621; systemd 10001). So it
 * is text only when it starts with an ASCII character and has neither control
 * characters nor unpaired surrogates. 8-bit characters up to the end are text
 * as well: efibootmgr without --unicode writes them.
 */
enum decode load_options_decode(char *text, size_t *ret_len, const void *bytes,
				size_t size);

/* Decodes a file: UTF-16LE with a byte order mark, as the editor of the UEFI
 * Shell writes it, otherwise UTF-8 with or without one. Returns the length of
 * the text. */
size_t load_options_file(char *text, const void *bytes, size_t size);

/* Drops the first word when it is the name of the program: always when a shell
 * started us, otherwise when it ends with .efi and contains no = */
void load_options_drop_name(struct words *words, bool from_shell);

#endif
