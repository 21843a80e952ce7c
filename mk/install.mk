# SPDX-License-Identifier: BSD-2-Clause
# make install and uninstall.

PREFIX ?= /usr/local
DESTDIR ?=
INSTALL = install
NAME = memblock-efi
BIN = $(DESTDIR)$(PREFIX)/bin
LIB = $(DESTDIR)$(PREFIX)/lib/$(NAME)
INCLUDE = $(DESTDIR)$(PREFIX)/include/$(NAME)
SHARE = $(DESTDIR)$(PREFIX)/share/$(NAME)
DOC = $(DESTDIR)$(PREFIX)/share/doc/$(NAME)
PKGCONFIG = $(DESTDIR)$(PREFIX)/share/pkgconfig/$(NAME).pc

VERSION = $(shell sed -n 's/.*MEMBLOCK_VERSION "\(.*\)"/\1/p' \
	core/base/version.h)

# A kernel copies these folders whole; for table.h the header is enough.
EMBED = core/base core/memblock core/handoff

.PHONY: install uninstall
install: has-all
	$(build) $(APP) $(HOST)
	$(Q)$(INSTALL) -D $(HOST) $(BIN)/memblock
	$(Q)for app in $(wildcard $(ARCHES:%=$(O)/%/memblock.efi)) $(APP); do \
		arch=$${app%/memblock.efi}; \
		$(INSTALL) -D -m 644 $$app \
			$(LIB)/$${arch##*/}/memblock.efi || exit; \
	done
	$(Q)$(INSTALL) -D -m 644 core/handoff/table.h $(INCLUDE)/table.h
	$(Q)for folder in $(EMBED); do \
		$(INSTALL) -d $(SHARE)/$$folder && \
		$(INSTALL) -m 644 $$folder/*.[ch] $(SHARE)/$$folder || exit; \
	done
	$(Q)$(INSTALL) -d $(DOC)/docs $(dir $(PKGCONFIG))
	$(Q)$(INSTALL) -m 644 LICENSE *.md $(DOC)
	$(Q)$(INSTALL) -m 644 docs/* $(DOC)/docs
	$(Q)printf '%s\n' 'prefix=$(PREFIX)' \
		'includedir=$${prefix}/include/$(NAME)' \
		'coredir=$${prefix}/share/$(NAME)' '' 'Name: $(NAME)' \
		'Description: the table that memblock.efi hands to a kernel' \
		'Version: $(VERSION)' 'Cflags: -I$${includedir}' >$(PKGCONFIG)
	$(Q)chmod 644 $(PKGCONFIG)

uninstall:
	$(Q)rm -rf $(BIN)/memblock $(PKGCONFIG) $(LIB) $(INCLUDE) $(SHARE) \
		$(DOC)
