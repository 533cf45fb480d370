/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-comparison-line.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* What one thing on the page looks like before, after or both in one: as on the page, not to be edited.
 * NULL where there is nothing on that side. (transfer floating) */
GtkWidget *herald_comparison_content_new  (HeraldComparison            *comparison,
                                           const HeraldComparisonEntry *entry,
                                           HeraldSide                   side,
                                           HeraldColours                colours,
                                           HeraldLibrary               *library);
/* Whether it belongs to what readers will see, in its place; else it is listed above the page. */
gboolean   herald_comparison_is_on_page   (const HeraldComparisonEntry *entry);

G_END_DECLS
