#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# check_words.sh [-l]: no comment, document or message uses one of the phrases
# that make readers stop, such as "behind" for after, "is no X" for is not an X
# or "alone" for only. tests/words.allowed has the exceptions. -l lists the uses
# that are not allowed. Speaks TAP.
set -u

count=0 failed=0

# uses ALLOWED FILE...: prints "FILE:LINE: TEXT" for each use, and "unused:
# ENTRY" for each exception without one. A phrase may continue on the next line,
# after the comment leader.
uses()
{
	perl -e '
		my $leader = qr{\n[ \t]*(?:\*(?!/)|//|\#:?|--)?[ \t]*};
		my $gap = qr{(?:[ \t]+|$leader)};
		my $phrase = qr{\b(?:
			behind | alone | parted${gap}by | but${gap}for |
			what${gap}nobody | (?:is|are)${gap}none |
			(?:is|are)${gap}no (?!${gap}(?:longer|more|less)\b)
		)\b}xi;
		my $list = shift;
		my (%allowed, %used);
		open my $in, "<", $list or die "$list: $!\n";
		while (<$in>) {
			chomp;
			push @{$allowed{$1}}, $2 if /^([^#]*?): (.*)/;
		}
		for my $file (@ARGV) {
			open my $in, "<", $file or next;
			my $text = do { local $/; <$in> };
			while ($text =~ /$phrase/g) {
				my ($from, $to) = ($-[0], $+[0]);
				next if substr($text, $from, 3) =~ /^(is|are)/i &&
					substr($text, 0, $from) =~
						/\bthere$gap\z/i;
				my $line = 1 + (substr($text, 0, $from) =~ tr/\n//);
				my $start = rindex($text, "\n", $from) + 1;
				my $end = index("$text\n", "\n", $to);
				my $near = substr($text, $start, $end - $start);
				$near =~ s/$leader/ /g;
				my @fit = grep { index($near, $_) >= 0 }
					@{$allowed{$file} // []};
				$used{"$file: $_"} = 1 for @fit;
				print "$file:$line: $near\n" unless @fit;
			}
		}
		for my $file (sort keys %allowed) {
			for my $text (@{$allowed{$file}}) {
				print "unused: $file: $text\n"
					unless $used{"$file: $text"};
			}
		}' "$@"
}

# result NAME FOUND: passes if nothing was found
result()
{
	count=$((count + 1))
	[[ ! $2 ]] && echo "ok $count - $1" && return
	sed 's/^/# /' <<<"$2"
	echo "not ok $count - $1"
	failed=1
}

texts()
{
	git ls-files | grep -vE '^(LICENSE$|tests/(maps|corpus)/)' |
		grep -vE '\.(raw|png|bin)$|^tests/(check_words\.sh|words\.)'
}

if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
	echo 'ok 1 - phrases # SKIP not a git working tree'
	echo 1..1
	exit
fi
mapfile -t files < <(texts)
found=$(uses tests/words.allowed "${files[@]}" 2>&1)
if [[ ${1-} = -l ]]; then
	printf '%s\n' "$found"
	exit
fi
result "comments, documents and messages use plain phrases" "$found"
result "each phrase of tests/words.sample is found, and nothing else" "$(
	diff <(uses /dev/null tests/words.sample | cut -d: -f2) \
		<(grep -n '^!' tests/words.sample | cut -d: -f1))"
echo "1..$count"
exit "$failed"
