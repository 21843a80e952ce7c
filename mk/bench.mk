# SPDX-License-Identifier: BSD-2-Clause
# core/ compared with Linux's memblock: results, speed and size.

# The top of a Linux 7.x source tree. When it is empty, conformance downloads
# Debian's newest, and bench and size measure only core/.
LINUX ?=

PKG_conformance = $(PKG_host) xz-utils

.PHONY: conformance
conformance: deps-conformance
	$(Q)tree='$(LINUX)'; \
	[ -n "$$tree" ] || tree=$$(tools/linux-tree.sh $(O)/linux) && \
	HOSTCC='$(HOSTCC)' tests/linux/conformance.sh "$$tree" \
		$(O)/conformance && \
	HOSTCC='$(HOSTCC)' tests/linux/names.sh "$$tree"

# Both memblocks are built with the same compiler and flags and run in one
# process. Linux's is one object whose only global symbol is bench_linux.
B := $(O)/bench
CFLAGS_BENCH = -std=gnu11 -O2 -g -D_GNU_SOURCE -MMD -MP
BENCH_OBJ := $(patsubst %.c,$(B)/%.o,$(CORE_HOSTED) $(wildcard bench/*.c))
BENCH_OBJ := $(filter-out $(B)/bench/linux.o,$(BENCH_OBJ))
LINUX_TESTS = $(LINUX)/tools/testing/memblock
CFLAGS_LINUX = $(CFLAGS_BENCH) -w -I$(B)/linux -I$(B)/linux/include \
	-I$(LINUX_TESTS) -I$(LINUX)/tools/include -I. \
	-DCONFIG_PHYS_ADDR_T_64BIT -DCONFIG_NUMA -DCONFIG_NODES_SHIFT=4

PKG_bench = $(PKG_host) binutils

bench: deps-bench
	$(build) $(B)/$(if $(LINUX),beside-linux,ours) $(HOST)
	$(Q)$(B)/$(if $(LINUX),beside-linux,ours) $(if $(ONLY),"$(ONLY)")
	$(Q)[ -n '$(ONLY)' ] || bench/tool.sh $(HOST)

$(B)/ours: $(BENCH_OBJ)
	$(call say,LD,$@)
	$(Q)$(HOSTCC) $^ -o $@

$(B)/beside-linux: $(BENCH_OBJ) $(B)/linux/linux.o
	$(call say,LD,$@)
	$(Q)$(HOSTCC) $^ -o $@

$(B)/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_BENCH) $(WARN) -c $< -o $@

# Linux's own tests build memblock.c through links beside their headers. Here the
# links are in the build folder, so that the tree is not changed.
$(B)/linux/links: $(LINUX)/mm/memblock.c
	$(Q)mkdir -p $(B)/linux/include/linux $(B)/linux/include/asm
	$(Q)tree=$$(cd $(LINUX) && pwd) && cd $(B)/linux && \
	ln -sf $$tree/mm/memblock.c memblock.c && \
	ln -sf $$tree/tools/testing/memblock/internal.h \
		$$tree/tools/testing/memblock/mm_init.h . && \
	ln -sf $$tree/include/linux/memblock.h include/linux && \
	ln -sf $$tree/tools/arch/x86/include/asm/asm.h \
		$$tree/tools/arch/x86/include/asm/cmpxchg.h include/asm
	$(Q)touch $@

$(B)/linux/linux.o: bench/linux.c bench/linux_kernel.h bench/ops.h \
		$(B)/linux/links
	$(call say,LINUX,$@)
	$(Q)$(HOSTCC) $(CFLAGS_LINUX) -c $(B)/linux/memblock.c \
		-o $(B)/linux/memblock.o
	$(Q)$(HOSTCC) $(CFLAGS_LINUX) -c bench/linux.c -o $(B)/linux/glue.o
	$(Q)ld -r $(B)/linux/glue.o $(B)/linux/memblock.o -o $@
	$(Q)objcopy --keep-global-symbol=bench_linux $@

# With the flags with which core/ is measured.
$(B)/linux/small.o: $(B)/linux/links
	$(Q)$(HOSTCC) $(CFLAGS_LINUX) -Os -fno-stack-protector \
		-fno-asynchronous-unwind-tables -c $(B)/linux/memblock.c -o $@

.PHONY: size
size: deps-bench $(if $(LINUX),$(B)/linux/small.o)
	$(Q)tests/check_size.sh all | sed -n 's/^# //p'
	$(build) $(APP)
	$(Q)bench/rooms.sh $(APP)
	$(Q)[ -z '$(LINUX)' ] || size $(B)/linux/small.o | awk 'NR == 2 { \
		print "Linux, memblock.c without kernel-only parts:", $$1, "bytes" }'
