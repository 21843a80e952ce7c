/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/gzip/inflate.h"

#include "core/base/cstring.h"

/* The longest code, and codes that are found by one look. */
#define LONGEST 15
#define SHORT   9

#define SYMBOLS     288
#define LITERALS    286 /* that have a meaning */
#define DISTANCES   30
#define END_OF_DATA 256
#define NO_SYMBOL   0xffffu

/* A canonical Huffman code (RFC 1951, 3.2.2). */
struct code {
	uint16_t cnt[LONGEST + 1];   /* codes of each length */
	uint16_t symbols[SYMBOLS];   /* in the order of their codes */
	uint16_t quick[1u << SHORT]; /* symbol << 4 | length, by the next
				      * bits; 0: the code is longer */
};

struct stream {
	struct gzip_data *data;
	uint64_t bits;     /* that come next, the first one in bit 0 */
	unsigned int cnt;  /* of bits */
	unsigned int past; /* bytes in them that are beyond the end */
	struct code literals, distances;
};

/* --- bits ---------------------------------------------------------------- */

/* Enough for a length and a distance with their extra bits, 48 of them. */
static void refill(struct stream *s)
{
	struct gzip_data *data = s->data;

	for (; s->cnt <= 56; s->cnt += 8)
		if (data->at < data->end)
			s->bits |= (uint64_t)*data->at++ << s->cnt;
		else
			s->past++;
}

static unsigned int take(struct stream *s, unsigned int cnt)
{
	unsigned int ret = (unsigned int)s->bits & ((1u << cnt) - 1);

	s->bits >>= cnt;
	s->cnt -= cnt;
	return ret;
}

static bool is_past(const struct stream *s)
{
	return s->cnt < 8 * s->past;
}

/* Goes on at a byte. */
static void give_back(struct stream *s)
{
	s->data->at -= s->cnt / 8 - s->past;
	s->bits = s->cnt = s->past = 0;
}

/* --- codes -----------------------------------------------------------------
 */

/* The code after this one, both with their highest bit in bit 0. */
static unsigned int after(unsigned int bits, unsigned int end)
{
	for (end >>= 1; bits & end; end >>= 1)
		bits ^= end;
	return bits | end;
}

/* Each short code, in all places whose first bits it is: codes come with their
 * highest bit first. */
static void make_quick(struct code *code)
{
	const uint16_t *symbol = code->symbols;
	unsigned int bits = 0;

	for (unsigned int len = 1; len <= SHORT; len++) {
		unsigned int step = 1u << len;

		for (unsigned int i = 0; i < code->cnt[len]; i++, symbol++) {
			for (unsigned int at = bits; at < 1u << SHORT;
			     at += step)
				code->quick[at] =
					(uint16_t)(*symbol << 4 | len);
			bits = after(bits, step);
		}
	}
}

/* Fails for lengths that are not a code: for too many codes, and for too few,
 * unless there may be one of one bit or none. */
static bool make_code(struct code *code, const uint8_t *lengths,
		      unsigned int symbols, bool complete)
{
	uint16_t next[LONGEST + 1];
	unsigned int used = 0;
	int left = 1;

	memset(code, 0, sizeof(*code));
	for (unsigned int i = 0; i < symbols; i++)
		code->cnt[lengths[i]]++;
	code->cnt[0] = 0;
	for (unsigned int len = 1; len <= LONGEST; len++) {
		left = 2 * left - code->cnt[len];
		if (left < 0)
			return false;
		next[len] = (uint16_t)used;
		used += code->cnt[len];
	}
	for (unsigned int i = 0; i < symbols; i++)
		if (lengths[i])
			code->symbols[next[lengths[i]]++] = (uint16_t)i;
	make_quick(code);
	return left == 0 || (!complete && used == code->cnt[1]);
}

/* Longer codes: by their lengths, one after the other. */
static unsigned int decode_long(struct stream *s, const struct code *code)
{
	const uint16_t *symbols = code->symbols;
	unsigned int bits = 0, first = 0;

	for (unsigned int len = 1; len <= LONGEST; len++) {
		unsigned int cnt = code->cnt[len];

		bits = bits << 1 | ((unsigned int)(s->bits >> (len - 1)) & 1);
		first <<= 1;
		if (bits - first < cnt) {
			take(s, len);
			return symbols[bits - first];
		}
		symbols += cnt;
		first += cnt;
	}
	return NO_SYMBOL;
}

static unsigned int decode(struct stream *s, const struct code *code)
{
	unsigned int found = code->quick[s->bits & ((1u << SHORT) - 1)];

	if (!found)
		return decode_long(s, code);
	take(s, found & 15);
	return found >> 4;
}

/* --- blocks ----------------------------------------------------------------
 */

static void put(struct gzip_data *data, uint8_t byte)
{
	if (data->done < data->size)
		data->to[data->done] = byte;
	data->done++;
}

/* Lengths and distances: 2^group symbols for each number of extra bits. */
static unsigned int number(struct stream *s, unsigned int symbol,
			   unsigned int group)
{
	unsigned int first = symbol & ((1u << group) - 1);
	unsigned int extra = symbol >> group;

	if (extra == 0)
		return first;
	extra--;
	return ((first | 1u << group) << extra) + take(s, extra);
}

