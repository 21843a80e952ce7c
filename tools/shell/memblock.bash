# SPDX-License-Identifier: BSD-2-Clause
# bash completion for memblock: `memblock complete` knows the words.

_memblock()
{
	local line=${COMP_LINE:0:COMP_POINT} word words command=

	word=${line##*[[:space:]]}
	COMPREPLY=()
	((COMP_CWORD == 1)) || command=${COMP_WORDS[1]}
	# shellcheck disable=SC2086 # no word without a command
	words=$("${COMP_WORDS[0]}" complete $command 2>/dev/null | cut -f1)
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
	if [[ $word = *=* ]]; then
		# bash replaces only what follows the =.
		COMPREPLY=("${COMPREPLY[@]#*=}")
		[[ ${COMPREPLY[0]-} ]] ||
			mapfile -t COMPREPLY < <(compgen -f -- "${word#*=}")
	elif [[ $command && $word != -* ]]; then
		mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(
			compgen -f -- "$word")
	fi
	[[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]-} != *= ]] ||
		compopt -o nospace 2>/dev/null
}
complete -o filenames -F _memblock memblock
