/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * enumerate [-q] [-j PROCESSES] [PART...]: runs the parts of the enumeration,
 * or those that are named, on the grids of make prove (-q: of make check).
 * Prints a line for each, and on a terminal how far it is.
 */
#include "tests/prove/enumerate.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROCESSES_MAX 64

struct worker {
	struct enumerate_progress progress;
	char differs[sizeof(((struct enumerate_task *)0)->differs)];
};

/* What the workers share with this process. */
static struct worker *workers;
static size_t processes;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct enumerate_progress sum(void)
{
	struct enumerate_progress all = { 0 };

	for (size_t i = 0; i < processes; i++) {
		const volatile struct enumerate_progress *p =
			&workers[i].progress;

		all.operations += p->operations;
		all.sets += p->sets;
		all.all_sets += p->all_sets;
	}
	return all;
}

static void work(const struct enumerate_part *part, size_t cells, size_t i)
{
	struct enumerate_task t = {
		.n = cells,
		.first = i,
		.step = processes,
		.progress = &workers[i].progress,
	};
	bool right = part->run(&t);

	if (!right)
		memcpy(workers[i].differs, t.differs, sizeof(t.differs));
	_exit(right ? 0 : 1);
}

static void show_progress(const struct enumerate_part *part, double since)
{
	struct enumerate_progress p = sum();

	fprintf(stderr,
		"\r  PROVE   %-12s %llu sets, %.1f million operations, "
		"%.1f million a second ",
		part->name, (unsigned long long)p.sets,
		(double)p.operations / 1e6,
		(double)p.operations / 1e6 / (now() - since + 1e-9));
}

/* Waits for all workers; false when one of them has not ended well. */
static bool await(const struct enumerate_part *part, double since)
{
	bool right = true, terminal = isatty(STDERR_FILENO);
	size_t left = processes;

	while (left > 0) {
		int status;
		pid_t pid = waitpid(-1, &status, WNOHANG);

		if (pid < 0)
			return false;
		if (pid == 0) {
			if (terminal)
				show_progress(part, since);
			usleep(100000);
			continue;
		}
		right = right && WIFEXITED(status) && !WEXITSTATUS(status);
		left--;
	}
	if (terminal)
		fprintf(stderr, "\r\33[K");
	return right;
}

static bool run(const struct enumerate_part *part, bool quick)
{
	size_t cells = quick ? part->quick_cells : part->cells;
	double since = now();
	struct enumerate_progress p;
	bool right;

	memset(workers, 0, PROCESSES_MAX * sizeof(*workers));
	for (size_t i = 0; i < processes; i++) {
		pid_t pid = fork();

		if (pid == 0)
			work(part, cells, i);
		if (pid < 0) {
			perror("enumerate: fork");
			exit(1);
		}
	}
	right = await(part, since);
	p = sum();
	printf("  %s %-12s %2zu cells, %10llu sets, %11llu operations, "
	       "%6.1f s: %s\n",
	       right ? "PROVED " : "FAILED ", part->name, cells,
	       (unsigned long long)p.sets, (unsigned long long)p.operations,
	       now() - since, part->what);
	for (size_t i = 0; i < processes; i++)
		if (workers[i].differs[0])
			printf("          %s\n", workers[i].differs);
	fflush(stdout);
	return right;
}

static bool is_named(const struct enumerate_part *part, char **names)
{
	if (!*names)
		return true;
	while (*names && strcmp(*names, part->name) != 0)
		names++;
	return *names != NULL;
}

/* Each name must be that of a part. */
static void check_names(char **names)
{
	for (; *names; names++) {
		size_t i = 0;

		while (i < enumerate_n_parts &&
		       strcmp(*names, enumerate_parts[i].name) != 0)
			i++;
		if (i < enumerate_n_parts)
			continue;
		fprintf(stderr, "enumerate: unknown part '%s'; parts:", *names);
		for (i = 0; i < enumerate_n_parts; i++)
			fprintf(stderr, " %s", enumerate_parts[i].name);
		fprintf(stderr, "\n");
		exit(2);
	}
}

int main(int argc, char **argv)
{
	bool quick = false, right = true;
	double since = now();
	uint64_t operations = 0;
	int option;

	processes = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
	while ((option = getopt(argc, argv, "qj:")) != -1) {
		if (option == 'q')
			quick = true;
		else if (option == 'j')
			processes = strtoul(optarg, NULL, 10);
		else
			return 2;
	}
	if (processes < 1 || processes > PROCESSES_MAX) {
		fprintf(stderr, "enumerate: -j: 1 to %d processes\n",
			PROCESSES_MAX);
		return 2;
	}
	check_names(argv + optind);
	workers =
		mmap(NULL, PROCESSES_MAX * sizeof(*workers),
		     PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (workers == MAP_FAILED) {
		perror("enumerate: mmap");
		return 1;
	}
	for (size_t i = 0; i < enumerate_n_parts; i++) {
		if (!is_named(&enumerate_parts[i], argv + optind))
			continue;
		right = run(&enumerate_parts[i], quick) && right;
		operations += sum().operations;
	}
	printf("  %s %llu operations in %.0f s\n",
	       right ? "PROVED " : "FAILED ", (unsigned long long)operations,
	       now() - since);
	return right ? 0 : 1;
}
