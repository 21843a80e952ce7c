# SPDX-License-Identifier: BSD-2-Clause
# fish completion for memblock: `memblock complete` knows the words.

function __memblock_words
    set -l words (commandline -opc)
    if test (count $words) -lt 2
        memblock complete 2>/dev/null
    else
        memblock complete $words[2] 2>/dev/null
    end
end

# Is the word an option whose values are known? Then it is not a file.
function __memblock_has_values
    set -l token (commandline -ct)
    string match -q '*=*' -- $token
    and __memblock_words |
        string match -q -- (string replace -r '=.*' '=?*' -- $token)
end

complete -c memblock -n 'test (count (commandline -opc)) -lt 2' -f
complete -c memblock -n __memblock_has_values -f
complete -c memblock -a '(__memblock_words)'
