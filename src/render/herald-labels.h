/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-embargo.h"

G_BEGIN_DECLS

/* The words that a kit says by itself, in the language of the announcement: no locale is asked. Those with {names}
 * are filled in by herald_labels_fill(). */
typedef enum
{
  HERALD_LABEL_PRESS_RELEASE,
  HERALD_LABEL_FOR_RELEASE,
  HERALD_LABEL_EMBARGO,    /* {when} */
  HERALD_LABEL_NOT_BEFORE,
  HERALD_LABEL_WALL,       /* {date} {time} {city} */
  HERALD_LABEL_DRAFT,
  HERALD_LABEL_VERSION,    /* {number} */
  HERALD_LABEL_BRIEFING,   /* {recipient} */
  HERALD_LABEL_ABOUT,      /* {name} */
  HERALD_LABEL_CONTACTS,
  HERALD_LABEL_CREDIT,     /* {name} */
  HERALD_LABEL_SOURCE,     /* {name} */
  HERALD_LABEL_PAGE,       /* {page} {pages} */
  HERALD_LABEL_LANGUAGES,
  HERALD_LABEL_FACTS,
  HERALD_LABEL_END,
  HERALD_N_LABELS
} HeraldLabel;

const char *herald_labels_get         (const char          *language,
                                       HeraldLabel          label);
char       *herald_labels_fill        (const char          *language,
                                       HeraldLabel          label,
                                       ...) G_GNUC_NULL_TERMINATED;
void        herald_labels_get_quotes  (const char          *language,
                                       const char         **open,
                                       const char         **close);
const char *herald_labels_get_name    (const char          *language);
const char *herald_labels_get_comma   (const char          *language);
gboolean    herald_labels_is_rtl      (const char          *language);
char       *herald_labels_format_date (const char          *language,
                                       const char          *date,
                                       gboolean             with_weekday);
char       *herald_labels_format_lift (const char          *language,
                                       const HeraldEmbargo *embargo);

G_END_DECLS
