# QEMU with OVMF.

LAUNCH := $(O)/$(ARCH)/launch.efi
LAUNCH_OBJ := $(O)/$(ARCH)/ovmf/launch/launch.o

app: $(LAUNCH)

$(LAUNCH): $(O)/$(ARCH)/launch.so
	$(call say,EFI,$@)
	$(Q)$(ARCH_OBJCOPY) $< $@

$(O)/$(ARCH)/launch.so: $(LAUNCH_OBJ) efi/arch/$(ARCH)/arch.mk
	$(call say,LD,$@)
	$(Q)$(ARCH_LD) $(ARCH_CRT0) $(LAUNCH_OBJ) $(ARCH_LIBS) -o $@

#: make run               boots memblock.efi in QEMU; MEM=4G ARGS="mem=1G"
run: deps-run $(APP) $(LAUNCH)
	$(Q)./ovmf/run.sh -a $(ARCH) -m $(MEM) -- $(ARGS)
