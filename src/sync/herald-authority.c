/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-authority.h"

#include "herald-i18n.h"
#include "herald-sync.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "team-server-ca.pem"
#define MAX_SIZE  (1024 * 1024)

static char *
get_path (HeraldLibrary *library)
{
  return g_build_filename (herald_library_get_folder (library), FILE_NAME, NULL);
}

static gboolean
refuse (const char  *file,
        const char  *why,
        GError     **error)
{
  g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
               _("“%s” cannot be used as a certificate authority: %s"), file, why);
  return FALSE;
}

/* Of all that a file may hold, the certificates: a key beside them stays where it is. */
static GString *
read_certificates (const char  *file,
                   GError     **error)
{
  g_autoptr (GError) local = NULL;
  GStatBuf info = { 0 };
  GList *certificates = NULL;
  GString *text = NULL;

  if (g_stat (file, &info) != 0)
    {
      refuse (file, g_strerror (errno), error);
      return NULL;
    }
  if (!S_ISREG (info.st_mode) || info.st_size > MAX_SIZE)
    {
      refuse (file, _("it is no file of certificates"), error);
      return NULL;
    }

  certificates = g_tls_certificate_list_new_from_file (file, &local);
  if (certificates == NULL)
    {
      refuse (file, local != NULL ? local->message : _("it holds no certificate in PEM form"), error);
      return NULL;
    }

  text = g_string_new (NULL);
  for (GList *l = certificates; l != NULL; l = l->next)
    {
      g_autofree char *pem = NULL;

      g_object_get (l->data, "certificate-pem", &pem, NULL);
      g_string_append (text, pem);
    }

  g_list_free_full (certificates, g_object_unref);
  return text;
}

static gboolean
forget (const char  *path,
        GError     **error)
{
  int saved = g_unlink (path) == 0 ? 0 : errno;

  if (saved == 0 || saved == ENOENT)
    return TRUE;

  g_set_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED,
               _("The certificate authority could not be forgotten: %s"), g_strerror (saved));
  return FALSE;
}

/**
 * herald_authority_set:
 * @library: a library
 * @file: (nullable): certificates in PEM form; %NULL: the system's authorities count again
 * @error: return location: FAILED when it holds none, or cannot be read or kept
 *
 * Keeps a copy of the certificates, and of nothing else that the file may hold.
 *
 * Returns: whether it is kept, or forgotten
 */
gboolean
herald_authority_set (HeraldLibrary  *library,
                      const char     *file,
                      GError        **error)
{
  g_autofree char *path = NULL;
  GString *text = NULL;
  gboolean kept = FALSE;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);

  path = get_path (library);
  if (file == NULL)
    return forget (path, error);

  text = read_certificates (file, error);
  if (text == NULL)
    return FALSE;

  kept = g_file_set_contents_full (path, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  g_string_free (text, TRUE);
  return kept;
}

/**
 * herald_authority_open:
 * @library: a library
 * @error: return location: FAILED when what is kept cannot be read
 *
 * Returns: (transfer full) (nullable): who may vouch for the library's server; %NULL without error: whom the system trusts
 */
GTlsDatabase *
herald_authority_open (HeraldLibrary  *library,
                       GError        **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local = NULL;
  GTlsDatabase *database = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  path = get_path (library);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  database = g_tls_file_database_new (path, &local);
  if (database == NULL)
    refuse (path, local->message, error);

  return database;
}

/**
 * herald_authority_describe:
 * @library: a library
 *
 * Returns: (transfer full) (nullable): the name that stands in the certificate, as X.500 writes it; %NULL: none is set
 */
char *
herald_authority_describe (HeraldLibrary *library)
{
  g_autofree char *path = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  char *name = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  path = get_path (library);
  certificate = g_tls_certificate_new_from_file (path, NULL);
  if (certificate != NULL)
    name = g_tls_certificate_get_subject_name (certificate);
  else if (g_file_test (path, G_FILE_TEST_EXISTS))
    name = g_strdup (path);

  return name;
}
