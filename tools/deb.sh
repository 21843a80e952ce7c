#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# deb.sh FOLDER VERSION: makes a Debian package of what make install has put
# below FOLDER (with PREFIX=/usr), checks it with lintian, and prints its name.
# The package is beside FOLDER.
set -eu -o pipefail

# The package is the first of this version.
root=$(realpath "$1") version=$2-1
arch=$(dpkg --print-architecture)
doc=$root/usr/share/doc/memblock-efi
deb=$(dirname "$root")/memblock-efi_${version}_$arch.deb
maintainer='memblock-efi authors <memblock-efi@lists.invalid>'

strip --strip-unneeded --remove-section=.comment --remove-section=.note \
	"$root/usr/bin/memblock"
gzip -9nf "$root"/usr/share/man/man*/*.[15]

# Debian's names of documents; the licence is in copyright.
gzip -9nc CHANGELOG.md >"$doc/changelog.gz"
{
	echo "memblock-efi ($version) unstable; urgency=medium"
	printf '\n  * Package of version %s; changelog.gz says what changed.\n\n' "$2"
	echo " -- $maintainer  $(date -uR -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}")"
} | gzip -9nc >"$doc/changelog.Debian.gz"
rm -f "$doc/LICENSE" "$doc/CHANGELOG.md" "$doc/CONTRIBUTING.md"
{
	echo 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/'
	echo 'Upstream-Name: memblock-efi'
	echo
	echo 'Files: *'
	sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
	echo 'License: BSD-2-Clause'
	sed -n '/^Redistribution/,$ s/^$/./; /^Redistribution/,$ s/^/ /p' LICENSE
} >"$doc/copyright"

mkdir -p "$root/DEBIAN" "$root/debian"
# dpkg-shlibdeps reads the names of packages there.
printf 'Source: memblock-efi\n\nPackage: memblock-efi\nArchitecture: any\n' \
	>"$root/debian/control"
depends=$(cd "$root" && dpkg-shlibdeps -O usr/bin/memblock 2>/dev/null |
	sed 's/^shlibs:Depends=//')
rm -r "$root/debian"
cat >"$root/DEBIAN/control" <<END
Package: memblock-efi
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -ks --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends
Section: admin
Priority: optional
Description: firmware memory maps as memblock sets
 memblock reads a memory map from a log of Linux, the output of the UEFI Shell
 or of a boot loader, or a file, and shows it the way Linux sees it: as the sets
 memory, reserved and physmap. It compares maps, says whether Linux would resume
 from hibernation, finds room for crashkernel=, explains where memory went, and
 writes other formats and an HTML page.
 .
 memblock.efi, which shows the map of the machine that it boots on and hands it
 over to a kernel, is below /usr/lib/memblock-efi. The library that a kernel can
 link is below /usr/share/memblock-efi.
END
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum \
	>DEBIAN/md5sums)
find "$root" -type d -exec chmod 755 {} +
dpkg-deb --root-owner-group --build "$root" "$deb" >/dev/null
# A package without a bug of Debian that it closes is not to be uploaded.
lintian --fail-on error,warning \
	--suppress-tags initial-upload-closes-no-bugs "$deb" >&2
echo "$deb"
