/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-embargo.h"

G_BEGIN_DECLS

/* The words that a kit says by itself, in the language of the announcement: no locale is asked. Those with {names}
 * are filled in by herald_kit_labels_fill(). */
typedef enum
{
  HERALD_KIT_LABEL_PRESS_RELEASE,
  HERALD_KIT_LABEL_FOR_RELEASE,
  HERALD_KIT_LABEL_EMBARGO,    /* {when} */
  HERALD_KIT_LABEL_NOT_BEFORE,
  HERALD_KIT_LABEL_WALL,       /* {date} {time} {city} */
  HERALD_KIT_LABEL_DRAFT,
  HERALD_KIT_LABEL_VERSION,    /* {number} */
  HERALD_KIT_LABEL_BRIEFING,   /* {recipient} */
  HERALD_KIT_LABEL_ABOUT,      /* {name} */
  HERALD_KIT_LABEL_CONTACTS,
  HERALD_KIT_LABEL_CREDIT,     /* {name} */
  HERALD_KIT_LABEL_SOURCE,     /* {name} */
  HERALD_KIT_LABEL_PAGE,       /* {page} {pages} */
  HERALD_KIT_LABEL_LANGUAGES,
  HERALD_KIT_LABEL_FACTS,
  HERALD_KIT_LABEL_END,
  HERALD_KIT_LABEL_LIFT,       /* {name} */
  HERALD_KIT_LABEL_PICTURES,
  HERALD_KIT_LABEL_LOGOS,
  HERALD_KIT_LABEL_DOWNLOAD,   /* {width} {height} */
  HERALD_KIT_LABEL_COPY_QUOTE,
  HERALD_KIT_LABEL_COPY_TEXT,
  HERALD_KIT_LABEL_COPIED,
  HERALD_KIT_LABEL_PRESS_ROOM,
  HERALD_KIT_LABEL_ALL,
  HERALD_KIT_LABEL_BY_DATE,
  HERALD_KIT_LABEL_BY_TOPIC,
  HERALD_KIT_LABEL_BY_COMPANY,
  HERALD_KIT_LABEL_NEWER,
  HERALD_KIT_LABEL_OLDER,
  HERALD_KIT_LABEL_FEED,
  HERALD_KIT_LABEL_NOTHING,
  HERALD_KIT_LABEL_MONTH,       /* {month} {year} */
  HERALD_KIT_N_LABELS
} HeraldKitLabel;

const char *herald_kit_labels_get         (const char          *language,
                                       HeraldKitLabel          label);
char       *herald_kit_labels_fill        (const char          *language,
                                       HeraldKitLabel          label,
                                       ...) G_GNUC_NULL_TERMINATED;
void        herald_kit_labels_get_quotes  (const char          *language,
                                       const char         **open,
                                       const char         **close);
const char *herald_kit_labels_get_name    (const char          *language);
const char *herald_kit_labels_get_comma   (const char          *language);
gboolean    herald_kit_labels_is_rtl      (const char          *language);
char       *herald_kit_labels_format_date (const char          *language,
                                       const char          *date,
                                       gboolean             with_weekday);
char       *herald_kit_labels_format_month (const char         *language,
                                       guint                   year,
                                       guint                   month);
char       *herald_kit_labels_format_lift (const char          *language,
                                       const HeraldEmbargo *embargo);

G_END_DECLS
