/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying and pasting: blocks between Herald's own texts, structured text for other programs, plain text from them. */
#include "herald-flow-view-private.h"

#include <string.h>

#include "herald-document.h"

#define BLOCKS_TYPE "application/x-herald-blocks+json"

/**
 * herald_flow_clean_text:
 * @text: what was typed or comes from elsewhere
 * @length: in bytes
 *
 * Returns: (transfer full): the same without what is no letter; all ends of lines and paragraphs are "\n"
 */
char *
herald_flow_clean_text (const char *text,
                        gssize      length)
{
  GString *clean = g_string_sized_new ((gsize) length);
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p + 1 < end && p[1] == '\n')
        continue;
      if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == '\f' || c == '\v')
        g_string_append_c (clean, '\n');
      else if (c == '\t')
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (c) && c != 0xfffc)
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

/**
 * herald_flow_blocks_from_text:
 * @text: words with ends of lines
 *
 * Returns: (transfer full) (element-type HeraldBlock): a paragraph for each line that is not empty
 */
GPtrArray *
herald_flow_blocks_from_text (const char *text)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean alone = lines[1] == NULL;
      char *line = alone ? lines[i] : g_strstrip (lines[i]);

      if (*line != '\0')
        g_ptr_array_add (blocks, herald_block_new (HERALD_BLOCK_PARAGRAPH, line));
    }
  return blocks;
}

/* Blocks as an announcement that holds nothing else: what reads documents reads them. */
static GBytes *
write_blocks (GPtrArray *blocks)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, NULL);
  g_autoptr(HeraldDocument) document = NULL;
  const char *json = NULL;
  gsize length = 0;

  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (announcement->body, herald_block_copy (g_ptr_array_index (blocks, i)));
  document = herald_announcement_to_document (announcement);
  json = herald_document_get_text (document, &length);
  return g_bytes_new (json, length);
}

/* Whether a block means the same in another announcement. */
static gboolean
is_at_home (HeraldAnnouncement *announcement,
            const HeraldBlock  *block)
{
  if (block->type == HERALD_BLOCK_FIGURE)
    return herald_announcement_find_asset (announcement, block->asset) != NULL;
  return block->type != HERALD_BLOCK_UNKNOWN;
}

static GPtrArray *
read_blocks (GBytes             *bytes,
             HeraldAnnouncement *into)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(HeraldDocument) document = herald_document_parse (data, (gssize) size, NULL);
  g_autoptr(HeraldAnnouncement) announcement = NULL;

  if (document != NULL)
    announcement = herald_announcement_from_document (document, NULL);
  for (guint i = 0; announcement != NULL && i < announcement->body->len; i++)
    {
      HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (!is_at_home (into, block))
        continue;
      if (block->speaker != NULL && herald_announcement_find_party (into, block->speaker->party) == NULL)
        g_clear_pointer (&block->speaker->party, g_free);
      g_ptr_array_add (blocks, herald_block_copy (block));
    }
  return g_steal_pointer (&blocks);
}

/* Structured text for other programs */

static void
open_or_close (GString          *html,
               const HeraldMark *mark,
               gboolean          open)
{
  static const char * const names[] = { "strong", "em", "a" };
  g_autofree char *url = mark->url != NULL ? g_markup_escape_text (mark->url, -1) : NULL;

  if (open && mark->kind == HERALD_MARK_LINK)
    g_string_append_printf (html, "<a href=\"%s\">", url != NULL ? url : "");
  else
    g_string_append_printf (html, "<%s%s>", open ? "" : "/", names[mark->kind]);
}

/* Every stretch between two ends of marks has its own elements, so that they nest. */
static void
append_words (GString    *html,
              const char *text,
              GArray     *marks)
{
  guint length = text != NULL ? (guint) g_utf8_strlen (text, -1) : 0;
  guint n_marks = marks != NULL ? marks->len : 0;

  for (guint at = 0; at < length;)
    {
      g_autofree char *part = NULL;
      g_autofree char *escaped = NULL;
      guint next = length;

      for (guint i = 0; i < n_marks; i++)
        {
          const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

          if (mark->start > at)
            next = MIN (next, mark->start);
          else if (mark->start + mark->length > at)
            next = MIN (next, mark->start + mark->length);
        }
      part = g_utf8_substring (text, at, next);
      escaped = g_markup_escape_text (part, -1);
      for (guint pass = 0; pass < 2; pass++)
        {
          for (guint n = 0; n < n_marks; n++)
            {
              const HeraldMark *mark = &g_array_index (marks, HeraldMark, pass == 0 ? n : n_marks - 1 - n);

              if (mark->start <= at && at < mark->start + mark->length)
                open_or_close (html, mark, pass == 0);
            }
          if (pass == 0)
            g_string_append (html, escaped);
        }
      at = next;
    }
}

static char *
speaker_line (const HeraldSpeaker *speaker)
{
  const char *parts[4] = { NULL };
  guint n = 0;

  if (speaker == NULL)
    return g_strdup ("");
  if (speaker->name != NULL && *speaker->name != '\0')
    parts[n++] = speaker->name;
  if (speaker->title != NULL && *speaker->title != '\0')
    parts[n++] = speaker->title;
  if (speaker->organisation != NULL && *speaker->organisation != '\0')
    parts[n++] = speaker->organisation;
  return g_strjoinv (", ", (char **) parts);
}

static void
append_items (GString    *html,
              const char *element,
              GPtrArray  *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const HeraldItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (html, "<%s>", element);
      append_words (html, item->text, item->marks);
      g_string_append_printf (html, "</%s>", element);
    }
}

