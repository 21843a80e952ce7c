# SPDX-License-Identifier: BSD-2-Clause
# The whole host program under AFL++. Each captured map is an input for each
# command line of tests/afl/afl.c.

PKG_afl = $(PKG_host) afl++ clang

AFL_SECONDS ?= 60
A := $(O)/afl
AFL_OBJ := $(patsubst %.c,$(A)/%.o,$(CORE_HOSTED) $(TOOLS) tests/afl/afl.c)
AFL_FLAGS = -std=gnu11 -O2 -g -D_GNU_SOURCE -MMD -MP $(CPPFLAGS)

.PHONY: afl
afl: deps-afl
	$(build) $(A)/memblock
	$(Q)tests/afl/afl.sh $(A) $(AFL_SECONDS)

$(A)/memblock: $(AFL_OBJ)
	$(call say,AFL,$@)
	$(Q)AFL_QUIET=1 AFL_USE_ASAN=1 AFL_USE_UBSAN=1 afl-clang-fast $^ \
		$(HOST_LIBS) -o $@

$(A)/tools/memblock.o: AFL_FLAGS += -Dmain=memblock_main

$(A)/%.o: %.c
	$(call say,AFL,$<)
	$(Q)mkdir -p $(@D)
	$(Q)AFL_QUIET=1 AFL_USE_ASAN=1 AFL_USE_UBSAN=1 afl-clang-fast \
		$(AFL_FLAGS) -c $< -o $@
