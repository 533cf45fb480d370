/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-check.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-names.h"
#include "herald-placeholders.h"

/* The rules, in the order in which a reader meets what they look at:
 *
 *   headline        error    there is one
 *   placeholder     error    no "TBD" stands where words are still to come
 *   name            warning  no word is nearly the name of a company or a person
 *   quote-speaker   error    somebody says each quote
 *   figure-alt      warning  a picture can be read out
 *   figure-credit   warning  it says whose it is
 *   comment         warning  no comment is open
 *   boilerplate     warning  each issuer and partner says who it is
 *   contact         warning  a journalist can reach somebody
 */

typedef struct
{
  const HeraldAnnouncement *announcement;
  HeraldNames              *names;
  GRegex                   *placeholders;
  GPtrArray                *findings;
} Checking;

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[strspn (text, " \t\n")] == '\0';
}

/* Names that somebody writes and a reason: an override without them is none. */
static void
apply_overrides (const HeraldAnnouncement *announcement,
                 HeraldFinding            *finding)
{
  for (guint i = 0; i < announcement->overrides->len; i++)
    {
      const HeraldOverride *override = g_ptr_array_index (announcement->overrides, i);

      if (g_strcmp0 (override->rule, finding->rule) != 0 || g_strcmp0 (override->place, finding->place) != 0 ||
          g_strcmp0 (override->words, finding->words) != 0 || is_empty (override->by) || is_empty (override->reason))
        continue;
      finding->override_by = g_strdup (override->by);
      finding->override_reason = g_strdup (override->reason);
      return;
    }
}

static HeraldFinding *
add (Checking       *checking,
     const char     *rule,
     HeraldSeverity  severity,
     const char     *place,
     char           *message)
{
  HeraldFinding *finding = herald_finding_new (rule, severity, place, message);

  g_ptr_array_add (checking->findings, finding);
  return finding;
}

static void
check_placeholders (Checking   *checking,
                    const char *place,
                    const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (checking->placeholders, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *words = g_match_info_fetch (match, 0);
      HeraldFinding *finding = add (checking, "placeholder", HERALD_SEVERITY_ERROR, place,
                                    g_strdup_printf (_("“%s” stands where words are still to come."), words));

      finding->words = g_steal_pointer (&words);
    }
}

static void
check_names (Checking   *checking,
             const char *place,
             const char *text)
{
  g_autoptr (GPtrArray) misses = herald_names_find_near_misses (checking->names, text);

  for (guint i = 0; i < misses->len; i++)
    {
      const HeraldNearMiss *miss = g_ptr_array_index (misses, i);
      HeraldFinding *finding = add (checking, "name", HERALD_SEVERITY_WARNING, place,
                                    /* Translators: a misspelt name, and the name that is probably meant */
                                    g_strdup_printf (_("“%s” is nearly “%s”, but not quite."), miss->words, miss->name));

      finding->words = g_strdup (miss->words);
      finding->fix = g_strdup (miss->name);
    }
}

/* What every text must obey. */
static void
check_text (Checking   *checking,
            const char *place,
            const char *text)
{
  if (is_empty (text))
    return;
  check_placeholders (checking, place, text);
  check_names (checking, place, text);
}

static void
check_quote (Checking          *checking,
             const char        *place,
             const HeraldBlock *block)
{
  check_text (checking, place, block->text);
  if (block->speaker == NULL || is_empty (block->speaker->name))
    add (checking, "quote-speaker", HERALD_SEVERITY_ERROR, place, g_strdup (_("A quote has no speaker.")));
  if (block->speaker == NULL)
    return;
  check_placeholders (checking, place, block->speaker->name != NULL ? block->speaker->name : "");
  check_text (checking, place, block->speaker->title);
}

static void
check_figure (Checking          *checking,
              const char        *place,
              const HeraldBlock *block)
{
  const HeraldAsset *asset = block->asset != NULL ? herald_announcement_find_asset (checking->announcement, block->asset) : NULL;

  /* What stands at the figure itself comes before what stands at its file. */
  if (is_empty (block->alt) && (asset == NULL || is_empty (asset->alt)))
    add (checking, "figure-alt", HERALD_SEVERITY_WARNING, place, g_strdup (_("A picture has no description for those who cannot see it.")));
  if (is_empty (block->credit) && (asset == NULL || is_empty (asset->credit)))
    add (checking, "figure-credit", HERALD_SEVERITY_WARNING, place, g_strdup (_("A picture does not say whose it is.")));
}

static void
check_comments (Checking   *checking,
                const char *place,
                const char *block)
{
  for (guint i = 0; i < checking->announcement->comments->len; i++)
    {
      const HeraldComment *comment = g_ptr_array_index (checking->announcement->comments, i);

      if (!comment->resolved && g_strcmp0 (comment->block, block) == 0)
        add (checking, "comment", HERALD_SEVERITY_WARNING, place,
             g_strdup_printf (_("A comment is still open: “%s”."), comment->text != NULL ? comment->text : ""));
    }
}

static void
check_block (Checking          *checking,
             const HeraldBlock *block)
{
  g_autofree char *place = g_strconcat ("block:", block->id, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  if (block->type == HERALD_BLOCK_QUOTE)
    check_quote (checking, place, block);
  else
    {
      herald_block_append_words (block, words);
      check_text (checking, place, words->str);
    }
  if (block->type == HERALD_BLOCK_FIGURE)
    check_figure (checking, place, block);
  check_comments (checking, place, block->id);
}

static const HeraldBoilerplate *
find_boilerplate (const HeraldAnnouncement *announcement,
                  const char               *party)
{
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);

      if (g_strcmp0 (boilerplate->party, party) == 0 && !is_empty (boilerplate->text))
        return boilerplate;
    }
  return NULL;
}

