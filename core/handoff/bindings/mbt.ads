-- SPDX-License-Identifier: BSD-2-Clause
--  Made from core/handoff/table.h by tools/bindings:
--  GOLDEN=write tests/check_bindings.sh. docs/table.md specifies the format.
with Interfaces; use Interfaces;
with System;

package Mbt is
   pragma Preelaborate;

   type Guid is array (0 .. 15) of Unsigned_8;

   --  The first 8 bytes as a number: 0x8b "MBLK" CR LF 0x1a. They are not
   --  text, and a conversion of line ends destroys them.
   MAGIC : constant Unsigned_64 := 16#1a0a0d4b4c424d8b#;

   VERSION_MAJOR : constant Unsigned_32 := 16#1#;

   VERSION_MINOR : constant Unsigned_32 := 16#2#;

   type Header is record
      --  MAGIC
      magic : Unsigned_64;
      --  a reader refuses any other
      version_major : Unsigned_16;
      --  a reader ignores it
      version_minor : Unsigned_16;
      --  bytes to the first section
      header_size : Unsigned_32;
      --  bytes of the header and all sections
      used_size : Unsigned_32;
      --  bytes reserved; not less than used_size
      capacity : Unsigned_32;
      --  CRC-32 of used_size bytes with this as 0
      crc32 : Unsigned_32;
      --  FLAG_*
      flags : Unsigned_32;
      --  address of the table; 0 in a file
      phys_base : Unsigned_64;
      --  value of mem=; UINT64_MAX without
      mem_limit : Unsigned_64;
      --  4096
      page_size : Unsigned_32;
      section_count : Unsigned_32;
      --  bytes in TAG_PHYSMAP
      total_ram : Unsigned_64;
   end record
     with Convention => C;

   --  incomplete: TAG_LOST says what is not there
   FLAG_TRUNCATED : constant Unsigned_32 := 16#1#;
   --  mem= was given
   FLAG_CAPPED : constant Unsigned_32 := 16#2#;
   --  made from the map that was passed to ExitBootServices()
   FLAG_FINAL : constant Unsigned_32 := 16#4#;
   --  mem_limit is an amount of memory, not an address
   FLAG_AMOUNT : constant Unsigned_32 := 16#8#;
   --  made on a host from a captured map
   FLAG_SIMULATED : constant Unsigned_32 := 16#10#;

   --  The header of a section; the payload follows it.
   type Section is record
      --  TAG_*
      tag : Unsigned_32;
      --  CRITICAL
      flags : Unsigned_16;
      --  bytes from one entry to the next
      entry_size : Unsigned_16;
      --  entries
      count : Unsigned_32;
      --  bytes of the payload, a multiple of 8
      payload_size : Unsigned_32;
   end record
     with Convention => C;

   --  A reader that does not know the section must not use the table.
   CRITICAL : constant Unsigned_32 := 16#1#;

   --  The sections, with the type of their entries. An offset of a string
   --  counts from the first byte of TAG_STRINGS; 0 is the empty string.
   --  not used
   TAG_END : constant Unsigned_32 := 16#0#;
   --  Region: may be managed by a kernel
   TAG_MEMORY : constant Unsigned_32 := 16#1#;
   --  Region: in use
   TAG_RESERVED : constant Unsigned_32 := 16#2#;
   --  Region: all RAM present
   TAG_PHYSMAP : constant Unsigned_32 := 16#3#;
   --  EFI_MEMORY_DESCRIPTORs from GetMemoryMap()
   TAG_EFI_MAP : constant Unsigned_32 := 16#4#;
   --  strings of UTF-8, each with a NUL
   TAG_STRINGS : constant Unsigned_32 := 16#5#;
   --  one Platform
   TAG_PLATFORM : constant Unsigned_32 := 16#6#;
   --  Framebuffer
   TAG_FRAMEBUFFER : constant Unsigned_32 := 16#7#;
   --  Module
   TAG_MODULES : constant Unsigned_32 := 16#8#;
   --  one string of UTF-8, with its NUL
   TAG_CMDLINE : constant Unsigned_32 := 16#9#;
   --  one Cpu
   TAG_CPU : constant Unsigned_32 := 16#a#;
   --  Distance, from the ACPI SLIT
   TAG_DISTANCES : constant Unsigned_32 := 16#b#;
   --  Anomaly
   TAG_ANOMALIES : constant Unsigned_32 := 16#c#;
   --  uint32_t: indexes into TAG_EFI_MAP
   TAG_SOURCES : constant Unsigned_32 := 16#d#;
   --  one Kernel
   TAG_KERNEL : constant Unsigned_32 := 16#e#;
   --  Lost
   TAG_LOST : constant Unsigned_32 := 16#f#;
   --  Serial
   TAG_SERIAL : constant Unsigned_32 := 16#10#;
   --  bytes: EDID of a display, 128 or more
   TAG_EDID : constant Unsigned_32 := 16#11#;
   --  one Boot
   TAG_BOOT : constant Unsigned_32 := 16#12#;
   --  one Symbols
   TAG_SYMBOLS : constant Unsigned_32 := 16#13#;
   --  Processor, with smp=on
   TAG_PROCESSORS : constant Unsigned_32 := 16#14#;
   KNOWN_TAGS : constant Unsigned_32 := 16#15#;

   --  A range of memory: page-aligned and not empty; base + size does not
   --  wrap. The regions of a section are sorted by base and do not overlap.
   --  Those of TAG_RESERVED have one owner each and need not lie in
   --  TAG_MEMORY; those of TAG_MEMORY lie in TAG_PHYSMAP.
   type Region is record
      base : Unsigned_64;
      --  bytes
      size : Unsigned_64;
      --  REGION_*
      flags : Unsigned_32;
      --  LIFETIME_*, if reserved
      lifetime : Unsigned_16;
      --  NUMA node, or NO_NODE
      nid : Unsigned_16;
      --  string: "module", if reserved
      owner : Unsigned_32;
      --  string: "initrd"; empty for most owners
      name : Unsigned_32;
      --  index into TAG_SOURCES
      first_source : Unsigned_32;
      --  descriptors that the region comes from
      source_count : Unsigned_32;
   end record
     with Convention => C;

   NO_NODE : constant Unsigned_32 := 16#ffff#;

   --  memory: may be removed
   REGION_HOTPLUG : constant Unsigned_32 := 16#1#;
   --  memory: mirrored
   REGION_MIRROR : constant Unsigned_32 := 16#2#;
   --  memory: never to be mapped
   REGION_NOMAP : constant Unsigned_32 := 16#4#;
   --  memory: added by a driver
   REGION_DRIVER_MANAGED : constant Unsigned_32 := 16#8#;
   --  reserved: struct pages are not initialized
   REGION_NOINIT : constant Unsigned_32 := 16#10#;
   --  reserved: for the kernel
   REGION_KERN : constant Unsigned_32 := 16#20#;

   --  How long a reserved region stays in use. The order is part of the
   --  format: of several owners of a page the one with the largest number has
   --  it.
   --  until SetVirtualAddressMap(), or until the kernel decides never to call
   --  it
   LIFETIME_SVAM : constant Unsigned_32 := 16#0#;
   --  until the ACPI tables are read
   LIFETIME_ACPI : constant Unsigned_32 := 16#1#;
   --  until the kernel accepts the memory
   LIFETIME_ACCEPT : constant Unsigned_32 := 16#2#;
   --  until a driver requests it
   LIFETIME_DRIVER : constant Unsigned_32 := 16#3#;
   --  until the kernel has left the loader's stack, page and descriptor
   --  tables on each processor of TAG_PROCESSORS
   LIFETIME_KERNEL : constant Unsigned_32 := 16#4#;
   --  until the kernel no longer needs the table, command line and modules
   LIFETIME_TABLE : constant Unsigned_32 := 16#5#;
   --  for ever, as with any unknown number
   LIFETIME_NEVER : constant Unsigned_32 := 16#6#;
   KNOWN_LIFETIMES : constant Unsigned_32 := 16#7#;

   --  The firmware's tables and versions. Addresses are physical, 0 if there
   --  is no such table.
   type Platform is record
      --  ACPI root pointer
      rsdp : Unsigned_64;
      --  SMBIOS 2 entry point
      smbios : Unsigned_64;
      --  SMBIOS 3 entry point
      smbios3 : Unsigned_64;
      efi_system_table : Unsigned_64;
      --  flattened
      device_tree : Unsigned_64;
      --  DescriptorVersion of TAG_EFI_MAP
      efi_desc_version : Unsigned_32;
      --  EFI_SYSTEM_TABLE.Hdr.Revision
      uefi_revision : Unsigned_32;
      --  EFI_SYSTEM_TABLE.FirmwareRevision
      firmware_revision : Unsigned_32;
      --  string: FirmwareVendor of the same
      vendor : Unsigned_32;
      --  string: "x86_64", "aarch64"
      arch : Unsigned_32;
      --  PLATFORM_*
      flags : Unsigned_32;
   end record
     with Convention => C;

   --  Secure Boot is enabled
   PLATFORM_SECURE_BOOT : constant Unsigned_32 := 16#1#;
   --  the sets follow Linux's rules for arm64; without the flag for x86
   PLATFORM_ARM64_RULES : constant Unsigned_32 := 16#2#;
   --  TAG_EFI_MAP was made from E820 rows, in whole pages
   PLATFORM_FROM_E820 : constant Unsigned_32 := 16#4#;
   --  it was made from sets or lists of resources
   PLATFORM_FROM_SETS : constant Unsigned_32 := 16#8#;

   --  A linear framebuffer from EFI_GRAPHICS_OUTPUT_PROTOCOL.
   type Framebuffer is record
      base : Unsigned_64;
      --  bytes
      size : Unsigned_64;
      --  pixels
      width : Unsigned_32;
      --  pixels
      height : Unsigned_32;
      --  bytes from line to line
      pitch : Unsigned_32;
      bits_per_pixel : Unsigned_32;
      red_mask : Unsigned_32;
      green_mask : Unsigned_32;
      blue_mask : Unsigned_32;
      reserved_mask : Unsigned_32;
   end record
     with Convention => C;

   --  A file that was loaded for the kernel (module=).
   type Module is record
      --  page-aligned
      base : Unsigned_64;
      --  bytes of the file
      size : Unsigned_64;
      --  string, also the name of the reserved region
      name : Unsigned_32;
      --  string
      path : Unsigned_32;
      --  string: what follows " -- " in module=
      cmdline : Unsigned_32;
      --  0
      pad : Unsigned_32;
   end record
     with Convention => C;

   --  The state in which the kernel is entered, see docs/handoff.md.
   type Cpu is record
      --  physical address: CR3, TTBR
      page_table : Unsigned_64;
      --  virtual address that maps physical address 0
      direct_map : Unsigned_64;
      --  bytes of it in which all RAM is mapped
      direct_size : Unsigned_64;
      --  physical address of the lowest byte
      stack_base : Unsigned_64;
      --  bytes
      stack_size : Unsigned_64;
      --  the page below the stack, not mapped
      guard_base : Unsigned_64;
      --  of page tables
      levels : Unsigned_32;
      --  CPU_*
      flags : Unsigned_32;
   end record
     with Convention => C;

   --  aarch64: entered at EL2; without it at EL1
   CPU_EL2 : constant Unsigned_32 := 16#1#;

   --  The kernel that was loaded.
   type Kernel is record
      phys_base : Unsigned_64;
      --  bytes in memory
      size : Unsigned_64;
      --  address at which the lowest segment runs
      virt_base : Unsigned_64;
      --  virt_base minus p_vaddr of that segment
      load_bias : Unsigned_64;
      --  virtual address
      entry_point : Unsigned_64;
      --  string
      path : Unsigned_32;
      --  0
      pad : Unsigned_32;
      --  added to all addresses by kaslr=on
      slide : Unsigned_64;
   end record
     with Convention => C;

   --  A serial port for messages. The firmware has set its speed.
   type Serial is record
      --  I/O port, or physical address of the registers
      base : Unsigned_64;
      --  SERIAL_KIND_*
      kind : Unsigned_32;
      --  bytes from one register to the next
      stride : Unsigned_32;
      --  SERIAL_IO, SERIAL_SPCR
      flags : Unsigned_32;
      --  0
      pad : Unsigned_32;
   end record
     with Convention => C;

   SERIAL_16550 : constant Unsigned_32 := 16#1#;
   --  or the subset of Arm's SBSA
   SERIAL_PL011 : constant Unsigned_32 := 16#2#;

   --  base is an I/O port
   SERIAL_IO : constant Unsigned_32 := 16#1#;
   --  named by the ACPI table SPCR; without the flag it was found by probing
   SERIAL_SPCR : constant Unsigned_32 := 16#2#;

   --  When, from where and by which program the kernel was started.
   type Boot is record
      --  seconds since 1970, UTC; 0 if unknown
      time : Unsigned_64;
      --  DiskGUID of its GPT; 0 if there is none
      disk : Guid;
      --  UniquePartitionGUID, or the signature of an MBR in the first 4
      --  bytes; 0 without
      partition : Guid;
      --  of the partition, from 1; 0 without
      number : Unsigned_32;
      --  BOOT_*
      flags : Unsigned_32;
      --  string: "memblock.efi"
      loader : Unsigned_32;
      --  string: "1.0"
      loader_version : Unsigned_32;
   end record
     with Convention => C;

   --  the partition is that of an MBR
   BOOT_MBR : constant Unsigned_32 := 16#1#;
   --  files were loaded by PXE
   BOOT_NETWORK : constant Unsigned_32 := 16#2#;

   --  The symbols of the kernel's file, as the file has them: Elf64_Sym, with
   --  addresses as linked (add load_bias of TAG_KERNEL).
   type Symbols is record
      --  physical address of the symbols
      base : Unsigned_64;
      --  bytes
      size : Unsigned_64;
      --  physical address of their names
      strings : Unsigned_64;
      --  bytes; the last one is a NUL
      strings_size : Unsigned_64;
   end record
     with Convention => C;

   --  A processor. The one that has entered the kernel has PROCESSOR_BOOT and
   --  no mailbox. Each of the others is parked: in the state that
   --  docs/handoff.md specifies, on a stack of its own, it waits for its
   --  mailbox.
   type Processor is record
      --  x86: local APIC ID; aarch64: affinity fields of MPIDR_EL1
      id : Unsigned_64;
      --  physical address of a Mailbox, mapped at the same virtual address; a
      --  multiple of 8
      mailbox : Unsigned_64;
      --  physical address of the lowest byte; the page below it is not mapped
      stack_base : Unsigned_64;
      --  bytes
      stack_size : Unsigned_64;
      --  ACPI Processor UID
      uid : Unsigned_32;
      --  PROCESSOR_*
      flags : Unsigned_32;
   end record
     with Convention => C;

   --  has entered the kernel
   PROCESSOR_BOOT : constant Unsigned_32 := 16#1#;

   --  Starts a parked processor. It is not part of the table, so that the
   --  checksum stays right. The kernel writes argument, then goto_address, in
   --  that order for other processors too (a store with release semantics).
   --  The processor jumps to that address once; nobody looks at the mailbox
   --  afterwards.
   type Mailbox is record
      --  virtual; 0 while the processor waits
      goto_address : Unsigned_64;
      --  of the function there, any number
      argument : Unsigned_64;
   end record
     with Convention => C;

   --  The distance between two NUMA nodes.
   type Distance is record
      from : Unsigned_16;
      to : Unsigned_16;
      --  10 is local
      distance : Unsigned_32;
   end record
     with Convention => C;

   --  A descriptor in which something is wrong or unusual, and what the
   --  conversion made of it.
   type Anomaly is record
      --  index into TAG_EFI_MAP
      descriptor : Unsigned_32;
      --  ANOMALY_*
      anomalies : Unsigned_32;
      --  DISPOSITION_*
      disposition : Unsigned_32;
      --  string: the rule that decided
      why : Unsigned_32;
   end record
     with Convention => C;

   --  has no pages: skipped
   ANOMALY_EMPTY : constant Unsigned_32 := 16#1#;
   --  extends beyond 2^64: skipped
   ANOMALY_WRAPS : constant Unsigned_32 := 16#2#;
   --  ends at 2^64: without its last page
   ANOMALY_TOP : constant Unsigned_32 := 16#4#;
   --  does not start at a page
   ANOMALY_MISALIGNED : constant Unsigned_32 := 16#8#;
   --  overlaps a descriptor below it
   ANOMALY_OVERLAP : constant Unsigned_32 := 16#10#;
   --  has a type unknown to UEFI
   ANOMALY_TYPE : constant Unsigned_32 := 16#20#;
   --  free by type, but not WB
   ANOMALY_NOT_WB : constant Unsigned_32 := 16#40#;
   --  free by type, but has RUNTIME
   ANOMALY_RUNTIME : constant Unsigned_32 := 16#80#;
   --  runtime type without RUNTIME
   ANOMALY_NO_RUNTIME : constant Unsigned_32 := 16#100#;

   --  What the conversion made of a descriptor.
   --  in no set
   DISPOSITION_IGNORED : constant Unsigned_32 := 16#0#;
   --  only in physmap
   DISPOSITION_EXCLUDED : constant Unsigned_32 := 16#1#;
   --  in memory and physmap
   DISPOSITION_MEMORY : constant Unsigned_32 := 16#2#;
   --  the same, with REGION_NOMAP
   DISPOSITION_NOMAP : constant Unsigned_32 := 16#3#;
   --  only in physmap, for a driver
   DISPOSITION_SOFT_RESERVED : constant Unsigned_32 := 16#4#;
   --  in no set, as it is invalid
   DISPOSITION_SKIPPED : constant Unsigned_32 := 16#5#;

   --  What is missing because the capacity was too small.
   type Lost is record
      --  of the section
      tag : Unsigned_32;
      --  of missing entries, of TAG_STRINGS of strings
      count : Unsigned_32;
   end record
     with Convention => C;

   OK : constant Unsigned_32 := 16#0#;
   BAD_MAGIC : constant Unsigned_32 := 16#1#;
   --  unknown version_major
   BAD_VERSION : constant Unsigned_32 := 16#2#;
   --  sizes contradict each other, or the limit
   BAD_SIZE : constant Unsigned_32 := 16#3#;
   BAD_CRC : constant Unsigned_32 := 16#4#;
   --  a section does not fit or occurs twice
   BAD_SECTION : constant Unsigned_32 := 16#5#;
   --  an unknown section is critical
   BAD_CRITICAL : constant Unsigned_32 := 16#6#;
   --  the table is not aligned to 8 bytes
   BAD_ALIGN : constant Unsigned_32 := 16#7#;

   --  The limit of check() for a table of unknown size.
   ANY_SIZE : constant Unsigned_32 := 16#ffffffff#;

   --  A free range. Zero it before the first call of next_free().
   type Free is record
      --  end is the first address after it
      base : Unsigned_64;
      --  end is the first address after it
      end_address : Unsigned_64;
      --  where the search continues
      memory : Unsigned_32;
      --  where the search continues
      reserved : Unsigned_32;
   end record
     with Convention => C;

   --  The GUID of the EFI configuration table that points to the table.
   GUID_BYTES : constant Guid :=
     (16#ff#, 16#fc#, 16#64#, 16#1c#, 16#ff#, 16#4c#, 16#88#,
      16#40#, 16#b4#, 16#59#, 16#fb#, 16#25#, 16#6a#, 16#6c#,
      16#b2#, 16#f2#);

   --  The functions of the header, from core/handoff/bindings/calls.c.
   function Check (Table : System.Address; Limit : Unsigned_32)
     return Integer
     with Import, Convention => C, External_Name => "mbt_call_check";
   function Find_Section (Table : System.Address; Tag : Unsigned_32)
     return System.Address
     with Import, Convention => C, External_Name => "mbt_call_find_section";
   function Get_Entry
     (Section : System.Address; I : Unsigned_32; Ret : System.Address;
      Size : Unsigned_32) return Integer
     with Import, Convention => C, External_Name => "mbt_call_get_entry";
   function Next_Free (Table : System.Address; Ret : System.Address)
     return Integer
     with Import, Convention => C, External_Name => "mbt_call_next_free";
   function String_At (Table : System.Address; Offset : Unsigned_32)
     return System.Address
     with Import, Convention => C, External_Name => "mbt_call_string";
   function Command_Line (Table : System.Address) return System.Address
     with Import, Convention => C, External_Name => "mbt_call_cmdline";
   function Find_Reserved
     (Table, Owner, Name, Ret : System.Address) return Integer
     with Import, Convention => C, External_Name => "mbt_call_find_reserved";
end Mbt;
