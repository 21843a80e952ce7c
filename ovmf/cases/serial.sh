#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# A serial line whose reader pauses gets the same text as one whose reader does
# not. QEMU's sockets hold about 280 bytes that nobody reads; then the UART stays
# busy and the firmware's driver times out.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

it "a reader that pauses, stops for two seconds and reads in bursts loses nothing"
command -v python3 >/dev/null || { skip 'python3 not found' && finish; }
# The reader is for one QEMU: rule out that a second one replaces it because KVM
# does not work.
export ACCEL=tcg
"$cases/slow_reader.py" "$tmp/socket" >"$tmp/slow" &
app -q "-chardev socket,id=slow,path=$tmp/socket,server=on,wait=off -serial chardev:slow"
wait
expect_status 0
expect '^memory: RAM that the kernel may manage'
# From the line that opens the frame to the one that closes it.
tr -d '\r' <"$tmp/slow" |
	sed '1,/^frame-[0-9a-f]* begin$/d; /^frame-[0-9a-f]* end/,$d' >"$tmp/text"
expect_same "$out" "$tmp/text"

finish
