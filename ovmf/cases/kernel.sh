#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The example kernels on machines of many sizes: their sets agree with the
# firmware's map, and they can use all free memory.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

kernels=$build/$arch/kernels
# A processor with few features, and a display.
declare -A plain_cpu=([x86_64]=qemu64 [aarch64]=cortex-a57)
declare -A display=([x86_64]=VGA [aarch64]=ramfb)
# By arm64's rules virt's flash is memory, which its SRAT leaves out: then
# everything is on node 0, as in Linux.
# Kind and address of the serial port.
declare -A serials=([x86_64]='1 0x3f8' [aarch64]='2 0x9000000')
read -ra arch_serial <<<"${serials[$arch]}"
declare -A with_nodes=([x86_64]='' [aarch64]=profile=linux-x86)

expect_well()
{
	expect_status 0
	expect "^kernel: the firmware's clock says 20"
	expect '^kernel: [1-9][0-9]* pages in [1-9][0-9]* blocks handed over$'
	expect '^kernel: 500 blocks of pages allocated and freed$'
	expect "^kernel: [1-9][0-9]* pages of memblock's arrays handed over$"
	expect '^kernel: no page can be written and executed$'
	expect '^kernel: all is well$'
}

# Converts the table that the kernel printed to a file.
save_table()
{
	local hex

	hex=$(sed -n 's/^raw //p' "$out" | tr -d '\n' | sed 's/../\\x&/g')
	printf %b "$hex" >"$tmp/table"
}

# sets N: the Nth dump of all sets.
sets()
{
	awk -v n="$1" '/^MEMBLOCK/ { i++ } /^kernel/ { print_it = 0 }
		/^MEMBLOCK/ && i == n { print_it = 1 } print_it' "$out"
}

# expect_table OPTION...: the host program accepts the table, and its conversion
# of the firmware's map in it, with the same options, gives the kernel's sets.
expect_table()
{
	save_table
	"$build/host/memblock" check "$tmp/table" >"$tmp/check" 2>&1 ||
		fail "the table is not valid: $(tail -n 1 "$tmp/check")"
	"$build/host/memblock" show format=linux "$@" "$tmp/table" \
		>"$tmp/host" 2>&1
	sets 1 >"$tmp/kernel"
	expect_same "$tmp/host" "$tmp/kernel"
}

crc32()
{
	gzip -1c "$1" | tail -c 8 | od -An -N4 -tx4 | tr -d ' '
}

it "512M: the sets agree with the map, every free page is memory"
kernel "$kernels/main.elf" -- -- raw
expect_well
expect_table
# When and by what it was started.
now=$(sed -n 's/^kernel: started by memblock.efi [0-9.]*, \([0-9]*\) sec.*/\1/p' "$out")
((now > $(date +%s) - 600 && now <= $(date +%s))) ||
	fail "its clock says $now, this one $(date +%s)"
expect "^kernel: serial port of kind ${arch_serial[0]} at ${arch_serial[1]}\$"
# mformat gives the volume an MBR whose one partition is the volume itself.
expect '^kernel: files are from partition 1 of the disk with signature 00000000$'

it "the memblock library in two files"
kernel "$kernels/main-single.elf" -- -- raw
expect_well
expect_table

it "128M"
kernel -m 128M "$kernels/main.elf" -- -- raw
expect_well
expect_table

it "5G, a plain processor"
kernel -m 5G -q "-cpu ${plain_cpu[$arch]}" "$kernels/main.elf" -- -- raw
expect_well
expect_table

it "a processor with every feature that QEMU emulates"
kernel -q '-cpu max' "$kernels/main.elf" -- -- raw
expect_well
expect_table

it "mem=192M, four processors, a named range, the command line"
kernel -q '-smp 4' "$kernels/main.elf" -- mem=192M smp=on \
	reserve_mem=1M:2M:log -- raw " two "
expect_well
for n in 1 2 3; do
	expect "^kernel: processor $n, ACPI UID $n, is here\$"
done
expect '^kernel: 4 processors$'
expect_no 'does not start'
expect "^kernel: .*'raw  two '"
expect '^ held \[0x[0-9a-f]*[02468ace]00000-.* reserve_mem log$'
expect "^ memory\[.*-$(cap_last 192M)\]"
expect_table mem=192M

it "mem=3G of 5G"
kernel -m 5G "$kernels/main.elf" -- mem=3G -- raw
expect_well
expect_table mem=3G

it "two NUMA nodes"
# shellcheck disable=SC2086 # words
kernel -m 1G -q '-smp 2 -object memory-backend-ram,id=m0,size=512M
	-object memory-backend-ram,id=m1,size=512M
	-numa node,nodeid=0,cpus=0,memdev=m0
	-numa node,nodeid=1,cpus=1,memdev=m1
	-numa dist,src=0,dst=1,val=21' "$kernels/main.elf" -- \
	${with_nodes[$arch]} -- raw
expect_well
expect '^ memory.* on node 0 flags'
expect '^ memory.* on node 1 flags'
save_table
"$build/host/memblock" check "$tmp/table" >"$tmp/check" 2>&1 ||
	fail "the table is not valid: $(tail -n 1 "$tmp/check")"
