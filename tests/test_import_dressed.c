/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Captured maps as journals, editors, forums and mails write them: each gives
 * the map of the plain file, and no row is unreadable.
 */
#define _XOPEN_SOURCE 700 /* strdup() */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

static char dressed[1 << 18];
static size_t dressed_len;

static void add(const char *text, size_t len)
{
	assert_true(dressed_len + len < sizeof(dressed));
	memcpy(dressed + dressed_len, text, len);
	dressed_len += len;
	dressed[dressed_len] = '\0';
}

static void add_text(const char *text)
{
	add(text, strlen(text));
}

/* The text with what a string of JSON escapes. */
static void add_escaped(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' || text[i] == '\\')
			add_text("\\");
		add(text + i, 1);
	}
}

/* Brackets, dashes and bars as entities of HTML. */
static void add_entities(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (strchr("[]-|", text[i]) == NULL) {
			add(text + i, 1);
			continue;
		}
		add_text(text[i] == '['   ? "&#91;"
			 : text[i] == ']' ? "&#x5D;"
			 : text[i] == '-' ? "&#45;"
					  : "&#x7c;");
	}
}

/* With a backslash before what Markdown takes for its own. */
static void add_markdown(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (strchr("[]|_#()-", text[i]) != NULL)
			add_text("\\");
		add(text + i, 1);
	}
}

/* % in the form of a line is the text of the line, # its number, ~ the text
 * escaped for JSON, @ for HTML and ^ for Markdown. */
static void add_line(const char *form, const char *line, size_t len, int number)
{
	char digits[16];

	for (; *form != '\0'; form++) {
		if (*form == '%') {
			add(line, len);
		} else if (*form == '~') {
			add_escaped(line, len);
		} else if (*form == '@') {
			add_entities(line, len);
		} else if (*form == '^') {
			add_markdown(line, len);
		} else if (*form == '#') {
			snprintf(digits, sizeof(digits), "%d", number);
			add_text(digits);
		} else {
			add(form, 1);
		}
	}
}

static void dress(const char *text, const char *before, const char *form,
		  const char *after)
{
	const char *end;

	dressed_len = 0;
	add_text(before);
	for (int number = 1; *text != '\0'; number++, text = end + 1) {
		end = strchr(text, '\n');
		add_line(form, text, (size_t)(end - text), number);
	}
	add_text(after);
}

static char *plain(const char *name)
{
	char path[128];
	size_t len;

	snprintf(path, sizeof(path), "tests/maps/%s", name);
	return read_whole(path, &len);
}

static const struct {
	const char *what, *before, *form, *after;
} dresses[] = {
	{ "cat -n", "", "     #\t%\n", "" },
	{ "grep -n", "", "#:%\n", "" },
	{ "a numbered list", "", "#. %\n", "" },
	{ "Markdown", "Here it is:\n\n```\n", "%\n", "```\n" },
	{ "an indented block", "", "    %\n", "" },
	{ "a quote", "", "> > %\n", "" },
	{ "a table", "", "| %\n", "" },
	{ "a comment in C", "/*\n", " * %\n", " */\n" },
	{ "a comment of a shell", "", "# %\n", "" },
	{ "strings of C", "", "\"%\\n\"\n", "" },
	{ "YAML", "log:\n", "  - \"%\"\n", "" },
	{ "a new file in a diff", "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n",
	  "+%\n", "" },
	{ "a list of JSON", "[\n\"\"", ",\n\"~\"", "\n]\n" },
	{ "a comment in JSON", "{\"user\": \"x\", \"body\": \"", "~\\n",
	  "\"}\n" },
	{ "the log of a container", "",
	  "{\"log\":\"~\\n\",\"stream\":\"stdout\"}\n", "" },
	{ "cells of HTML", "<table>",
	  "<tr><td class=\"ln\">#</td><td>%</td></tr>\n", "</table>\n" },
	{ "lines of HTML", "<pre>", "<span id=\"L#\">%</span>\n", "</pre>" },
	{ "a forum", "[quote=me][code]\n", "%\n", "[/code][/quote]\n" },
	{ "a colour", "", "\033[33m%\033[0m\n", "" },
	{ "a terminal", "Script started on 2026-11-26\n\033[?2004h$ x\r\n",
	  "%\r\n", "\033[?2004h$ exit\r\nScript done\n" },
	{ "CR only", "", "%\r", "" },
	{ "blanks at the end", "", "%   \n", "" },
	{ "entities of HTML", "<pre>", "@\n", "</pre>" },
	{ "escapes of Markdown", "", "^\n", "" },
	{ "a wiki", "{noformat}\n", "%\n", "{noformat}\n" },
	{ "a chat", "", "[10:22:01] <bob> %\n", "" },
	{ "less -N", "", "      # %\n", "" },
	{ "the frame of tmux", "", "\xe2\x94\x82%   \xe2\x94\x82\n", "" },
	{ "a CDATA section", "<log><![CDATA[\n", "%\n", "]]></log>\n" },
	{ "a log of docker-compose", "", "web_1  | %\n", "" },
	{ "soft hyphens", "", "\xc2\xad%\xc2\xad\n", "" },
};

