/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-media.h"

#include <string.h>

#include "herald-clean.h"

#define MAX_NAME 60

static void
media_file_free (HeraldMediaFile *file)
{
  g_free (file->name);
  g_free (file->path);
  g_free (file);
}

/* A readable name of safe characters, its own among the files. */
static char *
make_path (GPtrArray              *media,
           const char             *folder,
           const char             *words,
           const char             *otherwise,
           const HeraldKitPicture *picture)
{
  const char *suffix = strcmp (picture->media_type, "image/png") == 0 ? "png" : "jpg";
  g_autofree char *slug = herald_clean_slug (words, MAX_NAME);
  g_autofree char *spare = herald_clean_slug (otherwise, MAX_NAME);
  const char *name = slug[0] != '\0' ? slug : spare[0] != '\0' ? spare : "picture";

  for (guint n = 1;; n++)
    {
      g_autofree char *path = n == 1 ? g_strdup_printf ("%s/%s.%s", folder, name, suffix)
                                     : g_strdup_printf ("%s/%s-%u.%s", folder, name, n, suffix);
      gboolean taken = FALSE;

      for (guint i = 0; i < media->len; i++)
        taken = taken || strcmp (((HeraldMediaFile *) g_ptr_array_index (media, i))->path, path) == 0;
      if (!taken)
        return g_steal_pointer (&path);
    }
}

static void
add_file (GPtrArray              *media,
          const char             *sha256,
          const char             *folder,
          const char             *words,
          const char             *otherwise,
          const HeraldKitPicture *picture)
{
  HeraldMediaFile *file = g_new0 (HeraldMediaFile, 1);

  file->sha256 = sha256;
  file->picture = picture;
  file->is_logo = strcmp (folder, "logos") == 0;
  file->name = herald_clean_line (words);
  file->path = make_path (media, folder, words, otherwise, picture);
  g_ptr_array_add (media, file);
}

static gboolean
add_figure (HeraldRendering      *rendering,
            const HeraldContent  *content,
            const HeraldBlock    *figure,
            GPtrArray            *media,
            GError              **error)
{
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *alt = NULL;
  HeraldKitPicture *picture = NULL;

  if (figure->type != HERALD_BLOCK_FIGURE || figure->asset == NULL || figure->asset[0] == '\0' ||
      herald_media_find (media, figure->asset) != NULL)
    return TRUE;
  herald_content_describe_figure (content, figure, &caption, &credit, &alt);
  picture = herald_kit_pictures_get_print (rendering->pictures, figure->asset, caption, error);
  if (picture == NULL)
    return FALSE;
  add_file (media, figure->asset, "pictures", caption, content->headline, picture);
  return TRUE;
}

static gboolean
add_figures (HeraldRendering      *rendering,
             const HeraldContent  *content,
             GPtrArray            *figures,
             GPtrArray            *media,
             GError              **error)
{
  for (guint i = 0; i < figures->len; i++)
    if (!add_figure (rendering, content, g_ptr_array_index (figures, i), media, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_logos (HeraldRendering      *rendering,
           const HeraldContent  *content,
           GPtrArray            *media,
           GError              **error)
{
  for (guint i = 0; i < content->issuers->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (content->issuers, i);
      HeraldKitPicture *picture = NULL;

      if (party->logo == NULL || party->logo[0] == '\0' || herald_media_find (media, party->logo) != NULL)
        continue;
      picture = herald_kit_pictures_get_logo (rendering->pictures, party, error);
      if (picture == NULL)
        return FALSE;
      add_file (media, party->logo, "logos", party->name, "logo", picture);
    }
  return TRUE;
}

/**
 * herald_media_new:
 * @rendering: the kit in work
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE, or what the asset reader says
 *
 * Makes each picture in print size and each issuer's logo, under a readable name from the caption, the headline or the
 * company: the same names in all formats.
 *
 * Returns: (transfer full) (element-type HeraldMediaFile): the files, in the order of the page
 */
GPtrArray *
herald_media_new (HeraldRendering  *rendering,
                  GError          **error)
{
  g_autoptr (GPtrArray) media = g_ptr_array_new_with_free_func ((GDestroyNotify) media_file_free);

  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);

      if (!add_figures (rendering, content, content->announcement->body, media, error) ||
          !add_figures (rendering, content, content->spare_figures, media, error) ||
          !add_logos (rendering, content, media, error))
        return NULL;
    }
  return g_steal_pointer (&media);
}

/**
 * herald_media_add:
 * @media: (element-type HeraldMediaFile): what herald_media_new() gave
 * @kit: a kit
 *
 * Adds the files to the kit, unless another format did so already.
 */
void
herald_media_add (GPtrArray *media,
                  HeraldKit *kit)
{
  for (guint i = 0; i < media->len; i++)
    {
      const HeraldMediaFile *file = g_ptr_array_index (media, i);

      if (herald_kit_get (kit, file->path) == NULL)
        herald_kit_add (kit, file->path, file->picture->bytes);
    }
}

/**
 * herald_media_find:
 * @media: (element-type HeraldMediaFile): what herald_media_new() gave
 * @sha256: (nullable): of an original
 *
 * Returns: (transfer none) (nullable): its file
 */
const HeraldMediaFile *
herald_media_find (GPtrArray  *media,
                   const char *sha256)
{
  for (guint i = 0; i < media->len; i++)
    {
      const HeraldMediaFile *file = g_ptr_array_index (media, i);

      if (g_strcmp0 (file->sha256, sha256) == 0)
        return file;
    }
  return NULL;
}

/**
 * herald_media_find_picture:
 * @figure: a figure of a story
 * @width: (out): of its picture, in pixels
 * @height: (out): likewise
 * @media: (element-type HeraldMediaFile): from herald_media_new()
 *
 * A HeraldFragmentPicture.
 *
 * Returns: (transfer none) (nullable): the path of its picture in the kit
 */
const char *
herald_media_find_picture (const HeraldPart *figure,
                           int              *width,
                           int              *height,
                           gpointer          media)
{
  const HeraldMediaFile *file = herald_media_find (media, figure->asset);

  if (file == NULL)
    return NULL;
  *width = file->picture->width;
  *height = file->picture->height;
  return file->path;
}
