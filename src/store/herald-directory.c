/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-directory.h"

#include <string.h>

#include "herald-terms.h"

/* Rows looked at for one name: more have the same words in them only by a strange chance. */
#define MAX_ROWS 64

/**
 * herald_suggestion_free:
 * @suggestion: (transfer full): somebody who may be meant
 */
void
herald_suggestion_free (HeraldSuggestion *suggestion)
{
  g_free (suggestion->person);
  g_free (suggestion->name);
  g_free (suggestion->title);
  g_free (suggestion->organisation);
  g_free (suggestion);
}

static gboolean
append_folded (const char *folded,
               gsize       length,
               gsize       start,
               gsize       end,
               gboolean    beside,
               gpointer    data)
{
  if (!beside)
    {
      g_string_append_len (data, folded, (gssize) length);
      g_string_append_c (data, ' ');
    }

  return TRUE;
}

static gboolean
same_name (const char *a,
           const char *b)
{
  g_autoptr(GString) one = g_string_new (NULL);
  g_autoptr(GString) other = g_string_new (NULL);

  if (a == NULL || b == NULL)
    return FALSE;
  herald_terms_split (a, strlen (a), FALSE, append_folded, one);
  herald_terms_split (b, strlen (b), FALSE, append_folded, other);

  return one->len > 0 && g_string_equal (one, other);
}

/* Colons would make filters of words. */
static GPtrArray *
find_rows (HeraldLibrary       *library,
           HeraldDocumentType   type,
           const char          *words,
           guint                limit,
           GError             **error)
{
  g_autofree char *plain = g_strdelimit (g_strdup (words), ":\"", ' ');
  HeraldListQuery query = { .type = type, .query = plain, .limit = limit };

  return herald_library_list (library, &query, error);
}

static gboolean
is_called (const HeraldOrganisation *organisation,
           const char               *name)
{
  gboolean called = same_name (organisation->name, name);

  for (guint i = 0; i < organisation->aliases->len && !called; i++)
    called = same_name (g_ptr_array_index (organisation->aliases, i), name);

  return called;
}

/* What a row is about; NULL: it cannot be read, which opening it tells. */
static HeraldDocument *
load (HeraldLibrary       *library,
      const HeraldListRow *row,
      gint64              *revision)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, row->summary->id, NULL);

  if (copy != NULL && revision != NULL)
    *revision = copy->revision;

  return copy != NULL ? herald_document_ref (copy->document) : NULL;
}

static HeraldOrganisation *
find_organisation (HeraldLibrary  *library,
                   const char     *name,
                   gint64         *revision,
                   GError        **error)
{
  g_autoptr(GPtrArray) rows = find_rows (library, HERALD_DOCUMENT_ORGANISATION, name, MAX_ROWS, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr(HeraldDocument) document = load (library, g_ptr_array_index (rows, i), revision);
      g_autoptr(HeraldOrganisation) organisation = document ? herald_organisation_from_document (document, NULL) : NULL;

      if (organisation != NULL && is_called (organisation, name))
        return g_steal_pointer (&organisation);
    }

  return NULL;
}

static HeraldPerson *
find_person (HeraldLibrary  *library,
             const char     *name,
             gint64         *revision,
             GError        **error)
{
  g_autoptr(GPtrArray) rows = find_rows (library, HERALD_DOCUMENT_PERSON, name, MAX_ROWS, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr(HeraldDocument) document = load (library, g_ptr_array_index (rows, i), revision);
      g_autoptr(HeraldPerson) person = document ? herald_person_from_document (document, NULL) : NULL;

      if (person != NULL && same_name (person->name, name))
        return g_steal_pointer (&person);
    }

  return NULL;
}

/**
 * herald_directory_find_organisation:
 * @library: a library
 * @name: a name or an alias
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the company; %NULL without error: there is none of that name
 */
HeraldOrganisation *
herald_directory_find_organisation (HeraldLibrary  *library,
                                    const char     *name,
                                    GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return find_organisation (library, name, NULL, error);
}

/**
 * herald_directory_find_person:
 * @library: a library
 * @name: a name
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the person; %NULL without error: there is none of that name
 */
HeraldPerson *
herald_directory_find_person (HeraldLibrary  *library,
                              const char     *name,
                              GError        **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return find_person (library, name, NULL, error);
}

static char *
get_organisation_name (HeraldLibrary *library,
                       const char    *id)
{
  g_autoptr(HeraldWorkingCopy) copy = id ? herald_library_get_working_copy (library, id, NULL) : NULL;
  g_autoptr(HeraldOrganisation) organisation = copy ? herald_organisation_from_document (copy->document, NULL) : NULL;

  return organisation ? g_strdup (organisation->name) : NULL;
}

