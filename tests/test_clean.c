/* SPDX-License-Identifier: BSD-2-Clause */
/* tools/clean: what terminals, mails, web pages and journals add to a text. */
#include "tests/lib/test.h"

#include "tools/clean/clean.h"

static char text[4096];

/* The cleaned lines of a text, each with its number: "1:line\n". */
static const char *lines_of(const char *raw, size_t len)
{
	struct clean_reader reader;
	const struct clean_line *line;
	size_t n = 0;

	text[0] = '\0';
	clean_start(&reader, raw, len, NULL);
	for (; (line = clean_peek(&reader, 0)); clean_advance(&reader))
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%zu:%.*s\n",
				      line->number, (int)line->len, line->text);
	clean_finish(&reader);
	return text;
}

#define expect_lines(raw, wanted) \
	assert_string_equal(lines_of(raw, strlen(raw)), wanted)
#define expect_line(raw, wanted) expect_lines(raw, "1:" wanted "\n")

/* --- lines ------------------------------------------------------------------
 */

TEST(lines_end_with_lf_crlf_or_cr)
{
	expect_lines("a\nb\r\nc\r\r\nd", "1:a\n2:b\n3:c\n4:d\n");
	expect_lines("a\rb\rc\r", "1:a\n1:b\n1:c\n");
	expect_lines("a\n\nb\n", "1:a\n2:\n3:b\n");
	expect_lines("", "");
}

