/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-finding.h"

/**
 * herald_finding_new:
 * @rule: the rule's name; static
 * @severity: how grave
 * @place: where, as a change's subject
 * @message: (transfer full): for people, one sentence
 *
 * Returns: (transfer full): a finding
 */
HeraldFinding *
herald_finding_new (const char     *rule,
                    HeraldSeverity  severity,
                    const char     *place,
                    char           *message)
{
  HeraldFinding *finding = g_new0 (HeraldFinding, 1);

  finding->rule = rule;
  finding->severity = severity;
  finding->place = g_strdup (place);
  finding->message = message;
  return finding;
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
  g_free (finding->words);
  g_free (finding->fix);
  g_free (finding->override_by);
  g_free (finding->override_reason);
  g_free (finding);
}

/**
 * herald_finding_is_blocking:
 * @finding: a finding
 *
 * Returns: whether nothing goes out with it: an error that nobody lets pass
 */
gboolean
herald_finding_is_blocking (const HeraldFinding *finding)
{
  g_return_val_if_fail (finding != NULL, TRUE);

  return finding->severity == HERALD_SEVERITY_ERROR && finding->override_by == NULL;
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
