/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-contacts.h"

#include "herald-attribution.h"

#include <string.h>

#define LONGEST_LINE 200
#define SEPARATORS ",;|/•·:，；、："

/* A contact while its lines are read; not kept unless it has an address or a number. */
typedef struct
{
  char      *name;
  char      *role;
  char      *email;
  char      *phone;
  char      *party;
  GPtrArray *lines;  /* (transfer none) that it was read from */
} Draft;

typedef struct
{
  HeraldAnnouncement  *announcement;
  const HeraldLexicon *lexicon;
  GPtrArray           *unread;
  Draft                draft;
} Reader;

static void
draft_clear (Draft *draft)
{
  g_clear_pointer (&draft->name, g_free);
  g_clear_pointer (&draft->role, g_free);
  g_clear_pointer (&draft->email, g_free);
  g_clear_pointer (&draft->phone, g_free);
  g_clear_pointer (&draft->party, g_free);
  g_clear_pointer (&draft->lines, g_ptr_array_unref);
}

static Draft
draft_copy (const Draft *draft)
{
  Draft copy = { g_strdup (draft->name), g_strdup (draft->role), g_strdup (draft->email), g_strdup (draft->phone),
                 g_strdup (draft->party), g_ptr_array_copy (draft->lines, NULL, NULL) };

  return copy;
}

static void
append (char        **field,
        HeraldSlice   slice)
{
  g_autofree char *old = *field;
  g_autofree char *text = herald_slice_dup (slice);

  *field = old != NULL ? g_strdup_printf ("%s, %s", old, text) : g_steal_pointer (&text);
}

/* The party whose name begins a part of the address: press@aurelia.example and Aurelia Optics. */
static const HeraldParty *
party_of_email (HeraldAnnouncement *announcement,
                const char         *email)
{
  const char *domain = email != NULL ? strchr (email, '@') : NULL;
  g_autofree char *folded = domain != NULL ? g_utf8_casefold (domain + 1, -1) : NULL;

  for (guint i = 0; folded != NULL && i < announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (announcement->parties, i);
      g_autofree char *name = g_utf8_casefold (party->name, strcspn (party->name, " "));

      if (strlen (name) >= 4 && strstr (folded, name) != NULL)
        return party;
    }

  return NULL;
}

static void
finish_draft (Reader *self)
{
  Draft *draft = &self->draft;

  if (draft->email != NULL || draft->phone != NULL)
    {
      const HeraldParty *party = party_of_email (self->announcement, draft->email);
      const char *id = draft->party != NULL ? draft->party : party != NULL ? party->id : NULL;
      HeraldContact *contact = herald_announcement_add_contact (self->announcement, id, draft->name, draft->email);

      contact->phone = g_steal_pointer (&draft->phone);
      contact->role = g_steal_pointer (&draft->role);
    }
  else if (draft->lines != NULL)
    {
      for (guint i = 0; i < draft->lines->len; i++)
        g_ptr_array_add (self->unread, g_strdup (g_ptr_array_index (draft->lines, i)));
    }

  draft_clear (draft);
  draft->lines = g_ptr_array_new ();
}

static gboolean
is_email (HeraldSlice word)
{
  const char *at = herald_slice_find_char (word, "@");

  return at != NULL && at > word.start && memchr (at, '.', word.end - at) != NULL &&
         memchr (at + 1, '@', word.end - at - 1) == NULL && word.end - at > 4;
}

static gboolean
is_phone (HeraldSlice slice)
{
  guint n_digits = 0;

  for (const char *p = slice.start; p < slice.end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit ((char) MIN (c, 127)))
        n_digits++;
      else if (!g_unichar_isspace (c) && !herald_char_is_in (c, "+()-./–"))
        return FALSE;
    }

  return n_digits >= 5 && n_digits <= 20;
}

static HeraldSlice
skip_label (HeraldSlice       slice,
            HeraldLexiconKind kind)
{
  const char *end = herald_lexicon_match (NULL, kind, slice);
  HeraldSlice rest;

  if (end == NULL)
    return slice;

  rest = herald_slice_chug_any (herald_slice_between (end, slice.end), ".:：");
  return rest;
}

static const HeraldParty *
find_party (HeraldAnnouncement *announcement,
            HeraldSlice         slice)
{
  g_autofree char *text = herald_slice_dup (slice);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (announcement->parties, i);
      g_autofree char *name = g_utf8_casefold (party->name, -1);

      if (strcmp (name, folded) == 0)
        return party;
    }

  return NULL;
}

static gboolean
read_words (Reader      *self,
            HeraldSlice  slice)
{
  Draft *draft = &self->draft;
  const HeraldParty *party = find_party (self->announcement, slice);

  if (party != NULL && (draft->party == NULL || strcmp (draft->party, party->id) == 0))
    {
      g_free (draft->party);
      draft->party = g_strdup (party->id);
      return TRUE;
    }
  if (herald_attribution_has_title (slice, self->lexicon) || herald_lexicon_is (NULL, HERALD_LEXICON_CONTACT, slice))
    {
      append (&draft->role, slice);
      return TRUE;
    }
  if (draft->name == NULL && herald_attribution_is_name (slice, self->lexicon) &&
      herald_slice_count_words (slice) <= 5)
    {
      draft->name = herald_slice_dup (slice);
      return TRUE;
    }

  return FALSE;
}

