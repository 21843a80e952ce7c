/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/text/words.h"

#include "core/base/cstring.h"

static char *skip_blanks(char *at, const char *end)
{
	while (at < end && is_space((unsigned char)*at))
		at++;
	return at;
}

static char *skip_line(char *at, const char *end)
{
	while (at < end && *at != '\n')
		at++;
	return at;
}

/* Skips blanks and comments: to the next word, or to the end. */
static char *skip_to_word(char *at, const char *end, int flags)
{
	while ((at = skip_blanks(at, end)) < end && (flags & WORDS_COMMENTS) &&
	       *at == '#')
		at = skip_line(at, end);
	return at;
}

/* Copies the word at *at to *to without its quotes. The copy is never longer
 * than the original, so *to never passes *at. */
static void take_word(char **at, const char *end, char **to)
{
	bool quoted = false;

	for (; *at < end && (quoted || !is_space((unsigned char)**at));
	     (*at)++) {
		if (**at == '"')
			quoted = !quoted;
		else
			*(*to)++ = **at;
	}
}

/* "--" outside of quotes */
static bool is_end_mark(const char *at, const char *end)
{
	return end - at >= 2 && at[0] == '-' && at[1] == '-' &&
	       (end - at == 2 || is_space((unsigned char)at[2]));
}

/* Skips a word. NULL if a quote in it is not closed. */
static char *skip_word(char *at, const char *end)
{
	bool quoted = false;

	for (; at < end && (quoted || !is_space((unsigned char)*at)); at++)
		quoted ^= *at == '"';
	return quoted ? NULL : at;
}

static bool has_nul(const char *at, const char *end)
{
	while (at < end && *at != '\0')
		at++;
	return at < end;
}

/* Checks the whole text, before the first byte is moved. */
static bool is_sound(char *at, char *end, int flags)
{
	while ((at = skip_to_word(at, end, flags)) < end) {
		if (is_end_mark(at, end))
			return true;
		at = skip_word(at, end);
		if (at == NULL)
			return false;
	}
	return true;
}

/* The text after "-- ", without line ends at its end. */
static const char *take_rest(char *at, char *end)
{
	char *rest = end - at > 3 ? at + 3 : end;

	while (end > rest && (end[-1] == '\n' || end[-1] == '\r'))
		end--;
	*end = '\0';
	return rest;
}

int words_split(struct words *ret, char *text, size_t len, int flags)
{
	struct words words = { .first = text, .end = text };
	char *at = text, *end = text + len;

	if (has_nul(text, end) || !is_sound(text, end, flags))
		return CORE_EFORMAT;
	/* The last word's NUL may be at text[len]. */
	while ((at = skip_to_word(at, end, flags)) < end) {
		if (is_end_mark(at, end)) {
			words.rest = take_rest(at, end);
			break;
		}
		take_word(&at, end, &words.end);
		if (at < end)
			at++; /* the space: the NUL may take its place */
		*words.end++ = '\0';
	}
	*ret = words;
	return CORE_OK;
}

size_t words_offset(const char *text, size_t len, int flags, size_t index)
{
	const char *end = text + len;
	char *at = skip_to_word((char *)text, end, flags); /* reads only */

	while (index-- > 0)
		at = skip_to_word(skip_word(at, end), end, flags);
	return (size_t)(at - text);
}

const char *words_next(const struct words *words, const char *prev)
{
	const char *next = prev ? prev + str_len(prev) + 1 : words->first;

	return next < words->end ? next : NULL;
}

size_t word_name_length(const char *word)
{
	size_t n = 0;

	while (word[n] != '\0' && word[n] != '=')
		n++;
	return n;
}

const char *word_value(const char *word, const char *name)
{
	size_t len = str_len(name);

	return str_starts(word, name) && word[len] == '=' ? word + len + 1
							  : NULL;
}

static unsigned int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	c |= 0x20;
	if (c >= 'a' && c <= 'f')
		return (unsigned int)(c - 'a') + 10;
	return 16;
}

static unsigned int number_base(const char **text)
{
	const char *t = *text;

	if (t[0] != '0')
		return 10;
	if ((t[1] | 0x20) == 'x' && digit_value(t[2]) < 16) {
		*text += 2;
		return 16;
	}
	return 8;
}

static uint64_t saturating_shift(uint64_t number, unsigned int bits)
{
	return number > UINT64_MAX >> bits ? UINT64_MAX : number << bits;
}

/* The position in "KMGTPE", from 1; 0 for any other character. */
static unsigned int suffix_power(char c)
{
	const char *suffixes = "kmgtpe";

	for (unsigned int i = 0; i < 6; i++) {
		if ((c | 0x20) == suffixes[i])
			return i + 1;
	}
	return 0;
}

uint64_t memparse(const char *text, const char **ret_end)
{
	const char *at = text;
	unsigned int base = number_base(&at), power;
	const char *first = at;
	uint64_t number = 0;

	for (; digit_value(*at) < base; at++) {
		unsigned int digit = digit_value(*at);

		number = number > (UINT64_MAX - digit) / base
				 ? UINT64_MAX
				 : number * base + digit;
	}
	if (at == first) {
		*ret_end = text;
		return 0;
	}
	power = suffix_power(*at);
	*ret_end = power ? at + 1 : at;
	return saturating_shift(number, 10 * power);
}

#define DISTANCE_MAX 63

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

size_t edit_distance(const char *a, const char *b)
{
	size_t row[DISTANCE_MAX + 1];
	size_t n = str_len(b);

	/* Longer than any option. */
	if (n > DISTANCE_MAX || str_len(a) > DISTANCE_MAX)
		return SIZE_MAX;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 0; a[i] != '\0'; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (size_t j = 1; j <= n; j++) {
			size_t change =
				diagonal + (lower(a[i]) != lower(b[j - 1]));
			size_t edit = row[j] < row[j - 1] ? row[j] : row[j - 1];

			diagonal = row[j];
			row[j] = change < edit + 1 ? change : edit + 1;
		}
	}
	return row[n];
}

void nearest_try(struct nearest *nearest, const char *wanted,
		 const char *candidate)
{
	size_t distance = edit_distance(wanted, candidate);

	if (distance < nearest->distance && distance < str_len(wanted))
		*nearest = (struct nearest){ candidate, distance };
}
