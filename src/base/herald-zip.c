/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "herald-i18n.h"

#define PERMISSIONS 0644
#define BLOCK       65536
#define MAX_FILES   1000000
#define MAX_PATH    255

G_DEFINE_QUARK (herald-zip-error-quark, herald_zip_error)

struct _HeraldZipWriter
{
  struct archive *archive;
  GOutputStream  *out;
  GError         *error; /* what the stream said, in a callback that can only tell that something went wrong */
};

static la_ssize_t
write_block (struct archive *archive,
             void           *user_data,
             const void     *block,
             size_t          size)
{
  HeraldZipWriter *self = user_data;

  g_clear_error (&self->error);
  return g_output_stream_write_all (self->out, block, size, NULL, NULL, &self->error) ? (la_ssize_t) size : ARCHIVE_FATAL;
}

static gboolean
check_written (HeraldZipWriter  *self,
               int               result,
               GError          **error)
{
  if (result == ARCHIVE_OK)
    return TRUE;
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else
    g_set_error (error, HERALD_ZIP_ERROR, HERALD_ZIP_ERROR_FAILED, _("The archive could not be written: %s"),
                 archive_error_string (self->archive));
  return FALSE;
}

/**
 * herald_zip_writer_new:
 * @out: where to
 *
 * Returns: (transfer full): a writer
 */
HeraldZipWriter *
herald_zip_writer_new (GOutputStream *out)
{
  HeraldZipWriter *self = NULL;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (out), NULL);

  self = g_new0 (HeraldZipWriter, 1);
  self->out = g_object_ref (out);
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  /* Most of it are pictures and PDFs, which get no smaller by trying harder. All is deflated: a file that is only stored
   * cannot be read by programs that read an archive from front to back. */
  archive_write_set_format_option (self->archive, "zip", "compression-level", "1");
  archive_write_set_bytes_in_last_block (self->archive, 1);
  archive_write_open2 (self->archive, self, NULL, write_block, NULL, NULL);
  return self;
}

/**
 * herald_zip_writer_free:
 * @self: (transfer full): a writer
 */
void
herald_zip_writer_free (HeraldZipWriter *self)
{
  g_return_if_fail (self != NULL);

  archive_write_fail (self->archive); /* one that was not finished writes no end */
  archive_write_free (self->archive);
  g_object_unref (self->out);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * herald_zip_writer_add:
 * @self: a writer
 * @path: of the file in the archive, in ASCII
 * @bytes: its contents
 * @error: return location; %HERALD_ZIP_ERROR, or what the stream says
 *
 * Adds a file. It has no time: libarchive would write one by the zone of this computer, and without any it writes the
 * first day of 1980.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_zip_writer_add (HeraldZipWriter  *self,
                       const char       *path,
                       GBytes           *bytes,
                       GError          **error)
{
  struct archive_entry *entry = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  int result = ARCHIVE_OK;

  g_return_val_if_fail (self != NULL && path != NULL && g_str_is_ascii (path), FALSE);

  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, PERMISSIONS);
  archive_entry_set_size (entry, (la_int64_t) size);
  result = archive_write_header (self->archive, entry);
  if (result == ARCHIVE_OK && size > 0 && archive_write_data (self->archive, data, size) != (la_ssize_t) size)
    result = ARCHIVE_FATAL;
  archive_entry_free (entry);
  return check_written (self, result, error);
}

/**
 * herald_zip_writer_finish:
 * @self: a writer
 * @error: return location; %HERALD_ZIP_ERROR, or what the stream says
 *
 * Writes the end of the archive; the stream stays open.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_zip_writer_finish (HeraldZipWriter  *self,
                          GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check_written (self, archive_write_close (self->archive), error);
}

struct _HeraldZipReader
{
  struct archive *archive;
  GHashTable     *paths; /* those that came */
};

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error (error, HERALD_ZIP_ERROR, HERALD_ZIP_ERROR_REFUSED, _("The archive cannot be used: %s"),
               reason != NULL ? reason : _("it is damaged"));
  return FALSE;
}

/**
 * herald_zip_reader_new:
 * @file: the path of an archive from outside
 * @error: return location; %HERALD_ZIP_ERROR_REFUSED
 *
 * Returns: (transfer full) (nullable): a reader that stands before the first file
 */
HeraldZipReader *
herald_zip_reader_new (const char  *file,
                       GError     **error)
{
  g_autoptr (HeraldZipReader) self = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_new0 (HeraldZipReader, 1);
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->archive = archive_read_new ();
  archive_read_support_format_zip_seekable (self->archive);
  if (archive_read_open_filename (self->archive, file, BLOCK) != ARCHIVE_OK)
    {
      refuse (error, archive_error_string (self->archive));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * herald_zip_reader_free:
 * @self: (transfer full): a reader
 */
void
herald_zip_reader_free (HeraldZipReader *self)
{
  g_return_if_fail (self != NULL);

  archive_read_free (self->archive);
  g_hash_table_unref (self->paths);
  g_free (self);
}

/* A name that needs no care wherever it goes: no folder above, no drive, nothing that a terminal would obey. */
static gboolean
is_safe (const char *path)
{
  if (path == NULL || path[0] == '\0' || path[0] == '/' || path[0] == '.' || strlen (path) > MAX_PATH)
    return FALSE;
  for (const char *p = path; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_./", *p) == NULL)
      return FALSE;
  return strstr (path, "//") == NULL && strstr (path, "/.") == NULL && !g_str_has_suffix (path, "/");
}

/**
 * herald_zip_reader_next:
 * @self: a reader
 * @path: (out) (transfer none) (nullable): the next file's path, %NULL after the last; valid until the next call
 * @error: return location; %HERALD_ZIP_ERROR_REFUSED for links, folders, encryption, names that are not safe or come
 *   twice
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_zip_reader_next (HeraldZipReader  *self,
                        const char      **path,
                        GError          **error)
{
  struct archive_entry *entry = NULL;
  int result = ARCHIVE_OK;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  *path = NULL;
  result = archive_read_next_header (self->archive, &entry);
  if (result == ARCHIVE_EOF)
    return TRUE;
  if (result != ARCHIVE_OK)
    return refuse (error, archive_error_string (self->archive));
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL ||
      archive_entry_symlink (entry) != NULL || archive_entry_is_encrypted (entry))
    return refuse (error, _("it holds something that is not a plain file"));
  if (!is_safe (archive_entry_pathname (entry)))
    return refuse (error, _("a file in it has a name that is not safe"));
  if (g_hash_table_size (self->paths) >= MAX_FILES ||
      !g_hash_table_add (self->paths, g_strdup (archive_entry_pathname (entry))))
    return refuse (error, _("a file in it comes twice"));
  *path = archive_entry_pathname (entry);
  return TRUE;
}

/**
 * herald_zip_reader_read:
 * @self: a reader that stands at a file
 * @max_size: bytes at most, whatever the archive claims
 * @error: return location; %HERALD_ZIP_ERROR_REFUSED when the file is larger or damaged
 *
 * Returns: (transfer full): the file's contents
 */
GBytes *
herald_zip_reader_read (HeraldZipReader  *self,
                        gsize             max_size,
                        GError          **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  la_ssize_t n = 0;

  g_return_val_if_fail (self != NULL, NULL);

  while ((n = archive_read_data (self->archive, block, BLOCK)) > 0)
    {
      if ((gsize) n > max_size - bytes->len)
        {
          refuse (error, _("a file in it is too large"));
          return NULL;
        }
      g_byte_array_append (bytes, block, (guint) n);
    }
  if (n < 0)
    {
      refuse (error, archive_error_string (self->archive));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