TEST(the_dress_of_a_text_does_not_change_its_map)
{
	static const char *const names[] = { "shell.txt", "linux-6.12.txt",
					     "e820-6.1.txt" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *text = plain(names[i]), *map;

		parse(text);
		map = strdup(parsed_map());
		for (size_t k = 0; k < sizeof(dresses) / sizeof(*dresses);
		     k++) {
			dress(text, dresses[k].before, dresses[k].form,
			      dresses[k].after);
			parse(dressed);
			if (parse_result != IMPORT_GOOD ||
			    strcmp(parsed_map(), map) != 0)
				fail_msg("%s as %s:\n%s%s", names[i],
					 dresses[k].what, parsed_messages(),
					 dressed);
		}
		free(map);
		free(text);
	}
}

static const struct {
	const char *what, *form;
} logs[] = {
	{ "syslog", "Nov 26 12:00:00 host kernel: %\n" },
	{ "a time with its zone",
	  "2026-11-26T12:00:00.123456+01:00 host kernel: %\n" },
	{ "RFC 5424", "<6>1 2026-11-26T12:00:00.003Z host kernel - - - %\n" },
	{ "dmesg -x", "kern  :info  : %\n" },
	{ "/dev/kmsg", "6,#,0,-;%\n" },
	{ "pstore", "<6>%\n" },
	{ "logcat", "01-01 00:00:00.000     0     0 I         : %\n" },
	{ "the export of a journal",
	  "__CURSOR=s=abc;i=#\nPRIORITY=6\nMESSAGE=%\n\n" },
	{ "journalctl -o verbose",
	  "Thu 2026-11-26 12:00:00 CET [s=abc;i=#]\n    MESSAGE=%\n" },
	{ "logfmt", "ts=2026-11-26T12:00:00Z level=info msg=\"%\"\n" },
	{ "a column of CSV", "\"2026-11-26 12:00:00\",\"%\"\n" },
	{ "printk.caller", "[    0.000000][    T0] %\n" },
	{ "the console of Xen", "(d0) %\n" },
};

TEST(the_prefix_of_a_log_does_not_change_its_map)
{
	static const char *const names[] = { "linux-6.12.txt", "e820-6.1.txt",
					     "linux-arm64.txt" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *text = plain(names[i]), *map;

		parse(text);
		map = strdup(parsed_map());
		for (size_t k = 0; k < sizeof(logs) / sizeof(*logs); k++) {
			dress(text, "", logs[k].form, "");
			parse(dressed);
			if (parse_result != IMPORT_GOOD ||
			    strcmp(parsed_map(), map) != 0)
				fail_msg("%s as %s:\n%s%s", names[i],
					 logs[k].what, parsed_messages(),
					 dressed);
		}
		free(map);
		free(text);
	}
}

