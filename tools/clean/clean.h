/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text as people have it, made into the lines that a program printed: a mail or
 * a journal is decoded, and each line is freed from what terminals, mails, web
 * pages and forums add to it. All formats are read through this.
 */
#ifndef TOOLS_CLEAN_CLEAN_H
#define TOOLS_CLEAN_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

/* --- whole texts ---------------------------------------------------------- */

/* A text that was decoded from another one. */
struct clean_text {
	char *text; /* of len bytes; lines end with LF */
	size_t len, max;
	size_t *numbers; /* for each line, that of the original text, from 1 */
	size_t cnt, number_max;
	const char *what; /* what was decoded: "quoted-printable" */
	bool cut;         /* the original text breaks off */
};

/* --- text.c */

/* Appends a line of len bytes, which was line number of the original text. Line
 * breaks in it make it several lines. */
void clean_append(struct clean_text *text, const char *line, size_t len,
		  size_t number);

/* The lines of text[len] in the opposite order. numbers are those of a
 * clean_text, or NULL. */
void clean_reverse(struct clean_text *ret, const char *text, size_t len,
		   const size_t *numbers);

void clean_free(struct clean_text *text);

/* --- firsts.c */

/* The first of each of these characters in a text; its end where it has none.
 */
struct clean_firsts {
	const char *equals; /* = */
	const char *quote;  /* " */
	const char *other;  /* a byte that is not ASCII */
};

void clean_firsts(struct clean_firsts *ret, const char *text, size_t len);

/* --- mail.c and journal.c */

/*
 * A mail whose text is quoted-printable or base64, or a text that is
 * quoted-printable without saying so. equals is the first = of the text, or a
 * place before it. false: text[len] is neither, and *ret is unchanged.
 */
bool clean_mail(struct clean_text *ret, const char *text, size_t len,
		const char *equals);

/*
 * The files of /sys/firmware/memmap and /sys/firmware/efi/runtime-map, as
 * "PATH: VALUE" in a line each, made into rows. false: text[len] has none of
 * them, and *ret is unchanged.
 */
bool clean_sysfs(struct clean_text *ret, const char *text, size_t len);

/* Is text[len] a mail with format=flowed (RFC 3676) in its header: one whose
 * long lines are wrapped? */
bool clean_flowed(const char *text, size_t len);

/*
 * Messages of the kernel in JSON, as journalctl -o json, dmesg -J and programs
 * that print a list of lines have them. false: text[len] is not one, and *ret
 * is unchanged.
 */
bool clean_journal(struct clean_text *ret, const char *text, size_t len);

/* --- prefix.c */

/*
 * A text whose lines begin with what a program or a pager adds to them: a
 * number, a time, a name and a bar. Without it; what is that. numbers are those
 * of a clean_text, or NULL. false: nine of ten lines do not, and *ret is
 * unchanged.
 */
bool clean_prefix(struct clean_text *ret, const char *text, size_t len,
		  const size_t *numbers);

/* The length of what such a program adds to a line, without numbers: "[
 * 0.000000] " and "Nov 26 12:00:00 host kernel: ". */
size_t clean_prefix_length(const char *text, size_t len);

/* A text whose lines are numbered from 1, as by cat -n, or begin with the same
 * name and a bar, without that. false: it is not one, and *ret is unchanged. */
bool clean_margin(struct clean_text *ret, const char *text, size_t len);

/* --- blanks.c */

/* The text with a blank for each no-break space and the like, and its length in
 * *len; the caller frees it. other is the first byte that is not ASCII, or a
 * place before it. NULL: there are none, and *len is unchanged. */
char *clean_blanks(const char *text, size_t *len, const char *other);

/* --- words.c */

/* What a line shows: that words which only one of two texts has are marked in
 * it, or that such a text is written in lines of words. */
enum clean_words { CLEAN_NO_WORDS, CLEAN_WORDS, CLEAN_WORDS_PORCELAIN };
enum clean_words clean_words_in(const char *line, size_t len);

/* One side of such a text, of which form is not CLEAN_NO_WORDS. numbers are
 * those of a clean_text, or NULL. */
void clean_words(struct clean_text *ret, const char *text, size_t len,
		 const size_t *numbers, enum clean_words form, bool second);

/* --- lines: lines.c ------------------------------------------------------- */

/* A line without its line end. The texts are not NUL-terminated and may contain
 * NULs. */
struct clean_line {
	const char *text; /* cleaned */
	size_t len;
	const char *raw; /* as it is in the text */
	size_t raw_len;
	size_t number; /* of the original text, from 1 */
	size_t index;  /* counts the cleaned lines, from 1 */
	size_t part;   /* of a line that became several; 0: the first */
	bool unended;  /* the last one, and it has no line end */
	bool apart;    /* a part of a line that had several rows */
	bool cut;      /* of a line that was too long, or a part of it */
};

/* How many lines clean_peek() can see. */
#define CLEAN_AHEAD 16

/* A line that was read, with the memory of its cleaned text. */
struct clean_slot {
	struct clean_line line;
	char *room;
	size_t max;
};

struct clean_reader {
	const char *at, *end;
	const size_t *numbers;
	size_t line_cnt; /* lines of the text that were read */
	size_t index;
	struct clean_line split; /* what is left of a line with several lines */
	char *room;
	size_t max;
	struct clean_slot slots[CLEAN_AHEAD]; /* a ring */
	size_t first, cnt;
};

/* Reads text[len]. numbers are those of a clean_text, or NULL. Both must
 * outlive the reader. */
void clean_start(struct clean_reader *ret, const char *text, size_t len,
		 const size_t *numbers);

/* The current line (ahead 0) or one that follows it; NULL: there are no more.
 * It is valid until the reader has moved past it. */
const struct clean_line *clean_peek(struct clean_reader *reader, size_t ahead);

/* Moves to the next line. */
void clean_advance(struct clean_reader *reader);

/* The text that follows the current line; NULL: some of it was read already,
 * by clean_peek() or as parts of the current line. */
const char *clean_rest(const struct clean_reader *reader, size_t *ret_len);

/* Skips the lines before the one that holds at, a place in clean_rest(). The
 * current line stays. */
void clean_skip(struct clean_reader *reader, const char *at);

/* Frees the reader's memory. */
void clean_finish(struct clean_reader *reader);

/* --- rows that share a line: apart.c -------------------------------------- */

/* Has the line at least three rows of a format, because line ends became
 * blanks? */
bool clean_is_several(const char *line, size_t len);

/* Replaces the blank before each of these rows by LF. */
void clean_apart(char *line, size_t len);

/* --- characters: characters.c --------------------------------------------- */

/* Does clean_characters() change the line? May be wrong by saying yes. */
bool clean_needed(const char *line, size_t len);

/*
 * Removes quote marks at the start, escape sequences of terminals, tags of HTML
 * and BBCode, and backslashes that escape a punctuation mark; replaces entities
 * of HTML and characters that look like a blank, a dash or a quote. Line breaks
 * that are written as <br>, CR or \n become LF. dst has room for len bytes;
 * returns how many there are.
 */
size_t clean_characters(char *dst, const char *line, size_t len);

#endif
