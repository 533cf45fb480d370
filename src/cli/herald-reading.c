/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-reading.h"

#include "herald-describe.h"
#include "herald-i18n.h"

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *clean = herald_describe_text (text);

  g_string_append (out, clean);
}

static void
append_line (GString    *out,
             const char *text)
{
  g_autofree char *clean = herald_describe_line (text);

  g_string_append (out, clean);
  g_string_append_c (out, '\n');
}

/* "Label: value", where there is a value. */
static void
append_fact (GString    *out,
             const char *label,
             const char *value)
{
  g_autofree char *clean = herald_describe_line (value);

  if (*clean != '\0')
    g_string_append_printf (out, "%s: %s\n", label, clean);
}

/* Those that are there, with commas between. (transfer full) */
static char *
join (const char *first,
      const char *second,
      const char *third)
{
  const char *all[] = { first, second, third };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (is_there (all[i]))
      g_strv_builder_add (builder, all[i]);
  words = g_strv_builder_end (builder);
  return g_strjoinv (", ", words);
}

static void
append_speaker (GString             *out,
                const HeraldSpeaker *speaker)
{
  g_autofree char *who = NULL;

  if (speaker == NULL)
    return;
  who = join (speaker->name, speaker->title, speaker->organisation);
  if (*who == '\0')
    return;
  g_string_append (out, "    — ");
  append_line (out, who);
}

static void
append_list (GString           *out,
             const HeraldBlock *block)
{
  for (guint i = 0; i < block->items->len; i++)
    {
      const HeraldItem *item = g_ptr_array_index (block->items, i);

      if (block->ordered)
        g_string_append_printf (out, "  %u. ", i + 1);
      else
        g_string_append (out, "  • ");
      append_line (out, item->text);
    }
}

static void
append_facts (GString           *out,
              const HeraldBlock *block)
{
  for (guint r = 0; r < block->rows->len; r++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, r);

      for (guint i = 0; i < row->len; i++)
        {
          g_autofree char *cell = herald_describe_line (((HeraldItem *) g_ptr_array_index (row, i))->text);

          g_string_append_printf (out, i == 0 ? "  %s" : " | %s", cell);
        }
      g_string_append_c (out, '\n');
    }
}

static void
append_figure (GString           *out,
               const HeraldBlock *block)
{
  g_autofree char *words = join (is_there (block->caption) ? block->caption : block->alt, block->credit, NULL);
  g_autofree char *clean = herald_describe_line (words);

  g_string_append_printf (out, _("[Picture: %s]\n"), clean);
}

static void
append_block (GString           *out,
              const HeraldBlock *block)
{
  g_string_append_c (out, '\n');
  switch (block->type)
    {
    case HERALD_BLOCK_HEADING:
      g_string_append (out, "## ");
      append_line (out, block->text);
      break;
    case HERALD_BLOCK_QUOTE:
      g_string_append (out, "“");
      append_text (out, block->text);
      g_string_append (out, "”\n");
      append_speaker (out, block->speaker);
      break;
    case HERALD_BLOCK_LIST:
      append_list (out, block);
      break;
    case HERALD_BLOCK_FIGURE:
      append_figure (out, block);
      break;
    case HERALD_BLOCK_FACTS:
      append_facts (out, block);
      break;
    case HERALD_BLOCK_UNKNOWN:
      g_string_append_printf (out, "%s\n", _("[Something that only a newer Herald can show]"));
      break;
    case HERALD_BLOCK_PARAGRAPH:
    default:
      append_text (out, block->text);
      g_string_append_c (out, '\n');
    }
}

static char *
join_parties (const HeraldAnnouncement *announcement)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (announcement->parties, i);

      g_string_append_printf (names, i == 0 ? "%s" : ", %s", party->name != NULL ? party->name : "");
    }
  return g_string_free (names, FALSE);
}

static char *
join_tags (const HeraldAnnouncement *announcement)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  for (guint i = 0; i < announcement->tags->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (announcement->tags, i));
  tags = g_strv_builder_end (builder);
  return g_strjoinv (", ", tags);
}

