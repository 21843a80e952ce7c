/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/text/phrase.h"

void print_phrase(const struct sink *out, const char *phrase, uint64_t index,
		  uint64_t value, uint64_t limit)
{
	for (; *phrase; phrase++) {
		if (*phrase != '%') {
			out->write(out->ctx, phrase, 1);
		} else if (*++phrase == 'i') {
			print(out, "%ju", (uintmax_t)index);
		} else {
			print(out,
			      *phrase == 'x' && value > 9 ? "0x%jx" : "%ju",
			      (uintmax_t)value);
			value = limit;
		}
	}
}
