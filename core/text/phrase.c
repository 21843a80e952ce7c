/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/text/phrase.h"

const char *phrase_number(char room[PHRASE_NUMBER], uint64_t number, bool hex)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, PHRASE_NUMBER);

	print(&out, hex && number > 9 ? "0x%jx" : "%ju", (uintmax_t)number);
	return room;
}

void print_phrase(const struct sink *out, const char *phrase,
		  const char *const *args)
{
	for (; *phrase; phrase++) {
		if (phrase[0] == '%' && phrase[1] == 's') {
			print_str(out, *args++);
			phrase++;
		} else {
			out->write(out->ctx, phrase, 1);
		}
	}
}