static void
check_parties (Checking *checking)
{
  for (guint i = 0; i < checking->announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (checking->announcement->parties, i);
      g_autofree char *place = g_strconcat ("party:", party->id, NULL);

      if (party->role != HERALD_ROLE_MENTIONED && find_boilerplate (checking->announcement, party->id) == NULL)
        add (checking, "boilerplate", HERALD_SEVERITY_WARNING, place,
             g_strdup_printf (_("Nothing says who %s is."), is_empty (party->name) ? "?" : party->name));
    }
}

static void
check_boilerplates (Checking *checking)
{
  for (guint i = 0; i < checking->announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (checking->announcement->boilerplates, i);
      g_autofree char *place = g_strconcat ("boilerplate:", boilerplate->id, NULL);

      check_text (checking, place, boilerplate->text);
    }
}

static void
check_contacts (Checking *checking)
{
  gboolean reachable = FALSE;

  for (guint i = 0; i < checking->announcement->contacts->len; i++)
    {
      const HeraldContact *contact = g_ptr_array_index (checking->announcement->contacts, i);
      g_autofree char *place = g_strconcat ("contact:", contact->id, NULL);
      const char *members[] = { contact->name, contact->role, contact->email, contact->phone };

      reachable |= !is_empty (contact->email) || !is_empty (contact->phone);
      for (guint j = 0; j < G_N_ELEMENTS (members); j++)
        check_placeholders (checking, place, members[j] != NULL ? members[j] : "");
    }
  if (!reachable)
    add (checking, "contact", HERALD_SEVERITY_WARNING, "contacts", g_strdup (_("There is nobody whom a journalist could ask.")));
}

static void
check_page (Checking *checking)
{
  const HeraldAnnouncement *announcement = checking->announcement;

  if (is_empty (announcement->headline))
    add (checking, "headline", HERALD_SEVERITY_ERROR, "headline", g_strdup (_("The announcement has no headline.")));
  check_text (checking, "headline", announcement->headline);
  check_text (checking, "subheadline", announcement->subheadline);
  if (announcement->dateline != NULL && announcement->dateline->place != NULL)
    check_placeholders (checking, "dateline", announcement->dateline->place);
  for (guint i = 0; i < announcement->body->len; i++)
    check_block (checking, g_ptr_array_index (announcement->body, i));
  check_comments (checking, "comments", NULL);
  check_parties (checking);
  check_boilerplates (checking);
  check_contacts (checking);
}

/**
 * herald_check:
 * @announcement: an announcement
 *
 * Looks for what must not leave the house (errors), and for what a colleague would point at (warnings). The rules
 * stand in the table at the head of this file. What somebody lets pass is told, with their name and reason.
 *
 * Returns: (transfer full) (element-type HeraldFinding): what was found, in reading order
 */
GPtrArray *
herald_check (const HeraldAnnouncement *announcement)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_finding_free);
  g_autoptr (HeraldNames) names = NULL;
  g_autoptr (GRegex) placeholders = NULL;
  Checking checking = { announcement, NULL, NULL, findings };

  g_return_val_if_fail (announcement != NULL, g_steal_pointer (&findings));

  checking.names = names = herald_names_new (announcement);
  checking.placeholders = placeholders = herald_placeholders_compile (announcement->language);
  check_page (&checking);
  for (guint i = 0; i < findings->len; i++)
    apply_overrides (announcement, g_ptr_array_index (findings, i));
  return g_steal_pointer (&findings);
}

static gboolean
is_at (const char *place,
       const char *wanted)
{
  return wanted == NULL || g_strcmp0 (place, wanted) == 0;
}

/**
 * herald_check_override:
 * @announcement: an announcement
 * @rule: a rule
 * @place: (nullable): where, as a change's subject; %NULL: wherever it found something
 * @by: who lets it pass; not empty
 * @at: when, in UTC
 * @reason: why; not empty
 *
 * Lets pass what the rule finds now. Other words that it finds later are found all the same.
 *
 * Returns: how many findings pass by it; 0: there was none
 */
guint
herald_check_override (HeraldAnnouncement *announcement,
                       const char         *rule,
                       const char         *place,
                       const char         *by,
                       const char         *at,
                       const char         *reason)
{
  g_autoptr (GPtrArray) findings = NULL;
  guint n = 0;

  g_return_val_if_fail (announcement != NULL, 0);
  g_return_val_if_fail (rule != NULL, 0);
  g_return_val_if_fail (!is_empty (by) && !is_empty (reason), 0);

  findings = herald_check (announcement);
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (finding->override_by != NULL || strcmp (finding->rule, rule) != 0 || !is_at (finding->place, place))
        continue;
      g_ptr_array_add (announcement->overrides, herald_override_new (rule, finding->place, finding->words, by, at, reason));
      n++;
    }
  return n;
}

/**
 * herald_check_remove_override:
 * @announcement: an announcement
 * @rule: a rule
 * @place: (nullable): where; %NULL: everywhere
 *
 * Returns: how many overrides are no longer there
 */
guint
herald_check_remove_override (HeraldAnnouncement *announcement,
                              const char         *rule,
                              const char         *place)
{
  guint n = 0;

  g_return_val_if_fail (announcement != NULL, 0);
  g_return_val_if_fail (rule != NULL, 0);

  for (guint i = announcement->overrides->len; i > 0; i--)
    {
      const HeraldOverride *override = g_ptr_array_index (announcement->overrides, i - 1);

      if (g_strcmp0 (override->rule, rule) != 0 || !is_at (override->place, place))
        continue;
      g_ptr_array_remove_index (announcement->overrides, i - 1);
      n++;
    }
  return n;
}