static enum gzip_fault copy(struct stream *s, unsigned int symbol)
{
	struct gzip_data *data = s->data;
	unsigned int len, distance;

	if (symbol >= LITERALS)
		return GZIP_BROKEN;
	len = symbol == LITERALS - 1
		      ? 258
		      : 3 + number(s, symbol - END_OF_DATA - 1, 2);
	symbol = decode(s, &s->distances);
	if (symbol >= DISTANCES)
		return GZIP_BROKEN;
	distance = 1 + number(s, symbol, 1);
	if (distance > data->done)
		return GZIP_BROKEN;
	for (; len > 0; len--)
		put(data, data->done - distance < data->size
				  ? data->to[data->done - distance]
				  : 0);
	return GZIP_GOOD;
}

static enum gzip_fault read_symbols(struct stream *s)
{
	enum gzip_fault fault = GZIP_GOOD;
	unsigned int symbol;

	do {
		refill(s);
		symbol = decode(s, &s->literals);
		if (symbol < END_OF_DATA)
			put(s->data, (uint8_t)symbol);
		else if (symbol > END_OF_DATA)
			fault = copy(s, symbol);
	} while (fault == GZIP_GOOD && symbol != END_OF_DATA && !is_past(s));
	return fault;
}

static enum gzip_fault read_stored(struct stream *s)
{
	struct gzip_data *data = s->data;
	unsigned int len, not_len;

	take(s, s->cnt % 8);
	len = take(s, 16);
	not_len = take(s, 16);
	if (is_past(s))
		return GZIP_TRUNCATED;
	give_back(s);
	if ((len ^ not_len) != 0xffff)
		return GZIP_BROKEN;
	if (len > (size_t)(data->end - data->at))
		return GZIP_TRUNCATED;
	for (; len > 0; len--)
		put(data, *data->at++);
	return GZIP_GOOD;
}

static enum gzip_fault read_fixed(struct stream *s)
{
	uint8_t lengths[SYMBOLS];

	for (unsigned int i = 0; i < SYMBOLS; i++)
		lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
	make_code(&s->literals, lengths, SYMBOLS, true);
	memset(lengths, 5, 32);
	make_code(&s->distances, lengths, 32, true);
	return read_symbols(s);
}

/* One length, or the same one several times. Returns how many, 0: broken. */
static unsigned int read_lengths(struct stream *s, uint8_t *to, bool first,
				 unsigned int room)
{
	unsigned int symbol = decode(s, &s->literals);
	uint8_t value = 0;
	unsigned int cnt = 1;

	if (symbol < 16)
		value = (uint8_t)symbol;
	else if (symbol == 16) {
		if (first)
			return 0;
		value = to[-1];
		cnt = 3 + take(s, 2);
	} else
		cnt = symbol == 17 ? 3 + take(s, 3) : 11 + take(s, 7);
	if (cnt > room)
		return 0;
	memset(to, value, cnt);
	return cnt;
}

static enum gzip_fault read_dynamic(struct stream *s)
{
	static const uint8_t order[19] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
					   11, 4,  12, 3, 13, 2, 14, 1, 15 };
	unsigned int literals = 257 + take(s, 5), distances = 1 + take(s, 5);
	unsigned int codes = 4 + take(s, 4), all = literals + distances;
	uint8_t lengths[SYMBOLS + 32] = { 0 };
	unsigned int i, cnt;

	for (i = 0; i < codes; i++) {
		refill(s);
		lengths[order[i]] = (uint8_t)take(s, 3);
	}
	if (literals > LITERALS || distances > DISTANCES ||
	    !make_code(&s->literals, lengths, 19, true))
		return GZIP_BROKEN;
	memset(lengths, 0, 19);
	for (i = 0; i < all; i += cnt) {
		refill(s);
		cnt = read_lengths(s, lengths + i, i == 0, all - i);
		if (cnt == 0)
			return GZIP_BROKEN;
	}
	if (!lengths[END_OF_DATA] ||
	    !make_code(&s->literals, lengths, literals, false) ||
	    !make_code(&s->distances, lengths + literals, distances, false))
		return GZIP_BROKEN;
	return read_symbols(s);
}

static enum gzip_fault read_block(struct stream *s, unsigned int type)
{
	switch (type) {
	case 0:
		return read_stored(s);
	case 1:
		return read_fixed(s);
	case 2:
		return read_dynamic(s);
	default:
		return GZIP_BROKEN;
	}
}

enum gzip_fault gzip_inflate(struct gzip_data *data,
			     const struct gzip_watch *watch)
{
	struct stream s = { .data = data };
	enum gzip_fault fault;
	unsigned int last;

	do {
		size_t before = data->done;

		refill(&s);
		last = take(&s, 1);
		fault = read_block(&s, take(&s, 2));
		if (is_past(&s))
			fault = GZIP_TRUNCATED;
		if (watch)
			watch->unpacked(watch->ctx, data->done - before);
	} while (fault == GZIP_GOOD && !last);
	if (fault == GZIP_GOOD)
		give_back(&s);
	return fault;
}
