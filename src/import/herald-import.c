/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-import.h"

#include "herald-attribution.h"
#include "herald-contacts.h"
#include "herald-i18n.h"
#include "herald-labels.h"
#include "herald-language.h"
#include "herald-lines.h"
#include "herald-moment.h"
#include "herald-parties.h"
#include "herald-quotation.h"

#include <string.h>

#define LARGEST_TEXT (10 * 1024 * 1024)

#define LONGEST_HEADLINE 160  /* characters */
#define LONGEST_HEADING 100
#define LONGEST_CONTACT_LINE 160
#define LONGEST_NEIGHBOUR 400 /* bytes of an attribution in a paragraph of its own */
/* A headline may stand below a lead, as on a web page, but not below more. */
#define MOST_PARAGRAPHS_ABOVE 1
#define MOST_PARAGRAPHS_BEFORE_DATELINE 2

G_DEFINE_QUARK (herald-import-error-quark, herald_import_error)

/* Contacts are read when the companies are known; until then their lines wait, with their place in the body. */
typedef struct
{
  char      *label;    /* the whole line */
  gboolean   has_rest; /* the first of lines stood behind the label */
  guint      place;
  GPtrArray *lines;
} ContactSection;

typedef struct
{
  HeraldAnnouncement  *announcement;
  const HeraldLexicon *lexicon;
  GPtrArray           *lines;    /* of HeraldLine */
  guint                next;     /* the line to read */
  guint                n_paragraphs;
  gboolean             after_headline; /* nothing has been read since */
  GPtrArray           *abouts;   /* of char *, beside the boilerplates */
  GPtrArray           *sections; /* of ContactSection */
} Walk;

static void
section_free (gpointer data)
{
  ContactSection *section = data;

  g_free (section->label);
  g_ptr_array_unref (section->lines);
  g_free (section);
}

static const char *
line_at (const Walk *walk,
         guint       i)
{
  return i < walk->lines->len ? ((HeraldLine *) g_ptr_array_index (walk->lines, i))->text : NULL;
}

