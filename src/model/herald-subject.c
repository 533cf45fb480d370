/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-subject.h"

#include <string.h>

#include "herald-i18n.h"

/* How much of a heading or caption is enough to know it by, in characters. */
#define LONG_ENOUGH 40

static const struct { const char *member; const char *name; } member_names[] = {
  { "aliases", N_("Other names") },
  { "alt", N_("Alternative text") },
  { "asset", N_("Picture") },
  { "assets", N_("Pictures") },
  { "at", N_("Time") },
  { "biography", N_("Biography") },
  { "block", N_("Paragraph") },
  { "body", N_("Text") },
  { "boilerplates", N_("About the Company") },
  { "by", N_("By") },
  { "caption", N_("Caption") },
  { "comments", N_("Comments") },
  { "contacts", N_("Contacts") },
  { "credit", N_("Credit") },
  { "date", N_("Date") },
  { "dateline", N_("Place and Date") },
  { "email", N_("Email") },
  { "embargo", N_("Embargo") },
  { "filing", N_("Filing") },
  { "headline", N_("Headline") },
  { "how", N_("How") },
  { "inside_information", N_("Inside information") },
  { "items", N_("Item") },
  { "kind", N_("Kind of announcement") },
  { "language", N_("Language") },
  { "logo", N_("Logo") },
  { "media_type", N_("File type") },
  { "name", N_("Name") },
  { "notes", N_("Notes") },
  { "number", N_("Number") },
  { "ordered", N_("Numbered") },
  { "organisation", N_("Organization") },
  { "overrides", N_("Exceptions") },
  { "parties", N_("Companies") },
  { "party", N_("Company") },
  { "person", N_("Person") },
  { "phone", N_("Phone") },
  { "place", N_("Place") },
  { "portrait", N_("Portrait") },
  { "reason", N_("Reason") },
  { "resolved", N_("Resolved") },
  { "rights", N_("Rights") },
  { "role", N_("Role") },
  { "rows", N_("Table") },
  { "rule", N_("Rule") },
  { "sha256", N_("Picture") },
  { "sign_offs", N_("Approvals") },
  { "site", N_("Website") },
  { "size", N_("File size") },
  { "source", N_("Source") },
  { "speaker", N_("Speaker") },
  { "speaker.name", N_("Speaker") },
  { "speaker.organisation", N_("Organization") },
  { "speaker.party", N_("Company") },
  { "speaker.person", N_("Person") },
  { "speaker.title", N_("Job title") },
  { "state", N_("State") },
  { "status", N_("Status") },
  { "subheadline", N_("Subheadline") },
  { "subject", N_("Approved words") },
  { "system", N_("System") },
  { "tags", N_("Tags") },
  { "text", N_("Text") },
  { "ticker", N_("Ticker symbol") },
  { "title", N_("Job title") },
  { "translation_group", N_("Language editions") },
  { "trashed", N_("Trash") },
  { "type", N_("Kind") },
  { "url", N_("Address") },
};

/**
 * herald_member_name:
 * @member: name of a member of a document or of a thing in it
 *
 * Returns: what people call it; @member itself where there is no word
 */
const char *
herald_member_name (const char *member)
{
  g_return_val_if_fail (member != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (member_names); i++)
    if (strcmp (member_names[i].member, member) == 0)
      return _(member_names[i].name);
  return member;
}

const char *
herald_role_name (HeraldRole role)
{
  switch (role)
    {
    case HERALD_ROLE_ISSUER:
      return _("Issuer");
    case HERALD_ROLE_PARTNER:
      return _("Partner");
    case HERALD_ROLE_MENTIONED:
      return _("Mentioned");
    case HERALD_ROLE_NONE:
    default:
      return "";
    }
}

const char *
herald_kind_name (HeraldKind kind)
{
  switch (kind)
    {
    case HERALD_KIND_PARTNERSHIP:
      return _("Partnership");
    case HERALD_KIND_PRODUCT:
      return _("Product");
    case HERALD_KIND_EVENT:
      return _("Event");
    case HERALD_KIND_CORPORATE:
      return _("Company news");
    case HERALD_KIND_OTHER:
      return _("Other");
    case HERALD_KIND_NONE:
    default:
      return "";
    }
}