/**
 * herald_directory_suggest:
 * @library: a library
 * @typed: the beginning of a name, or words of it
 * @limit: how many at most
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldSuggestion) (nullable): who may be meant, changed last first
 */
GPtrArray *
herald_directory_suggest (HeraldLibrary  *library,
                          const char     *typed,
                          guint           limit,
                          GError        **error)
{
  g_autoptr(GPtrArray) suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_suggestion_free);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(HeraldTerms) terms = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  rows = find_rows (library, HERALD_DOCUMENT_PERSON, typed, MAX_ROWS, error);
  if (rows == NULL)
    return NULL;
  terms = herald_terms_new (typed);
  for (guint i = 0; i < rows->len && suggestions->len < limit; i++)
    {
      g_autoptr(HeraldDocument) document = load (library, g_ptr_array_index (rows, i), NULL);
      g_autoptr(HeraldPerson) person = document ? herald_person_from_document (document, NULL) : NULL;
      HeraldSuggestion *suggestion = NULL;

      /* The words may be in a title or a biography. */
      if (person == NULL || person->name == NULL || !herald_terms_matches (terms, person->name))
        continue;
      suggestion = g_new0 (HeraldSuggestion, 1);
      suggestion->person = g_strdup (person->id);
      suggestion->name = g_strdup (person->name);
      suggestion->title = g_strdup (person->title);
      suggestion->organisation = get_organisation_name (library, person->organisation);
      g_ptr_array_add (suggestions, suggestion);
    }

  return g_steal_pointer (&suggestions);
}

/* What the announcement says about a company, in its language. */
static const char *
get_boilerplate (const HeraldAnnouncement *announcement,
                 const HeraldParty        *party)
{
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *boilerplate = g_ptr_array_index (announcement->boilerplates, i);

      if (g_strcmp0 (boilerplate->party, party->id) == 0 && boilerplate->text != NULL && boilerplate->text[0] != '\0')
        return boilerplate->text;
    }

  return NULL;
}

static gboolean
note_party (HeraldLibrary             *library,
            const HeraldAnnouncement  *announcement,
            const HeraldParty         *party,
            GError                   **error)
{
  const char *language = announcement->language ? announcement->language : "en";
  const char *words = get_boilerplate (announcement, party);
  gint64 revision = 0;
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldOrganisation) organisation = find_organisation (library, party->name, &revision, &problem);
  g_autoptr(HeraldDocument) document = NULL;
  gboolean known = organisation != NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (known && (words == NULL || herald_organisation_get_boilerplate (organisation, language) != NULL))
    return TRUE;
  if (!known)
    {
      organisation = herald_organisation_new (party->name);
      revision = 0;
    }
  if (words != NULL)
    herald_organisation_set_boilerplate (organisation, language, words);
  document = herald_organisation_to_document (organisation);

  return herald_library_put_working_copy (library, document, revision, error) != 0;
}

static gboolean
note_speaker (HeraldLibrary        *library,
              const HeraldSpeaker  *speaker,
              GError              **error)
{
  gint64 revision = 0;
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldPerson) person = find_person (library, speaker->name, &revision, &problem);
  g_autoptr(HeraldOrganisation) organisation = NULL;
  g_autoptr(HeraldDocument) document = NULL;

  if (problem == NULL && speaker->organisation != NULL && speaker->organisation[0] != '\0')
    organisation = find_organisation (library, speaker->organisation, NULL, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (person != NULL && (person->title != NULL || speaker->title == NULL) && (person->organisation != NULL || organisation == NULL))
    return TRUE;
  if (person == NULL)
    {
      person = herald_person_new (speaker->name);
      revision = 0;
    }
  if (person->title == NULL)
    person->title = g_strdup (speaker->title);
  if (person->organisation == NULL && organisation != NULL)
    person->organisation = g_strdup (organisation->id);
  document = herald_person_to_document (person);

  return herald_library_put_working_copy (library, document, revision, error) != 0;
}

/**
 * herald_directory_note:
 * @library: a library
 * @announcement: what somebody has written
 * @error: return location for an error
 *
 * Adds its companies and speakers to those of the library, and what is missing of those it has: a profile in a language,
 * a title, a company. What is there already is for people to change.
 *
 * Returns: whether all went well
 */
gboolean
herald_directory_note (HeraldLibrary             *library,
                       const HeraldAnnouncement  *announcement,
                       GError                   **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (announcement != NULL, FALSE);

  for (guint i = 0; i < announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (announcement->parties, i);

      if (party->name != NULL && party->name[0] != '\0' && !note_party (library, announcement, party, error))
        return FALSE;
    }
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->speaker != NULL && block->speaker->name != NULL && block->speaker->name[0] != '\0' &&
          !note_speaker (library, block->speaker, error))
        return FALSE;
    }

  return TRUE;
}
