# SPDX-License-Identifier: BSD-2-Clause
# make differential: random operations on core/memblock and on Linux's
# mm/memblock.c, compared after each one (tests/differential/). N is the number
# of operations, SEED that of the first sequence; the time without it.

D := $(O)/differential
DIFF_SRC := $(filter-out tests/differential/linux.c,\
	$(wildcard tests/differential/*.c)) \
	$(wildcard core/memblock/*.c) core/base/bytes.c core/base/status.c
DIFF_OBJ := $(patsubst %.c,$(D)/%.o,$(DIFF_SRC))
# Its initial arrays have room for what fits only after growing in a sequence.
CFLAGS_DIFF_LINUX = $(CFLAGS_LINUX) -O1 -fno-strict-aliasing \
	-DCONFIG_HAVE_MEMBLOCK_PHYS_MAP -DINIT_MEMBLOCK_MEMORY_REGIONS=512 \
	-DINIT_MEMBLOCK_RESERVED_REGIONS=512

PKG_differential = $(PKG_bench) xz-utils

.PHONY: differential differential-run
differential: deps-differential
	$(Q)tree='$(LINUX)'; \
	[ -n "$$tree" ] || tree=$$(tools/linux-tree.sh $(O)/linux) && \
	$(MAKE) --no-print-directory $(if $(V),,-s) LINUX="$$tree" \
		differential-run

differential-run: $(D)/differential
	$(Q)$(D)/differential $(or $(N),10000000) $(SEED)

$(D)/differential: $(DIFF_OBJ) $(D)/linux.o
	$(call say,LD,$@)
	$(Q)$(HOSTCC) -Wl,--wrap=memset $^ -o $@

$(D)/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_BENCH) $(WARN) \
		-fno-strict-aliasing -c $< -o $@

# Both have the same names: all except one symbol are made local.
$(D)/linux.o: $(wildcard tests/differential/linux*) \
		$(wildcard tests/differential/*.h) $(B)/linux/links
	$(call say,LINUX,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CFLAGS_DIFF_LINUX) -c tests/differential/linux.c -o $@
	$(Q)objcopy --keep-global-symbol=diff_linux $@
