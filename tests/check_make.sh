#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# The makefiles: help, installation and packages. Speaks TAP. BUILD names the
# build folder.
set -u

# As it was given: dependency files name objects by it.
build=${BUILD:-build}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
count=0 failed=0
# Not a part of the make that runs this test.
unset MAKEFLAGS MAKELEVEL MFLAGS

# result STATUS NAME: on failure with what $dir/log says
result()
{
	count=$((count + 1))
	if [[ $1 = 0 ]]; then
		echo "ok $count - $2"
	else
		sed 's/^/# /' "$dir/log" | head -n 20
		echo "not ok $count - $2"
		failed=1
	fi
}

# none NAME: each line of $dir/log is something wrong
none()
{
	[[ ! -s $dir/log ]]
	result $? "$1"
}

make -s help >"$dir/help"
make -pnq O="$build" help >"$dir/database" 2>/dev/null

# --- help ------------------------------------------------------------------

# Targets that only makefiles use. Makefiles are prerequisites of everything.
internal='all|help|destination|run-variables|.*-%|folder|sdk|guest|.*-run|Makefile|.*\.mk'
for target in $(sed -n 's/^\.PHONY: //p' "$dir/database"); do
	[[ $target =~ ^($internal)$ ]] ||
		grep -qE "^  make $target( |$)" "$dir/help" ||
		echo "no make $target in the help"
done >"$dir/log"
none "make help lists each target"

for target in $(sed -nE 's/^  make ([a-z-]+).*/\1/p' "$dir/help"); do
	grep -q "^$target:" "$dir/database" || echo "no target $target"
done >"$dir/log"
none "each target of make help exists"

