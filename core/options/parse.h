/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Words into options (docs/options.md): from any number of sources, each word
 * read once.
 */
#ifndef CORE_OPTIONS_PARSE_H
#define CORE_OPTIONS_PARSE_H

#include "core/options/options.h"
#include "core/text/words.h"

/* Words from one place. In an array of sources the priority rises: a name that
 * occurs in a later source makes that name void in all earlier ones. */
struct option_source {
	struct words words;
	const char *name; /* "memblock.cfg", "the command line" */
	bool added;       /* to the source before it, whose names stay valid */
};

enum option_problem {
	OPTION_FINE,
	OPTION_UNKNOWN,     /* no such option */
	OPTION_VALUE,       /* the option has no such value */
	OPTION_NO_VALUE,    /* the option requires one */
	OPTION_EXTRA_VALUE, /* the option takes none */
	OPTION_NUMBER,      /* not a number with a suffix of KMGTPE */
	OPTION_NOT_SECONDS, /* not a number of seconds */
	OPTION_TOO_SMALL,   /* mem= below a page, an edit of size 0 */
	OPTION_RANGE,       /* base + size exceeds 2^64 */
	OPTION_PROFILE,     /* not with this profile */
	OPTION_FORM,        /* not SIZE:ALIGN:NAME, not PATH[,NAME] */
	OPTION_SAME_FILE,   /* save-raw= names the file of save= */
};

/* The first thing that is wrong. */
struct option_fault {
	enum option_problem problem;
	const char *word;   /* the whole word */
	const char *at;     /* the place in it that is wrong */
	const char *source; /* the source's name */
	uint32_t page_size; /* of a mem=: the smallest value, in bytes */
	const char
		*nearest; /* a similar name or value that is valid, or NULL */
	const char *const *values; /* OPTION_VALUE: all values, NULL-ended */
};

/* Bytes of space that options_read() needs for lists, 0 without words: an upper
 * limit, since it counts words and commas and reads neither. */
size_t options_space(const struct option_source *sources, size_t count);

/*
 * Reads each word once. space is 8-byte aligned and holds the lists of *ret;
 * strings lie in the words: both must outlive *ret, sources need not. ret is
 * complete only after options_for_machine().
 *
 * CORE_EINVAL: a word is wrong, and *ret_fault says which. CORE_ENOSPC: len is
 * below options_space(). In both cases frame and exit are those of the words
 * that could be read, since a caller needs them to report the failure;
 * everything else has its default and all lists are empty.
 */
int options_read(struct options *ret, const struct option_source *sources,
		 size_t count, void *space, size_t len,
		 struct option_fault *ret_fault);

/*
 * Once after options_read(): settles what depends on the profile, which is the
 * machine's where there is no profile=. That is mem-kind=, which of several
 * mem= counts, and whether memmap= and page-size= are valid. CORE_EINVAL as
 * above.
 */
int options_for_machine(struct options *options, enum profile machine,
			struct option_fault *ret_fault);

/* options_read() and then options_for_machine(). */
int options_parse(struct options *ret, const struct option_source *sources,
		  size_t count, enum profile machine, void *space, size_t len,
		  struct option_fault *ret_fault);

/* One sentence with a line end: the source, the word, what is wrong and the
 * remedy. */
void options_explain(const struct sink *out, const struct option_fault *fault);

/* Is this word meant as an option, right or wrong (name=..., help)? The host
 * program tells options from file names by it. */
bool options_knows(const char *word);

#endif
