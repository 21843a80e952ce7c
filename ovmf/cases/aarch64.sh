#!/bin/bash
# The application on aarch64: it reads, converts by arm64's rules, caps by
# amount, prints and saves; on machines of many sizes, and on U-Boot, whose
# descriptors have 40 bytes.
# shellcheck disable=SC1091,SC2034,SC2154
architecture=aarch64

# skip_all WHY
skip_all()
{
	echo "ok 1 - aarch64 # SKIP $1"
	echo 1..1
	exit
}

here=$(dirname "$0")
built=${BUILD:-$here/../../build}/aarch64
[[ -r $built/memblock.efi && -r $built/launch.efi ]] ||
	skip_all 'it is not built: make ARCH=aarch64 tells why'
why=$(. "$here/../machine.sh" && machine_load aarch64 && machine_need 2>&1) ||
	skip_all "$why"
# shellcheck source=ovmf/cases/lib.sh
. "$here/lib.sh"

# RAM begins at 1 GiB. Below it is the flash that holds the firmware's
# variables, which is memory by arm64's rules: it is cacheable.
flash='\[0x0000000004000000-0x0000000007ffffff\], 0x0000000004000000 bytes'

# expect_ram LAST: physmap reaches up to there.
expect_ram()
{
	expect_status 0
	expect "memory\[0x0\].$flash flags: 0x4"
	expect "physmap\[.*\[0x0000000040000000-0x$1\]"
	expect_no 'physmap\[0x2\]'
	expect_no $'\x1b|\r'
}

it "shows the sets by the rules of arm64"
app
expect_status 0
expect '^Firmware .* aarch64$'
expect '^Map .* descriptors of 48 bytes'
expect '^Rules +linux-arm64$'
expect '^  0x0000000004000000-0x0000000007ffffff +64 MiB  NOMAP$'
expect 'KiB  ACPI reclaim$'
expect 'KiB  memblock\.efi image$'
expect '^  physmap, all there is +576 MiB'
expect_no 'boot services|low 1 MiB'
expect_no $'\x1b|\r'

it "mem= is an amount, of which the flash is a part, and NOMAP stays"
app mem=256M format=linux
expect_ram 000000005fffffff
expect ' memory\[.*-0x000000004bffffff\], 0x000000000c000000 bytes flags: 0x0$'
expect ' memory\[.*-0x000000005ffdffff\], 0x[0-9a-f]+ bytes flags: 0x4$'
expect_no ' memory\[.*-0x000000005fffffff\]'

it "mem-kind=address and profile=linux-x86 are there to choose"
app mem=0x50000000 mem-kind=address profile=linux-x86 format=linux
expect_status 0
expect ' memory\[.*-0x000000004fffffff\], 0x0000000010000000 bytes flags: 0x0$'
expect_no 'flags: 0x4'

it "128M, of which it is little"
app -m 128M -- format=linux
expect_ram 0000000047ffffff

it "4G, with a processor of the size that boards have"
app -m 4G -q '-cpu cortex-a57' -- format=linux
expect_ram 000000013fffffff

it "1T, which the host need not have"
app -m 1T -- format=linux
expect_ram 000001003fffffff

it "16T, which the host need not have"
app -m 16T -- format=linux
expect_ram 000010003fffffff

it "is given words by memblock.cfg and saves to its volume"
mkdir "$tmp/volume"
echo 'mem=256M format=csv' >"$tmp/volume/memblock.cfg"
app -d "$tmp/volume" -- save=map.csv
expect_status 0
expect_same "$out" "$tmp/volume/map.csv"

it "the host program makes the same of the map that it saved"
if [[ -x $build/host/memblock ]]; then
	app -d "$tmp/volume" -- format=linux save-raw=map.raw
	expect_status 0
	"$build/host/memblock" show mem=256M format=linux \
		"$tmp/volume/map.raw" >"$tmp/host" 2>"$err"
	expect_same "$out" "$tmp/host"
else
	skip 'the host program is not built: make host'
fi

it "names a word that is none, and does nothing"
app memm=1G
expect_status 1
expect "'memm=1G' is no option"

it "kernel= says that it is not there yet"
app 'kernel=\kernel.elf' format=linux
expect_status 1
expect '^kernel= is not there for aarch64 yet'
expect_no 'memory'

# u_boot WORD...: memblock.cfg has the words, for U-Boot's own come from its
# environment.
u_boot()
{
	"$ovmf/usb.sh" "$application" "$arch_boot_name" "$tmp/disk.img" \
		>"$tmp/log" 2>&1
	echo "frame=T $*" >"$tmp/words"
	image_put "$tmp/disk.img@@1M" "$tmp/words" /EFI/BOOT/memblock.cfg
	disk "$tmp/disk.img"
	machine_code=''
	boot 512M 90 'T end' -bios "$rom" -nic none "${disk_arguments[@]}"
	sed -i 's/\r//g' "$out"
}

rom=/usr/lib/u-boot/qemu_arm64/u-boot.bin
it "runs on U-Boot, whose descriptors have 40 bytes"
if [[ -r $rom ]]; then
	u_boot mem=256M
	expect 'T end 0x0000000000000000'
	expect '^Map .* descriptors of 40 bytes'
	expect '^Firmware +Das U-Boot.* aarch64$'
	expect '^Rules +linux-arm64$'
	expect '^  0x0000000040000000-0x000000004fffffff +256 MiB$'
else
	skip "$rom is not here: apt-get install u-boot-qemu"
fi

finish