static void
append_html (GString           *html,
             const HeraldBlock *block)
{
  g_autofree char *speaker = speaker_line (block->speaker);
  const char *element = block->type == HERALD_BLOCK_HEADING ? "h2" : "p";

  if (block->type == HERALD_BLOCK_LIST)
    {
      g_string_append (html, block->ordered ? "<ol>" : "<ul>");
      append_items (html, "li", block->items);
      g_string_append (html, block->ordered ? "</ol>" : "</ul>");
    }
  else if (block->type == HERALD_BLOCK_FACTS)
    {
      g_string_append (html, "<table>");
      for (guint i = 0; i < block->rows->len; i++)
        {
          g_string_append (html, "<tr>");
          append_items (html, "td", g_ptr_array_index (block->rows, i));
          g_string_append (html, "</tr>");
        }
      g_string_append (html, "</table>");
    }
  else if (block->type == HERALD_BLOCK_QUOTE)
    {
      g_string_append (html, "<blockquote><p>");
      append_words (html, block->text, block->marks);
      g_string_append (html, "</p><p>");
      append_words (html, speaker, NULL);
      g_string_append (html, "</p></blockquote>");
    }
  else if (herald_flow_is_prose (block))
    {
      g_string_append_printf (html, "<%s>", element);
      append_words (html, block->text, block->marks);
      g_string_append_printf (html, "</%s>", element);
    }
}

static void
append_plain (GString           *text,
              const HeraldBlock *block)
{
  g_autofree char *speaker = speaker_line (block->speaker);

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  if (block->type == HERALD_BLOCK_QUOTE)
    g_string_append_printf (text, "“%s”%s%s", block->text != NULL ? block->text : "", *speaker != '\0' ? "\n" : "", speaker);
  else if (herald_flow_is_prose (block))
    g_string_append (text, block->text != NULL ? block->text : "");
  else if (block->type != HERALD_BLOCK_UNKNOWN)
    herald_block_append_words (block, text);
}

static gboolean
copy_selection (HeraldFlowView *self)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;
  g_autoptr(GPtrArray) blocks = NULL;
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GBytes) own = NULL;
  g_autoptr(GBytes) page = NULL;
  g_autoptr(GdkContentProvider) content = NULL;
  GdkContentProvider *forms[3] = { NULL };

  if (!herald_flow_view_get_selection (self, &from, &to))
    return FALSE;
  blocks = herald_flow_extract (self->shown, from, to);
  for (guint i = 0; i < blocks->len; i++)
    {
      append_html (html, g_ptr_array_index (blocks, i));
      append_plain (text, g_ptr_array_index (blocks, i));
    }
  own = write_blocks (blocks);
  page = g_bytes_new (html->str, html->len);
  forms[0] = gdk_content_provider_new_for_bytes (BLOCKS_TYPE, own);
  forms[1] = gdk_content_provider_new_for_bytes ("text/html", page);
  forms[2] = gdk_content_provider_new_typed (G_TYPE_STRING, text->str);
  content = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
  return TRUE;
}

void
herald_flow_view_copy (GtkTextView *view)
{
  copy_selection (HERALD_FLOW_VIEW (view));
}

static void
delete_selection (HeraldFlowView *self)
{
  HeraldFlowPlace from;
  HeraldFlowPlace to;

  if (herald_flow_view_get_selection (self, &from, &to))
    herald_flow_view_do (self, herald_flow_delete (self->shown, from, to), HERALD_FLOW_DID_OTHER);
}

void
herald_flow_view_cut (GtkTextView *view)
{
  HeraldFlowView *self = HERALD_FLOW_VIEW (view);

  if (copy_selection (self) && herald_flow_view_is_editable (self))
    delete_selection (self);
}

/* Pasting */

/* What is pasted stands instead of what is selected: one deed. */
static void
paste_blocks (HeraldFlowView *self,
              GPtrArray      *blocks)
{
  GtkTextBuffer *buffer = herald_flow_view_get_buffer (self);
  HeraldFlowPlace from;
  HeraldFlowPlace to;

  if (blocks->len == 0)
    return;
  gtk_text_buffer_begin_user_action (buffer);
  delete_selection (self);
  herald_flow_view_get_selection (self, &from, &to);
  herald_flow_view_do (self, herald_flow_paste (self->shown, from, blocks), HERALD_FLOW_DID_OTHER);
  gtk_text_buffer_end_user_action (buffer);
}

static void
on_text_read (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldFlowView) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *clean = NULL;
  g_autoptr(GPtrArray) blocks = NULL;

  if (text == NULL || !herald_flow_view_is_editable (self))
    return;
  clean = herald_flow_clean_text (text, (gssize) strlen (text));
  blocks = herald_flow_blocks_from_text (clean);
  paste_blocks (self, blocks);
}

static void
on_blocks_read (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(HeraldFlowView) self = data;
  g_autoptr(GPtrArray) blocks = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0 || !herald_flow_view_is_editable (self))
    return;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  blocks = read_blocks (bytes, herald_edit_session_get_announcement (self->session));
  paste_blocks (self, blocks);
}

static void
on_stream (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldFlowView) self = data;
  const char *type = NULL;
  g_autoptr(GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &type, NULL);
  g_autoptr(GOutputStream) memory = NULL;

  if (stream == NULL)
    return;
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, self->cancellable, on_blocks_read, g_object_ref (self));
}

void
herald_flow_view_paste (GtkTextView *view)
{
  HeraldFlowView *self = HERALD_FLOW_VIEW (view);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  static const char *types[] = { BLOCKS_TYPE, NULL };

  if (!herald_flow_view_is_editable (self))
    return;
  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), BLOCKS_TYPE))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, self->cancellable, on_stream, g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, self->cancellable, on_text_read, g_object_ref (self));
}