TEST(utf16_is_read_in_both_byte_orders)
{
	static const char text[] =
		"BIOS-e820: [mem 0x100000-0x1fffff] usable\n";
	char bytes[2 * sizeof(text)] = { '\xfe', '\xff' };

	for (size_t i = 0; i + 1 < sizeof(text); i++)
		bytes[2 * i + 3] = text[i];
	parse_bytes(bytes, sizeof(bytes));
	expect_map("7 100000+100 8");
}

TEST(a_nul_in_a_line_is_dropped)
{
	static const char text[] =
		"Available 0000000000100000-00000000001FFFFF "
		"0000000000000100 000000000000000F\0\n";

	parse_bytes(text, sizeof(text) - 1);
	assert_int_equal(parse_result, IMPORT_GOOD);
	expect_map("7 100000+100 f");
}

/* What pagers, terminals and containers put before each line, where formats
 * know their rows by the first word. */
static const struct {
	const char *what, *form, *note;
} margins[] = {
	{ "cat -n", "     #\t%\n", "" },
	{ "less -N", "      # %\n", "" },
	{ "a numbered list", "#. %\n", "" },
	{ "docker-compose", "web_1  | %\n", "" },
	{ "tio", "[12:00:00.123] %\n",
	  "map: note: each line begins with a time, which was removed\n" },
	{ "picocom", "2026-11-26 12:00:00 %\n",
	  "map: note: each line begins with a time, which was removed\n" },
	{ "syslog", "Nov 26 12:00:00 host ser2net: %\n",
	  "map: note: each line begins with what syslog adds, which was "
	  "removed\n" },
};

TEST(what_all_lines_begin_with_does_not_hide_a_table)
{
	static const char *const names[] = { "grub-lsefimmap.txt",
					     "uboot-old.txt", "mikanos.csv",
					     "shell-sfo.txt" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *text = plain(names[i]), *map;

		parse(text);
		map = strdup(parsed_map());
		for (size_t k = 0; k < sizeof(margins) / sizeof(*margins);
		     k++) {
			dress(text, "", margins[k].form, "");
			parse(dressed);
			if (strcmp(parsed_map(), map) != 0 ||
			    strstr(parsed_messages(), margins[k].note) == NULL)
				fail_msg("%s as %s:\n%s%s", names[i],
					 margins[k].what, parsed_messages(),
					 dressed);
		}
		free(map);
		free(text);
	}
}

/* Formats are recognised by texts with blanks. */
TEST(no_break_spaces_are_blanks_wherever_a_row_has_one)
{
	static const char *const blanks[] = { "\xc2\xa0", "\xe2\x80\xaf" };
	static const char row[] = "0x0000000000001000 - 0x0000000000001fff "
				  "(System RAM)";
	char text[512] = "";

	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++) {
		size_t n = 0;

		for (const char *at = row; *at; at++)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
					      "%.*s", *at == ' ' ? 3 : 1,
					      *at == ' ' ? blanks[i] : at);
		snprintf(text + n, sizeof(text) - n, "\n");
		parse(text);
		expect_map("7 1000+1 8");
	}
}

/* grep -H writes the name of the file before each line. */
TEST(the_name_of_a_file_before_each_line_does_not_hide_a_table)
{
	parse("boot/iomem.txt:00000000-00000fff : Reserved\n"
	      "boot/iomem.txt:00001000-0009ffff : System RAM\n"
	      "boot/iomem.txt:00100000-001fffff : System RAM\n"
	      "boot/iomem.txt:fee00000-fee00fff : Local APIC\n");
	expect_map("0 0+1 0\n7 1000+9f 8\n7 100000+100 8");
	/* Of several files it says which is which. */
	parse_choice.side = "b.txt";
	parse("a.txt:BIOS-e820: [mem 0x1000-0x1fff] usable\n"
	      "b.txt:BIOS-e820: [mem 0x2000-0x2fff] usable\n");
	parse_choice.side = NULL;
	expect_map("7 2000+1 8");
}
