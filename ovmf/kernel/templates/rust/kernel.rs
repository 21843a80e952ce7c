// SPDX-License-Identifier: BSD-2-Clause
//! A kernel in Rust. It prints the sets of the table and the free memory on
//! the first serial port, and ends QEMU.
#![no_std]

use core::arch::asm;
use core::fmt::{self, Write};
use mbt::{Region, Table, TAG_MEMORY, TAG_PHYSMAP, TAG_RESERVED};

#[cfg(target_arch = "x86_64")]
unsafe fn put(byte: u8) {
    let mut status = 0u8;
    while status & 0x20 == 0 {
        asm!("in al, dx", out("al") status, in("dx") 0x3fdu16);
    }
    asm!("out dx, al", in("dx") 0x3f8u16, in("al") byte);
}

#[cfg(target_arch = "x86_64")]
fn end(status: u8) -> ! {
    unsafe { asm!("out dx, al", in("dx") 0xf4u16, in("al") 16 + status) };
    loop {
        unsafe { asm!("hlt") };
    }
}

// The PL011 of QEMU's virt machine.
#[cfg(target_arch = "aarch64")]
unsafe fn put(byte: u8) {
    (0x9000000 as *mut u32).write_volatile(byte.into());
}

#[cfg(target_arch = "aarch64")]
fn end(status: u8) -> ! {
    let block = [0x20026, 16 + u64::from(status)];
    unsafe { asm!("hlt #0xf000", in("x0") 0x18u64, in("x1") &block) };
    loop {
        unsafe { asm!("wfi") };
    }
}

struct Serial;

impl Write for Serial {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| unsafe { put(byte) });
        Ok(())
    }
}

fn print_set(table: &Table, tag: u32, name: &str) -> fmt::Result {
    table.entries::<Region>(tag).try_for_each(|region| {
        let (last, owner) = (region.end() - 1, table.string(region.owner));
        write!(Serial, "{name:9}{:016x}-{last:016x} {owner}\r\n", region.base)
    })
}

fn print_table(table: &Table) -> Result<u64, fmt::Error> {
    print_set(table, TAG_MEMORY, "memory")?;
    print_set(table, TAG_RESERVED, "reserved")?;
    print_set(table, TAG_PHYSMAP, "physmap")?;
    let bytes = table.free().map(|range| range.end - range.base).sum();
    write!(Serial, "free bytes: {bytes:016x}\r\n")?;
    Ok(bytes)
}

#[no_mangle]
extern "C" fn kernel_main(table: *const u8, magic: u64) -> ! {
    if magic != mbt::MAGIC {
        end(1);
    }
    match unsafe { Table::new(table, mbt::ANY_SIZE) } {
        Ok(table) => end(if print_table(&table).unwrap_or(0) > 0 { 0 } else { 2 }),
        Err(_) => end(1),
    }
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo) -> ! {
    let _ = write!(Serial, "{info}\r\n");
    end(3)
}
