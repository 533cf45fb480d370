/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-diff.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_COMPARED_SAME,
  HERALD_COMPARED_ADDED,
  HERALD_COMPARED_REMOVED,
  HERALD_COMPARED_EDITED,
  HERALD_COMPARED_MOVED,            /* elsewhere, otherwise untouched */
  HERALD_COMPARED_EDITED_AND_MOVED,
} HeraldComparedKind;

/* Words that stand in both states and whose marks differ: "now bold". */
typedef struct
{
  guint          start, length; /* code points, in after */
  HeraldMarkKind kind;
  gboolean       added;         /* FALSE: taken off */
  char          *url;           /* of links */
} HeraldMarkChange;

/* One line of words to read, before and after: the text of a paragraph, the title of a quote's speaker, one item of a
 * list, one cell of a facts table, one tag, or a single value as a whole (an embargo, a status).
 * Where the two differ, runs say how: SAME and REMOVED runs together are before, SAME and ADDED ones after, to the
 * letter. A line break in the text of a block is the end of one paragraph and the beginning of the next (see also). */
typedef struct
{
  HeraldComparedKind kind;
  char              *member;        /* name in the record: "text", "items", "rows", "caption"; of a speaker "speaker.name"; "" where the entry is the value */
  int                before_row;    /* place of a list item, tag or table row; -1: none */
  int                after_row;
  int                column;        /* of a table cell; -1: none */
  int                distance;      /* of moved items: so many others passed, downwards when positive */
  gboolean           is_picture;    /* before and after are SHA-256 of pictures: to be shown, not read */
  char              *before;        /* words for people; NULL: not there */
  char              *after;
  char              *before_raw;    /* as stored, where the words say it differently ("draft", "2026-12-01T09:00:00 Europe/Rome"); else NULL */
  char              *after_raw;
  GArray            *before_marks;  /* of HeraldMark, or NULL */
  GArray            *after_marks;
  GArray            *runs;          /* of HeraldDiffSpan, in code points; never NULL */
  GPtrArray         *mark_changes;  /* of HeraldMarkChange; never NULL */
} HeraldComparedPart;

/* What the page has in one place: a member of the document ("headline", "embargo", "tags") or a thing with an identity
 * ("block:<id>", "party:<id>", "asset:<sha256>"). */
typedef struct
{
  HeraldComparedKind kind;
  char              *subject;
  char              *member;        /* of the document: "headline", "body", "parties" */
  gboolean           is_internal;   /* never leaves the house: tags, notes, comments, approvals, what this Herald does not know */
  int                before_index;  /* place in its list before; -1: was not there, or is no list */
  int                after_index;
  int                distance;      /* of moved ones: so many others passed, downwards when positive */
  HeraldBlockType    block_type;    /* of blocks: as it is after, or was */
  HeraldBlockType    block_type_before;
  JsonNode          *before;        /* as stored; NULL: not there */
  JsonNode          *after;
  GPtrArray         *parts;         /* of HeraldComparedPart, in reading order; the same ones too */
  gboolean           was_split;     /* one paragraph became several: those in also came out of it */
  gboolean           was_joined;    /* several became one: those in also went into it */
  GPtrArray         *also;          /* of char *: subjects of the other blocks that this entry tells of; never NULL */
} HeraldComparisonEntry;

/* Two states of one document, as a person reads them. Immutable and reference-counted, so it may cross threads. */
typedef struct _HeraldComparison HeraldComparison;

GType                     herald_comparison_get_type      (void);
HeraldComparison         *herald_comparison_new           (HeraldDocument          *before, /* NULL: there was nothing */
                                                           HeraldDocument          *after);
HeraldComparison         *herald_comparison_ref           (HeraldComparison        *self);
void                      herald_comparison_unref         (HeraldComparison        *self);
/* (element-type HeraldComparisonEntry) (transfer none): everything, changed or not, in reading order: the terms (embargo,
 * tags, companies, status ...), then headline to assets as the page has them; removed ones where they stood. */
GPtrArray                *herald_comparison_get_entries   (HeraldComparison        *self);
guint                     herald_comparison_get_n_changes (HeraldComparison        *self);  /* entries that are not SAME */
HeraldComparisonEntry    *herald_comparison_find          (HeraldComparison        *self,
                                                           const char              *subject); /* (transfer none) (nullable); also by a subject in also */
/* NULL where it cannot be read as one: another type of document, a newer schema. */
const HeraldAnnouncement *herald_comparison_get_before    (HeraldComparison        *self);
const HeraldAnnouncement *herald_comparison_get_after     (HeraldComparison        *self);
const char               *herald_compared_kind_to_string  (HeraldComparedKind       kind);  /* "edited-and-moved" */

/* In plain words of the program's language, all (transfer full). */
char *herald_comparison_name_entry  (HeraldComparison            *self,
                                     const HeraldComparisonEntry *entry);  /* "Embargo", "Quote by Lin Qiao", "Paragraph 3" */
char *herald_comparison_note_entry  (HeraldComparison            *self,
                                     const HeraldComparisonEntry *entry);  /* "moved 2 paragraphs down", "split into 2 paragraphs"; NULL: nothing to say */
char *herald_comparison_name_picture (HeraldComparison         *self,
                                      const char               *sha256); /* "lens.jpg"; NULL: nobody named it */
char *herald_compared_part_name     (const HeraldComparedPart    *part);   /* "Job title", "Row 2, column 1"; NULL: its words speak for themselves */
char *herald_compared_part_note     (const HeraldComparedPart    *part);   /* "now bold: “camera”"; NULL: nothing to say */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldComparison, herald_comparison_unref)

G_END_DECLS
