/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "herald-clean.h"
#include "herald-kit-labels.h"
#include "herald-pdf-maker.h"

#define END_MARK     "###"
#define BACK_GAP     32.0 /* above all that comes after the news */
#define COMPANY_GAP  24.0
#define CONTACTS_GAP 24.0
#define END_GAP      20.0

static void
add_boilerplate (HeraldPdfMaker          *self,
                 const HeraldGroup       *group,
                 const HeraldBoilerplate *boilerplate,
                 gboolean                 is_first,
                 double                   gap)
{
  const char *tags[2] = { "H2", "P" };
  HeraldPdfSetting *setting = self->setting;
  g_autofree char *about = is_first ? herald_content_format_about (setting->content, group) : NULL;
  guint first = setting->pieces->len;
  HeraldPiece *piece = NULL;

  herald_pdf_maker_add_labelled (self, tags, herald_pdf_setting_rich (setting, HERALD_FACE_LABEL, about),
                                 herald_pdf_setting_rich (setting, HERALD_FACE_SMALL, boilerplate->text),
                                 HERALD_PDF_LABEL_WIDTH, gap, 0);
  piece = g_ptr_array_index (setting->pieces, first);
  piece->rule = is_first;
  piece->in_outline = about != NULL;
}

static void
add_boilerplates (HeraldPdfMaker *self)
{
  GPtrArray *groups = self->setting->content->groups;
  gboolean any = FALSE;

  for (guint i = 0; i < groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->boilerplates->len; j++)
        {
          add_boilerplate (self, group, g_ptr_array_index (group->boilerplates, j), j == 0, any ? COMPANY_GAP : BACK_GAP);
          any = TRUE;
        }
    }
}

static void
add_contact_words (HeraldRich          *rich,
                   const HeraldContact *contact)
{
  g_autofree char *name = herald_clean_line (contact->name);
  g_autofree char *role = herald_clean_line (contact->role);
  g_autofree char *email = herald_clean_line (contact->email);
  g_autofree char *phone = herald_clean_line (contact->phone);

  herald_rich_add (rich, HERALD_FACE_DETAIL, rich->text->len > 0 ? "\n" : "");
  herald_rich_add (rich, HERALD_FACE_LABEL, name);
  if (role[0] != '\0')
    {
      herald_rich_add (rich, HERALD_FACE_DETAIL, name[0] != '\0' ? ", " : "");
      herald_rich_add (rich, HERALD_FACE_DETAIL, role);
    }
  if (email[0] != '\0')
    {
      g_autofree char *address = g_strconcat ("mailto:", contact->email, NULL);

      herald_rich_add (rich, HERALD_FACE_DETAIL, "\n");
      herald_rich_add_link (rich, HERALD_FACE_DETAIL, contact->email, address);
    }
  if (phone[0] != '\0')
    {
      g_autofree char *number = herald_content_make_number (contact->phone);
      g_autofree char *address = g_strconcat ("tel:", number, NULL);

      /* The groups of a number are read from the left in every language: the mark says so (UAX #9). */
      herald_rich_add (rich, HERALD_FACE_DETAIL, email[0] != '\0' ? " · " : rich->typeset->rtl ? "\n\u200e" : "\n");
      herald_rich_add_link (rich, HERALD_FACE_DETAIL, contact->phone, address);
    }
}

static void
add_contacts_title (HeraldPdfMaker *self)
{
  HeraldPdfSetting *setting = self->setting;
  const char *title = herald_kit_labels_get (setting->content->language, HERALD_KIT_LABEL_CONTACTS);
  HeraldPiece *piece = herald_pdf_setting_add_text (setting, "H2", herald_pdf_setting_rich (setting, HERALD_FACE_LABEL, title), 0,
                                                    CONTACTS_GAP, 8);

  piece->keep_with_next = TRUE;
  piece->in_outline = TRUE;
  piece->rule = TRUE;
}

static void
add_contacts (HeraldPdfMaker *self)
{
  const char *tags[2] = { "H3", "P" };
  HeraldPdfSetting *setting = self->setting;
  gboolean any = FALSE;

  for (guint i = 0; i < setting->content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (setting->content->groups, i);
      HeraldRich *rich = NULL;

      if (group->contacts->len == 0)
        continue;
      if (!any)
        add_contacts_title (self);
      any = TRUE;
      rich = herald_rich_new (setting->typeset, HERALD_FACE_DETAIL);
      for (guint j = 0; j < group->contacts->len; j++)
        add_contact_words (rich, g_ptr_array_index (group->contacts, j));
      herald_pdf_maker_add_labelled (self, tags, herald_pdf_setting_rich (setting, HERALD_FACE_POSITION, group->name), rich,
                                     HERALD_PDF_LABEL_WIDTH, 0, 8);
    }
}

/* No source and no end mark alone on a page. */
static HeraldPiece *
add_kept (HeraldPdfMaker *self,
          HeraldRich     *rich,
          double          gap)
{
  HeraldPiece *last = g_ptr_array_index (self->setting->pieces, self->setting->pieces->len - 1);

  last->keep_with_next = TRUE;
  return herald_pdf_setting_add_text (self->setting, "P", rich, 0, gap, 0);
}

/**
 * herald_pdf_maker_add_back:
 * @self: a maker, with pieces
 *
 * Adds profiles, contacts, the source and the end mark.
 */
void
herald_pdf_maker_add_back (HeraldPdfMaker *self)
{
  const HeraldContent *content = self->setting->content;
  g_autofree char *source = herald_content_format_source (content);
  HeraldPiece *end = NULL;

  add_boilerplates (self);
  add_contacts (self);
  if (source != NULL)
    {
      HeraldRich *rich = herald_rich_new (self->setting->typeset, HERALD_FACE_CREDIT);

      herald_rich_add_link (rich, HERALD_FACE_CREDIT, source, content->announcement->source->url);
      add_kept (self, rich, END_GAP);
    }
  end = add_kept (self, herald_pdf_setting_rich (self->setting, HERALD_FACE_POSITION, END_MARK), END_GAP);
  pango_layout_set_alignment (((HeraldCell *) g_ptr_array_index (end->cells, 0))->layout, PANGO_ALIGN_CENTER);
}
