# SPDX-License-Identifier: BSD-2-Clause
# The example kernels of ovmf/kernel/, for memblock.efi to load.

K := $(O)/$(ARCH)/kernels
KERNELS := $(addprefix $(K)/,main.elf main-pie.elf main-low.elf \
	main-single.elf tiny.elf tiny-pie.elf cplusplus.elf crash.elf \
	crash-pie.elf)
KERNEL_ARCH := ovmf/kernel/arch/$(ARCH)
KERNEL_LIB := $(K)/libkernel.a
# All of core/; what a kernel does not use stays in the archive.
KERNEL_OBJ := $(addprefix $(K)/,$(addsuffix .o,$(basename $(CORE) \
	$(KERNEL_ARCH)/machine.c $(KERNEL_ARCH)/exceptions.c \
	$(KERNEL_ARCH)/entry.c $(addprefix ovmf/kernel/,demand.c origin.c processors.c \
	runtime.c pages.c hand_over.c rights.c))))
# The memblock library, which main-single.elf has from build/single/ instead.
KERNEL_SINGLE := $(addprefix $(K)/single/,main.o memblock.o libkernel.a)
KERNEL_MEMBLOCK := $(K)/core/memblock/%.o $(K)/core/handoff/%.o \
	$(K)/core/base/status.o

# -fpie: the same objects are linked at several addresses, and as a PIE.
# -fvisibility=hidden: nothing is addressed through a GOT.
KERNEL_FLAGS = -O2 -g -ffreestanding -fpie -fvisibility=hidden \
	-fno-stack-protector -fno-asynchronous-unwind-tables $(ARCH_CFLAGS) \
	-Wall -Wextra -MMD -MP
CFLAGS_KERNEL = -std=c11 $(KERNEL_FLAGS) $(WARN)
CXXFLAGS_KERNEL = -std=c++17 $(KERNEL_FLAGS) -fno-exceptions -fno-rtti \
	-fno-threadsafe-statics
KERNEL_LD = $(ARCH_CROSS)ld -nostdlib -z noexecstack -z max-page-size=4096
# --defsym= has to precede the script that uses it. ld marks a PIE as ET_EXEC
# when its lowest address is not 0.
KERNEL_PIE = -pie --no-dynamic-linker -z text --defsym=BASE=0

.PHONY: kernels
kernels: deps-kernels
	$(build) $(KERNELS)

$(K)/main.elf: $(K)/ovmf/kernel/main.o
$(K)/main-pie.elf: $(K)/ovmf/kernel/main.o
$(K)/main-pie.elf: KERNEL_HOW = $(KERNEL_PIE) $(ARCH_RELR)
# At an address where firmware already is, and the identity map would be.
$(K)/main-low.elf: $(K)/ovmf/kernel/main.o
$(K)/main-low.elf: KERNEL_HOW = --defsym=BASE=$(ARCH_LOW_KERNEL)
$(K)/main-single.elf: $(KERNEL_SINGLE)
$(K)/tiny.elf: $(K)/ovmf/kernel/tiny.o
$(K)/tiny-pie.elf: $(K)/ovmf/kernel/tiny.o
$(K)/tiny-pie.elf: KERNEL_HOW = $(KERNEL_PIE)
$(K)/cplusplus.elf: $(K)/ovmf/kernel/cplusplus.o

# Entered as a C function: it has no handlers of its own.
CRASHES := $(K)/crash.elf $(K)/crash-pie.elf
$(CRASHES): $(K)/ovmf/kernel/crash.o $(K)/$(KERNEL_ARCH)/crash.o
$(CRASHES): KERNEL_HOW = --entry=kernel_main
$(K)/crash-pie.elf: KERNEL_HOW += $(KERNEL_PIE)
$(K)/%/crash.o: KERNEL_FLAGS += -fno-omit-frame-pointer \
	-mno-omit-leaf-frame-pointer -fno-optimize-sibling-calls

$(filter-out %/main-single.elf,$(KERNELS)): $(KERNEL_LIB)
$(filter-out $(CRASHES),$(KERNELS)): $(K)/$(KERNEL_ARCH)/start.o
$(KERNELS): ovmf/kernel/link.ld
	$(call say,LD,$@)
	$(Q)$(KERNEL_LD) $(KERNEL_HOW) -T ovmf/kernel/link.ld \
		$(filter %.o,$^) $(filter %.a,$^) -o $@

$(KERNEL_LIB): $(KERNEL_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(ARCH_AR) rcs $@ $^

$(K)/single/libkernel.a: $(filter-out $(KERNEL_MEMBLOCK),$(KERNEL_OBJ))
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D)
	$(Q)rm -f $@ && $(ARCH_AR) rcs $@ $^

# Declarations come from the single header, so that the headers of core/ that
# main.c includes add nothing.
$(K)/single/main.o: ovmf/kernel/main.c $(S)/memblock.h
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) -include $(S)/memblock.h $(CPPFLAGS) $(CFLAGS_KERNEL) \
		-c $< -o $@

