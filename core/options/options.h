/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The options of memblock.efi and of the host program: one table of names,
 * values and meanings, read from any number of sources (docs/options.md).
 */
#ifndef CORE_OPTIONS_OPTIONS_H
#define CORE_OPTIONS_OPTIONS_H

#include "core/convert/settings.h"
#include "core/report/request.h"
#include "core/text/print.h"
#include "core/text/words.h"

const char *format_name(enum format format);

enum exit_action {
	EXIT_RETURN,
	EXIT_POWEROFF,
	EXIT_RESET,
	EXIT_WAIT, /* for a key, then return */
};

/* Strings point into the sources, lists into the caller's space: both must
 * outlive the options. */
struct options {
	struct convert_settings settings;
	struct report_request report;
	const char *save;     /* path, NULL without */
	const char *save_raw; /* path, NULL without */
	enum exit_action exit;
	bool pause;
	bool help;
	bool version;
	const char *frame;  /* token, NULL without */
	const char *kernel; /* path, NULL without */
	bool format_given;  /* format= is there, be it format=text */
	/* For options_for_machine(). */
	bool profile_given;
	bool mem_kind_given;
	struct report_word page_size; /* the word page-size=, NULL without */
	/* Where the words stand, for what is read in order: module=,
	 * reserve_mem= (core/options/load.h) */
	const struct option_source *sources;
	size_t source_cnt;
};

/* Words from one place, in rising priority: a name that a later source has
 * makes that name in all earlier ones void. */
struct option_source {
	struct words words;
	const char *name; /* "memblock.cfg", "the command line" */
};

enum option_problem {
	OPTION_FINE,
	OPTION_UNKNOWN,     /* no such option */
	OPTION_VALUE,       /* the option has no such value */
	OPTION_NO_VALUE,    /* needs one */
	OPTION_EXTRA_VALUE, /* takes none */
	OPTION_NUMBER,      /* not a number with a suffix of KMGTPE */
	OPTION_TOO_SMALL,   /* less than a page */
	OPTION_RANGE,       /* base + size exceeds 2^64 */
	OPTION_PROFILE,     /* not with this profile */
	OPTION_FORM,        /* not SIZE:ALIGN:NAME, not PATH[,NAME] */
	OPTION_SAME_FILE,   /* save-raw= names what save= does */
};

struct option_fault {
	enum option_problem problem;
	const char *word;    /* the whole word */
	const char *at;      /* where in it the trouble starts */
	const char *source;  /* the source's name */
	uint32_t page_size;  /* OPTION_TOO_SMALL: bytes of a page */
	const char *nearest; /* a valid word or value, NULL when none is near */
	const char *const *values; /* of OPTION_VALUE: all there are, NULL */
};

/* Bytes of space that options_read() needs for the lists. */
size_t options_space(const struct option_source *sources, size_t count);

/*
 * Reads each word once. space is 16-byte aligned; sources[count] is kept by
 * ret. What depends on the machine is settled by options_for_machine(), and
 * ret->settings counts only after it. CORE_EINVAL with *ret_fault filled,
 * CORE_ENOSPC when len is below options_space().
 */
int options_read(struct options *ret, const struct option_source *sources,
		 size_t count, void *space, size_t len,
		 struct option_fault *ret_fault);

/* The profile of the machine counts where no profile= is given, and the
 * profile decides about mem= and what is valid. CORE_EINVAL with *ret_fault
 * filled. */
int options_for_machine(struct options *options, enum profile machine,
			struct option_fault *ret_fault);

/* options_read() and options_for_machine(). */
int options_parse(struct options *ret, const struct option_source *sources,
		  size_t count, enum profile machine, void *space, size_t len,
		  struct option_fault *ret_fault);

/* One sentence with a line end: the word, what is wrong, the remedy. */
void options_explain(const struct sink *out, const struct option_fault *fault);

/* Is this word one for options_parse(), right or wrong (name=..., help)?
 * The host program tells files from options by it. */
bool options_knows(const char *word);

/* The help text, without what becomes of the words behind "--"; usage is
 * "memblock.efi [OPTION...]" or the like. */
void options_help(const struct sink *out, const char *usage);

/* Is name=value in any source? For options whose default differs from being
 * given that very value. */
bool options_has(const struct options *options, const char *name);

/* The words of all sources that are not void, in order. */
const char *options_next_word(const struct options *options, size_t *source,
			      const char *prev);

#endif