TEST(plain_lines_stay_as_they_are)
{
	expect_line("[    0.000000] BIOS-e820: [mem 0x0-0x9ffff] usable",
		    "[    0.000000] BIOS-e820: [mem 0x0-0x9ffff] usable");
	expect_line("  [Boot Code  |   |WB] a < b & c > d <gap> <6> #1 ^ \\",
		    "  [Boot Code  |   |WB] a < b & c > d <gap> <6> #1 ^ \\");
	expect_line("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
		    "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
}

TEST(lines_that_follow_can_be_seen)
{
	static const char raw[] = "1\n2<br>3\n4\n5\n6\n7\n8\n9\n10\n";
	struct clean_reader reader;

	clean_start(&reader, raw, strlen(raw), NULL);
	for (size_t i = 0; i < 10; i++) {
		for (size_t ahead = 0; ahead < CLEAN_AHEAD; ahead++) {
			const struct clean_line *line =
				clean_peek(&reader, ahead);
			char wanted[8];

			if (i + ahead >= 10) {
				assert_null(line);
				break;
			}
			snprintf(wanted, sizeof(wanted), "%zu", i + ahead + 1);
			assert_int_equal(line->len, strlen(wanted));
			assert_memory_equal(line->text, wanted, line->len);
			assert_int_equal(line->index, i + ahead + 1);
		}
		clean_advance(&reader);
	}
	clean_finish(&reader);
}

/* --- characters -------------------------------------------------------------
 */

TEST(escape_sequences_of_terminals_are_removed)
{
	expect_line("\033[32m[  0.0] \033[0m\033[1;33mefi: \033[0mmem00",
		    "[  0.0] efi: mem00");
	expect_line(
		"\033]0;title\aa\033]0;title\033\\b\033cc\033[2Jd\033[?25le",
		"abcde");
	expect_line("a^[[32mb#033[0mc", "abc");
	expect_line("a\033", "a");
	expect_line("a\033[1", "a1");
	expect_line("a^[[b #033 [", "a^[[b #033 [");
}

TEST(an_escape_sequence_that_breaks_off_loses_only_its_start)
{
	expect_line("a\033[1\x7f", "a1\x7f");
	expect_line("a\033[1\tb", "a1\tb");
	expect_line("a\033]0;title\033", "a");
	expect_line("a^[[3", "a^[[3");
	expect_line("a#033[3;", "a#033[3;");
	expect_line("a^[[3;1mb", "ab");
}

static const char *reversed(const char *raw, const size_t *numbers)
{
	struct clean_text all;
	size_t n = 0, at = 0;

	text[0] = '\0';
	clean_reverse(&all, raw, strlen(raw), numbers);
	for (size_t i = 0; i < all.cnt; i++) {
		size_t len = strcspn(all.text + at, "\n");

		n += (size_t)snprintf(text + n, sizeof(text) - n, "%zu:%.*s\n",
				      all.numbers[i], (int)len, all.text + at);
		at += len + 1;
	}
	clean_free(&all);
	return text;
}

TEST(a_text_is_turned_by_lines)
{
	static const size_t numbers[] = { 7, 9 };

	assert_string_equal(reversed("a\nb\n", NULL), "2:b\n1:a\n");
	assert_string_equal(reversed("a\nb", NULL), "2:b\n1:a\n");
	assert_string_equal(reversed("\n\na", NULL), "3:a\n2:\n1:\n");
	assert_string_equal(reversed("a\nb\n", numbers), "9:b\n7:a\n");
	assert_string_equal(reversed("", NULL), "");
}

TEST(quote_marks_are_removed)
{
	expect_line("> a", "a");
	expect_line(">a", "a");
	expect_line("> > >  a > b", " a > b");
	expect_line(" >> a", "a");
	expect_line("=> a", "=> a");
}

TEST(tags_of_html_are_removed_or_break_the_line)
{
	expect_lines("<pre>a<br>\nb<BR/>c<br />d</pre>",
		     "1:a\n2:b\n2:c\n2:d\n");
	expect_line("<span class=\"x\">a</span><code>b</code>", "ab");
	expect_line("<b>a</b> <unknown> <", "a <unknown> <");
	expect_line("a&lt;b&gt;&amp;&quot;&nbsp;&#39;&apos; &copy;",
		    "a<b>&\" '' &copy;");
	expect_line("&lt;br&gt;", "<br>");
}

TEST(tags_of_bbcode_are_removed)
{
	expect_line("[code]a[/code][CODE]b[/CODE][color=red]c[/color]", "abc");
	expect_line("[mem 0x0-0x1] [gap 0] [Boot Code] [b",
		    "[mem 0x0-0x1] [gap 0] [Boot Code] [b");
}

TEST(look_alikes_become_plain_characters)
{
	expect_line("a\xc2\xa0"
		    "b\xe2\x80\xaf"
		    "c\xa0"
		    "d",
		    "a b c d");
	expect_line("0x0\xe2\x80\x93"
		    "0x1\xe2\x88\x92"
		    "2",
		    "0x0-0x1-2");
	expect_line("\xe2\x80\x9c"
		    "a\xe2\x80\x9d\xe2\x80\x8b",
		    "\"a\"");
}

TEST(line_breaks_that_are_written_out_break_the_line)
{
	expect_lines("a\\nb\\r\\nc\\td", "1:a\n1:b\n1:c\td\n");
}

/* --- what whole texts have -------------------------------------------------
 */

static void expect_first(size_t len, size_t at, char c)
{
	struct clean_firsts firsts;
	const char *end = text + len;

	memset(text, 'a', len);
	text[at] = c;
	if (at + 1 < len)
		text[at + 1] = c;
	clean_firsts(&firsts, text, len);
	assert_ptr_equal(firsts.equals, c == '=' ? text + at : end);
	assert_ptr_equal(firsts.quote, c == '"' ? text + at : end);
	assert_ptr_equal(firsts.other, c == '\x80' ? text + at : end);
}

TEST(the_first_of_a_character_is_found_wherever_it_is)
{
	struct clean_firsts firsts;

	for (size_t at = 0; at < 200; at++)
		for (const char *c = "=\"\x80"; *c; c++) {
			expect_first(200, at, *c);
			expect_first(at + 1, at, *c);
		}
	clean_firsts(&firsts, text, 0);
	assert_ptr_equal(firsts.equals, text);
}

/* --- mails ------------------------------------------------------------------
 */

static const char *mail_of(const char *raw)
{
	struct clean_text mail = { 0 };
	size_t n = 0, at = 0;

	text[0] = '\0';
	if (!clean_mail(&mail, raw, strlen(raw), raw))
		return "not a mail";
	n = (size_t)snprintf(text, sizeof(text), "%s\n", mail.what);
	for (size_t i = 0; i < mail.cnt; i++) {
		size_t len = strcspn(mail.text + at, "\n");

		n += (size_t)snprintf(text + n, sizeof(text) - n, "%zu:%.*s\n",
				      mail.numbers[i], (int)len,
				      mail.text + at);
		at += len + 1;
	}
	assert_int_equal(at, mail.len);
	clean_free(&mail);
	return text;
}

TEST(quoted_printable_is_decoded)
{
	assert_string_equal(
		mail_of("content-transfer-encoding: Quoted-Printable\r\n\r\n"
			"usa=\r\nble=20\r\ntype=3D3=0A4 =\r\n5"),
		"quoted-printable\n"
		"1:content-transfer-encoding: Quoted-Printable\n"
		"2:\n3:usable \n5:type=3\n5:4 5\n");
}

TEST(quoted_printable_is_recognised_without_its_header)
{
	assert_string_equal(mail_of("usa=\nble\n"),
			    "quoted-printable\n1:usable\n");
	assert_string_equal(mail_of("type=3D3\n"),
			    "quoted-printable\n1:type=3\n");
	assert_string_equal(mail_of("usa=\nroot=/dev/sda\n"), "not a mail");
	assert_string_equal(mail_of("==== ====\n"), "not a mail");
	assert_string_equal(mail_of("a=b c=AB\n"), "not a mail");
	assert_string_equal(mail_of("usable\n"), "not a mail");
}

TEST(base64_is_decoded)
{
	/* "BIOS-e820: a\nb\n" */
	assert_string_equal(mail_of("Content-Transfer-Encoding: base64\n\n"
				    "QklPUy1l\nODIwOiBhCmIK\n\nnot base64!\n"),
			    "base64\n1:Content-Transfer-Encoding: base64\n2:\n"
			    "3:BIOS-e820: a\n4:b\n5:\n6:not base64!\n");
}

TEST(base64_is_recognised_without_its_header)
{
	assert_string_equal(
		mail_of("QklPUy1lODIwOiBbbWVtIDB4MDAwMDAwMDAwMDAwMDAwMC0w\n"
			"eDAwMDAwMDAwMDAwOWZiZmZdIHVzYWJsZQo=\n"),
		"base64\n1:BIOS-e820: [mem 0x0000000000000000-"
		"0x000000000009fbff] usable\n");
	assert_string_equal(mail_of("c2hvcnQ=\n"), "not a mail");
}

TEST(each_part_of_a_mail_has_its_encoding)
{
	assert_string_equal(
		mail_of("Subject: x\n\nplain=\n--boundary-1234\n"
			"Content-Transfer-Encoding: quoted-printable\n\na=\nb\n"
			"--boundary-1234\nContent-Transfer-Encoding: 7bit\n\n"
			"c=\nd\n"),
		"quoted-printable\n1:Subject: x\n2:\n3:plain=\n"
		"4:--boundary-1234\n"
		"5:Content-Transfer-Encoding: quoted-printable\n6:\n7:ab\n"
		"9:--boundary-1234\n10:Content-Transfer-Encoding: 7bit\n11:\n"
		"12:c=\n13:d\n");
}

/* --- journals ---------------------------------------------------------------
 */

static const char *journal_of(const char *raw)
{
	struct clean_text journal = { 0 };
	size_t n = 0, at = 0;

	text[0] = '\0';
	if (!clean_journal(&journal, raw, strlen(raw)))
		return "not a journal";
	for (size_t i = 0; i < journal.cnt; i++) {
		size_t len = strcspn(journal.text + at, "\n");

		n += (size_t)snprintf(text + n, sizeof(text) - n, "%zu:%.*s\n",
				      journal.numbers[i], (int)len,
				      journal.text + at);
		at += len + 1;
	}
	if (journal.cut)
		snprintf(text + n, sizeof(text) - n, "cut\n");
	clean_free(&journal);
	return text;
}

TEST(messages_of_a_journal_are_lines)
{
	assert_string_equal(journal_of("{\"MESSAGE\":\"a\",\"X\":\"y\"}\n"
				       "{\"X\":1}\n{\"MESSAGE\":\"b\\nc\"}\n"),
			    "1:a\n3:b\n3:c\n");
	assert_string_equal(journal_of("{\n \"MESSAGE\" : [ 97, 98 ]\n}\n"
				       "{\n \"MESSAGE\" : \"c\"\n}\n"),
			    "1:ab\n4:c\n");
	assert_string_equal(journal_of("\x1e{\"MESSAGE\":\"a\"}\n"
				       "\x1e{\"MESSAGE\":\"b\"}\n"),
			    "1:a\n2:b\n");
}

TEST(lists_of_lines_and_of_messages_are_lines)
{
	assert_string_equal(journal_of("[\n\"a\",\n\"b\"\n]\n"), "1:a\n1:b\n");
	assert_string_equal(
		journal_of("{\"dmesg\": [{\"pri\": 6, \"msg\": \"a\"}, "
			   "{\"msg\": \"b\"}]}"),
		"1:a\n1:b\n");
}

TEST(a_message_is_text_or_a_list_of_bytes)
{
	char raw[8192] = "{\"MESSAGE\":[", *at = raw + strlen(raw);

	assert_string_equal(journal_of("{\"MESSAGE\":[97,\"x\",98,1.5]}\n"
				       "{\"MESSAGE\":null}\n{\"MESSAGE\":{}}\n"
				       "[{\"msg\":1},\"a\",2]"),
			    "1:ab\n4:a\n");
	assert_string_equal(journal_of("{\"dmesg\": 1}"), "not a journal");
	/* No line of a log has more bytes. */
	for (int i = 0; i < 1100; i++)
		at += sprintf(at, "97,");
	strcpy(at - 1, "]}");
	assert_int_equal(strlen(journal_of(raw)), strlen("1:\n") + 1024);
}

TEST(a_journal_that_breaks_off_is_read_as_far_as_it_goes)
{
	assert_string_equal(journal_of("{\"MESSAGE\":\"a\"}\n{\"MESSAGE\":\"b"),
			    "1:a\ncut\n");
}

TEST(other_json_is_not_a_journal)
{
	assert_string_equal(journal_of("{\"a\": 1}"), "not a journal");
	assert_string_equal(journal_of("[1, 2]"), "not a journal");
	assert_string_equal(journal_of("[    0.000000] BIOS-e820: x\n"),
			    "not a journal");
	assert_string_equal(journal_of(""), "not a journal");
}