static gboolean
has_words (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* Whole addresses in the text become links. */
static GArray *
find_links (const char *text)
{
  GArray *marks = herald_marks_new ();
  guint n_chars = 0;

  for (const char *p = text; *p != '\0';)
    {
      g_autofree char *url = NULL;
      HeraldSlice link;
      const char *end = p;

      if (*p != 'h' || (!g_str_has_prefix (p, "http://") && !g_str_has_prefix (p, "https://")))
        {
          p = g_utf8_next_char (p);
          n_chars++;
          continue;
        }

      while (*end > ' ' && *end < 127 && strchr ("<>\"", *end) == NULL)
        end++;
      link = herald_slice_chomp_any (herald_slice_between (p, end), ".,;:!?)]'");
      url = herald_slice_dup (link);
      if (link.end - link.start > 10 && herald_url_is_allowed (url))
        herald_marks_add (marks, n_chars, link.end - link.start, HERALD_MARK_LINK, url);
      n_chars += end - p;
      p = end;
    }

  return marks;
}

static HeraldBlock *
new_block (HeraldBlockType  type,
           const char      *text)
{
  HeraldBlock *block = herald_block_new (type, text);

  if (block->marks != NULL)
    g_array_unref (block->marks);
  block->marks = find_links (text);
  return block;
}

static void
add_paragraph (Walk       *walk,
               const char *text)
{
  g_ptr_array_add (walk->announcement->body, new_block (HERALD_BLOCK_PARAGRAPH, text));
  walk->n_paragraphs++;
  walk->after_headline = FALSE;
}

static void
add_passages (Walk      *walk,
              GPtrArray *passages)
{
  for (guint i = 0; i < passages->len; i++)
    {
      HeraldPassage *passage = g_ptr_array_index (passages, i);

      if (passage->speaker == NULL)
        {
          add_paragraph (walk, passage->text);
        }
      else
        {
          HeraldBlock *block = new_block (HERALD_BLOCK_QUOTE, passage->text);

          g_clear_pointer (&block->speaker, herald_speaker_free);
          block->speaker = g_steal_pointer (&passage->speaker);
          g_ptr_array_add (walk->announcement->body, block);
          walk->n_paragraphs++;
          walk->after_headline = FALSE;
        }
    }
}

static gboolean
has_speaker (GPtrArray *passages)
{
  for (guint i = 0; i < passages->len; i++)
    if (((HeraldPassage *) g_ptr_array_index (passages, i))->speaker != NULL)
      return TRUE;

  return FALSE;
}

/* "Anna Bruni, CEO of Aurelia Optics, said:" above a quotation, or "— Anna Bruni, CEO" below it. */
static gboolean
may_join (const char *text,
          const char *next)
{
  gunichar last = herald_slice_last (herald_slice (text));
  gunichar first;

  if (next == NULL)
    return FALSE;
  if (herald_char_is_in (last, ":：") && strlen (text) <= LONGEST_NEIGHBOUR)
    return herald_quotation_is_whole (next);

  first = g_utf8_get_char (next);
  return strlen (next) <= LONGEST_NEIGHBOUR && herald_char_is_in (first, "-–—―") && herald_quotation_is_whole (text);
}

static void
read_paragraph (Walk       *walk,
                const char *text)
{
  const char *next = line_at (walk, walk->next);
  g_autoptr (GPtrArray) passages = NULL;

  if (may_join (text, next))
    {
      g_autofree char *joined = g_strconcat (text, " ", next, NULL);

      passages = herald_quotation_split (joined, walk->lexicon);
      if (has_speaker (passages))
        {
          walk->next++;
          add_passages (walk, passages);
          return;
        }
      g_clear_pointer (&passages, g_ptr_array_unref);
    }

  passages = herald_quotation_split (text, walk->lexicon);
  add_passages (walk, passages);
}

static gboolean
is_any_label (const Walk *walk,
              const char *text)
{
  HeraldSlice rest;
  g_autofree char *date = NULL;
  int number;

  return herald_label_is_end (text) || herald_label_is_release (text, walk->announcement->language, &date) ||
         herald_label_is_source (text, &rest) || herald_label_is_embargo (text, &rest) ||
         herald_label_is_contact (text, &rest) || herald_label_is_item (text, &rest, &number);
}

static gboolean
is_title_like (const char *text,
               guint       most_chars)
{
  HeraldSlice slice = herald_slice (text);
  glong n_chars;

  if (slice.end - slice.start > LONGEST_HEADLINE * 4)
    return FALSE;
  n_chars = g_utf8_strlen (text, -1);
  if (n_chars > (glong) most_chars || !has_words (text))
    return FALSE;
  if (herald_char_is_in (herald_slice_last (slice), ".;,:。；，：") || strchr (text, '@') != NULL || strstr (text, "://") != NULL)
    return FALSE;

  return herald_slice_count_words (slice) >= 2 || (herald_char_is_han (herald_slice_first (slice)) && n_chars >= 4);
}

/* A short paragraph that is somebody's words is no title. */
static gboolean
is_quotation (const Walk *walk,
              const char *text)
{
  g_autoptr (GPtrArray) passages = herald_quotation_split (text, walk->lexicon);

  return has_speaker (passages) || may_join (text, line_at (walk, walk->next));
}

static gboolean
is_long_paragraph (const Walk *walk,
                   guint       i,
                   const char *above)
{
  const char *text = line_at (walk, i);

  return text != NULL && strlen (text) > strlen (above) && !is_any_label (walk, text) &&
         (strlen (text) > 100 || herald_char_is_in (herald_slice_last (herald_slice (text)), ".!?。！？”\"»"));
}

static gboolean
read_title (Walk       *walk,
            const char *text)
{
  HeraldAnnouncement *announcement = walk->announcement;

  if (announcement->headline == NULL)
    {
      if (!is_title_like (text, LONGEST_HEADLINE) || walk->n_paragraphs > MOST_PARAGRAPHS_ABOVE || is_quotation (walk, text))
        return FALSE;
      announcement->headline = g_strdup (text);
      walk->after_headline = TRUE;
      return TRUE;
    }

  if (!is_title_like (text, walk->after_headline ? LONGEST_HEADLINE : LONGEST_HEADING) ||
      !is_long_paragraph (walk, walk->next, text) || is_quotation (walk, text) || is_any_label (walk, text) ||
      herald_char_is_in (herald_slice_last (herald_slice (text)), "\"”»」』"))
    return FALSE;

  if (walk->after_headline && announcement->subheadline == NULL)
    announcement->subheadline = g_strdup (text);
  else
    g_ptr_array_add (announcement->body, new_block (HERALD_BLOCK_HEADING, text));
  walk->after_headline = FALSE;
  return TRUE;
}

static gboolean
read_release (Walk       *walk,
              const char *text)
{
  HeraldAnnouncement *announcement = walk->announcement;
  g_autofree char *date = NULL;

  if (!herald_label_is_release (text, announcement->language, &date))
    return FALSE;
  if (date != NULL)
    {
      if (announcement->dateline != NULL)
        return FALSE;
      announcement->dateline = herald_dateline_new (NULL, date);
    }

  return TRUE;
}

static gboolean
read_embargo (Walk       *walk,
              const char *text)
{
  HeraldAnnouncement *announcement = walk->announcement;
  const char *next = line_at (walk, walk->next);
  HeraldSlice rest;

  if (announcement->embargo != NULL || !herald_label_is_embargo (text, &rest))
    return FALSE;

  if (!herald_slice_is_empty (rest))
    {
      announcement->embargo = herald_embargo_read (rest, announcement->language);
      return announcement->embargo != NULL;
    }

  announcement->embargo = next != NULL ? herald_embargo_read (herald_slice (next), announcement->language) : NULL;
  if (announcement->embargo == NULL)
    return FALSE;
  walk->next++;
  return TRUE;
}

static gboolean
read_source (Walk       *walk,
             const char *text)
{
  HeraldAnnouncement *announcement = walk->announcement;
  HeraldSlice slice;
  g_autofree char *name = NULL;

  if (announcement->source != NULL || !herald_label_is_source (text, &slice))
    return FALSE;

  name = herald_slice_dup (slice);
  if (herald_url_is_allowed (name))
    announcement->source = herald_source_new (NULL, name);
  else
    announcement->source = herald_source_new (name, NULL);
  return TRUE;
}

static gboolean
read_about (Walk       *walk,
            const char *text)
{
  HeraldSlice name, other;
  g_autoptr (GString) words = NULL;

  if (!herald_label_is_about (text, &name) || !is_long_paragraph (walk, walk->next, text))
    return FALSE;

  words = g_string_new (line_at (walk, walk->next++));
  while (is_long_paragraph (walk, walk->next, text) && !herald_label_is_about (line_at (walk, walk->next), &other))
    g_string_append_printf (words, "\n\n%s", line_at (walk, walk->next++));

  herald_announcement_add_boilerplate (walk->announcement, NULL, words->str);
  g_ptr_array_add (walk->abouts, herald_slice_dup (name));
  return TRUE;
}

static gboolean
ends_contacts (const Walk *walk,
               guint       i)
{
  const char *text = line_at (walk, i);
  HeraldSlice rest;
  g_autofree char *date = NULL;

  return text == NULL || strlen (text) > LONGEST_CONTACT_LINE || herald_label_is_end (text) ||
         herald_label_is_contact (text, &rest) || herald_label_is_source (text, &rest) ||
         herald_label_is_embargo (text, &rest) || herald_label_is_release (text, NULL, &date) ||
         (herald_label_is_about (text, &rest) && is_long_paragraph (walk, i + 1, text));
}

static gboolean
read_contacts (Walk       *walk,
               const char *text)
{
  ContactSection *section;
  HeraldSlice rest;

  if (!herald_label_is_contact (text, &rest) ||
      (herald_slice_is_empty (rest) && ends_contacts (walk, walk->next)))
    return FALSE;

  section = g_new0 (ContactSection, 1);
  section->label = g_strdup (text);
  section->place = walk->announcement->body->len;
  section->lines = g_ptr_array_new_with_free_func (g_free);
  section->has_rest = !herald_slice_is_empty (rest);
  if (section->has_rest)
    g_ptr_array_add (section->lines, herald_slice_dup (rest));
  while (!ends_contacts (walk, walk->next))
    g_ptr_array_add (section->lines, g_strdup (line_at (walk, walk->next++)));

  g_ptr_array_add (walk->sections, section);
  return TRUE;
}

/* Items that follow one another: bullets of any kind, or numbers that count from one. */
static guint
count_items (const Walk *walk,
             guint       start,
             gboolean   *ordered)
{
  HeraldSlice text;
  guint n = 0;
  int number;

  while (line_at (walk, start + n) != NULL && herald_label_is_item (line_at (walk, start + n), &text, &number))
    {
      if (n == 0)
        *ordered = number != 0;
      if (*ordered ? number != (int) n + 1 : number != 0)
        break;
      n++;
    }

  return n;
}

static gboolean
read_list (Walk       *walk,
           const char *text)
{
  gboolean ordered = FALSE;
  guint start = walk->next - 1;
  guint n = line_at (walk, start) == text ? count_items (walk, start, &ordered) : 0;
  HeraldBlock *block;

  if (n < 2 && !(n == 1 && g_utf8_get_char (text) == 0x2022))
    return FALSE;

  block = herald_block_new (HERALD_BLOCK_LIST, NULL);
  block->ordered = ordered;
  if (block->items == NULL)
    block->items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free);
  for (guint i = start; i < start + n; i++)
    {
      HeraldSlice slice;
      g_autofree char *words = NULL;
      HeraldItem *item;
      int number;

      herald_label_is_item (line_at (walk, i), &slice, &number);
      words = herald_slice_dup (slice);
      item = herald_item_new (words);
      if (item->marks != NULL)
        g_array_unref (item->marks);
      item->marks = find_links (words);
      g_ptr_array_add (block->items, item);
    }

  g_ptr_array_add (walk->announcement->body, block);
  walk->next = start + n;
  walk->after_headline = FALSE;
  return TRUE;
}

