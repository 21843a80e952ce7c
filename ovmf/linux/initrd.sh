#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#: initrd.sh BUSYBOX EFIVARFS MEMBLOCK OUTPUT
#: Makes a small initrd that shows what Linux was given, by `memblock table`, and
#: then switches the machine off. BUSYBOX is a static busybox, EFIVARFS the
#: kernel's efivarfs.ko or efivarfs.ko.xz, or "" where it is built in, MEMBLOCK
#: the host program or "" for a machine that cannot run it. Words of the kernel's command line:
#:   show_table  print the table in base64, between "table PATH" and "end"
#:   show_iomem  print the first level of /proc/iomem and where the kernel lies,
#:               from "iomem" to "end"
#:   shell       a shell before the end
set -eu
LC_ALL=C

busybox=$1 efivarfs=$2 memblock=$3 output=$(realpath -m "$4")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# The libraries that a program loads, and its interpreter.
libraries()
{
	ldd "$1" | grep -oE '/[^ ]+'
}

mkdir -p "$root"/{bin,proc,sys,dev,tmp}
cp "$busybox" "$root/bin/busybox"
case $efivarfs in
'') ;;
*.xz) xz -dc "$efivarfs" >"$root/efivarfs.ko" ;;
*) cp "$efivarfs" "$root/efivarfs.ko" ;;
esac
if [ -n "$memblock" ]; then
	cp "$memblock" "$root/bin/memblock"
	for library in $(libraries "$memblock"); do
		install -D "$library" "$root$library"
	done
fi

cat >"$root/init" <<'END'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
# No line of the kernel in the middle of ours.
dmesg -n 1
[ ! -e /efivarfs.ko ] || insmod /efivarfs.ko
mount -t efivarfs efivarfs /sys/firmware/efi/efivars 2>/dev/null

echo "Linux $(uname -r) was started with: $(cat /proc/cmdline)"
for file in /sys/kernel/boot_params/setup_data/*/data \
	/sys/firmware/efi/efivars/MemblockTable-*; do
	[ -r "$file" ] || continue
	case $file in
	*efivars*) skip=4 ;;
	*) skip=0 ;;
	esac
	tail -c +$((skip + 1)) "$file" >/tmp/table
	[ "$(dd if=/tmp/table bs=1 skip=1 count=4 2>/dev/null)" = MBLK ] ||
		continue
	grep -qw show_table /proc/cmdline || continue
	echo "table $file"
	base64 /tmp/table
	echo end
done
if grep -qw show_iomem /proc/cmdline; then
	echo "iomem"
	grep -e '^[0-9a-f]' -e Kernel /proc/iomem | sed 's/^ *//'
	echo end
fi
[ ! -x /bin/memblock ] || memblock table
echo "initrd done"
if grep -qw shell /proc/cmdline; then
	setsid cttyhack sh
fi
poweroff -f
END
chmod +x "$root/init"

(cd "$root" && find . | sort | cpio --quiet -o -H newc | gzip -9n) >"$output"