const char *
herald_block_type_name (HeraldBlockType type)
{
  switch (type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      return _("Paragraph");
    case HERALD_BLOCK_HEADING:
      return _("Heading");
    case HERALD_BLOCK_QUOTE:
      return _("Quote");
    case HERALD_BLOCK_LIST:
      return _("List");
    case HERALD_BLOCK_FIGURE:
      return _("Picture");
    case HERALD_BLOCK_FACTS:
      return _("Facts table");
    case HERALD_BLOCK_UNKNOWN:
    default:
      return _("Something from a newer Herald");
    }
}

/* On one line and not too long. */
static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= LONG_ENOUGH)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, LONG_ENOUGH);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Its place among the blocks of its type, from 1. */
static guint
count_block (const HeraldAnnouncement *announcement,
             const HeraldBlock        *block,
             guint                    *n)
{
  guint place = 0;

  *n = 0;
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *other = g_ptr_array_index (announcement->body, i);

      *n += other->type == block->type ? 1 : 0;
      if (other == block)
        place = *n;
    }
  return place;
}

static char *
name_numbered (const HeraldAnnouncement *announcement,
               const HeraldBlock        *block)
{
  const char *type = herald_block_type_name (block->type);
  guint n, place = count_block (announcement, block, &n);

  if (place == 1 && block->type == HERALD_BLOCK_PARAGRAPH)
    return g_strdup (_("Lead"));
  if (n == 1)
    return g_strdup (type);
  /* Translators: a part of the text and its number: "Paragraph 3", "List 2" */
  return g_strdup_printf (C_("part of the text", "%s %u"), type, place);
}

static char *
name_block (const HeraldAnnouncement *announcement,
            const HeraldBlock        *block)
{
  g_autofree char *words = shorten (block->type == HERALD_BLOCK_HEADING && block->text != NULL ? block->text
                                    : block->type == HERALD_BLOCK_FIGURE && block->caption != NULL ? block->caption : "");

  if (block->type == HERALD_BLOCK_QUOTE && block->speaker != NULL && says (block->speaker->name))
    return g_strdup_printf (_("Quote by %s"), block->speaker->name);
  if (block->type == HERALD_BLOCK_HEADING && says (words))
    return g_strdup_printf (_("Heading “%s”"), words);
  if (block->type == HERALD_BLOCK_FIGURE && says (words))
    return g_strdup_printf (_("Picture “%s”"), words);
  return name_numbered (announcement, block);
}

static const char *
party_name (const HeraldAnnouncement *announcement,
            const char               *id)
{
  const HeraldParty *party = id != NULL ? herald_announcement_find_party (announcement, id) : NULL;

  return party != NULL && says (party->name) ? party->name : NULL;
}

static char *
name_boilerplate (const HeraldAnnouncement *announcement,
                  const char               *id)
{
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);
      const char *company = party_name (announcement, boilerplate->party);

      if (g_strcmp0 (boilerplate->id, id) == 0)
        return company != NULL ? g_strdup_printf (_("About %s"), company) : g_strdup (_("About the Company"));
    }
  return NULL;
}

static char *
name_contact (const HeraldAnnouncement *announcement,
              const char               *id)
{
  for (guint i = 0; i < announcement->contacts->len; i++)
    {
      const HeraldContact *contact = g_ptr_array_index (announcement->contacts, i);

      if (g_strcmp0 (contact->id, id) == 0)
        return says (contact->name) ? g_strdup_printf (_("Contact %s"), contact->name) : g_strdup (_("Contact"));
    }
  return NULL;
}

static char *
name_asset (const HeraldAnnouncement *announcement,
            const char               *sha256)
{
  const HeraldAsset *asset = herald_announcement_find_asset (announcement, sha256);
  g_autofree char *words = asset != NULL && says (asset->name) ? shorten (asset->name) : NULL;

  if (asset == NULL)
    return NULL;
  return words != NULL ? g_strdup_printf (_("Picture file %s"), words) : g_strdup (_("Picture file"));
}