grep -q '^  distances .* 4  ' "$tmp/check" || fail "no distances of two nodes"

it "ten modules, each complete and under its name; all unpacked"
words=() files=()
for n in 0 1 2 3 4 5 6 7 8 9; do
	head -c $((n * 5000 + 1)) /dev/urandom >"$tmp/module$n"
	words+=("module=\\module$n,part$n")
	mkdir -p "$tmp/packed"
	if ((n % 2)); then
		gzip -nc "$tmp/module$n" >"$tmp/packed/module$n"
		files+=("$tmp/packed/module$n")
	else
		files+=("$tmp/module$n")
	fi
done
gzip -nc "$kernels/main.elf" >"$tmp/main.gz"
words[7]='"module=\module7,part7 -- quiet,  x=\"'
kernel "$tmp/main.gz" "${files[@]}" -- "${words[@]}" -- raw
expect "^ command line of part7: 'quiet,  x=.'\$"
expect_no '^ command line of part8'
expect_well
for n in 0 1 2 3 4 5 6 7 8 9; do
	expect "^ module part$n: $((n * 5000 + 1)) bytes, crc32 $(
		crc32 "$tmp/module$n")"
	expect "^ held .* module part$n$"
done
expect_table

it "a module of 200 MB"
head -c 200000000 /dev/zero >"$tmp/big"
kernel -m 1G "$kernels/tiny.elf" "$tmp/big" -- 'module=\big'
expect_status 0
expect '^Loading .tiny.elf .* and 1 module \(191 MiB\)'
rm "$tmp/big"

it "a framebuffer"
kernel -q "-device ${display[$arch]}" "$kernels/main.elf" -- -- raw
expect_well
expect_table
grep -q '^  framebuffer ' "$tmp/check" || fail "no framebuffer in the table"

it "a static PIE, relocated to the higher half; smp=on lists one processor"
kernel "$kernels/main-pie.elf" -- smp=on
expect_well
expect '^kernel: 1 processors$'

it "kaslr=on: a PIE at a random address, and not any other kernel"
kernel -q '-device virtio-rng-pci' "$kernels/main-pie.elf" -- kaslr=on -- raw
expect_well
expect_table
grep -qE '^  .main-pie.elf at .*, moved by 0x[0-9a-f]*00000$' "$tmp/check" ||
	fail "the kernel was not moved"
grep -qE '^  symbols ' "$tmp/check" || fail "the table has no symbols"
kernel -q '-device virtio-rng-pci' "$kernels/main.elf" -- kaslr=on
expect_status 1
expect 'main.elf cannot be moved by kaslr=on: not a PIE'

it "a kernel linked at addresses that the firmware uses"
kernel "$kernels/main-low.elf"
expect_well

it "ten lines of C, at a fixed address and as a PIE, and C++"
for name in tiny tiny-pie cplusplus; do
	kernel "$kernels/$name.elf"
	expect_status 0
done

it "one C file, compiled with the command of docs/handoff.md"
page=$root/docs/handoff.md
sed -n '/^## A kernel in one file/,/^## Kernel files/ {
	/^```c/,/^```$/ { /^```/! p } }' "$page" >"$tmp/kernel.c"
words=$(sed -n "s|^    gcc -I\. \(.*\) -o kernel.elf kernel.c|\1|p" "$page")
# shellcheck disable=SC2086 # words
"$arch-linux-gnu-gcc" -I"$root" $words -o "$tmp/kernel.elf" "$tmp/kernel.c" \
	2>"$tmp/gcc" || fail "it does not compile: $(head -n 1 "$tmp/gcc")"
kernel "$tmp/kernel.elf"
expect_status 0

it "the page below the stack is not mapped"
kernel "$kernels/main.elf" -- -- overflow
guard=$(sed -n 's/^kernel: goes down into the page at \(0x.*\)000$/\1/p' "$out")
expect_status 3
expect "^kernel: a write that is not allowed: .* address $guard...,"

it "over the network, by PXE"
kernel -n "$kernels/main.elf" "$tmp/module1" -- 'module=\module1' -- raw
expect_well
expect "^ module module1: 5001 bytes, crc32 $(crc32 "$tmp/module1")"
expect '^kernel: files are from the network$'
expect_table

if [[ $arch = aarch64 ]]; then
	it "EL2, if the firmware runs there"
	kernel -q '-machine virtualization=on -smp 2' "$kernels/main.elf" -- \
		smp=on -- raw
	expect_well
	expect '^kernel: at EL2$'
	expect '^kernel: 2 processors$'
	expect_table

	it "EL1, if EL2 has no VHE"
	kernel -q '-machine virtualization=on -cpu cortex-a57 -smp 2' \
		"$kernels/main.elf" -- smp=on
	expect_well
	expect '^kernel: at EL1$'
	expect '^kernel: 2 processors$'

	# HVC, then SMC: a machine that stays on would time out.
	it "without semihosting, the kernel powers the machine off"
	for how in off on; do
		kernel -t 120 -q "-semihosting-config enable=off
			-machine virtualization=$how" "$kernels/main.elf"
		expect_status 125
		[[ $(tail -n 1 "$out") = 'kernel: all is well' ]] ||
			fail "its last line differs"
	done
fi

finish
