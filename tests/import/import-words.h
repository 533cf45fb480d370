/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-import.h"
#include "herald-labels.h"

#include <string.h>

/* Compares the words of a text with those of the announcement that was made of it. A word is a run of letters and
 * digits; a Chinese character is one by itself. */

static inline GPtrArray *
words_of (const char *text,
          gssize      length)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);

  while (text < end)
    {
      const char *start = text;
      gunichar c = g_utf8_get_char (text);

      text = g_utf8_next_char (text);
      if (!g_unichar_isalnum (c))
        continue;
      while (!herald_char_is_han (c) && text < end && g_unichar_isalnum (g_utf8_get_char (text)) &&
             !herald_char_is_han (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      g_ptr_array_add (words, g_strndup (start, text - start));
    }

  return words;
}

static inline void
add_line (GString    *string,
          const char *text)
{
  if (text != NULL)
    g_string_append_printf (string, "%s\n", text);
}

static inline const char *
party_name (const HeraldAnnouncement *announcement,
            const char               *id)
{
  const HeraldParty *party = id != NULL ? herald_announcement_find_party (announcement, id) : NULL;

  return party != NULL ? party->name : NULL;
}

static inline char *
body_words (const HeraldAnnouncement *announcement)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      add_line (words, block->text);
      for (guint j = 0; block->items != NULL && j < block->items->len; j++)
        add_line (words, ((HeraldItem *) g_ptr_array_index (block->items, j))->text);
    }

  return g_string_free (words, FALSE);
}

/* Every word that a reader of the announcement finds again. */
static inline char *
all_words (const HeraldAnnouncement *announcement)
{
  g_autofree char *body = body_words (announcement);
  GString *words = g_string_new (body);

  add_line (words, announcement->headline);
  add_line (words, announcement->subheadline);
  add_line (words, announcement->dateline != NULL ? announcement->dateline->place : NULL);
  add_line (words, announcement->source != NULL ? announcement->source->name : NULL);
  add_line (words, announcement->source != NULL ? announcement->source->url : NULL);
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->speaker == NULL)
        continue;
      add_line (words, block->speaker->name);
      add_line (words, block->speaker->title);
      add_line (words, block->speaker->organisation);
    }
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);

      add_line (words, boilerplate->text);
      add_line (words, party_name (announcement, boilerplate->party));
    }
  for (guint i = 0; i < announcement->contacts->len; i++)
    {
      const HeraldContact *contact = g_ptr_array_index (announcement->contacts, i);

      add_line (words, contact->name);
      add_line (words, contact->role);
      add_line (words, contact->email);
      add_line (words, contact->phone);
      add_line (words, party_name (announcement, contact->party));
    }

  return g_string_free (words, FALSE);
}

/* What may be missing, since the announcement says it otherwise. */
static inline GHashTable *
replaceable_words (void)
{
  static const HeraldLexiconKind kinds[] = {
    HERALD_LEXICON_VERB, HERALD_LEXICON_FILLER, HERALD_LEXICON_AT, HERALD_LEXICON_ARTICLE, HERALD_LEXICON_SOURCE,
    HERALD_LEXICON_RELEASE, HERALD_LEXICON_EMBARGO, HERALD_LEXICON_ABOUT, HERALD_LEXICON_CONTACT,
    HERALD_LEXICON_PHONE, HERALD_LEXICON_EMAIL, HERALD_LEXICON_END, HERALD_LEXICON_WHEN,
  };
  static const char moments[] =
    "january february march april may june july august september october november december dec gennaio marzo aprile "
    "dicembre märz dezember avril mai décembre abril diciembre 年 月 日 上 午 er th a m am pm cet mez et heure hora "
    "ora roma paris madrid 北 京 时 间 prnewswire s o clock uhr h est edt gmt bst";
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) extra = words_of (moments, -1);

  for (guint i = 0; i < extra->len; i++)
    g_hash_table_add (set, g_strdup (g_ptr_array_index (extra, i)));
  for (guint i = 0; i < HERALD_LEXICON_N_LANGUAGES; i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        g_autoptr (GPtrArray) words = words_of (herald_lexicons[i].phrases[kinds[k]], -1);

        for (guint w = 0; w < words->len; w++)
          g_hash_table_add (set, g_strdup (g_ptr_array_index (words, w)));
      }

  return set;
}

/* How many of them at most: so many per thing that was recognised. */
static inline guint
allowance (const HeraldAnnouncement *announcement,
           const char               *text)
{
  guint n = (announcement->embargo != NULL ? 30 : 0) + (announcement->dateline != NULL ? 8 : 0) +
            (announcement->source != NULL ? 2 : 0) + announcement->boilerplates->len * 4 + announcement->contacts->len * 12;
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n\f", -1);

  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      n += block->type == HERALD_BLOCK_QUOTE ? 8 : 0;
      n += block->items != NULL && block->ordered ? block->items->len : 0;
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *date = NULL;

      g_strstrip (lines[i]);
      if (*lines[i] != '\0' && (herald_label_is_end (lines[i]) || herald_label_is_release (lines[i], NULL, &date)))
        n += 8;
    }

  return n;
}

static inline int
take (GHashTable *counts,
      const char *word,
      int         change)
{
  int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, word)) + change;

  g_hash_table_insert (counts, (gpointer) word, GINT_TO_POINTER (count));
  return count;
}

static inline gboolean
is_number (const char *word)
{
  return strspn (word, "0123456789") == strlen (word);
}

/* NULL when nothing is lost, invented or out of order; else what is. */
static inline char *
find_lost_words (const HeraldAnnouncement *announcement,
                 const char               *text)
{
  g_autofree char *all = all_words (announcement);
  g_autofree char *body = body_words (announcement);
  g_autoptr (GPtrArray) in = words_of (text, -1);
  g_autoptr (GPtrArray) out = words_of (all, -1);
  g_autoptr (GPtrArray) sequence = words_of (body, -1);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) replaceable = replaceable_words ();
  guint n_missing = 0, at = 0;

  for (guint i = 0; i < out->len; i++)
    take (counts, g_ptr_array_index (out, i), 1);

  for (guint i = 0; i < in->len; i++)
    {
      const char *word = g_ptr_array_index (in, i);
      g_autofree char *lower = g_utf8_strdown (word, -1);

      g_hash_table_add (known, (gpointer) word);
      if (take (counts, word, -1) >= 0)
        continue;
      n_missing++;
      if (!g_hash_table_contains (replaceable, lower) && !g_ascii_isdigit (*word))
        return g_strdup_printf ("lost: %s", word);
    }
  if (n_missing > allowance (announcement, text))
    return g_strdup_printf ("lost: %u words, and %u are allowed", n_missing, allowance (announcement, text));

  for (guint i = 0; i < out->len; i++)
    if (!g_hash_table_contains (known, g_ptr_array_index (out, i)))
      return g_strdup_printf ("invented: %s", (char *) g_ptr_array_index (out, i));

  for (guint i = 0; i < in->len && at < sequence->len; i++)
    if (strcmp (g_ptr_array_index (in, i), g_ptr_array_index (sequence, at)) == 0)
      at++;
  if (at < sequence->len)
    return g_strdup_printf ("out of order: %s", (char *) g_ptr_array_index (sequence, at));

  return NULL;
}
