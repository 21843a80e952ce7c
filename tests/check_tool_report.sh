#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# memblock report: the page is well-formed, loads nothing and has everything
# that the text has. Speaks TAP.
set -u

example=$PWD/tests/examples/ovmf.raw
cases=$PWD/tests/cases
. tests/lib/tool.sh

# Prints what is wrong with the nesting of elements.
nesting() {
	perl -0777 -ne '
		s/<!DOCTYPE html>//;
		s/<(style|script)>.*?<\/\1>//gs;
		my @open;
		while (/<(\/?)([a-z0-9]+)([^>]*)>/g) {
			next if $2 =~ /^(meta|input)$/ || $3 =~ /\/$/;
			if (!$1) { push @open, $2; next }
			my $top = pop @open // "nothing";
			print "</$2> ends <$top>\n" if $top ne $2;
		}
		print "<$_> is not ended\n" for @open;
		print "an & is not escaped: $1\n" while
			/(&(?!(amp|lt|gt|quot|times|#39);).{0,20})/g;' "$1"
}

well_formed() { nesting "$1" >wrong; [ ! -s wrong ] || { head -3 wrong; false; }; }

# --- one map -------------------------------------------------------------------

run report -o page.html "$example"
exits "a page is written" 0 ''
ok "nothing else is printed" test ! -s out
ok "it is well-formed" well_formed page.html
loads() { grep -noE '(src|href)="[^#"][^"]*|url\(|@import|https?:|<(link|iframe|img|object)' "$1"; }
ok "it loads nothing" test -z "$(loads page.html)"
"$tool" show format=csv "$example" >csv
ok "each descriptor is drawn" test "$(grep -c '^<rect.*<title>#' page.html)" = \
	"$(grep -c '^efi,' csv)"
ok "each region of memory is drawn" test \
	"$(grep -c '<title>memory\(  .*\)*$' page.html)" = "$(grep -c '^memory,' csv)"
ok "each descriptor is in the table" test \
	"$(grep -cE '<td class="n">#[0-9]+</td><td><code>' page.html)" -ge \
	"$(grep -c '^efi,' csv)"
"$tool" show "$example" >text
"$tool" explain "$example" >prose
plain() { sed -e 's/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g' -e "s/&#39;/'/g; s/&amp;/\\&/g" page.html; }
plain >page.txt
ok "it has the whole text" test -z "$(grep -vxFf page.txt text)"
ok "and the explanation" test -z "$(grep '^  #' prose | grep -vxFf page.txt)"
for id in $(grep -oE 'href="#[a-z]+' page.html | cut -d'#' -f2); do
	grep -q "<section id=\"$id\">" page.html || echo "$id"
done >missing
ok "each link leads to a section" test ! -s missing
ok "there are no changes in it" test "$(grep -c 'id="changes"' page.html)" = 0
run report "$example"
ok "without -o it goes to standard output" cmp -s out page.html
mkdir dir
cp "$maps/shell.txt" 'dir/<b>&"x".txt'
run report -o odd.html 'dir/<b>&"x".txt'
ok "names of files are escaped" well_formed odd.html
ok "and shown without their folder" grep -q \
	'<h1>Memory map: &lt;b&gt;&amp;&quot;x&quot;.txt</h1>' odd.html
"$tool" convert --to=json "$example" |
	sed 's/"vendor": "[^"]*"/"vendor": "<i>A\&B<\/i>\\n\\u001b[31m"/' >vendor.json
run report -o vendor.html vendor.json
ok "names of vendors are, too" well_formed vendor.html
ok "with their control characters visible" grep -qF \
	'&lt;i&gt;A&amp;B&lt;/i&gt;\x0a\x1b[31m' vendor.html
for map in "$maps"/*; do
	"$tool" report "$map" >page 2>err
	well_formed page
done >wrong_pages
ok "the pages of all maps are well-formed" test ! -s wrong_pages

cat >bad.txt <<'END'
efi: mem00: [Conventional Memory|   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000100000-0x000000000fffffff] (0MB)
efi: mem01: [Runtime Data       |   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000200000-0x00000000002fffff] (1MB)
END
run report -o bad.html bad.txt
"$tool" lint --format=json bad.txt >lint.json 2>err
ok "errors and warnings are in the page" test \
	"$(grep -cE '"severity": "(error|warning)"' lint.json)" = \
	"$(grep -cE '<tr><td class="(error|warning)">' bad.html)"
ok "the overlap is one of them" grep -q \
	'warning</td><td>#1 RuntimeServicesData at .* overlaps' bad.html

run report -o - "$cases/boot1.txt"
exits "-o - is standard output" 0 ''
ok "the page is there" grep -q '^</html>' out
ok "no file has that name" test ! -e ./-
if command -v script >/dev/null; then
	status=0
	script -qec "'$tool' report '$cases/boot1.txt'" /dev/null >out </dev/null || status=$?
	ok "a page is not written to a terminal" test $status = 2
	ok "how to write it is said" grep -q 'such as -o map.html, or redirect it' out
else
	skip "a page is not written to a terminal" "there is no script(1)"
fi

# --- two maps ------------------------------------------------------------------

run report -o two.html "$cases/boot1.txt" "$cases/boot2.txt"
exits "a page of two maps is written" 1 ''
ok "it is well-formed" well_formed two.html
ok "it has the verdict" grep -q \
	'<p class="verdict no">Linux refuses to resume:$' two.html
ok "both sides are drawn" test "$(grep -c 'aria-label="memory"' two.html)" = 2
ok "what is gone and what is new is marked" test \
	"$(grep -c '^<del>\|<ins>' two.html)" -ge 3
run report -o same.html "$cases/boot1.txt" "$cases/boot1.txt"
exits "two equal maps are equal" 0 ''
ok "and Linux resumes" grep -q '<p class="verdict yes">Linux resumes' same.html

run report -o both.html "$cases/both.txt" --map=1,2
exits "a page of two maps of one log is written" 1 ''
ok "it is well-formed, too" well_formed both.html
ok "both maps are named" grep -q 'both.txt, map 1.*both.txt, map 2' both.html
ok "both are drawn" test "$(grep -c 'aria-label="memory"' both.html)" = 2
run report -o second.html "$cases/both.txt" --map=2
exits "a page of one map of a log is written" 0 ''
ok "that map is named" grep -q '<h1>Memory map: both.txt, map 2' second.html
run report -o sides.html "$cases/diff.txt" --side=old --side=new
exits "a page of both sides of a diff is written" 1 'rows may be missing'

run report -o edits.html mem=1G 'memmap=1M$16M' "$example"
exits "a page of a map that options change is written" 0 ''
ok "and names the options" grep -qF '; with mem=1G memmap=1M$16M' edits.html
{ cat bad.txt; echo 'efi: mem02: [Conventional Memory'; } >partly.txt
run report -o partly.html bad.txt partly.txt
exits "a second map with rows that cannot be read is noted" 1 'partly.txt:3'
run report -o none.html "$example" nowhere.raw
exits "a second map that cannot be read is an error" 2 'nowhere.raw'
ok "then nothing is written" test ! -e none.html

# --- refused -------------------------------------------------------------------

cp "$example" mine.raw
run report -o mine.raw
exits "without a file nothing is read" 2 'which map. name its file, or - for standard input'
run report -o mine.raw mine.raw
exits "the map is not overwritten" 2 '-o names mine.raw, which is read'
ok "and remains" cmp -s mine.raw "$example"
run report -o page.html - <"$example"
exits "- is standard input" 0 ''
run report -o three.html a b c
exits "a third file is refused" 2 "'c' is taken for one more file"
run report -o no/where.html "$example"
exits "a missing folder is refused" 2 'cannot save no/where.html: .*create its folder'
run report -o mixed.html "$example" "$maps/linux-arm64.txt"
exits "different architectures are refused" 2 'linux-x86 and linux-arm64'

run report -o four.html "$cases/boot1.txt" "$cases/boot2.txt" --map=1,2
exits "two maps of two files are refused" 2 'two maps of one file or two files'
run report -o once.html - - <"$example"
exits "standard input is not read twice" 2 'standard input can be read only once'

plan
