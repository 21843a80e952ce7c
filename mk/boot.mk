# QEMU with OVMF.

#: make run               boots memblock.efi in QEMU; MEM=4G ARGS="mem=1G"
run: deps-run $(APP)
	$(Q)./ovmf/run.sh -a $(ARCH) -m $(MEM) -- $(ARGS)
