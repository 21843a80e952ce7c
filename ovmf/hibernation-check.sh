#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: hibernation-check.sh [CASE...]
#: Hibernates Debian's cloud kernel in QEMU once, boots the image again on machines
#: that differ in one thing each, and compares what the kernel does with the
#: verdict of `memblock diff` on the two logs. Speaks TAP. -l lists the cases.
#: Packages are fetched with apt-get into BUILD/hibernation, not installed.
#: Exit status: 1 a verdict is wrong, 3 no kernel available.
#: Environment: BUILD=FOLDER (default build), SECONDS_MAX (900) for a boot.
set -u
LC_ALL=C

here=$(dirname "$0")
build=$(realpath -m "${BUILD:-build}")
tool=$build/host/memblock
kernel=$build/linux-x86_64
busybox=$build/hibernation/busybox
# shellcheck source=ovmf/image.sh
. "$here/image.sh"

# NAME|LOADER|ARGUMENTS OF QEMU|WORDS OF THE KERNEL
cases='same|direct||
devices|direct|-device VGA -device qemu-xhci -device usb-kbd|
cpus|direct|-smp 2|
size|direct|-m 500M|
cap|direct||mem=400M
shell|shell||
systemd-boot|systemd-boot||
grub|grub||
pxe|pxe||'

[[ ${1-} != -l ]] || { cut -d'|' -f1 <<<"$cases"; exit; }

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0

stop()
{
	echo "Bail out! $*"
	exit 3
}

# --- the kernel and its initrd ----------------------------------------------------

fetch()
{
	[[ -n $(find "$kernel/boot" -name 'vmlinuz-*' 2>/dev/null) ]] ||
		"$here/../tools/fetch-deb.sh" amd64 "$kernel" \
			linux-image-cloud-amd64 || stop "there is no kernel"
	[[ -e $busybox/bin/busybox ]] ||
		"$here/../tools/fetch-deb.sh" amd64 "$busybox" busybox-static ||
		stop "there is no busybox"
	vmlinuz=$(find "$kernel/boot" -name 'vmlinuz-*' | head -n 1)
}

# The first boot hibernates; one that finds an image resumes it. The second one
# prints the cookie of the first if that succeeds.
make_init()
{
	cat <<'END'
#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev \
	virtio_pci virtio_blk; do
	[ ! -e /$module.ko ] || /bin/busybox insmod /$module.ko
done
sig=$(/bin/busybox dd if=/dev/vda bs=1 skip=4086 count=9 2>/dev/null)
if [ "$sig" = S1SUSPEND ]; then
	/bin/busybox cat /sys/class/block/vda/dev >/sys/power/resume
	echo "memblock: not resumed" >/dev/console
else
	/bin/busybox mkswap /dev/vda >/dev/null
	/bin/busybox swapon /dev/vda
	echo 0 >/sys/power/image_size
	cookie=$(/bin/busybox cat /proc/sys/kernel/random/boot_id)
	echo "memblock: cookie $cookie" >/dev/console
	echo disk >/sys/power/state
	echo "memblock: resumed $? $cookie" >/dev/console
fi
/bin/busybox sync
/bin/busybox poweroff -f
END
}

make_initrd()
{
	local root=$dir/initrd module

	mkdir -p "$root/bin" "$root/dev"
	cp "$busybox/bin/busybox" "$root/bin"
	for module in virtio_ring virtio virtio_pci_legacy_dev \
		virtio_pci_modern_dev virtio_pci virtio_blk; do
		find "$kernel/lib/modules" -name "$module.ko" -exec cp {} "$root" \;
	done
	make_init >"$root/init"
	chmod 755 "$root/init"
	mknod "$root/dev/console" c 5 1 2>/dev/null ||
		stop "mknod needs root: run this as root"
	(cd "$root" && find . | cpio -o -H newc --quiet) >"$dir/initrd.img"
}

# --- loaders ------------------------------------------------------------------------

words='console=ttyS0,115200 no_console_suspend ignore_loglevel loglevel=8 panic=-1'
# On a busy host the check of the timer fails, and the kernel panics.
words+=' no_timer_check'

# volume LOADER WORDS: a volume from which the loader starts the kernel
volume()
{
	local image=$dir/esp.img

	rm -f "$image"
	image_new "$image" 128 && image_put "$image" "$vmlinuz" /vmlinuz.efi &&
		image_put "$image" "$dir/initrd.img" /initrd.img || return
	mmd -i "$image" ::/EFI ::/EFI/BOOT ::/loader ::/loader/entries
	case $1 in
	shell)
		printf 'fs0:\\vmlinuz.efi initrd=\\initrd.img %s\r\n' "$2" >"$dir/text"
		image_put "$image" "$dir/text" /startup.nsh
		;;
	grub)
		printf 'search --file /vmlinuz.efi --set=root\nlinux /vmlinuz.efi %s\ninitrd /initrd.img\nboot\n' \
			"$2" >"$dir/text"
		grub-mkstandalone -O x86_64-efi -o "$dir/grub.efi" \
			"boot/grub/grub.cfg=$dir/text" 2>/dev/null &&
			image_put "$image" "$dir/grub.efi" /EFI/BOOT/BOOTX64.EFI
		;;
	systemd-boot)
		printf 'linux /vmlinuz.efi\ninitrd /initrd.img\noptions %s\n' \
			"$2" >"$dir/text"
		image_put "$image" "$dir/text" /loader/entries/linux.conf
		printf 'default linux\ntimeout 0\n' >"$dir/text"
		image_put "$image" "$dir/text" /loader/loader.conf
		image_put "$image" \
			/usr/lib/systemd/boot/efi/systemd-bootx64.efi \
			/EFI/BOOT/BOOTX64.EFI
		;;
	esac
}