static void
append_head (GString                  *out,
             const HeraldAnnouncement *announcement)
{
  g_autofree char *parties = join_parties (announcement);
  g_autofree char *tags = join_tags (announcement);
  g_autofree char *embargo = announcement->embargo != NULL ? herald_describe_embargo (announcement->embargo) : NULL;

  append_line (out, is_there (announcement->headline) ? announcement->headline : _("(without a headline)"));
  if (is_there (announcement->subheadline))
    append_line (out, announcement->subheadline);
  g_string_append_c (out, '\n');
  append_fact (out, _("ID"), announcement->id);
  append_fact (out, _("Status"), herald_status_to_string (announcement->status));
  append_fact (out, _("Kind"), herald_kind_to_string (announcement->kind));
  append_fact (out, _("Language"), announcement->language);
  append_fact (out, _("Embargo ends"), embargo);
  append_fact (out, _("Companies"), parties);
  append_fact (out, _("Tags"), tags);
  if (announcement->source != NULL)
    append_fact (out, _("Source"), announcement->source->name);
  if (announcement->trashed != NULL)
    append_fact (out, _("In the trash since"), announcement->trashed->at);
}

/* The body; place and date stand before its first words, as on the page. */
static void
append_body (GString                  *out,
             const HeraldAnnouncement *announcement)
{
  const HeraldBlock *lead = announcement->body->len > 0 ? g_ptr_array_index (announcement->body, 0) : NULL;
  g_autofree char *dateline = announcement->dateline != NULL
                              ? join (announcement->dateline->place, announcement->dateline->date, NULL) : g_strdup ("");
  gsize start = out->len;

  for (guint i = 0; i < announcement->body->len; i++)
    append_block (out, g_ptr_array_index (announcement->body, i));
  if (*dateline != '\0')
    {
      gboolean joined = lead != NULL && lead->type == HERALD_BLOCK_PARAGRAPH;
      g_autofree char *clean = herald_describe_line (dateline);
      g_autofree char *words = g_strdup_printf (joined ? "\n%s — " : "\n%s\n", clean);

      if (joined)
        g_string_erase (out, start, 1); /* the empty line before the lead stands before the dateline */
      g_string_insert (out, start, words);
    }
}

static void
append_end (GString                  *out,
            const HeraldAnnouncement *announcement)
{
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);
      const HeraldParty *party = herald_announcement_find_party (announcement, boilerplate->party);
      g_autofree char *name = herald_describe_line (party != NULL ? party->name : NULL);

      if (*name != '\0')
        g_string_append_printf (out, _("\nAbout %s\n"), name);
      else
        g_string_append_printf (out, "\n%s\n", _("About the Company"));
      append_text (out, boilerplate->text);
      g_string_append_c (out, '\n');
    }
  if (announcement->contacts->len > 0)
    g_string_append_printf (out, "\n%s\n", _("Media Contacts"));
  for (guint i = 0; i < announcement->contacts->len; i++)
    {
      const HeraldContact *contact = g_ptr_array_index (announcement->contacts, i);
      g_autofree char *who = join (contact->name, contact->role, NULL);
      g_autofree char *line = join (who, contact->email, contact->phone);

      append_line (out, line);
    }
  if (is_there (announcement->notes))
    {
      g_string_append_printf (out, "\n%s\n", _("Notes (internal: everyone on this server can read this)"));
      append_text (out, announcement->notes);
      g_string_append_c (out, '\n');
    }
}

/**
 * herald_reading_format:
 * @announcement: an announcement
 *
 * Returns: (transfer full): its words in the order of the page, for a person at a terminal
 */
char *
herald_reading_format (const HeraldAnnouncement *announcement)
{
  GString *out;

  g_return_val_if_fail (announcement != NULL, NULL);

  out = g_string_new (NULL);
  append_head (out, announcement);
  append_body (out, announcement);
  append_end (out, announcement);
  return g_string_free (out, FALSE);
}
