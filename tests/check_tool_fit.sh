#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# memblock fit: arguments, output and exit statuses. Speaks TAP.
set -u

. tests/lib/tool.sh

cat >map.txt <<'END'
BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable
BIOS-e820: [mem 0x0000000000100000-0x000000007fffffff] usable
BIOS-e820: [mem 0x0000000100000000-0x000000017fffffff] usable
END

run fit 64M map.txt
exits "a size that fits succeeds" 0 ''
ok "a kernel goes to its preferred address" grep -q \
	'kernel  *0x0000000001000000-0x0000000004ffffff$' out
ok "a size of whole pages is the heading" grep -qx '64 MiB' out
run fit 1 map.txt
ok "another one is printed as it was given" grep -qx \
	'1 byte, rounded up to 4 KiB' out
run fit 5000 map.txt
ok "in bytes" grep -qx '5000 bytes, rounded up to 8 KiB' out
run fit 64M map.txt
ok "crashkernel= to the highest below 4 GiB" grep -q \
	'crashkernel=  0x000000007c000000-0x000000007fffffff$' out
ok "each zone has its largest range" test "$(grep -c largest out)" = 3
ok "lines fit 79 columns" test -z "$(awk 'length > 79' out)"
cp out want
run fit map.txt 64M
ok "the file may come first" cmp -s out want
run fit 64M - <map.txt
ok "- is standard input" cmp -s out want
run fit 64M:1G below=4G mem=1G map.txt
ok "alignment, bound and options count" grep -q \
	'^64 MiB, aligned to 1 GiB, below 0x100000000$' out
run fit 1000000K map.txt below=1G
ok "a bound leaves zones above it out" test "$(grep -c ' free$' out)" = 2
run fit 1M map.txt below=99999999999999999999
exits "a bound of more than 64 bits is refused" 2 'not an address that memory can have'
run fit 4G map.txt
exits "a size that fits nowhere has its own status" 1 ''
ok "and says so" grep -q 'it does not fit' out
run fit map.txt
exits "a missing size is refused" 2 'no size given; write it as `memblock fit 64M FILE`'
run fit 64M:3M map.txt
exits "an alignment has to be a power of two" 2 "'64M:3M': the alignment"
run fit 64M: map.txt
exits "an alignment may not be missing" 2 "'64M:': the alignment is missing"
run fit :2M map.txt
exits "so may the size not" 2 "':2M': not a size"
run fit 256Q map.txt
exits "a word that begins as a size is one" 2 "'256Q': not a size, and"
run fit 0 map.txt
exits "a size of 0 is refused" 2 "'0': not a size"
run fit 64M below=4G below=2G map.txt
exits "a bound that is given twice is noted" 0 \
	"note: 'below=2G' replaces what was given before it"
ok "and the last one counts" grep -q 'below 0x80000000$' out
run fit 64M below=low map.txt
exits "a bound has to be an address" 2 "'below=low': not an address"
for bound in below= below=1x below=0; do
	run fit 64M $bound map.txt
	exits "$bound is not a bound" 2 "'$bound': not an address; write"
done
run fit 64M below=0100000000 map.txt
exits "a bound with leading zeros is not octal" 2 \
	"'below=0100000000': .*; write 0x100000000, hexadecimal"
for align in x 0 2Mx 3; do
	run fit 64M:$align map.txt
	exits "$align is not an alignment" 2 "'64M:$align': the alignment is not"
done
for size in 0xffffffffffffffff 18446744073709547520; do
	run fit $size map.txt
	exits "no memory has $size bytes" 2 "'$size': not a size that memory"
done
cp map.txt 64M.txt
run fit 64M 64M.txt
ok "a file may begin as a size" cmp -s out want
run fit 64M 32M map.txt
exits "a second size is taken for a file" 2 "'32M' and 'map.txt' are taken"
cp map.txt 64M
run fit 64M -- 64M
ok "what follows -- is a file" cmp -s out want
run fit 64M mem=lots map.txt
exits "a wrong option is named" 2 'mem=lots'

plan
