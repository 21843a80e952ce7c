# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=sh
# apt with lists, downloads and a state of its own, so that packages can be
# downloaded without a change to the system. To be sourced.

# apt_apart FOLDER ARCH: from now on, apt-get and apt-cache of this shell keep
# everything in FOLDER, an absolute path, and offer the packages of ARCH, a name
# of Debian's. They use the system's archives until apt_suites names others.
apt_apart() {
	mkdir -p "$1/lists/partial" "$1/archives/partial"
	: >"$1/status"
	cat >"$1/apt.conf" <<-CONF
		APT::Architecture "$2";
		APT::Architectures { "$2"; };
		APT::Sandbox::User "root";
		Acquire::Languages "none";
		Dir::State "$1";
		Dir::State::status "$1/status";
		Dir::Cache "$1";
	CONF
	export APT_CONFIG="$1/apt.conf"
}

# apt_suites FOLDER SUITE...: after apt_apart FOLDER, packages come from these
# suites of the Debian archive that the system uses. Prints the reason and fails
# where there is none. The archive may be a snapshot of an earlier day: what it
# says is still signed.
apt_suites() {
	apt_apart_folder=$1
	shift
	apt_apart_mirror=$(grep -hoE 'https?://[^] ]*/debian/?( |$)' \
		/etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
		head -n 1 | tr -d ' ')
	[ -n "$apt_apart_mirror" ] || {
		echo 'no Debian archive in /etc/apt/sources.list; add one to it'
		return 1
	}
	apt_apart_keys=/usr/share/keyrings/debian-archive-keyring.gpg
	[ -r "$apt_apart_keys" ] || {
		echo 'the package debian-archive-keyring is missing'
		return 1
	}
	for apt_apart_suite; do
		echo "deb [signed-by=$apt_apart_keys] $apt_apart_mirror" \
			"$apt_apart_suite main"
	done >"$apt_apart_folder/sources.list"
	cat >>"$apt_apart_folder/apt.conf" <<-CONF
		Acquire::Check-Valid-Until "false";
		Dir::Etc::sourcelist "$apt_apart_folder/sources.list";
		Dir::Etc::sourceparts "-";
	CONF
}
