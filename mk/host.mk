# SPDX-License-Identifier: BSD-2-Clause
# The host program `memblock`.

HOST_LIBS = -ljansson -lz -llzma -lzstd

HOST := $(O)/host/memblock
HOST_OBJ := $(patsubst %.c,$(O)/host/%.o,$(CORE_HOSTED) $(TOOLS))

host: has-host
	$(Q)! $(MAKE) -q --no-print-directory $(HOST) 2>/dev/null || \
		echo '  $(HOST) is up to date'
	$(build) $(HOST)

$(HOST): $(HOST_OBJ)
	$(call say,LD,$@)
	$(Q)$(HOSTCC) $(HOST_OBJ) $(HOST_LIBS) -o $@

$(O)/host/core/%.o: core/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_HOST) $(WARN_CORE) -c $< -o $@

$(O)/host/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_HOST) -c $< -o $@
