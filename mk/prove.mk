# SPDX-License-Identifier: BSD-2-Clause
# Proofs of core/. docs/soundness.md says what they show.

P := $(O)/prove
PROVE_OBJ := $(patsubst %.c,$(P)/%.o,$(CORE_HOSTED) $(wildcard tests/prove/*.c) \
	tests/lib/oracle_allocators.c)

.PHONY: prove
prove: deps-prove
	$(build) $(P)/enumerate
	$(Q)$(P)/enumerate

$(P)/enumerate: $(PROVE_OBJ)
	$(call say,LD,$@)
	$(Q)$(HOSTCC) $^ -o $@

$(P)/core/%.o: core/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_HOST) $(WARN_CORE) -c $< -o $@

$(P)/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_HOST) -D_DEFAULT_SOURCE -c $< -o $@
