/* SPDX-License-Identifier: BSD-2-Clause */
/* A processor of a PC. */
#include "efi/arch/cpu.h"

#include "core/base/cstring.h"
#include "core/firmware/mtrr.h"
#include "efi/arch/x86_64/trampoline.h"

#define CR4_PAE        (1u << 5)
#define CR4_PGE        (1u << 7)
#define CR4_OSFXSR     (1u << 9)
#define CR4_OSXMMEXCPT (1u << 10)
#define CR4_LA57       (1u << 12)
#define EFER_LME       (1u << 8)
#define EFER_LMA       (1u << 10)
#define EFER_NXE       (1u << 11)

/* CPUID 0x80000001, EDX */
#define HAS_NO_EXECUTE (1u << 20)
#define HAS_PAGE_1G    (1u << 26)

struct cpuid {
	uint32_t a, b, c, d;
};

static struct cpuid cpuid(uint32_t leaf)
{
	struct cpuid ret = { .a = leaf };

	__asm__("cpuid" : "+a"(ret.a), "=b"(ret.b), "+c"(ret.c), "=d"(ret.d));
	return ret;
}

static uint32_t features(void)
{
	return cpuid(0x80000001).d;
}

static uint64_t read_cr4(void)
{
	uint64_t value;

	__asm__ volatile("mov %%cr4, %0" : "=r"(value));
	return value;
}

void cpu_paging(struct paging_cpu *ret)
{
	uint32_t has = features();

	ret->format = &paging_x86_64;
	ret->levels = read_cr4() & CR4_LA57 ? 5 : 4;
	ret->page_1g = has & HAS_PAGE_1G;
	ret->no_execute = has & HAS_NO_EXECUTE;
}

unsigned int cpu_address_bits(void)
{
	return cpuid(0x80000008).a & 0xff;
}

/* --- MTRRs (Intel SDM volume 3, 12.11) ------------------------------------ */

/* CPUID 1: EDX, ECX, and of EAX the family, 15 for all later ones as well. */
#define HAS_MTRR   (1u << 12)
#define IS_VIRTUAL (1u << 31)
#define FAMILY_15  (15u << 8)

#define MTRR_CAP       0xfe
#define MTRR_DEFAULT   0x2ff
#define MTRR_ENABLED   (1u << 11)
#define MTRR_BASE_OF_0 0x200
#define AMD_SYSCFG     0xc0010010
#define AMD_TOP_MEM2   0xc001001d

static uint64_t read_msr(uint32_t number)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
	return (uint64_t)high << 32 | low;
}

static bool has_mtrrs(void)
{
	return cpuid(1).d & HAS_MTRR && read_msr(MTRR_DEFAULT) & MTRR_ENABLED;
}

/* Elsewhere its registers fault. Of the names, AuthenticAMD and HygonGenuine,
 * the first four characters. */
static bool has_top_mem2(void)
{
	uint32_t name = cpuid(0).b;
	struct cpuid one = cpuid(1);

	return (name == 0x68747541 || name == 0x6f677948) &&
	       (one.a & FAMILY_15) == FAMILY_15 && !(one.c & IS_VIRTUAL);
}

size_t cpu_mtrrs(struct fact_mtrr *ret, size_t max, uint32_t *ret_default)
{
	unsigned int bits = cpu_address_bits();
	uint32_t pairs;
	size_t cnt = 0;

	if (!has_mtrrs())
		return 0;
	*ret_default = read_msr(MTRR_DEFAULT) & 0xff;
	pairs = read_msr(MTRR_CAP) & 0xff;
	for (uint32_t i = 0; i < pairs && cnt < max; i++)
		cnt += mtrr_decode(&ret[cnt], read_msr(MTRR_BASE_OF_0 + 2 * i),
				   read_msr(MTRR_BASE_OF_0 + 2 * i + 1), bits);
	if (cnt < max && has_top_mem2())
		cnt += mtrr_top_mem2(&ret[cnt], read_msr(AMD_SYSCFG),
				     read_msr(AMD_TOP_MEM2));
	return cnt;
}

/* --- page tables -----------------------------------------------------------
 */

#define MSR_EFER 0xc0000080
#define CR0_WP   (1u << 16)

void cpu_page_tables(struct cpu_page_tables *ret)
{
	uint64_t cr0, cr3;

	__asm__ volatile("mov %%cr0, %0" : "=r"(cr0));
	__asm__ volatile("mov %%cr3, %0" : "=r"(cr3));
	*ret = (struct cpu_page_tables){
		.root = cr3 & paging_x86_64.address,
		.levels = read_cr4() & CR4_LA57 ? 5 : 4,
		.no_execute = read_msr(MSR_EFER) & EFER_NXE
				      ? paging_x86_64.no_execute
				      : 0,
		.write_protect = cr0 & CR0_WP,
	};
}

uint32_t cpu_flags(void)
{
	return 0;
}

void cpu_trampoline_make(void *page)
{
	struct trampoline_data *data = trampoline_data(page);

	memcpy(page, trampoline_begin,
	       (size_t)(trampoline_end - trampoline_begin));
	data->gdt_base = (uintptr_t)data->gdt;
}

uint64_t cpu_trampoline_park(const void *page)
{
	return (uintptr_t)page + (size_t)(trampoline_park - trampoline_begin);
}

_Noreturn void cpu_enter(const void *trampoline, const struct cpu_entry *entry)
{
	uint64_t efer = EFER_LME | EFER_LMA;
	uint64_t cr4 = CR4_PAE | CR4_PGE | CR4_OSFXSR | CR4_OSXMMEXCPT |
		       (read_cr4() & CR4_LA57);

	if (features() & HAS_NO_EXECUTE)
		efer |= EFER_NXE;
	__asm__ volatile("jmp *%0"
			 :
			 : "r"(trampoline), "D"(entry), "S"(efer), "d"(cr4)
			 : "memory");
	__builtin_unreachable();
}

/* Instruction fetches and table walks are coherent with the caches. */
void cpu_sync_caches(const void *base, size_t size)
{
	(void)base, (void)size;
}

uint8_t cpu_port_read(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

void cpu_port_write(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

uint64_t cpu_counter(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

#define HAS_RDRAND (1u << 30) /* CPUID 1, ECX */

/* An attempt may fail (Intel SDM volume 1, 7.3.17.1). */
bool cpu_random(uint64_t *ret)
{
	uint32_t a = 1, b, c = 0, d;
	bool good = false;

	__asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	for (int i = 0; i < 10 && c & HAS_RDRAND && !good; i++)
		__asm__ volatile("rdrand %0" : "=r"(*ret), "=@ccc"(good));
	return good;
}

_Noreturn void cpu_stop(void)
{
	for (;;)
		__asm__ volatile("cli; hlt");
}