/* The text behind a dateline goes on as the lead. */
static const char *
read_dateline (Walk       *walk,
               const char *text)
{
  HeraldAnnouncement *announcement = walk->announcement;
  const char *rest = text;
  HeraldDateline *dateline;

  if (announcement->dateline != NULL || walk->n_paragraphs > MOST_PARAGRAPHS_BEFORE_DATELINE)
    return text;

  dateline = herald_label_read_dateline (text, walk->lexicon, &rest);
  if (dateline == NULL)
    return text;

  announcement->dateline = dateline;
  return rest;
}

static void
read_line (Walk *walk)
{
  const char *text = line_at (walk, walk->next++);
  const char *rest;

  if (herald_label_is_end (text) || read_release (walk, text) || read_embargo (walk, text) ||
      read_source (walk, text) || read_about (walk, text) || read_contacts (walk, text) || read_list (walk, text))
    return;

  rest = read_dateline (walk, text);
  if (*rest == '\0')
    return;
  if (rest != text || !read_title (walk, text))
    read_paragraph (walk, rest);
}

/* In one pass over the body, however many sections there are. */
static void
insert_unread (Walk *walk)
{
  GPtrArray *body = walk->announcement->body;
  gsize n_blocks = 0;
  g_autofree gpointer *blocks = g_ptr_array_steal (body, &n_blocks);
  guint next = 0;

  for (gsize place = 0; place <= n_blocks; place++)
    {
      for (; next < walk->sections->len; next++)
        {
          const ContactSection *section = g_ptr_array_index (walk->sections, next);

          if (section->place > place)
            break;
          for (guint j = 0; j < section->lines->len; j++)
            g_ptr_array_add (body, new_block (HERALD_BLOCK_PARAGRAPH, g_ptr_array_index (section->lines, j)));
        }
      if (place < n_blocks)
        g_ptr_array_add (body, blocks[place]);
    }
}

