#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
# Machines with nodes: QEMU's SRAT and SLIT, in each format and from saved files.
# shellcheck source=ovmf/cases/lib.sh
. "$(dirname "$0")/lib.sh"

host=$build/host/memblock
dir=$tmp/dir
mkdir "$dir"

# machine SIZE NODES: QEMU's arguments. CPUs are assigned in descending order, so
# that node ids differ from proximity domains.
machine()
{
	local i

	nodes="-smp $2"
	for ((i = 0; i < $2; i++)); do
		nodes+=" -object memory-backend-ram,id=m$i,size=$1"
		nodes+=" -numa node,nodeid=$i,memdev=m$i,cpus=$(($2 - 1 - i))"
	done
}

machine 256M 2
two="$nodes -numa dist,src=0,dst=1,val=31"

it "two nodes: regions end at node boundaries, distances are the SLIT's"
app -q "$two" -d "$dir" -- save-raw=two.raw
expect_status 0
expect '-0x000000000fffffff .* MiB  node 1$'
expect '^  0x0000000010000000-.* MiB  node 0$'
expect '^  node 0  domain 1  [0-9.]+ MiB  distances 10 31$'
expect '^  node 1  domain 0  [0-9.]+ MiB  distances 31 10$'
cp "$out" "$tmp/text"

it "memblock show prints the same nodes from the raw map"
"$host" show "$dir/two.raw" >"$out" 2>"$err"
status=$?
expect_status 0
expect_same_sets "$tmp/text" "$out"

it "memblock show prints the same nodes from JSON"
"$host" show format=json "$dir/two.raw" >"$tmp/two.json" 2>"$err" &&
	"$host" show "$tmp/two.json" >"$out" 2>>"$err"
status=$?
expect_status 0
expect_same_sets "$tmp/text" "$out"

it "numa=off: nodes are not mentioned"
"$host" show numa=off "$dir/two.raw" >"$out" 2>"$err"
status=$?
expect_status 0
expect_no 'node'

machine 128M 4
it "four nodes in Linux's format, with mem="
app -q "$nodes" -- format=linux mem=200M
expect_status 0
expect 'memory\[0x[0-9a-f]+\].*-0x0000000007ffffff\].* on node 3 flags: 0x0$'
expect 'memory\[0x[0-9a-f]+\].*-0x000000000c7fffff\].* on node 2 flags: 0x0$'
expect 'reserved\[.*-0x00000000000fffff\].* on node 3 flags: 0x0$'
expect_no 'memory\[.* on node [01] '

it "a SRAT that lacks memory is rejected with a message"
app -q "$two" -- memmap=16M@512M
expect_status 0
expect '^  SRAT rejected, all memory is on node 0, as in Linux:$'
expect '^      the SRAT leaves memory without a node$'
expect_no 'node 1'

finish
