/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HERALD_CHUNK_SAME,     /* in all three */
  HERALD_CHUNK_OURS,     /* ours changed it, theirs did not */
  HERALD_CHUNK_THEIRS,
  HERALD_CHUNK_BOTH,     /* both changed it, and to the same */
  HERALD_CHUNK_CONFLICT, /* both changed it, differently */
} HeraldChunkKind;

typedef struct
{
  guint start, end;
} HeraldRange;

typedef struct
{
  HeraldChunkKind kind;
  HeraldRange     base, ours, theirs;
} HeraldChunk;

/* A sequence of things, told by numbers: the same number, the same thing. */
typedef struct
{
  const guint *items;
  guint        length;
} HeraldSequence;

/* Diff3 (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007). Returns a GArray of HeraldChunk. */
GArray *herald_merge_chunks (HeraldSequence  base,
                             HeraldSequence  ours,
                             HeraldSequence  theirs,
                             const gboolean *weak); /* by base item, or NULL */

G_END_DECLS
