/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-check.h"

#include <string.h>

#include "herald-i18n.h"

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[strspn (text, " \t\n")] == '\0';
}

static void
add_finding (GPtrArray      *findings,
             const char     *rule,
             HeraldSeverity  severity,
             const char     *place,
             const char     *message)
{
  HeraldFinding *finding = g_new0 (HeraldFinding, 1);

  finding->rule = rule;
  finding->severity = severity;
  finding->place = g_strdup (place);
  finding->message = g_strdup (message);
  g_ptr_array_add (findings, finding);
}

/* What writers leave where words are still to come. As whole words, in the case in which they are written so:
 * "tbd" is none, "TBD" is. */
static char *
find_placeholder (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b(?:TBD|TBC|TK|TKTK|XYZ|XXX+|LOREM|[Ll]orem ipsum|PENDING)\\b|\\[(?:\\.{3}|…)\\]|\\?\\?\\?",
                                          G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL) || !g_regex_match (regex, text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 0);
}

static void
check_placeholder (GPtrArray  *findings,
                   const char *place,
                   const char *text)
{
  g_autofree char *placeholder = find_placeholder (text);
  g_autofree char *message = NULL;

  if (placeholder == NULL)
    return;
  message = g_strdup_printf (_("“%s” stands where words are still to come."), placeholder);
  add_finding (findings, "placeholder", HERALD_SEVERITY_ERROR, place, message);
}

static void
check_block (GPtrArray         *findings,
             const HeraldBlock *block)
{
  g_autofree char *place = g_strconcat ("block:", block->id, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  herald_block_append_words (block, words);
  check_placeholder (findings, place, words->str);
  if (block->type == HERALD_BLOCK_QUOTE && (block->speaker == NULL || is_empty (block->speaker->name)))
    add_finding (findings, "quote-speaker", HERALD_SEVERITY_ERROR, place, _("A quote has no speaker."));
}

/**
 * herald_check:
 * @announcement: an announcement
 *
 * Looks for what must not leave the house: no headline, a quote that nobody said, placeholders.
 *
 * Returns: (transfer full) (element-type HeraldFinding): what was found, in reading order
 */
GPtrArray *
herald_check (const HeraldAnnouncement *announcement)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_finding_free);

  g_return_val_if_fail (announcement != NULL, findings);

  if (is_empty (announcement->headline))
    add_finding (findings, "headline", HERALD_SEVERITY_ERROR, "headline", _("The announcement has no headline."));
  check_placeholder (findings, "headline", announcement->headline);
  check_placeholder (findings, "subheadline", announcement->subheadline);
  for (guint i = 0; i < announcement->body->len; i++)
    check_block (findings, g_ptr_array_index (announcement->body, i));
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);

      check_placeholder (findings, "boilerplates", boilerplate->text);
    }
  return findings;
}

/**
 * herald_finding_free:
 * @finding: (transfer full): a finding
 */
void
herald_finding_free (HeraldFinding *finding)
{
  g_free (finding->message);
  g_free (finding->place);
  g_free (finding);
}

/**
 * herald_severity_to_string:
 * @severity: how grave
 *
 * Returns: (transfer none): `hint`, `warning` or `error`
 */
const char *
herald_severity_to_string (HeraldSeverity severity)
{
  static const char * const names[] = { "hint", "warning", "error" };

  g_return_val_if_fail (severity < G_N_ELEMENTS (names), NULL);

  return names[severity];
}