static void
finish_contacts (Walk *walk)
{
  GPtrArray *contacts = walk->announcement->contacts;

  for (guint i = 0; i < walk->sections->len; i++)
    {
      ContactSection *section = g_ptr_array_index (walk->sections, i);
      guint n_before = contacts->len;
      GPtrArray *unread = herald_contacts_read (walk->announcement, section->lines, walk->lexicon);

      g_ptr_array_unref (section->lines);
      section->lines = unread;
      if (contacts->len == n_before)
        {
          /* Nothing was a contact: the lines stand as they were, the label with what stood behind it. */
          if (section->has_rest)
            g_ptr_array_remove_index (unread, 0);
          g_ptr_array_insert (unread, 0, g_steal_pointer (&section->label));
        }
    }

  insert_unread (walk);
}

static HeraldAnnouncement *
walk_lines (GPtrArray  *lines,
            const char *text,
            const char *language)
{
  Walk walk = { herald_announcement_new (HERALD_KIND_OTHER, language), herald_lexicon_for (language), lines };

  walk.abouts = g_ptr_array_new_with_free_func (g_free);
  walk.sections = g_ptr_array_new_with_free_func (section_free);

  while (walk.next < lines->len)
    read_line (&walk);

  herald_parties_find (walk.announcement, walk.abouts, text, walk.lexicon);
  finish_contacts (&walk);

  g_ptr_array_unref (walk.abouts);
  g_ptr_array_unref (walk.sections);
  return walk.announcement;
}

