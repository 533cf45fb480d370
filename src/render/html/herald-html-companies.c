/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html-page.h"

#include "herald-kit-labels.h"

/* Where all else is read from the right. */
static void
write_direction (HeraldHtmlPage *page,
                 const char     *direction)
{
  if (herald_kit_labels_is_rtl (page->content->language))
    herald_markup_attribute (page->out, "dir", direction);
}

/* scheme: "mailto:" or "tel:"; an address that cannot be a link stays words. */
static void
write_address (HeraldHtmlPage *page,
               const char     *scheme,
               const char     *address,
               const char     *words)
{
  g_autofree char *url = g_strconcat (scheme, address, NULL);

  if (!herald_html_has_text (words))
    return;
  herald_markup_open (page->out, herald_url_is_allowed (url) ? "a" : "span");
  herald_markup_link (page->out, url);
  write_direction (page, "ltr");
  herald_markup_text (page->out, words);
  herald_markup_close (page->out);
}

static void
write_contact (HeraldHtmlPage      *page,
               const HeraldContact *contact)
{
  g_autofree char *number = herald_content_make_number (contact->phone);

  herald_html_open (page, "address", "contact");
  if (herald_html_has_text (contact->name))
    herald_markup_leaf (page->out, "strong", NULL, contact->name);
  if (herald_html_has_text (contact->role))
    herald_markup_leaf (page->out, "span", NULL, contact->role);
  write_address (page, "mailto:", contact->email, contact->email);
  write_address (page, "tel:", number, contact->phone);
  herald_markup_close (page->out);
}

static void
write_about (HeraldHtmlPage    *page,
             const HeraldGroup *group)
{
  g_autofree char *about = herald_content_format_about (page->content, group);

  herald_html_open (page, "section", "company");
  if (about != NULL)
    herald_markup_leaf (page->out, "h2", NULL, about);
  for (guint i = 0; i < group->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (group->boilerplates, i);

      herald_markup_open (page->out, "p");
      herald_markup_flag (page->out, "data-copy");
      write_direction (page, "auto"); /* a profile may still be in the company's own language */
      herald_markup_text (page->out, boilerplate->text);
      herald_markup_close (page->out);
    }
  herald_html_write_copy (page, HERALD_KIT_LABEL_COPY_TEXT);
  herald_markup_close (page->out);
}

static void
write_boilerplates (HeraldHtmlPage *page)
{
  gboolean any = FALSE;

  for (guint i = 0; i < page->content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (page->content->groups, i);

      if (group->boilerplates->len == 0)
        continue;
      if (!any)
        herald_html_open (page, "div", "companies");
      any = TRUE;
      write_about (page, group);
    }
  if (any)
    herald_markup_close (page->out);
}

static void
write_contacts_of (HeraldHtmlPage    *page,
                   const HeraldGroup *group)
{
  herald_markup_open (page->out, "div");
  if (herald_html_has_text (group->name))
    herald_markup_leaf (page->out, "h3", NULL, group->name);
  for (guint i = 0; i < group->contacts->len; i++)
    write_contact (page, g_ptr_array_index (group->contacts, i));
  herald_markup_close (page->out);
}

static void
write_contacts (HeraldHtmlPage *page)
{
  gboolean any = FALSE;

  for (guint i = 0; i < page->content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (page->content->groups, i);

      if (group->contacts->len == 0)
        continue;
      if (!any)
        {
          herald_html_open (page, "section", "contacts");
          herald_markup_leaf (page->out, "h2", NULL, herald_kit_labels_get (page->content->language, HERALD_KIT_LABEL_CONTACTS));
          herald_html_open (page, "div", "companies");
        }
      any = TRUE;
      write_contacts_of (page, group);
    }
  if (any)
    herald_html_close (page, 2);
}

/**
 * herald_html_write_companies:
 * @page: a page
 *
 * Writes who the companies are and whom to ask, in the order that they agreed on.
 */
void
herald_html_write_companies (HeraldHtmlPage *page)
{
  if (page->content->groups->len == 0)
    return;
  herald_html_open (page, "footer", "back");
  write_boilerplates (page);
  write_contacts (page);
  herald_markup_close (page->out);
}
