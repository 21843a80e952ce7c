#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Some of linux-check's machines: memory and reservations equal those of Debian's
# kernel. Without a network, the case is skipped.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

check=("$ovmf/linux-check.sh" -a "$arch")
await "${check[@]}" -f >/dev/null 2>&1
if ((status)); then
	it 'Linux agrees'
	skip 'its package cannot be fetched'
	finish
fi
await "${check[@]}" "${arch_linux_machines[@]}"
exit "$status"
