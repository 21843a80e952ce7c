# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash
# The machines that linux-check.sh and linux-roads.sh try by default, one per
# line: SIZE or SIZE/NODES, and the options of both. To be sourced.

# split SIZE NODES: QEMU's arguments for NODES nodes of equal size. Memory is
# assigned in ascending order and CPUs in descending order, so that node ids
# differ from proximity domains.
split()
{
	local i bytes

	(($2)) || return 0
	bytes=$(machine_bytes "$1") && echo "-smp $2" || return
	for ((i = 0; i < $2; i++)); do
		echo "-object memory-backend-ram,id=m$i,size=$((bytes / $2)),reserve=off"
		echo "-numa node,nodeid=$i,memdev=m$i,cpus=$(($2 - 1 - i))"
	done
}

# 144M, not 128M: with so little memory, the EFI stub of Debian's 6.1 kernel
# unpacks the kernel over the firmware and crashes.
list_x86_64()
{
	cat <<'EOF'
144M
512M
5G
256G
512M mem=256M
5G mem=3G
5G mem=4097M
512M mem=0x10000000
512M mem=300M mem=200M
512M mem=32M
512M memmap=16M@512M
512M memmap=1M#256M
512M memmap=1M$256M
512M memmap=1M!256M
512M memmap=1M%256M-1+2
512M memmap=1M%256M+2
512M memmap=200M
512M memmap=1M%256M
512M memmap=64M%0-1
512M memmap=4097@0x30000001,1M@0x1eea0000
512M memmap=16M%256M+0xefffffff
512M memmap=300M$128M,64M@256M
512M memmap=exactmap,640K@0,255M@1M
512M mem=256M memmap=16M@512M,4K$0x8000000
512M/2
5G/2 mem=4G
6G/4
512M/4 mem=200M
512M/2 memmap=16M@512M
512M add_efi_memmap
EOF
}

# QEMU's SRAT assigns no node to the flash and is rejected: see
# ovmf/fault/srat.h. On x86, fault=odd depends on the kernel's size.
list_aarch64()
{
	local size cap

	for size in 128M 512M 4G 16G/4; do
		for cap in '' ' mem=256M' ' mem=1G'; do
			echo "$size$cap"
		done
	done
	for cap in '' ' mem=256M' ' mem=1G'; do
		echo "16G/4$cap -- fault=srat"
	done
	cat <<'EOF'
1T
512M mem=300M mem=200M
4G mem=0x10000fff
4G mem=8G
16G/4 mem=5G
16G/4 mem=9G -- fault=srat
4G -- fault=ragged
4G -- fault=odd
4G mem=1G -- fault=odd
4G efi=nosoftreserve -- fault=odd
4G kernelcore=mirror -- fault=odd
EOF
}

list_aarch64_16K()
{
	cat <<'EOF'
512M
4G mem=1G
16G/4 -- fault=srat
4G -- fault=ragged
4G mem=256M -- fault=ragged
4G mem=0x10003fff
EOF
}

# Both roads of kernel=, up to a program of the initrd: with memory that is not
# there, or without memory below 1 MiB, Linux does not come so far. The last two
# have about 412 rows of E820, by memmap= and by the firmware.
roads_x86_64()
{
	cat <<'EOF'
144M
512M
5G
256G
512M mem=256M
5G mem=3G
5G mem=4097M
512M memmap=1M#256M
512M memmap=1M$256M
512M memmap=1M!256M
512M memmap=64M%128M-1
512M memmap=1M%256M-1+2
512M memmap=200M
512M mem=256M memmap=16M@300M
512M memmap=exactmap,640K@0,255M@1M
512M/2
6G/4
512M/4 mem=200M
pxe
EOF
	echo "512M memmap=$(many_pages 198)"
	echo '512M -- fault=rows'
}

# many_pages COUNT: edits that reserve every other page from 256 MiB on, each of
# which adds two rows.
many_pages()
{
	local i list=''

	for ((i = 0; i < $1; i++)); do
		list+=",4K\$$(((256 << 20) + i * 8192))"
	done
	echo "${list#,}"
}

roads_aarch64()
{
	cat <<'EOF'
128M
512M
4G
4G mem=1G
512M mem=256M
16G/4
pxe
EOF
}