$(K)/single/memblock.o: $(S)/memblock.c
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CFLAGS_KERNEL) -c $< -o $@

$(K)/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(CFLAGS_KERNEL) -c $< -o $@

$(K)/%.o: %.cc
	$(call say,CXX,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(CXXFLAGS_KERNEL) -c $< -o $@

$(K)/%.o: %.S
	$(call say,AS,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) -MMD -MP -c $< -o $@

# Probe kernels for the protocols of 32-bit kernels, which only x86_64 has.
PROBES := $(if $(filter x86_64,$(ARCH)),$(addprefix $(K)/probe/,mb1.elf \
	mb1-high.elf mb1-nvs.elf mb2.elf mb2-high.elf mb2-move.elf \
	mb2-services.elf pvh.elf))
PROBE := $(K)/probe/ovmf/kernel/probe
CFLAGS_PROBE = -m32 -march=i686 -std=c11 -O2 -g -ffreestanding -fpie \
	-fvisibility=hidden -fno-stack-protector \
	-fno-asynchronous-unwind-tables -mgeneral-regs-only $(WARN) -MMD -MP

$(K)/probe/mb1.elf $(K)/probe/mb1-high.elf $(K)/probe/mb1-nvs.elf: $(PROBE)/mb1.o
$(K)/probe/mb2.elf $(K)/probe/mb2-high.elf: $(PROBE)/mb2.o
$(K)/probe/mb2-move.elf: $(PROBE)/mb2-move.o
$(K)/probe/pvh.elf: $(PROBE)/pvh.o
$(K)/probe/mb2-services.elf: $(PROBE)/mb2-services.o
$(PROBE)/mb1.o: HEADER = 1
$(PROBE)/mb2.o: HEADER = 2
$(PROBE)/mb2-move.o: HEADER = 2 -DRELOCATABLE
$(PROBE)/mb2-services.o: HEADER = 2 -DRELOCATABLE -DSERVICES
$(PROBE)/pvh.o: HEADER = 3

# At 1 MiB the memory is free; at 16 MiB OVMF is still in it; above 0x806000 it
# has ACPI NVS.
PROBE_BASE = 0x100000
$(K)/probe/%-high.elf: PROBE_BASE = 0x1000000
$(K)/probe/%-nvs.elf: PROBE_BASE = 0x7f0000
$(PROBES): $(PROBE)/probe.o $(PROBE)/info.o ovmf/kernel/probe/link.ld
	$(call say,LD,$@)
	$(Q)$(ARCH_CROSS)ld -m elf_i386 -nostdlib -z noexecstack \
		-z max-page-size=4096 --defsym=BASE=$(PROBE_BASE) \
		-T ovmf/kernel/probe/link.ld $(filter %.o,$^) -o $@

$(PROBE)/probe.o $(PROBE)/info.o: $(PROBE)/%.o: ovmf/kernel/probe/%.c
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(CFLAGS_PROBE) -c $< -o $@

$(addprefix $(PROBE)/,mb1.o mb2.o mb2-move.o mb2-services.o pvh.o): ovmf/kernel/probe/entry.S
	$(call say,AS,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) -m32 -DHEADER=$(HEADER) -MMD -MP -c $< -o $@

# Probe kernels for the Limine protocol: one for each base revision, and some
# with other requests.
LIMINES := $(addprefix $(K)/limine/,0.elf 1.elf 2.elf 3.elf 4.elf 5.elf 6.elf \
	6-pie.elf $(if $(filter x86_64,$(ARCH)),6-levels-5.elf))
LIMINE := $(K)/ovmf/kernel/limine
LIMINE_OBJ := $(addprefix $(LIMINE)/,copies.o files.o image.o main.o memory.o processors.o \
	responses.o arch/$(ARCH)/entry.o arch/$(ARCH)/machine.o)

$(K)/limine/6-pie.elf: LIMINE_HOW = $(KERNEL_PIE)
$(LIMINE)/6-pie.o: LIMINE_FLAGS = -DINTERNALS -DSCATTERED
$(LIMINE)/6-levels-5.o: LIMINE_FLAGS = -DLEVELS_5 -DX2APIC
$(LIMINES): $(K)/limine/%.elf: $(LIMINE)/%.o $(LIMINE_OBJ) $(KERNEL_LIB) \
		ovmf/kernel/limine/link.ld
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(KERNEL_LD) $(LIMINE_HOW) -T ovmf/kernel/limine/link.ld \
		$(filter %.o,$^) $(filter %.a,$^) -o $@

$(patsubst $(K)/limine/%.elf,$(LIMINE)/%.o,$(LIMINES)): $(LIMINE)/%.o: \
		ovmf/kernel/limine/requests.c
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(CFLAGS_KERNEL) \
		-DREVISION=$(firstword $(subst -, ,$*)) $(LIMINE_FLAGS) \
		-c $< -o $@
