#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The Limine protocol: probe kernels, one for each base revision, check every
# register, mapping, request and row.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

probes=$build/$arch/kernels/limine
printf 'one two three' >"$tmp/one"

expect_well()
{
	expect_status 0
	expect '^probe: all is well$'
}

# expect_all BYTES: usable, reclaimable and the kernel's rows have all the memory
# of the firmware's map that is free once boot services have ended, except for
# BYTES at most: page 0 and tables of the firmware.
expect_all()
{
	local bytes sum

	read -ra bytes < <(sed -nE "s/^probe: usable ([0-9a-f]+), reclaimable ([0-9a-f]+), kernel ([0-9a-f]+),.* map ([0-9a-f]+)/0x\1 0x\2 0x\3 0x\4/p" "$out" | tr -d '\r')
	((${#bytes[@]} == 4)) || {
		fail 'no sums'
		return
	}
	sum=$((bytes[0] + bytes[1] + bytes[2]))
	((sum <= bytes[3] && bytes[3] - sum <= $1)) ||
		fail "the rows have $sum bytes of $((bytes[3]))"
}

# expect_cut CAP: rows of memory end at a cap that cuts memory, where a reserved
# row begins.
expect_cut()
{
	local cap

	cap=$(printf %x $((arch_ram - arch_ram_below + $(machine_bytes "$1"))))
	expect "^probe: row [0-9a-f]+-$cap:[056]\$"
	expect "^probe: row $cap-[0-9a-f]+:1\$"
}

it "base revision 6, a PIE: texts, files, a module of its own, 4 processors"
kernel -q "$arch_screen -smp 4" "$probes/6-pie.elf" "$tmp/one" -- \
	'module=\one,the first' -- hello world
expect_well
expect_all 0x4000
expect '^probe: 5 random numbers$'
expect '6-pie.elf is a Limine kernel, base revision 6; owners, lifetimes and NUMA nodes are not passed on$'
expect '^Note: absent, which the kernel names, is not loaded\.$'
expect "^probe: command line 'hello world'\$"
expect '^probe: module /one of 13 bytes, sum a63e1d90: beside the kernel$'
expect '^probe: module /one of 13 bytes, sum a63e1d90: the first$'
expect '^probe: 4 processors$'
expect '^probe: framebuffer of [0-9]+ x [0-9]+, 32 bits'

it "the log of a TPM"
if command -v swtpm >/dev/null; then
	mkdir "$tmp/tpm"
	"${machine_leash[@]}" swtpm socket --tpm2 --tpmstate "dir=$tmp/tpm" \
		--ctrl "type=unixio,path=$tmp/tpm/socket" --terminate \
		2>/dev/null &
	for _ in {1..50}; do
		[[ ! -S $tmp/tpm/socket ]] || break
		sleep 0.1
	done
	# It serves one QEMU: rule out that a second one follows a broken KVM.
	ACCEL=tcg kernel -q "-chardev socket,id=tpm,path=$tmp/tpm/socket
		-tpmdev emulator,id=tpm0,chardev=tpm
		-device $arch_tpm,tpmdev=tpm0" "$probes/6.elf"
	expect_well
	expect '^probe: TPM log of [0-9]{3,} bytes, format 2$'
else
	skip 'there is no swtpm: apt-get install swtpm'
fi

if [[ $arch = x86_64 ]]; then
	it "page tables of 5 levels"
	kernel "$probes/6-levels-5.elf"
	expect_well
	expect '^probe: direct map at ff00000000000000$'

	it "base revision 5 with a cap above 4 GiB"
	kernel -m 5G "$probes/5.elf" -- mem=4608M
	expect_well
	expect_cut 4608M

	it "base revisions 2 and 1 with memmap="
	kernel "$probes/2.elf" -- 'memmap=1M$32M'
	expect_well
	expect '^probe: row 2000000-2100000:1$'
	kernel "$probes/1.elf" -- 'memmap=1M#32M'
	expect_well
	expect '^probe: row 2000000-2100000:2$'
else
	it "base revision 6 at EL2"
	kernel -q '-machine virt,virtualization=on -smp 2' "$probes/6.elf"
	expect_well
	expect '^probe: at EL2$'
	expect '^probe: 2 processors$'

	it "a machine with a device tree and without ACPI"
	kernel -q '-machine virt,acpi=off' "$probes/6.elf"
	expect_well
	expect '^probe: no response: rsdp$'
	expect '^probe: device tree of [0-9]+ bytes, [0-9]{2,} nodes, [0-9]+ words left out$'
	expect_no ', 0 words left out$'
fi

it "base revision 4 with reserve_mem= and 192 MiB"
kernel -m 192M "$probes/4.elf" -- reserve_mem=1M:2M:trace
expect_well
expect '^probe: row [0-9a-f]+[02468ace]00000-[0-9a-f]+[13579bdf]00000:1$'

it "base revision 3 below a cap"
kernel "$probes/3.elf" -- mem=128M
expect_well
expect_cut 128M

it "base revision 0: an identity map, and requests that a section lists"
kernel "$probes/0.elf" "$tmp/one" -- protocol=limine 'module=\one,disk'
expect_well
expect_all 0x4000
expect '^probe: module /one of 13 bytes, sum a63e1d90: disk$'

finish
