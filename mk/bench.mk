# core/ beside Linux's own memblock: the same results, and how fast.

# The top of a Linux 7.x source tree; empty: Debian's newest is downloaded
# for conformance, and bench measures ours alone.
LINUX ?=

PKG_conformance = $(PKG_host)

#: make conformance       Linux's own memblock tests; LINUX=tree
.PHONY: conformance
conformance: deps-conformance
	$(Q)tree='$(LINUX)'; \
	[ -n "$$tree" ] || tree=$$(tools/linux-tree.sh $(O)/linux) && \
	HOSTCC='$(HOSTCC)' tests/linux/conformance.sh "$$tree" \
		$(O)/conformance
