/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-record.h"
#include "herald-text.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_BLOCK_UNKNOWN, /* made by a newer Herald: kept whole in header.unknown, shown as a box that cannot be edited */
  HERALD_BLOCK_PARAGRAPH,
  HERALD_BLOCK_HEADING,
  HERALD_BLOCK_QUOTE,
  HERALD_BLOCK_LIST,
  HERALD_BLOCK_FIGURE,
  HERALD_BLOCK_FACTS,
} HeraldBlockType;

typedef struct
{
  HERALD_RECORD_HEADER
  char *name;
  char *title;
  char *organisation;
  char *party;  /* id of a party of this announcement */
  char *person; /* uuid of a person document */
} HeraldSpeaker;

/* A list item, or a cell of a facts table. */
typedef struct
{
  HERALD_RECORD_HEADER
  char   *text;
  GArray *marks;
} HeraldItem;

typedef struct
{
  HERALD_RECORD_HEADER
  char            *id;
  HeraldBlockType  type;
  char            *text;    /* paragraph, heading, quote (without quotation marks) */
  GArray          *marks;
  HeraldSpeaker   *speaker; /* quote */
  gboolean         ordered; /* list */
  GPtrArray       *items;   /* list: of HeraldItem */
  GPtrArray       *rows;    /* facts: of GPtrArray of HeraldItem */
  char            *asset;   /* figure: SHA-256 */
  char            *caption;
  char            *credit;
  char            *alt;
} HeraldBlock;

extern const HeraldRecordType herald_speaker_type;
extern const HeraldRecordType herald_item_type;
extern const HeraldRecordType herald_block_type;

HeraldSpeaker *herald_speaker_new   (const char *name, const char *title, const char *organisation);
void           herald_speaker_free  (HeraldSpeaker *speaker);
HeraldItem    *herald_item_new      (const char *text);
void           herald_item_free     (HeraldItem *item);
HeraldBlock   *herald_block_new     (HeraldBlockType type, const char *text); /* with a new id */
HeraldBlock   *herald_block_copy    (const HeraldBlock *block);
gboolean       herald_block_equal   (const HeraldBlock *a, const HeraldBlock *b);
void           herald_block_free    (HeraldBlock *block);
/* All words of a block in reading order, one line each: for search, diff, counts. */
void           herald_block_append_words (const HeraldBlock *block, GString *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSpeaker, herald_speaker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldItem, herald_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldBlock, herald_block_free)

G_END_DECLS