# What a server has for PXE: the kernel, its initrd and words as one EFI program.
network()
{
	local stub=/usr/lib/systemd/boot/efi/linuxx64.efi.stub

	mkdir -p "$dir/tftp"
	printf %s "$1" >"$dir/text"
	objcopy --add-section .cmdline="$dir/text" \
		--change-section-vma .cmdline=0x30000 \
		--add-section .linux="$vmlinuz" \
		--change-section-vma .linux=0x2000000 \
		--add-section .initrd="$dir/initrd.img" \
		--change-section-vma .initrd=0x3000000 \
		"$stub" "$dir/tftp/linux.efi"
}

# --- boots ----------------------------------------------------------------------------

# boot NAME LOADER ARGUMENTS WORDS: with the disk and variables of $dir/NAME.*;
# the log is $dir/NAME.log.
boot()
{
	local name=$1 loader=$2 flash=if=pflash,format=raw
	local command=(timeout "${SECONDS_MAX:-900}" qemu-system-x86_64
		-machine q35,accel=tcg -cpu max -smp 1 -m 512M -nodefaults
		-display none -no-reboot -serial "file:$dir/$name.log"
		-drive "$flash,unit=0,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd"
		-drive "$flash,unit=1,file=$dir/$name.vars"
		-drive "file=$dir/$name.swap,format=raw,if=none,id=d0,cache=unsafe"
		-device virtio-blk-pci,drive=d0)

	if [[ $loader = direct ]]; then
		command+=(-kernel "$vmlinuz" -initrd "$dir/initrd.img"
			-append "$words $4")
	elif [[ $loader = pxe ]]; then
		network "$words $4" || return
		command+=(-netdev "user,id=n0,tftp=$dir/tftp,bootfile=linux.efi"
			-device virtio-net-pci,netdev=n0,romfile=,bootindex=1)
	else
		volume "$loader" "$words $4" || return
		command+=(-drive "file=$dir/esp.img,format=raw,if=none,id=d1"
			-device virtio-blk-pci,drive=d1,bootindex=1)
	fi
	# shellcheck disable=SC2086 # arguments
	"${command[@]}" $3 </dev/null 2>"$dir/qemu.err"
}

# What the kernel did: resumes, other-map, other-size, or what it printed last.
outcome()
{
	local log=$1

	if grep -aqF "memblock: resumed 0 $cookie" "$log"; then
		echo resumes
	elif grep -aq 'inconsistent memory map detected' "$log"; then
		echo other-map
	elif grep -aq 'Image mismatch: memory size' "$log"; then
		echo other-size
	else
		echo "unknown ($(tail -n 1 "$log" | tr -d '\r'))"
	fi
}

# What memblock diff says that it does.
verdict()
{
	"$tool" diff "$1" "$2" >"$dir/diff" 2>"$dir/diff.err"
	if grep -q '^  Linux resumes' "$dir/diff"; then
		echo resumes
	elif grep -q 'memory size' "$dir/diff"; then
		echo other-size
	elif grep -q '^  Linux refuses to resume' "$dir/diff"; then
		echo other-map
	else
		echo "unknown ($(head -n 1 "$dir/diff.err"))"
	fi
}

check()
{
	local name=$1 said was

	cp "$dir/first.vars" "$dir/$name.vars"
	cp --sparse=always "$dir/first.swap" "$dir/$name.swap"
	boot "$@"
	rm -f "$dir/$name.swap"
	was=$(outcome "$dir/$name.log")
	said=$(verdict "$dir/first.log" "$dir/$name.log")
	count=$((count + 1))
	if [[ $was = "$said" ]]; then
		echo "ok $count - $name: $was"
	else
		echo "not ok $count - $name: the kernel: $was; memblock diff: $said"
		sed 's/^/# /' "$dir/diff" "$dir/diff.err" "$dir/qemu.err" |
			head -n 40
		failed=1
	fi
	sed -n '/^Hibernation/,$ s/^/# /p' "$dir/diff" | sed 1d | head -n 4
}

[[ -x $tool ]] || stop "$tool is not built"
fetch
make_initrd
truncate -s 1G "$dir/first.swap"
cp /usr/share/OVMF/OVMF_VARS_4M.fd "$dir/first.vars"
boot first direct '' ''
cookie=$(sed -n 's/.*memblock: cookie \([0-9a-f-]*\).*/\1/p' "$dir/first.log")
[[ $cookie ]] && [[ $(dd if="$dir/first.swap" bs=1 skip=4086 count=9 \
	2>/dev/null) = S1SUSPEND ]] ||
	stop "the kernel did not hibernate: $(tail -n 2 "$dir/first.log")"

while IFS='|' read -r name loader arguments more; do
	[[ $# = 0 || " $* " = *" $name "* ]] || continue
	check "$name" "$loader" "$arguments" "$more"
done <<<"$cases"
echo "1..$count"
exit "$failed"
