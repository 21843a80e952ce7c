# SPDX-License-Identifier: BSD-2-Clause
# Host tests, without QEMU, under AddressSanitizer and UBSan.

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
# efi/ is compiled for the host, too: tests give it a system table of their own.
# arch.h is data; every host takes that of x86_64.
CFLAGS_CHECK = -std=c11 -O1 -g $(WARN) -MMD -MP $(SANITIZE) $(COVERAGE) \
	-fno-strict-aliasing -isystem /usr/include/efi \
	-isystem /usr/include/efi/$(HOST_ARCH) -DGNU_EFI_USE_MS_ABI \
	-Iefi/arch/x86_64
C ?= $(O)/check
CHECK_LIB := $(C)/libcheck.a
CHECK_OBJ := $(patsubst %.c,$(C)/%.o,$(CORE_HOSTED) $(EFI) $(TOOLS_LIB) \
	$(wildcard efi/arch/*/paging.c) $(wildcard tests/lib/*.c) \
	$(filter-out tests/prove/main.c,$(wildcard tests/prove/*.c))) \
	$(C)/efi/texts/packed.o
CHECK_BIN := $(patsubst tests/%.c,$(C)/%,$(TESTS))
REPLAY_BIN := $(patsubst tests/%.c,$(C)/%,$(FUZZERS))

check: deps-check
	$(build) check-run

.PHONY: check-run
check-run: layers $(CHECK_BIN) $(REPLAY_BIN) $(HOST) $(APP) $(MEMBLOCK)
	$(Q)tests/run.sh -j 2 -o $(O)/results/check $(CHECK_BIN) $(REPLAY_BIN) \
		$(wildcard tests/check_*.sh)

$(CHECK_BIN): $(C)/test_%: $(C)/tests/test_%.o $(CHECK_LIB)
	$(call say,LD,$@)
	$(Q)$(HOSTCC) $(SANITIZE) $(COVERAGE) $(WRAP) $^ -lcmocka $(HOST_LIBS) -o $@

# It counts the calls of these functions.
$(C)/test_options_once: WRAP = -Wl,--wrap=memmap_next \
	-Wl,--wrap=module_value_read -Wl,--wrap=reserve_mem_read

# Without the files that need the firmware's headers, efi/arch/ or cmocka.
FUZZ_SRC = $(CORE_HOSTED) $(TOOLS_LIB) \
	$(filter-out tests/lib/fake_% tests/lib/walker.c tests/lib/docblock.c \
	tests/lib/givenboot.c tests/lib/givenelf.c tests/lib/givenkernel.c \
	tests/lib/givenlimine.c tests/lib/givenmappings.c \
	tests/lib/givenphysical.c tests/lib/test.c, \
	$(wildcard tests/lib/*.c)) \
	efi/config/load_options.c efi/uefi/path.c $(wildcard efi/boot/elf/*.c) \
	$(wildcard efi/boot/multiboot/header*.c efi/boot/physical/image*.c) \
	$(wildcard efi/boot/l*/phrases.c) efi/boot/limine/requests.c \
	efi/boot/linux/image.c efi/boot/native/rules.c

# A fuzzer linked with tests/replay.c runs its corpus once, with the files that
# make fuzz builds.
$(REPLAY_BIN): $(C)/fuzz_%: $(C)/tests/fuzz_%.o $(C)/tests/replay.o $(C)/libfuzz.a
	$(call say,LD,$@)
	$(Q)$(HOSTCC) $(SANITIZE) $(COVERAGE) $^ $(HOST_LIBS) -o $@

$(C)/libcheck.a: $(CHECK_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $(CHECK_OBJ)

$(C)/libfuzz.a: $(patsubst %.c,$(C)/%.o,$(FUZZ_SRC))
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

$(C)/efi/texts/packed.o: efi/texts/packed.S $(O)/texts.gz
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -Wa,-I$(O) -c $< -o $@

$(C)/core/%.o: core/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_CHECK) $(WARN_CORE) -c $< -o $@

$(C)/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) $(CPPFLAGS) $(CFLAGS_CHECK) -c $< -o $@

layers: deps-layers
	+$(Q)tests/layers.sh $(O)/layers

.PHONY: format
format: deps-format
	$(Q)tests/format.sh

# Without the sanitizers, whose checks are branches too, and without the counts
# of an earlier run. The host program that the scripts run counts as well.
coverage: deps-coverage
	$(Q)find $(O)/coverage -name '*.gcda' -delete 2>/dev/null || true
	$(build) C=$(O)/coverage SANITIZE= MEMBLOCK=$(O)/coverage/memblock \
		COVERAGE='--coverage -O0' check-run
	$(Q)tests/coverage.sh $(O)/coverage

export MEMBLOCK
$(O)/coverage/memblock: $(C)/tools/memblock.o $(CHECK_LIB)
	$(call say,LD,$@)
	$(Q)$(HOSTCC) $(COVERAGE) $^ $(HOST_LIBS) -o $@

FUZZ_SECONDS ?= 60
F := $(O)/fuzz
FUZZ_BIN := $(patsubst tests/%.c,$(F)/%,$(FUZZERS))
fuzz: deps-fuzz
	$(build) $(FUZZ_BIN)
	$(Q)for f in $(FUZZ_BIN); do \
		mkdir -p $(F)/new/$${f##*/fuzz_}; \
		$$f -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 \
			$(F)/new/$${f##*/fuzz_} tests/corpus/$${f##*/fuzz_} \
			2>$$f.log || { tail -n 40 $$f.log; exit 1; }; \
		printf '  FUZZ    %-13s %s\n' $${f##*/fuzz_} \
			"$$(sed -nE 's,^#([0-9]+)	DONE +cov: ([0-9]+) ft: [0-9]+ corp: ([0-9]+)/.*,\1 executions; \2 edges by \3 inputs,p' $$f.log)"; \
	done

# An input is kept when it reaches an edge that no other one of the corpus does.
.PHONY: fuzz-corpus
fuzz-corpus: deps-fuzz
	$(build) $(FUZZ_BIN)
	$(Q)for f in $(FUZZ_BIN); do \
		name=$${f##*/fuzz_}; \
		mkdir -p $(F)/new/$$name; \
		$$f -merge=1 -use_counters=0 tests/corpus/$$name \
			$(F)/new/$$name 2>$$f.merge.log || exit 1; \
		printf '  MERGE   %-13s %s\n' $$name "$$(tail -n 1 $$f.merge.log)"; \
	done

CFLAGS_FUZZ = -std=c11 -O1 -g -MMD -MP -fsanitize=address,undefined
FUZZ_OBJ := $(patsubst %.c,$(F)/%.o,$(FUZZ_SRC))

$(FUZZ_BIN): $(F)/fuzz_%: $(F)/tests/fuzz_%.o $(F)/libfuzz.a
	$(call say,LD,$@)
	$(Q)clang -fsanitize=fuzzer,address,undefined $^ $(HOST_LIBS) -o $@

$(F)/libfuzz.a: $(FUZZ_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $(FUZZ_OBJ)

$(F)/%.o: %.c
	$(call say,CLANG,$<)
	$(Q)mkdir -p $(@D)
	$(Q)clang $(CPPFLAGS) $(CFLAGS_FUZZ) -fsanitize=fuzzer-no-link -c $< -o $@
