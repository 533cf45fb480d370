/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* A bundle, *.presskit: documents with all their history, notes and assets in one file, for hand-over and backup without
 * a server. It is a ZIP of
 *
 *   herald.json           { "format": "herald-presskit", "schema": 1, "documents": n, "assets": n }, the first file
 *   assets/<sha256>       the bytes
 *   documents/<id>.jsonl  a line for each version, parents first: { "hash": "...", "version": { ... }, "body": { ... } },
 *                         as versions and bodies are hashed and sent; a body that stands further up, or that the library
 *                         did not have, is left out
 *
 * All in it is named by its hash, so it is checked by itself, and taking it in merges: what is here already changes
 * nothing. The format lives here, beside what it holds; who may make one is judged in src/release. */

#define HERALD_BUNDLE_SUFFIX ".presskit"

/* Called from time to time with how far the work is. */
typedef void (*HeraldBundleProgress) (guint done, guint all, gpointer user_data);

typedef struct
{
  guint documents;    /* in the bundle */
  guint versions;     /* in the bundle */
  guint new_versions; /* those that were not in the library; when writing, 0 */
  guint new_assets;
} HeraldBundleCount;

gboolean herald_bundle_write (HeraldLibrary         *library,
                              const char * const    *ids,
                              GOutputStream         *out,
                              HeraldBundleProgress   progress,
                              gpointer               user_data,
                              GCancellable          *cancellable,
                              GError               **error);
gboolean herald_bundle_take  (HeraldLibrary         *library,
                              const char            *file,
                              HeraldBundleCount     *count,
                              HeraldBundleProgress   progress,
                              gpointer               user_data,
                              GCancellable          *cancellable,
                              GError               **error);

#define HERALD_BUNDLE_FORMAT "herald-presskit"
#define HERALD_BUNDLE_SCHEMA 1
#define HERALD_BUNDLE_HEADER "herald.json"

G_END_DECLS
