/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-page.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-format.h"
#include "herald-i18n.h"

static const struct { const char *member; HeraldPlace place; } places[] = {
  { "embargo", HERALD_PLACE_TERMS }, { "parties", HERALD_PLACE_TERMS },
  { "status", HERALD_PLACE_TERMS }, { "kind", HERALD_PLACE_TERMS }, { "language", HERALD_PLACE_TERMS },
  { "source", HERALD_PLACE_TERMS }, { "inside_information", HERALD_PLACE_TERMS }, { "filing", HERALD_PLACE_TERMS },
  { "headline", HERALD_PLACE_TITLE }, { "subheadline", HERALD_PLACE_TITLE }, { "dateline", HERALD_PLACE_TITLE },
  { "body", HERALD_PLACE_BODY }, { "boilerplates", HERALD_PLACE_BACK }, { "contacts", HERALD_PLACE_BACK },
  { "assets", HERALD_PLACE_BACK },
};

/**
 * herald_comparison_page_place:
 * @entry: an entry
 *
 * The one place that decides what of a comparison may leave: what is internal, and what is not on the list, stands nowhere.
 */
HeraldPlace
herald_comparison_page_place (const HeraldComparisonEntry *entry)
{
  gboolean same = entry->kind == HERALD_COMPARED_SAME;

  if (entry->is_internal || (strcmp (entry->member, "body") == 0 && entry->block_type == HERALD_BLOCK_UNKNOWN))
    return HERALD_PLACE_NOWHERE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].member, entry->member) == 0)
      {
        if (same && (places[i].place == HERALD_PLACE_TERMS || strcmp (entry->member, "contacts") == 0
                     || strcmp (entry->member, "assets") == 0))
          return HERALD_PLACE_NOWHERE;
        return places[i].place;
      }
  return HERALD_PLACE_NOWHERE;
}

/* Names of files may be somebody's paths, ids mean nothing, and what this Herald does not know stays here: so these only. */
static const char * const shown_parts[] = {
  "", "alt", "asset", "at", "caption", "credit", "date", "email", "items", "logo", "number", "ordered", "party", "phone",
  "place", "rights", "role", "rows", "sha256", "speaker.name", "speaker.organisation", "speaker.party", "speaker.title",
  "system", "text", "ticker", "title", "type", "url", NULL,
};

static gboolean
is_shown (const HeraldComparisonEntry *entry,
          const HeraldComparedPart    *part)
{
  if (!g_strv_contains (shown_parts, part->member)
      && (strcmp (part->member, "name") != 0 || strcmp (entry->member, "assets") == 0))
    return FALSE;
  if (part->kind != HERALD_COMPARED_SAME)
    return TRUE;
  /* What nobody sees on the page itself is told where it changed. */
  switch (herald_comparison_page_place (entry))
    {
    case HERALD_PLACE_TITLE:
      return TRUE;
    case HERALD_PLACE_BODY:
      return strcmp (part->member, "alt") != 0;
    case HERALD_PLACE_BACK:
      return strcmp (entry->member, "boilerplates") == 0;
    case HERALD_PLACE_TERMS:
    case HERALD_PLACE_NOWHERE:
    default:
      return FALSE;
    }
}

/**
 * herald_comparison_page_parts:
 * @entry: an entry that stands on the page
 *
 * Returns: (transfer container) (element-type HeraldComparedPart): those of its parts that may leave and are worth their room
 */
GPtrArray *
herald_comparison_page_parts (const HeraldComparisonEntry *entry)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < entry->parts->len; i++)
    if (is_shown (entry, g_ptr_array_index (entry->parts, i)))
      g_ptr_array_add (parts, g_ptr_array_index (entry->parts, i));
  return parts;
}

/* "2026-11-19T16:04:33Z" by the minute; UTC, since no reader's zone is known. */
static char *
format_time (const char *time)
{
  g_autofree char *minute = g_strndup (time, strlen ("2026-11-19T16:04"));
  g_autofree char *wall = g_strconcat (minute, ":00", NULL);

  return herald_format_wall (wall, "UTC");
}

static char *
format_version (const HeraldComparedVersion *version)
{
  g_autofree char *number = version->number > 0 ? g_strdup_printf (_("Version %u"), version->number) : NULL;
  g_autofree char *author = herald_clean_line (version->author);
  g_autofree char *time = version->time != NULL ? format_time (version->time) : NULL;

  if (number == NULL)
    return NULL;
  if (*author == '\0')
    return g_strjoin (" · ", number, time, NULL);
  return g_strjoin (" · ", number, author, time, NULL);
}

static guint
count_changes (HeraldComparison *comparison)
{
  GPtrArray *entries = herald_comparison_get_entries (comparison);
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);

      n += entry->kind != HERALD_COMPARED_SAME && herald_comparison_page_place (entry) != HERALD_PLACE_NOWHERE ? 1 : 0;
    }
  return n;
}

void
herald_comparison_page_init (HeraldComparisonPage      *self,
                             const HeraldComparisonJob *job,
                             const HeraldContent       *content)
{
  guint n = count_changes (job->comparison);
  g_autofree char *recipient = herald_clean_line (job->recipient);

  self->job = job;
  self->content = content;
  self->title = job->before.number > 0 ? g_strdup_printf (_("Changes since version %u"), job->before.number)
                                       : g_strdup (_("The first version"));
  self->before = format_version (&job->before);
  self->after = format_version (&job->after);
  self->count = n > 0 ? g_strdup_printf (ngettext ("%u change", "%u changes", n), n) : g_strdup (_("Nothing has changed."));
  self->recipient = *recipient != '\0' ? g_strdup_printf (_("For %s"), recipient) : NULL;
}

