#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Options from memblock.cfg in the application's folder, and from LoadOptions,
# which take precedence.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

dir=$tmp/dir
mkdir "$dir"

it "memblock.cfg is read, with comments and DOS line ends"
printf '# cap\r\nmem=128M   # half of it\r\nformat=linux\r\n' >"$dir/memblock.cfg"
app -d "$dir"
expect_status 0
expect " memory\[.*-$(cap_last 128M)\]"

it "LoadOptions override memblock.cfg"
app -d "$dir" -- mem=256M
expect_status 0
expect " memory\[.*-$(cap_last 256M)\]"

it "an invalid option in memblock.cfg is reported with its line"
echo 'format=yaml' >"$dir/memblock.cfg"
app -d "$dir"
expect_status 1
expect 'memblock\.cfg.*format=yaml'

it "quoted options and the rest after -- are passed on"
rm "$dir/memblock.cfg"
app -d "$dir" -- 'save=a b.json' format=json -- root=/dev/sda mem=1K 'x="y z"'
expect_status 0
expect 'root=/dev/sda mem=1K x='
expect_same "$out" "$dir/a b.json"

cat >"$dir/memblock.cfg" <<'END'
format=linux
[large]
mem=256M
[small one]  # a comment
mem=128M
[wrong]
# a comment

mem=1Q
END

it "an entry is chosen by entry="
app -d "$dir" -- 'entry="small one"'
expect_status 0
expect " memory\[.*-$(cap_last 128M)\]"

it "the default entry counts where nobody can choose"
app -d "$dir" -- default=large
expect_status 0
expect " memory\[.*-$(cap_last 256M)\]"

it "without an entry a script gets an error that names them"
app -d "$dir"
expect_status 1
expect 'Neither entry= nor default= .* has 1 large, 2 small one, 3 wrong\.'

it "an entry that is not there, or is wrong, is an error"
app -d "$dir" -- entry=larg
expect_status 1
expect "There is no entry 'larg' in memblock\.cfg, which has 1 large, 2 small one"
app -d "$dir" -- entry=wrong
expect_status 1
expect "memblock\.cfg, line 9 \[wrong\]: 'mem=1Q'"

# menu KEYS SECONDS UNTIL: boots it from a disk, and types the keys when the menu
# is there.
menu()
{
	mkdir -p "$tmp/tree/EFI/BOOT"
	cp "$application" "$tmp/tree/EFI/BOOT/$arch_boot_name"
	cp "$dir/memblock.cfg" "$tmp/tree/EFI/BOOT/"
	image_new "$tmp/menu.img" 40
	image_put_tree "$tmp/menu.img" "$tmp/tree"
	mkfifo "$tmp/typed"
	exec 6<>"$tmp/typed"
	machine_input=$tmp/typed
	disk "$tmp/menu.img"
	machine_boot "$tmp" 512M "$2" "${disk_arguments[@]}" -boot order=c
	: >"$out"
	until_line "$2" 'Digits, up and down select'
	printf %b "$1" >&6
	until_line "$2" "$3"
	machine_end 2>/dev/null
	exec 6<&-
	rm "$tmp/typed"
	machine_input=
}

it "keys of the serial line choose in the menu"
menu '2\r' 120 'physmap.cnt'
expect '^2 small one'
expect '^3 wrong'
expect " memory\[.*-$(cap_last 128M)\]"

it "after a kernel that cannot be loaded, the menu is there again"
printf '%s\n' default=typo '[a]' 'kernel=\\\\none' '[b]' format=linux \
	>"$dir/memblock.cfg.again"
mv "$dir/memblock.cfg" "$dir/kept" && mv "$dir/memblock.cfg.again" \
	"$dir/memblock.cfg"
menu '1\r2\r' 120 'physmap.cnt'
expect "There is no entry 'typo' in memblock\.cfg"
expect 'none cannot be read: not found'
expect ' memory\['
mv "$dir/kept" "$dir/memblock.cfg"

it "the default entry is taken after the time"
sed -i '1i timeout=2 default=large exit=wait' "$dir/memblock.cfg"
menu '' 120 'physmap.cnt'
expect 'boot in [12] s'
expect " memory\[.*-$(cap_last 256M)\]"

finish
