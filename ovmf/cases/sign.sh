# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash disable=SC2154
# Signed programs for boot tests with Secure Boot. To be sourced after lib.sh.
# $key is a path without .key and .pem, that of a test key of Debian.

# need_to_sign FILE...: skips all cases without these files and the programs.
need_to_sign()
{
	local file program

	for file in "$@" "$key.key" "$key.pem"; do
		[[ -r $file ]] || { skip "$file not found" && finish; }
	done
	for program in sbsign openssl; do
		command -v $program >/dev/null ||
			{ skip "$program not found" && finish; }
	done
	openssl pkey -in "$key.key" -passin pass:snakeoil -out "$tmp/key"
}

# sign FILE.efi TO: pads the file for QEMU's -kernel, then signs it.
sign()
{
	machine_padded "$1" "$tmp/unsigned.efi" &&
		sbsign --key "$tmp/key" --cert "$key.pem" --output "$2" \
			"$tmp/unsigned.efi" 2>>"$err"
}
