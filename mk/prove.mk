# SPDX-License-Identifier: BSD-2-Clause
# Proofs of core/. docs/soundness.md says what they show.

P := $(O)/prove
PROVE_OBJ := $(patsubst %.c,$(P)/%.o,$(CORE_HOSTED) $(wildcard tests/prove/*.c) \
	tests/lib/oracle_allocators.c)

.PHONY: prove
prove: deps-prove
	$(build) $(P)/enumerate
	$(Q)$(P)/enumerate
	$(Q)tests/prove/wp.sh $(P)/wp
	$(Q)tests/prove/cbmc.sh $(P)/cbmc

# Changes what is proved, and expects that the proofs fail.
.PHONY: prove-mutants
prove-mutants: deps-prove
	$(build) $(P)/enumerate
	$(Q)tests/prove/self-test.sh $(P)/mutants

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

# --- mutants ----------------------------------------------------------------

ROOM ?= core
M := $(O)/mutants

# The test programs as make check builds them, with and without the sanitizers,
# but linked with a shared library, and with an empty one before it: a program
# that finds a mutant under the name of the empty one runs with the mutant. The
# third build shows which lines each program executes. test_options_once is
# linked in a way of its own.
M_FLAGS = -g0 -fPIC -fno-semantic-interposition -Wl,--no-as-needed
M_SHARED = CHECK_LIB='$$(C)/libmutant.so $$(C)/libcheck.so' \
	COVERAGE='$(M_FLAGS)'
.PHONY: mutants
mutants: deps-mutants
	$(build) C=$(M)/check $(M_SHARED) mutants-run
	$(build) C=$(M)/plain SANITIZE= $(M_SHARED) mutants-run
	$(build) C=$(M)/coverage SANITIZE= COVERAGE='--coverage -O0' \
		mutants-run
	$(Q)python3 -B tests/mutants/run.py --folder $(M) --room '$(ROOM)' \
		--n $(or $(N),0) --seed $(or $(SEED),1) \
		--jobs $(or $(JOBS),$(shell nproc)) --sanitize '$(SANITIZE)' \
		--compile '$(HOSTCC) $(filter-out -MMD -MP $(SANITIZE),$(CFLAGS_CHECK)) $(M_FLAGS)' \
		--libs '-lcmocka $(HOST_LIBS)'

.PHONY: mutants-run
mutants-run: $(filter-out %/test_options_once,$(CHECK_BIN))

$(M)/%/libmutant.so:
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -shared -Wl,-soname,libmutant.so -o $@

$(C)/libcheck.so: $(CHECK_OBJ)
	$(call say,LD,$@)
	$(Q)$(HOSTCC) -shared $(SANITIZE) $(CHECK_OBJ) -o $@
