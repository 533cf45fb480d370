/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-story.h"

#include <string.h>

#include "herald-kit-labels.h"

static void
part_free (HeraldPart *part)
{
  g_array_unref (part->runs);
  g_clear_pointer (&part->rows, g_ptr_array_unref);
  g_free (part->attribution);
  g_free (part->caption);
  g_free (part->credit);
  g_free (part->alt);
  g_free (part);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\n")] == '\0';
}

/* Text of the program's own, or one that is clean, in one run at a place. */
static void
insert_run (GArray     *runs,
            guint       at,
            const char *text,
            gboolean    strong,
            const char *url)
{
  HeraldRun run = { g_strdup (text), strong, FALSE, herald_url_is_allowed (url) ? g_strdup (url) : NULL };

  g_array_insert_val (runs, at, run);
}

static HeraldPart *
add_part (GPtrArray      *story,
          HeraldPartKind  kind,
          const char     *text,
          GArray         *marks)
{
  HeraldPart *part = g_new0 (HeraldPart, 1);

  part->kind = kind;
  part->runs = herald_clean_runs (text, marks);
  g_ptr_array_add (story, part);
  return part;
}

static void
add_words (GPtrArray      *story,
           HeraldPartKind  kind,
           const char     *text)
{
  if (!is_blank (text))
    add_part (story, kind, text, NULL);
}

static GPtrArray *
add_row (HeraldPart *part)
{
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  if (part->rows == NULL)
    part->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (part->rows, row);
  return row;
}

static void
add_paragraph (GPtrArray           *story,
               const HeraldContent *content,
               const HeraldBlock   *block,
               gboolean             is_lead)
{
  const char *dateline = is_lead ? content->dateline : NULL;
  HeraldPart *part = NULL;

  if (dateline == NULL && (block == NULL || is_blank (block->text)))
    return;
  part = add_part (story, HERALD_PART_PARAGRAPH, block != NULL ? block->text : NULL, block != NULL ? block->marks : NULL);
  if (dateline == NULL)
    return;
  insert_run (part->runs, 0, dateline, TRUE, NULL);
  insert_run (part->runs, 1, " – ", FALSE, NULL);
}

static void
add_quote (GPtrArray           *story,
           const HeraldContent *content,
           const HeraldBlock   *block)
{
  const char *open = NULL;
  const char *close = NULL;
  HeraldPart *part = NULL;

  if (is_blank (block->text))
    return;
  part = add_part (story, HERALD_PART_QUOTE, block->text, block->marks);
  herald_kit_labels_get_quotes (content->language, &open, &close);
  insert_run (part->runs, 0, open, FALSE, NULL);
  insert_run (part->runs, part->runs->len, close, FALSE, NULL);
  part->attribution = herald_content_format_attribution (content, block->speaker);
}

static void
add_list (GPtrArray         *story,
          const HeraldBlock *block)
{
  HeraldPart *part = NULL;

  if (block->items->len == 0)
    return;
  part = add_part (story, HERALD_PART_LIST, NULL, NULL);
  part->ordered = block->ordered;
  for (guint i = 0; i < block->items->len; i++)
    {
      const HeraldItem *item = g_ptr_array_index (block->items, i);

      g_ptr_array_add (add_row (part), herald_clean_runs (item->text, item->marks));
    }
}

static void
add_table (GPtrArray         *story,
           const HeraldBlock *block)
{
  HeraldPart *part = NULL;

  if (block->rows->len == 0)
    return;
  part = add_part (story, HERALD_PART_TABLE, NULL, NULL);
  for (guint i = 0; i < block->rows->len; i++)
    {
      GPtrArray *cells = g_ptr_array_index (block->rows, i);
      GPtrArray *row = add_row (part);

      for (guint j = 0; j < cells->len; j++)
        {
          const HeraldItem *cell = g_ptr_array_index (cells, j);

          g_ptr_array_add (row, herald_clean_runs (cell->text, cell->marks));
        }
    }
}

static void
add_figure (GPtrArray           *story,
            const HeraldContent *content,
            const HeraldBlock   *block)
{
  HeraldPart *part = NULL;

  if (is_blank (block->asset))
    return;
  part = add_part (story, HERALD_PART_FIGURE, NULL, NULL);
  part->asset = block->asset;
  herald_content_describe_figure (content, block, &part->caption, &part->credit, &part->alt);
  if (part->caption[0] != '\0')
    insert_run (part->runs, 0, part->caption, FALSE, NULL);
  if (part->caption[0] != '\0' && part->credit[0] != '\0')
    insert_run (part->runs, 1, " · ", FALSE, NULL);
  if (part->credit[0] != '\0')
    insert_run (part->runs, part->runs->len, part->credit, FALSE, NULL);
}

static void
add_block (GPtrArray           *story,
           const HeraldContent *content,
           const HeraldBlock   *block,
           gboolean             is_lead)
{
  switch (block->type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      add_paragraph (story, content, block, is_lead);
      break;
    case HERALD_BLOCK_HEADING:
      add_words (story, HERALD_PART_HEADING, block->text);
      break;
    case HERALD_BLOCK_QUOTE:
      add_quote (story, content, block);
      break;
    case HERALD_BLOCK_LIST:
      add_list (story, block);
      break;
    case HERALD_BLOCK_FIGURE:
      add_figure (story, content, block);
      break;
    case HERALD_BLOCK_FACTS:
      add_table (story, block);
      break;
    case HERALD_BLOCK_UNKNOWN:
      break; /* made by a newer Herald: what it means to say cannot be judged here */
    }
}