for name in O V $(grep -hoE '^[A-Z_]+ \?=' Makefile mk/*.mk | tr -d ' ?='); do
	# Of one makefile's own.
	[[ $name = C ]] || grep -qE "(^  |, )$name=" "$dir/help" ||
		echo "no $name= in the help"
done >"$dir/log"
none "make help lists each variable"

for name in $(sed -n '/^Variables/,$ p' "$dir/help" |
	grep -oE '(^  |, )[A-Z_]+=' | tr -d ' ,='); do
	grep -qE "\\\$\\((value )?$name\)" Makefile mk/*.mk ||
		echo "no makefile uses $name"
done >"$dir/log"
none "each variable of make help is used"

awk 'length > 80' "$dir/help" >"$dir/log"
none "make help fits 80 columns"

# --- installation ----------------------------------------------------------

installed()
{
	(cd "$dir/root" && find . -type f | sort | sed 's/^\.//')
}

make -s O="$build" DESTDIR="$dir/root" PREFIX=/usr install >"$dir/log" 2>&1
result $? "make install succeeds"
installed >"$dir/log"
[[ $(grep -cxE '/usr/(bin/memblock|include/memblock-efi/table.h|share/(doc/memblock-efi/README.md|memblock-efi/core/memblock/memblock.h|pkgconfig/memblock-efi.pc)|lib/memblock-efi/(x86_64|aarch64)/memblock.efi)' "$dir/log") -ge 6 ]]
result $? "it installs the program, the application, headers and documents"
for file in man/man1/memblock.1 man/man5/memblock-formats.5 \
	bash-completion/completions/memblock zsh/site-functions/_memblock \
	fish/vendor_completions.d/memblock.fish; do
	grep -qx "/usr/share/$file" "$dir/log" || echo "no $file"
done >"$dir/missing"
grep -qx /usr/include/memblock-efi/core/memblock/memblock.h "$dir/log" ||
	echo "no headers of core/" >>"$dir/missing"
cp "$dir/missing" "$dir/log"
none "manual pages, completion and headers"
(cd "$dir/root/usr/share/doc/memblock-efi" && for page in *.md docs/*.md; do
	grep -oE '\]\([^)#:]+[#)]' "$page" | sed 's/^](//; s/.$//' |
		while read -r link; do
			[ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
		done
done) >"$dir/log"
none "each link in an installed document leads to an installed file"
"$dir/root/usr/bin/memblock" --version >"$dir/log"
result $? "the installed program runs"

cat >"$dir/kernel.c" <<'END'
#include <core/memblock/memblock.h>
#include <table.h>
int main(void) { return mbt_check("", 0) == sizeof(struct memblock); }
END
# Without pkg-config: what it would print.
flags=$(awk -F= -v root="$dir/root" '
	/^[a-z]+=/ { value[$1] = $2 }
	sub(/^Cflags: /, "") {
		for (name in value)
			gsub(/\$\{prefix\}/, root value["prefix"], value[name])
		for (name in value)
			gsub("\\${" name "}", value[name])
		print
	}' "$dir/root/usr/share/pkgconfig/memblock-efi.pc")
# shellcheck disable=SC2086 # words
"${HOSTCC:-gcc}" -std=c11 $flags "$dir/kernel.c" -o "$dir/kernel" 2>"$dir/log" &&
	"$dir/kernel" 2>>"$dir/log"
result $? "the flags of pkg-config find the headers"

make -s O="$build" DESTDIR="$dir/root" PREFIX=/usr uninstall
installed >"$dir/log"
none "make uninstall removes it all"

# --- packages --------------------------------------------------------------

mkdir "$dir/bin"
cat >"$dir/bin/dpkg-query" <<'END'
#!/bin/sh
exit 1
END
for program in apt-get sudo; do
	printf '#!/bin/sh\ntouch %s/called\n' "$dir" >"$dir/bin/$program"
done
chmod +x "$dir/bin"/*
for target in '' app host install; do
	PATH=$dir/bin:$PATH make $target O="$dir/new" DESTDIR="$dir/no" \
		>"$dir/said" 2>&1 && echo "make $target goes on"
	grep -q 'missing Debian packages: .*gcc' "$dir/said" ||
		echo "make $target does not name gcc"
	grep -q 'make deps' "$dir/said" ||
		echo "make $target does not name make deps"
	[[ ! -e $dir/called ]] || echo "make $target calls apt-get"
done >"$dir/log"
none "plain targets name missing packages and install nothing"

printf '#!/bin/sh\necho fetching "$@"\n' >"$dir/bin/apt-get"
printf '#!/bin/sh\nexec "$@"\n' >"$dir/bin/sudo"
chmod +x "$dir/bin"/*
PATH=$dir/bin:$PATH make deps-host O="$build" >"$dir/log" 2>&1
grep -q 'fetching .*install .*libjansson-dev' "$dir/log"
result $? "deps- targets show what apt-get does"

for target in run usb check boot-check kernels bench format; do
	grep -q "^$target:.* deps-$target\b" "$dir/database" ||
		echo "make $target"
done >"$dir/log"
none "other targets install their packages"

# --- the build folder ---------------------------------------------------------

for folder in . docs core/base "$PWD/efi"; do
	make -n clean O="$folder" >"$dir/out" 2>&1 &&
		echo "O=$folder was accepted"
	grep -q "O=$folder: this folder holds files of the project" \
		"$dir/out" || cat "$dir/out"
done >"$dir/log"
none "a folder with files of the project is not a build folder"

make O= host >"$dir/log" 2>&1 || grep -q '^.*O=: the build folder needs a name' "$dir/log"
result $? "an empty name of the build folder is called that"

# --- variables ------------------------------------------------------------------

# refused MESSAGE ARGUMENT...: make fails with the message before it does anything
refused()
{
	local message=$1

	shift
	if make -s O="$build" "$@" >"$dir/out" 2>&1; then
		echo "make $* was accepted"
	fi
	grep -qF -e "$message" "$dir/out" || cat "$dir/out"
}

mkdir "$dir/a" "$dir/a b"
touch "$dir/a b/kernel"
make -s O="$build" --eval='fault: ; @echo "[$(kernel_fault)]"' fault \
	KERNEL="$dir/a b/kernel" >"$dir/log" 2>&1
[[ $(<"$dir/log") = '[]' ]]
result $? "the path of a kernel may have blanks"

{
	refused 'MEM=lots: not a size; write it as 512M or 4G' run MEM=lots
	refused 'MEM=0: not a size' run MEM=0
	refused 'KERNEL=docs: this is a folder; name an ELF file' run KERNEL=docs
	refused "KERNEL=$dir/a b: this is a folder" run KERNEL="$dir/a b"
	refused 'KERNAL=: unknown variable (nearest: KERNEL=); make help lists' \
		run KERNAL=x
	refused 'FILES=a b: these files are for a kernel; add KERNEL=FILE' \
		run FILES='a b'
	refused 'INITRD=Makefile: an initrd is for Linux; add LINUX=FILE' \
		run INITRD=Makefile
	refused 'LINUX=/none: no such file; ls /boot lists kernels' \
		run LINUX=/none
	refused 'LINUX=docs: this is a folder; name a file in it' run LINUX=docs
	refused 'INITRD=/none: no such file' run LINUX=debian INITRD=/none
	refused 'KERNEL=a LINUX=debian: name one of them' \
		run KERNEL=a LINUX=debian
	refused 'FILES=a: these are for other kernels; Linux has INITRD=FILE' \
		run LINUX=debian FILES=a
	refused '/dev/null/usr/local: cannot install into this folder' \
		install DESTDIR=/dev/null
} >"$dir/log"
none "a wrong variable is named before anything is built"

make -s O="$build" host >"$dir/log" 2>&1
make O="$build" host 2>&1 | grep -q "host/memblock is up to date"
result $? "make host says that there is nothing to do"

echo "1..$count"
exit "$failed"