static gboolean
check_text (const char  *text,
            gsize        length,
            GError     **error)
{
  const char *end = text;

  if (length > LARGEST_TEXT)
    {
      g_set_error (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_TOO_LARGE,
                   _("The text cannot be imported: it is larger than %d MB."), LARGEST_TEXT / (1024 * 1024));
      return FALSE;
    }
  if (g_utf8_validate_len (text, length, &end))
    return TRUE;

  if (*end == '\0')
    g_set_error (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_NOT_TEXT,
                 _("The text cannot be imported: there is a zero byte at position %lu, so this is not plain text."),
                 (gulong) (end - text));
  else
    g_set_error (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_NOT_TEXT,
                 _("The text cannot be imported: it is not UTF-8 at byte %lu."), (gulong) (end - text));
  return FALSE;
}

static gboolean
has_any_words (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (has_words (((HeraldLine *) g_ptr_array_index (lines, i))->text))
      return TRUE;

  return FALSE;
}

/**
 * herald_import_text:
 * @text: plain text, UTF-8
 * @length: its bytes, or -1 when it is terminated
 * @language: (nullable): BCP 47, or %NULL to guess
 * @error: return location for a #GError of the domain %HERALD_IMPORT_ERROR
 *
 * Makes a structured announcement of a press release that somebody has pasted.
 *
 * Paragraphs are lines, unless the whole text was broken at a width (herald_lines_read()). Lines that say what they
 * are become what they say: release line, embargo, dateline, source, "About X", contacts, end mark, list items. The
 * headline is the first line that looks like one (short, without a full stop), at most one paragraph below the top; a
 * second one directly below is the subheadline, later ones are headings. Quotations with a speaker become quote blocks
 * (herald_quotation_split()), the companies are found as herald_parties_find() tells.
 *
 * No word is lost. What the announcement does not hold literally is only what it says otherwise: the words of labels,
 * the verb of an attribution and the small words around the speaker, date and time of an embargo or dateline, the
 * numbers of a list. Whatever is not wholly understood stays a paragraph, in its place; an embargo line that names no
 * zone, an ambiguous one, or a time that contradicts its zone does so too. A language that cannot be guessed stays
 * absent. Takes time in proportion to @length.
 *
 * Returns: (transfer full) (nullable): a draft with a new id
 */
HeraldAnnouncement *
herald_import_text (const char  *text,
                    gssize       length,
                    const char  *language,
                    GError     **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  gsize n_bytes;

  g_return_val_if_fail (text != NULL, NULL);

  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (!check_text (text, n_bytes, error))
    return NULL;

  lines = herald_lines_read (text, n_bytes);
  if (!has_any_words (lines))
    {
      g_set_error_literal (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_EMPTY,
                           _("There is no text to import."));
      return NULL;
    }

  if (language == NULL || *language == '\0')
    language = herald_language_guess (herald_slice_between (text, text + n_bytes));
  {
    /* Names are counted in a terminated text. */
    g_autofree char *whole = g_strndup (text, n_bytes);

    return walk_lines (lines, whole, language);
  }
}