static void
add_body (GPtrArray           *story,
          const HeraldContent *content)
{
  GPtrArray *body = content->announcement->body;
  gboolean lead_done = FALSE;

  for (guint i = 0; i < body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);
      gboolean is_lead = !lead_done && block->type == HERALD_BLOCK_PARAGRAPH;

      add_block (story, content, block, is_lead);
      lead_done = lead_done || is_lead;
    }
  if (!lead_done)
    add_paragraph (story, content, NULL, TRUE);
}

static void
add_boilerplates (GPtrArray           *story,
                  const HeraldContent *content)
{
  for (guint i = 0; i < content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (content->groups, i);
      g_autofree char *about = herald_content_format_about (content, group);

      if (group->boilerplates->len > 0)
        add_words (story, HERALD_PART_HEADING, about);
      for (guint j = 0; j < group->boilerplates->len; j++)
        add_words (story, HERALD_PART_PARAGRAPH, ((HeraldBoilerplate *) g_ptr_array_index (group->boilerplates, j))->text);
    }
}

static void
add_contact_line (HeraldPart *part,
                  const char *text,
                  gboolean    strong,
                  const char *scheme,
                  const char *address)
{
  g_autofree char *line = herald_clean_line (text);
  g_autofree char *url = scheme != NULL ? g_strconcat (scheme, address, NULL) : NULL;
  GArray *runs = NULL;

  if (line[0] == '\0')
    return;
  runs = herald_clean_runs (NULL, NULL);
  insert_run (runs, 0, line, strong, url);
  g_ptr_array_add (add_row (part), runs);
}

static void
add_contact (GPtrArray           *story,
             const HeraldContact *contact)
{
  HeraldPart *part = add_part (story, HERALD_PART_CONTACT, NULL, NULL);
  g_autofree char *number = herald_content_make_number (contact->phone);

  add_contact_line (part, contact->name, TRUE, NULL, NULL);
  add_contact_line (part, contact->role, FALSE, NULL, NULL);
  add_contact_line (part, contact->email, FALSE, "mailto:", contact->email);
  add_contact_line (part, contact->phone, FALSE, "tel:", number);
  if (part->rows == NULL)
    g_ptr_array_remove_index (story, story->len - 1);
}

static void
add_contacts (GPtrArray           *story,
              const HeraldContent *content)
{
  gboolean any = FALSE;

  for (guint i = 0; i < content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (content->groups, i);

      if (group->contacts->len == 0)
        continue;
      if (!any)
        add_words (story, HERALD_PART_HEADING, herald_kit_labels_get (content->language, HERALD_KIT_LABEL_CONTACTS));
      any = TRUE;
      add_words (story, HERALD_PART_SUBHEADING, group->name);
      for (guint j = 0; j < group->contacts->len; j++)
        add_contact (story, g_ptr_array_index (group->contacts, j));
    }
}

static void
add_source (GPtrArray           *story,
            const HeraldContent *content)
{
  g_autofree char *line = herald_content_format_source (content);
  HeraldPart *part = NULL;

  if (line == NULL)
    return;
  part = add_part (story, HERALD_PART_SOURCE, NULL, NULL);
  insert_run (part->runs, 0, line, FALSE, content->announcement->source->url);
}

/**
 * herald_story_new:
 * @content: an edition's content, which must outlive what is returned
 *
 * All that stands on the page in the order in which it is read, for the formats that have no layout of their own.
 *
 * Returns: (transfer full) (element-type HeraldPart): the parts
 */
GPtrArray *
herald_story_new (const HeraldContent *content)
{
  GPtrArray *story = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  add_words (story, HERALD_PART_BANNER, content->banner);
  add_words (story, HERALD_PART_NOTICE, content->notice);
  add_words (story, HERALD_PART_KICKER, content->kicker);
  add_words (story, HERALD_PART_HEADLINE, content->headline);
  add_words (story, HERALD_PART_SUBHEADLINE, content->subheadline);
  add_body (story, content);
  add_boilerplates (story, content);
  add_contacts (story, content);
  add_source (story, content);
  add_words (story, HERALD_PART_END, "###");
  return story;
}

/**
 * herald_runs_to_text:
 * @runs: (element-type HeraldRun): a text
 *
 * Returns: (transfer full): its words alone
 */
char *
herald_runs_to_text (GArray *runs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    g_string_append (text, g_array_index (runs, HeraldRun, i).text);
  return g_string_free (text, FALSE);
}

/* "mailto:press@x.example" says nothing that "press@x.example" does not. */
static gboolean
says_its_address (const HeraldRun *run)
{
  const char *address = run->url;

  if (g_str_has_prefix (address, "tel:"))
    return TRUE;
  if (g_str_has_prefix (address, "mailto:"))
    address += strlen ("mailto:");
  return strcmp (address, run->text) == 0;
}

/**
 * herald_runs_to_linked:
 * @runs: (element-type HeraldRun): a text
 *
 * Returns: (transfer full): its words, each link followed by its address in angle brackets (RFC 3986, appendix C)
 */
char *
herald_runs_to_linked (GArray *runs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const HeraldRun *run = &g_array_index (runs, HeraldRun, i);
      const HeraldRun *next = i + 1 < runs->len ? &g_array_index (runs, HeraldRun, i + 1) : NULL;

      g_string_append (text, run->text);
      if (run->url != NULL && !says_its_address (run) && (next == NULL || g_strcmp0 (next->url, run->url) != 0))
        g_string_append_printf (text, " <%s>", run->url);
    }
  return g_string_free (text, FALSE);
}
