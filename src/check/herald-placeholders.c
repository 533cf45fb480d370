/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-placeholders.h"

#include <string.h>

/* In whatever language an announcement is written. As whole words, in the case in which they are written so: "tbd" is
 * none, "TBD" is. Brackets hold a placeholder when several words in capitals stand in them ("[COMPANY NAME]") or one that
 * asks for something; "[sic]", "[CBO]" and "[NYSE: ABC]" are a writer's own. A line of underscores is a rule, but one among
 * words a gap. */
#define EVERYWHERE \
  "\\b(?:TBD|TBC|TBA|TK|TKTK|TKTKTK|XYZ|X{3,}|LOREM|[Ll]orem ipsum)\\b" \
  "|\\bPENDING\\b(?: [\\p{Lu} ]*QUOTE\\b)?" \
  "|\\bQUOTE PENDING\\b" \
  "|\\bINSERT [\\p{Lu} ]+ HERE\\b" \
  "|\\[(?:\\.{3}|…|_+)\\]" \
  "|\\[\\p{Lu}{2,}(?:[ _/-]\\p{Lu}+)+\\]" \
  "|\\[(?:NAME|TITLE|COMPANY|DATE|PLACE|CITY|QUOTE|PRICE|LINK|URL|PHONE|EMAIL|LOGO|TEXT)\\]" \
  "|\\?{3,}" \
  "|(?<=\\w )_{3,}|_{3,}(?= \\w)"

static const struct { const char *language; const char *pattern; } habits[] = {
  { "de", "\\bPLATZHALTER\\b|\\b(?:ZITAT|TEXT|WIRD) (?:FOLGT|ERGÄNZT|NACHGEREICHT)\\b|\\bNOCH OFFEN\\b" },
  { "es", "\\bPOR (?:DEFINIR|CONFIRMAR|COMPLETAR)\\b|\\bPENDIENTE\\b|\\bINSERTAR\\b" },
  { "fr", "\\bÀ (?:DÉFINIR|CONFIRMER|COMPLÉTER|VENIR)\\b|\\bA (?:DEFINIR|CONFIRMER|COMPLETER|VENIR)\\b|\\bINSÉRER\\b" },
  { "it", "\\bDA (?:DEFINIRE|CONFERMARE|COMPLETARE|INSERIRE|VERIFICARE)\\b|\\bIN ATTESA\\b|\\bINSERIRE\\b|\\bSEGNAPOSTO\\b" },
  { "ja", "要確認|未記入|仮テキスト|ダミーテキスト|○○○|〇〇〇" },
  { "pt", "\\bA (?:DEFINIR|CONFIRMAR|COMPLETAR)\\b|\\bPENDENTE\\b|\\bINSERIR\\b" },
  { "zh", "待定稿|待补充|待補充|待确认|待確認|占位符|×××|XXX" },
};

/**
 * herald_placeholders_compile:
 * @language: (nullable): the announcement's, as BCP 47
 *
 * Returns: (transfer full): finds one placeholder after the other
 */
GRegex *
herald_placeholders_compile (const char *language)
{
  g_autoptr (GString) pattern = g_string_new (EVERYWHERE);

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (habits); i++)
    {
      gsize length = strlen (habits[i].language);

      if (g_ascii_strncasecmp (language, habits[i].language, length) == 0 && !g_ascii_isalpha (language[length]))
        g_string_append_printf (pattern, "|%s", habits[i].pattern);
    }
  return g_regex_new (pattern->str, G_REGEX_OPTIMIZE, 0, NULL);
}