static char *
name_comment (const HeraldAnnouncement *announcement,
              const char               *id)
{
  for (guint i = 0; i < announcement->comments->len; i++)
    {
      const HeraldComment *comment = g_ptr_array_index (announcement->comments, i);

      if (g_strcmp0 (comment->id, id) == 0)
        return says (comment->by) ? g_strdup_printf (_("Comment by %s"), comment->by) : g_strdup (_("Comment"));
    }
  return NULL;
}

static char *
name_override (const HeraldAnnouncement *announcement,
               const char               *id)
{
  for (guint i = 0; i < announcement->overrides->len; i++)
    {
      const HeraldOverride *override = g_ptr_array_index (announcement->overrides, i);

      if (g_strcmp0 (override->id, id) == 0)
        return says (override->by) ? g_strdup_printf (_("Exception by %s"), override->by) : g_strdup (_("Exception"));
    }
  return NULL;
}

/* identity: "<party>/<subject>/<sha256>/<by>"; of these only the person may hold a slash. */
static char *
name_sign_off (const char *identity)
{
  g_auto (GStrv) pieces = g_strsplit (identity, "/", 4);

  if (g_strv_length (pieces) == 4 && says (pieces[3]))
    return g_strdup_printf (_("Approval by %s"), pieces[3]);
  return g_strdup (_("Approval"));
}

static char *
name_thing (const HeraldAnnouncement *announcement,
            const char               *kind,
            const char               *id)
{
  if (strcmp (kind, "sign_off") == 0)
    return name_sign_off (id);
  if (announcement == NULL)
    return NULL;
  if (strcmp (kind, "block") == 0)
    {
      const HeraldBlock *block = herald_announcement_find_block (announcement, id);

      return block != NULL ? name_block (announcement, block) : NULL;
    }
  if (strcmp (kind, "party") == 0)
    {
      const char *name = party_name (announcement, id);

      return name != NULL ? g_strdup_printf (_("Company %s"), name) : NULL;
    }
  if (strcmp (kind, "boilerplate") == 0)
    return name_boilerplate (announcement, id);
  if (strcmp (kind, "contact") == 0)
    return name_contact (announcement, id);
  if (strcmp (kind, "asset") == 0)
    return name_asset (announcement, id);
  if (strcmp (kind, "override") == 0)
    return name_override (announcement, id);
  return strcmp (kind, "comment") == 0 ? name_comment (announcement, id) : NULL;
}

/* For what cannot be looked up. */
static const char *
name_kind (const char *kind)
{
  static const struct { const char *kind; const char *member; } kinds[] = {
    { "block", "body" }, { "party", "party" }, { "boilerplate", "boilerplates" }, { "contact", "contacts" },
    { "asset", "asset" }, { "sign_off", "sign_offs" }, { "comment", "comments" },
    { "override", "overrides" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return herald_member_name (kinds[i].member);
  return kind;
}

/**
 * herald_subject_name:
 * @announcement: (nullable): where the thing is
 * @subject: "embargo", "block:<id>"
 *
 * Returns: (transfer full): what people call it, on one line; for what is not in @announcement, its kind
 */
char *
herald_subject_name (const HeraldAnnouncement *announcement,
                     const char               *subject)
{
  const char *colon;
  g_autofree char *kind = NULL;
  char *name;

  g_return_val_if_fail (subject != NULL, NULL);

  colon = strchr (subject, ':');
  if (colon == NULL)
    return g_strdup (herald_member_name (subject));
  kind = g_strndup (subject, (gsize) (colon - subject));
  name = name_thing (announcement, kind, colon + 1);
  return name != NULL ? name : g_strdup (name_kind (kind));
}

/**
 * herald_subject_is_in:
 * @announcement: (nullable): a state of an announcement
 * @subject: what to look for
 *
 * Returns: whether herald_subject_name() finds it there
 */
gboolean
herald_subject_is_in (const HeraldAnnouncement *announcement,
                      const char               *subject)
{
  const char *colon;
  g_autofree char *kind = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (subject != NULL, FALSE);

  colon = strchr (subject, ':');
  if (colon == NULL)
    return TRUE;
  kind = g_strndup (subject, (gsize) (colon - subject));
  name = name_thing (announcement, kind, colon + 1);
  return name != NULL;
}