void
herald_comparison_page_clear (HeraldComparisonPage *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->after, g_free);
  g_clear_pointer (&self->count, g_free);
  g_clear_pointer (&self->recipient, g_free);
}

static void
clear_words (gpointer data)
{
  g_free (((HeraldChangedWords *) data)->text);
}

/* The marks on some characters of a text, counted from the first of these. Links are not kept: a comparison is read. */
static GArray *
cut_marks (GArray *marks,
           guint   start,
           guint   length)
{
  GArray *cut = herald_marks_new ();

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);
      guint first = MAX (mark->start, start), end = MIN (mark->start + mark->length, start + length);

      if (first < end && mark->kind != HERALD_MARK_LINK)
        herald_marks_add (cut, first - start, end - first, mark->kind, NULL);
    }
  return cut;
}

/* Between a word that went and the one that came in its place, for the eye, for who listens and for who copies. */
static void
keep_apart (GArray *words)
{
  const HeraldChangedWords *removed = &g_array_index (words, HeraldChangedWords, words->len - 2);
  const HeraldChangedWords *added = removed + 1;
  HeraldChangedWords space = { HERALD_DIFF_SAME, NULL, FALSE, FALSE };

  if (removed->kind != HERALD_DIFF_REMOVED || added->kind != HERALD_DIFF_ADDED || *removed->text == '\0')
    return;
  if (g_unichar_isspace (g_utf8_get_char (added->text))
      || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (removed->text + strlen (removed->text)))))
    return;
  space.text = g_strdup (" ");
  g_array_insert_val (words, words->len - 1, space);
}

static void
append_words (GArray         *words,
              HeraldDiffKind  kind,
              const char     *text,
              GArray         *marks,
              guint           start,
              guint           length)
{
  g_autofree char *cut = g_utf8_substring (text, start, start + length);
  g_autoptr (GArray) cut_of_marks = cut_marks (marks, start, length);
  g_autoptr (GArray) runs = herald_clean_runs (cut, cut_of_marks);

  for (guint i = 0; i < runs->len; i++)
    {
      const HeraldRun *run = &g_array_index (runs, HeraldRun, i);
      HeraldChangedWords piece = { kind, g_strdup (run->text), run->strong, run->emphasis };

      g_array_append_val (words, piece);
      if (words->len > 1)
        keep_apart (words);
    }
}

/**
 * herald_comparison_page_words:
 * @part: a part
 *
 * Returns: (transfer full) (element-type HeraldChangedWords): its words, in the order in which they are read
 */
GArray *
herald_comparison_page_words (const HeraldComparedPart *part)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (HeraldChangedWords));

  g_array_set_clear_func (words, clear_words);
  for (guint i = 0; i < part->runs->len; i++)
    {
      const HeraldDiffSpan *run = &g_array_index (part->runs, HeraldDiffSpan, i);

      if (run->kind == HERALD_DIFF_REMOVED)
        append_words (words, run->kind, part->before, part->before_marks, run->a_start, run->a_length);
      else
        append_words (words, run->kind, part->after, part->after_marks, run->b_start, run->b_length);
    }
  return words;
}

char *
herald_comparison_page_label (const HeraldComparisonPage  *self,
                              const HeraldComparisonEntry *entry)
{
  gboolean is_asset = strcmp (entry->member, "assets") == 0;
  g_autofree char *name = is_asset ? g_strdup (_("Picture file")) : herald_comparison_name_entry (self->job->comparison, entry);
  g_autofree char *clean = herald_clean_line (name);
  g_autofree char *note = herald_comparison_page_note (self, entry, NULL);

  /* Translators: what changed, and how: "Company Kitefin Mobile (moved 1 place up)" */
  return note != NULL ? g_strdup_printf (C_("change", "%s (%s)"), clean, note) : g_steal_pointer (&clean);
}

char *
herald_comparison_page_note (const HeraldComparisonPage  *self,
                             const HeraldComparisonEntry *entry,
                             const HeraldComparedPart    *part)
{
  g_autofree char *note = part != NULL ? herald_compared_part_note (part) : herald_comparison_note_entry (self->job->comparison, entry);

  return note != NULL ? herald_clean_line (note) : NULL;
}

/**
 * herald_comparison_page_picture:
 * @self: a page
 * @sha256: hash of a picture
 *
 * Returns: (transfer full) (nullable): the picture, made anew from its pixels; %NULL when it is not here or is none: an old
 *   picture that nobody has any more must not keep the words from the lawyers
 */
HeraldKitPicture *
herald_comparison_page_picture (const HeraldComparisonPage *self,
                                const char                 *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = self->job->read_asset (sha256, self->job->read_asset_data, &error);
  HeraldKitPicture *picture = bytes != NULL ? herald_kit_picture_new (bytes, HERALD_PICTURE_WEB, NULL, &error) : NULL;

  if (picture == NULL)
    g_info ("A picture of the comparison is told by name only: %s", error->message);
  return picture;
}

/* What a picture is called under it: never the name of its file. */
const char *
herald_comparison_page_picture_name (HeraldDiffKind kind)
{
  switch (kind)
    {
    case HERALD_DIFF_REMOVED:
      return _("removed picture");
    case HERALD_DIFF_ADDED:
      return _("added picture");
    case HERALD_DIFF_SAME:
    default:
      return _("Picture");
    }
}
