/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tables in documents that are generated from the code. Each follows a line
 * "<!-- NAME: as in FILE -->" and ends at the next empty line. GOLDEN=write in
 * the environment rewrites them.
 */
#ifndef TESTS_LIB_DOCBLOCK_H
#define TESTS_LIB_DOCBLOCK_H

/* The contents of a document, which the caller frees. */
char *read_document(const char *path);

/* Compares the table called name in the document with table, which it frees. */
void expect_block(const char *path, const char *name, char *table);

#endif