/* What is left of a piece once e-mail address and number are taken out. */
static gboolean
read_piece (Reader      *self,
            HeraldSlice  piece)
{
  HeraldSlice rest, word, bare;

  /* Before the parentheses of "(202) 555-0100" are cut. */
  bare = herald_slice_trim (skip_label (herald_slice_trim (piece), HERALD_LEXICON_PHONE));
  if (is_phone (bare))
    {
      append (&self->draft.phone, bare);
      return TRUE;
    }

  piece = herald_slice_trim_any (piece, ".:：<>()（）*–—-");
  if (herald_slice_is_empty (piece) ||
      herald_lexicon_is (NULL, HERALD_LEXICON_PHONE, piece) || herald_lexicon_is (NULL, HERALD_LEXICON_EMAIL, piece))
    return TRUE;

  for (rest = piece; herald_slice_next_word (&rest, &word);)
    {
      HeraldSlice email = herald_slice_trim_any (skip_label (word, HERALD_LEXICON_EMAIL), "<>()（）.:：");

      if (!is_email (email))
        continue;
      if (self->draft.email != NULL)
        return FALSE;
      self->draft.email = herald_slice_dup (email);
      bare = herald_slice_trim_any (herald_slice_between (piece.start, word.start), ".:：<(（");
      if (herald_lexicon_is (NULL, HERALD_LEXICON_EMAIL, bare))
        bare.start = bare.end;
      return read_piece (self, bare) && read_piece (self, rest);
    }

  bare = herald_slice_trim (skip_label (piece, HERALD_LEXICON_PHONE));
  if (is_phone (bare))
    {
      append (&self->draft.phone, bare);
      return TRUE;
    }
  /* "Maria Conti +39 035 555 0101" */
  for (const char *p = piece.start; p < piece.end; p = g_utf8_next_char (p))
    if ((*p == '+' || g_ascii_isdigit (*p)) && p > piece.start && is_phone (herald_slice_between (p, piece.end)))
      {
        append (&self->draft.phone, herald_slice_between (p, piece.end));
        bare = herald_slice_trim_any (herald_slice_between (piece.start, p), ".:：(-–");
        if (herald_lexicon_is (NULL, HERALD_LEXICON_PHONE, bare))
          return TRUE;
        return read_piece (self, bare);
      }

  return read_words (self, piece);
}

static gboolean
read_pieces (Reader     *self,
             const char *line)
{
  HeraldSlice rest = herald_slice (line);

  /* A number such as 202/555-0100 holds separators itself. */
  if (is_phone (herald_slice_trim (skip_label (rest, HERALD_LEXICON_PHONE))))
    return read_piece (self, rest);

  while (!herald_slice_is_empty (rest))
    {
      const char *mark = herald_slice_find_char (rest, SEPARATORS);
      HeraldSlice piece = herald_slice_between (rest.start, mark != NULL ? mark : rest.end);

      if (is_phone (herald_slice_trim (rest)))
        return read_piece (self, rest);
      if (!read_piece (self, piece))
        return FALSE;
      rest.start = mark != NULL ? g_utf8_next_char (mark) : rest.end;
    }

  return TRUE;
}

/* A line is taken whole or not at all; one that does not fit the contact at hand may begin the next. */
static void
read_line (Reader     *self,
           const char *line)
{
  for (guint attempt = 0; attempt < 2; attempt++)
    {
      Draft before = draft_copy (&self->draft);

      if (strlen (line) <= LONGEST_LINE && read_pieces (self, line))
        {
          g_ptr_array_add (self->draft.lines, (gpointer) line);
          draft_clear (&before);
          return;
        }

      draft_clear (&self->draft);
      self->draft = before;
      if (self->draft.lines->len == 0)
        break;
      finish_draft (self);
    }

  g_ptr_array_add (self->unread, g_strdup (line));
}

/**
 * herald_contacts_read:
 * @announcement: an announcement that knows its parties
 * @lines: (element-type utf8): the lines below a contact heading
 * @lexicon: (nullable): the language
 *
 * Adds a contact for each run of lines that holds an e-mail address or a telephone number. A line is taken whole
 * (name, job title, company, address, numbers) or not at all.
 *
 * Returns: (transfer full) (element-type utf8): the lines that were not understood, in order
 */
GPtrArray *
herald_contacts_read (HeraldAnnouncement  *announcement,
                      GPtrArray           *lines,
                      const HeraldLexicon *lexicon)
{
  Reader self = { announcement, lexicon, g_ptr_array_new_with_free_func (g_free), { .lines = g_ptr_array_new () } };

  for (guint i = 0; i < lines->len; i++)
    read_line (&self, g_ptr_array_index (lines, i));

  finish_draft (&self);
  draft_clear (&self.draft);
  return self.unread;
}
