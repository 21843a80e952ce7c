#!/bin/bash
# Some of linux-check's machines: memory and reservations as Debian's kernel
# makes them. No network is no failure here.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

export MEMBLOCK=$build/host/memblock
check=("$ovmf/linux-check.sh" -a "$arch" -k "$build/linux-$arch")
if ! "${check[@]}" -f >/dev/null 2>&1; then
	it 'Linux agrees'
	skip 'its package cannot be fetched'
	finish
fi
"${check[@]}" "${arch_linux_machines[@]}"
