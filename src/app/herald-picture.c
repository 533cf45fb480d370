/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-picture.h"

#include <glib/gi18n.h>

#include "herald-file.h"

/* The page is not wider; a larger picture is read at this size. */
#define MAX_SIDE 1400
/* What a file of a picture may weigh, and how many pixels it may promise, before it is refused. */
#define MAX_BYTES (100 * 1024 * 1024)
#define MAX_PIXELS (200LL * 1000 * 1000)

static void
on_size_prepared (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gboolean        *too_large)
{
  double scale = MIN (1.0, (double) MAX_SIDE / MAX (MAX (width, height), 1));

  *too_large = (gint64) width * height > MAX_PIXELS;
  gdk_pixbuf_loader_set_size (loader, *too_large ? 1 : MAX ((int) (width * scale), 1),
                              *too_large ? 1 : MAX ((int) (height * scale), 1));
}

static GdkPixbuf *
decode (GBytes  *bytes,
        char   **media_type,
        GError **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean too_large = FALSE;
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &too_large);
  if (!gdk_pixbuf_loader_write_bytes (loader, bytes, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;
  if (too_large)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("This picture has too many pixels to be shown."));
      return NULL;
    }
  if (media_type != NULL)
    {
      g_auto(GStrv) types = gdk_pixbuf_format_get_mime_types (gdk_pixbuf_loader_get_format (loader));

      *media_type = g_strdup (types[0]);
    }
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = herald_library_get_asset (source, data, &error);
  g_autoptr(GdkPixbuf) pixbuf = bytes != NULL ? decode (bytes, NULL, &error) : NULL;

  if (pixbuf != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                             : g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED,
                                                            _("This picture cannot be shown.")));
}

/**
 * herald_picture_load_async:
 * @library: where the asset is
 * @sha256: which one
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads a picture at a size for the screen.
 */
void
herald_picture_load_async (HeraldLibrary       *library,
                           const char          *sha256,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_return_if_fail (sha256 != NULL);

  g_task_set_source_tag (task, herald_picture_load_async);
  g_task_set_task_data (task, g_strdup (sha256), g_free);
  g_task_run_in_thread (task, load_thread);
}

GdkTexture *
herald_picture_load_finish (HeraldLibrary  *library,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
add_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  GFile *file = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *media_type = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GBytes) bytes = herald_file_read (file, MAX_BYTES, _("This picture is larger than 100 MB."), cancellable, &error);
  g_autoptr(GdkPixbuf) pixbuf = bytes != NULL ? decode (bytes, &media_type, &error) : NULL;
  g_autoptr(GInputStream) stream = NULL;

  if (pixbuf != NULL)
    {
      stream = g_memory_input_stream_new_from_bytes (bytes);
      sha256 = herald_library_add_asset (source, stream, cancellable, &error);
    }
  if (sha256 == NULL)
    {
      g_prefix_error (&error, _("The picture “%s” cannot be added: "), name);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_pointer (task,
                         herald_asset_new (sha256, g_utf8_validate (name, -1, NULL) ? name : "picture", media_type,
                                           (gint64) g_bytes_get_size (bytes)),
                         (GDestroyNotify) herald_asset_free);
}

/**
 * herald_picture_add_async:
 * @library: where it goes
 * @file: a picture
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads a picture, makes sure that it is one, and adds its bytes to the library.
 */
void
herald_picture_add_async (HeraldLibrary       *library,
                          GFile               *file,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, herald_picture_add_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, add_thread);
}

/* (transfer full): what to list among the announcement's assets */
HeraldAsset *
herald_picture_add_finish (HeraldLibrary  *library,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
