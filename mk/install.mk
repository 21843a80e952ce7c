# SPDX-License-Identifier: BSD-2-Clause
# make install and uninstall.

PREFIX ?= /usr/local
DESTDIR ?=
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
INSTALL = install
NAME = memblock-efi
BIN = $(DESTDIR)$(PREFIX)/bin
LIB = $(DESTDIR)$(PREFIX)/lib/$(NAME)
INCLUDE = $(DESTDIR)$(PREFIX)/include/$(NAME)
SHARE = $(DESTDIR)$(PREFIX)/share/$(NAME)
DOC = $(DESTDIR)$(PREFIX)/share/doc/$(NAME)
MAN = $(DESTDIR)$(PREFIX)/share/man
PKGCONFIG = $(DESTDIR)$(PREFIX)/share/pkgconfig/$(NAME).pc
BASHCOMP = $(DESTDIR)$(PREFIX)/share/bash-completion/completions/memblock
ZSHCOMP = $(DESTDIR)$(ZSHDIR)/_memblock
FISHCOMP = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/memblock.fish

VERSION = $(shell sed -n 's/.*MEMBLOCK_VERSION "\(.*\)"/\1/p' \
	core/base/version.h)

# A kernel copies these folders whole; for table.h the header is enough.
EMBED = core/base core/memblock core/handoff

# Links to what is not installed become words. Of [FILE](../core/FILE) "FILE
# (core/FILE of the sources)" is left, and of a manual page its name.
INSTALLED_LINKS = \
	-e 's,\[([^]]*)\]\(\.\./\1\),\1 (in the sources),g' \
	-e 's,\[([^]]*)\]\(\.\./([^)]*)\),\1 (\2 of the sources),g' \
	-e 's,\[([^]]*)\]\(man/[^)]*\),\1,g'

.PHONY: install uninstall
install: has-all destination
	$(build) $(APP) $(HOST)
	$(Q)$(MAKE) --no-print-directory -s ARCH=$(FOREIGN) app 2>/dev/null || \
		echo '  SKIP    $(FOREIGN): memblock.efi cannot be built;' \
			'`make deps` installs its packages'
	$(Q)$(INSTALL) -D $(HOST) $(BIN)/memblock
	$(Q)for app in $(ARCHES:%=$(O)/%/memblock.efi); do \
		[ -e $$app ] || continue; \
		arch=$${app%/memblock.efi}; \
		$(INSTALL) -D -m 644 $$app \
			$(LIB)/$${arch##*/}/memblock.efi || exit; \
	done
	$(Q)$(INSTALL) -D -m 644 core/handoff/table.h $(INCLUDE)/table.h
	$(Q)for header in core/*/*.h; do \
		$(INSTALL) -D -m 644 $$header $(INCLUDE)/$$header || exit; \
	done
	$(Q)for folder in $(EMBED); do \
		$(INSTALL) -d $(SHARE)/$$folder && \
		$(INSTALL) -m 644 $$folder/*.[ch] $(SHARE)/$$folder || exit; \
	done
	$(Q)$(INSTALL) -D -m 644 docs/man/memblock.1 $(MAN)/man1/memblock.1
	$(Q)$(INSTALL) -D -m 644 docs/man/memblock-formats.5 \
		$(MAN)/man5/memblock-formats.5
	$(Q)$(INSTALL) -D -m 644 tools/shell/memblock.bash $(BASHCOMP)
	$(Q)$(INSTALL) -D -m 644 tools/shell/_memblock $(ZSHCOMP)
	$(Q)$(INSTALL) -D -m 644 tools/shell/memblock.fish $(FISHCOMP)
	$(Q)$(INSTALL) -d $(DOC)/docs $(dir $(PKGCONFIG))
	$(Q)$(INSTALL) -m 644 LICENSE *.md $(DOC)
	$(Q)$(INSTALL) -m 644 $(wildcard docs/*.*) $(DOC)/docs
	$(Q)sed -E -i $(INSTALLED_LINKS) $(DOC)/docs/*.md
	$(Q)printf '%s\n' 'prefix=$(PREFIX)' \
		'includedir=$${prefix}/include/$(NAME)' \
		'coredir=$${prefix}/share/$(NAME)' '' 'Name: $(NAME)' \
		'Description: memblock sets and the table that memblock.efi hands to a kernel' \
		'Version: $(VERSION)' 'Cflags: -I$${includedir}' >$(PKGCONFIG)
	$(Q)chmod 644 $(PKGCONFIG)

uninstall:
	$(Q)rm -rf $(BIN)/memblock $(PKGCONFIG) $(LIB) $(INCLUDE) $(SHARE) \
		$(DOC) $(MAN)/man1/memblock.1 $(MAN)/man5/memblock-formats.5 \
		$(BASHCOMP) $(ZSHCOMP) $(FISHCOMP)

# One message where nothing can be installed, before anything is built.
.PHONY: destination
destination:
	@mkdir -p '$(DESTDIR)$(PREFIX)' 2>/dev/null && \
		[ -w '$(DESTDIR)$(PREFIX)' ] || { \
		echo '$(DESTDIR)$(PREFIX): cannot install into this folder;' \
			'run make as a user who may write there, or choose' \
			'another one: make install PREFIX=FOLDER' >&2; exit 1; }
