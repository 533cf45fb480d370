/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-site-story.h"

#include <string.h>

#include "herald-html.h"
#include "herald-pdf.h"

/**
 * herald_site_story_free:
 * @story: (transfer full): a story
 */
void
herald_site_story_free (HeraldSiteStory *story)
{
  g_return_if_fail (story != NULL);

  g_clear_pointer (&story->kit, herald_kit_unref);
  g_clear_pointer (&story->cards, g_ptr_array_unref);
  g_free (story);
}

/* The first picture of the text, else the first of the others. */
static const HeraldBlock *
find_figure (const HeraldContent *content)
{
  for (guint i = 0; i < content->announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (content->announcement->body, i);

      if (block->type == HERALD_BLOCK_FIGURE && block->asset != NULL && block->asset[0] != '\0')
        return block;
    }
  return content->spare_figures->len > 0 ? g_ptr_array_index (content->spare_figures, 0) : NULL;
}

/* Editions that show the same picture share the small one. */
static char *
add_small (HeraldKit              *kit,
           const HeraldKitPicture *picture)
{
  const char *suffix = strcmp (picture->media_type, "image/png") == 0 ? "png" : "jpg";

  for (guint n = 1;; n++)
    {
      g_autofree char *path = g_strdup_printf ("small/%u.%s", n, suffix);
      GBytes *there = herald_kit_get (kit, path);

      if (there == NULL)
        herald_kit_add (kit, path, picture->bytes);
      if (there == NULL || there == picture->bytes)
        return g_steal_pointer (&path);
    }
}

static gboolean
add_picture (HeraldRendering      *rendering,
             const HeraldContent  *content,
             const char           *folder,
             HeraldSiteCard       *card,
             GError              **error)
{
  const HeraldBlock *figure = find_figure (content);
  HeraldKitPicture *picture = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *name = NULL;

  if (figure == NULL)
    return TRUE;
  g_free (card->alt);
  herald_content_describe_figure (content, figure, &caption, &credit, &card->alt);
  picture = herald_kit_pictures_get_small (rendering->pictures, figure->asset, caption, error);
  if (picture == NULL)
    return FALSE;
  name = add_small (rendering->kit, picture);
  card->picture = g_strconcat (folder, "/", name, NULL);
  card->width = picture->width;
  card->height = picture->height;
  return TRUE;
}

static gboolean
add_cards (HeraldRendering  *rendering,
           HeraldSiteStory  *story,
           const char       *folder,
           GError          **error)
{
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      HeraldSiteCard *card = herald_site_card_new (content, folder);

      g_ptr_array_add (story->cards, card);
      if (!add_picture (rendering, content, folder, card, error))
        return FALSE;
    }
  return TRUE;
}

/* Threads are worth their start only where there is a picture. */
static void
begin_pictures (HeraldKitPictures     *pictures,
                const HeraldRenderJob *job)
{
  if (job->announcement->assets->len == 0)
    return;
  for (guint use = 0; use < HERALD_N_PICTURES; use++)
    herald_kit_pictures_begin (pictures, use);
}

/**
 * herald_site_story_new:
 * @job: what is released, for a press room
 * @folder: where its files will be, in the press room
 * @error: return location; %HERALD_RENDER_ERROR, or what the asset reader says
 *
 * Makes the pages of an announcement and its other editions, and what is beside them. The same job gives the same bytes.
 *
 * Returns: (transfer full) (nullable): the files, their paths relative to @folder, and the cards of the editions
 */
HeraldSiteStory *
herald_site_story_new (const HeraldRenderJob  *job,
                       const char             *folder,
                       GError                **error)
{
  g_autoptr (HeraldSiteStory) story = g_new0 (HeraldSiteStory, 1);
  g_autoptr (GPtrArray) contents = NULL;
  g_autoptr (HeraldKitPictures) pictures = NULL;

  g_return_val_if_fail (job != NULL && job->press_room != NULL && job->purpose == HERALD_PURPOSE_RELEASE, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  story->kit = herald_kit_new ();
  story->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_site_card_free);
  contents = herald_contents_new (job);
  pictures = herald_kit_pictures_new (job, contents);
  begin_pictures (pictures, job);
  {
    g_autoptr (HeraldKit) pdfs = herald_kit_new ();
    HeraldRendering rendering = { contents, pictures, story->kit, pdfs };

    if (!herald_html_add (&rendering, error) || (job->press_room->with_pdf && !herald_pdf_add (&rendering, error)) ||
        !add_cards (&rendering, story, folder, error))
      return NULL;
  }
  return g_steal_pointer (&story);
}
