/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html-page.h"

#include <string.h>

#include "herald-kit-labels.h"

/**
 * herald_html_has_text:
 * @text: (nullable): a text of the document
 *
 * Returns: whether there is anything to read in it
 */
gboolean
herald_html_has_text (const char *text)
{
  return text != NULL && text[strspn (text, " \t\n")] != '\0';
}

/**
 * herald_html_open:
 * @page: a page
 * @element: as for herald_markup_open()
 * @class_name: its class
 *
 * Opens an element that the style sheet knows.
 */
void
herald_html_open (HeraldHtmlPage *page,
                  const char     *element,
                  const char     *class_name)
{
  herald_markup_open (page->out, element);
  herald_markup_attribute (page->out, "class", class_name);
}

/**
 * herald_html_close:
 * @page: a page
 * @n: how many
 *
 * Closes the @n elements that were opened last.
 */
void
herald_html_close (HeraldHtmlPage *page,
                   guint           n)
{
  for (; n > 0; n--)
    herald_markup_close (page->out);
}

/**
 * herald_html_write_copy:
 * @page: a page, in a figure or section with elements marked `data-copy`
 * @label: what the button says
 *
 * Writes a button that copies them. The script shows it: without one it would do nothing.
 */
void
herald_html_write_copy (HeraldHtmlPage *page,
                        HeraldKitLabel  label)
{
  const char *language = page->content->language;

  herald_html_open (page, "button", "copy");
  herald_markup_attribute (page->out, "type", "button");
  herald_markup_flag (page->out, "hidden");
  herald_markup_attribute (page->out, "aria-live", "polite");
  herald_markup_attribute (page->out, "data-done", herald_kit_labels_get (language, HERALD_KIT_LABEL_COPIED));
  herald_markup_text (page->out, herald_kit_labels_get (language, label));
  herald_markup_close (page->out);
}
