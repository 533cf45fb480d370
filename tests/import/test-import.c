/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-import.h"

#include "import-words.h"

typedef struct
{
  const char *name;
  const char *title;
  const char *organisation;
  const char *words;
} Quote;

typedef struct
{
  const char *file;
  const char *language;
  const char *headline;
  const char *subheadline;
  const char *place;
  const char *date;
  const char *wall;
  const char *zone;
  const char *parties;   /* with | between, in order */
  const char *source;
  const char *blocks;    /* P paragraph, H heading, Q quote, L list */
  const char *contacts;  /* name/role/email/phone/party, with | between */
  guint       n_boilerplates;
  Quote       quotes[4];
} Fixture;

static const Fixture fixtures[] = {
  { "lens.en.txt", "en", "Aurelia Optics and Kitefin Mobile announce a long-term partnership",
    "The first phone built together arrives in the spring", "BERGAMO, Italy", "2026-12-01",
    "2026-12-01T09:00:00", "Europe/Brussels", "Aurelia Optics|Kitefin Mobile", NULL, "PQPQQPLHPP",
    "Marta Conti/Press Officer/marta.conti@aurelia.example/+39 035 555 0101/Aurelia Optics|"
    "Wei Chen/Head of Communications/press@kitefin.example/+86 755 5550 0202/Kitefin Mobile", 2,
    { { "Anna Bruni", "founder and CEO", "Aurelia Optics", "We start with one lens, and we finish with a way of seeing." },
      { "Lin Qiao", "founder and CEO", "Kitefin Mobile", "Light is the oldest material. We are glad to learn it from those who know it best." },
      { "Bruni", NULL, NULL, "Nobody asked for another camera. They asked for better pictures." } } },
  { "school.en.txt", "en", "Kitefin Mobile opens a repair school in Leeds", NULL, "LEEDS, England", "2026-12-01",
    NULL, NULL, "Kitefin Mobile", "Kitefin Mobile", "PPQP", "Wei Chen//press@kitefin.example/+44 113 555 0303/Kitefin Mobile", 0,
    { { "Dr. Maria T. Hale", "Vice President of Repairs", "Kitefin Mobile",
        "A phone that can be opened is a phone that can be kept. We teach what we build." } } },
  { "vetro.it.txt", "it", "Aurelia Optics e Kitefin Mobile insieme per la fotografia mobile", NULL, "Bergamo", "2026-12-01",
    "2026-12-01T09:00:00", "Europe/Rome", "Aurelia Optics|Kitefin Mobile", "Aurelia Optics", "PQQP",
    "Marta Conti//marta.conti@aurelia.example/+39 035 555 0101/Aurelia Optics", 1,
    { { "Anna Bruni", "fondatrice e amministratrice delegata", "Aurelia Optics", "Partiamo da una lente e arriviamo a un modo di guardare." },
      { "Lin Qiao", "fondatore e CEO", "Kitefin Mobile", "La luce è il materiale più antico. Siamo felici di impararlo da chi lo conosce meglio." } } },
  { "museo.it.txt", "it", "Il museo della luce riapre dopo tre anni di lavori", NULL, NULL, NULL, NULL, NULL,
    "Museo della Luce", NULL, "PQPQP", "", 0,
    { { "Carla Riva", "direttrice", "Museo della Luce", "Abbiamo aperto tutte le finestre, e non le chiuderemo più" },
      { "Piero Donati", "sindaco", "Bergamo", "La città ritrova una casa." } } },
  { "linse.de.txt", "de", "Aurelia Optics und Kitefin Mobile bauen gemeinsam Kameras", NULL, "BERGAMO", "2026-12-01",
    "2026-12-01T09:00:00", "Europe/Berlin", "Aurelia Optics|Kitefin Mobile", "Aurelia Optics", "PQQQP",
    "Marta Conti//marta.conti@aurelia.example/+39 035 555 0101/Aurelia Optics", 1,
    { { "Anna Bruni", "Gründerin und Geschäftsführerin", "Aurelia Optics", "Wir beginnen mit einer Linse und wir enden mit einem neuen Blick." },
      { "Lin Qiao", "Gründer und CEO", "Kitefin Mobile", "Licht ist das älteste Material. Wir lernen es gern von denen, die es am besten kennen." },
      { "Ute Brand", "Vertriebsleiterin", NULL, "Unsere Kunden haben lange darauf gewartet" } } },
  { "werft.de.txt", "de", "Werft Nordlicht tauft ihr erstes Segelschiff ohne Motor", NULL, "Kiel", "2027-03-03", NULL, NULL,
    "Nordlicht", NULL, "PQPL", "", 0,
    { { "Jens Petersen", "Leiter der Entwicklung", "Nordlicht", "Der Wind ist umsonst, aber er lässt sich bitten." } } },
  { "lentille.fr.txt", "fr", "Aurelia Optics et Kitefin Mobile s’allient pour la photographie mobile", NULL, "PARIS", "2026-12-01",
    "2026-12-01T09:00:00", "Europe/Paris", "Aurelia Optics|Kitefin Mobile", "Aurelia Optics", "PQQQP",
    "Marta Conti/attachée de presse/marta.conti@aurelia.example/+39 035 555 0101/Aurelia Optics", 1,
    { { "Anna Bruni", "fondatrice et directrice générale", "Aurelia Optics", "Nous commençons par une lentille et nous finissons par un regard." },
      { "Lin Qiao", "fondateur et PDG", "Kitefin Mobile", "La lumière est la plus ancienne des matières. Nous sommes heureux de l’apprendre de ceux qui la connaissent." },
      { "Claire Dumas", "directrice marketing", "Kitefin Mobile", "Nos clients l’attendaient depuis longtemps" } } },
  { "pont.fr.txt", "fr", "Le pont de Sablières rouvre aux piétons", NULL, "Sablières", "2027-05-04", NULL, NULL,
    "Ville de Sablières", "Ville de Sablières", "PQPP", "", 0,
    { { "Hélène Marchand", "maire", "Sablières", "Un pont sans moteur, c’est une place" } } },
  { "lente.es.txt", "es", "Aurelia Optics y Kitefin Mobile se unen por la fotografía móvil", NULL, "Madrid", "2026-12-01",
    "2026-12-01T09:00:00", "Europe/Madrid", "Aurelia Optics|Kitefin Mobile", "Aurelia Optics", "PQQQP",
    "Marta Conti//marta.conti@aurelia.example/+39 035 555 0101/Aurelia Optics", 1,
    { { "Anna Bruni", "fundadora y directora general", "Aurelia Optics", "Empezamos con una lente y terminamos con una mirada." },
      { "Lin Qiao", "fundador y CEO", "Kitefin Mobile", "La luz es el material más antiguo. Nos alegra aprenderla de quienes la conocen mejor." },
      { "Elena Sanz", "directora de marketing", "Kitefin Mobile", "Nuestros clientes lo esperaban desde hace años" } } },
  { "faro.es.txt", "es", "El faro de Punta Serena vuelve a encenderse", NULL, "Punta Serena", "2027-04-12", NULL, NULL,
    "Asociación del Faro", NULL, "PQP", "", 0,
    { { "Tomás Rey", "presidente", "Asociación del Faro", "Una luz no se jubila. Se cuida." } } },
  { "jingtou.zh.txt", "zh", "极光光学与奇特鱼移动达成长期影像合作", NULL, "深圳", "2026-12-01", "2026-12-01T09:00:00", "Asia/Shanghai",
    "极光光学|奇特鱼移动", "奇特鱼移动", "PQQQP", "陈伟//press@kitefin.example/+86 755 5550 0202/", 1,
    { { "安娜·布鲁尼", "创始人兼首席执行官", "极光光学", "我们从一片镜头开始，最终要带来一种新的观看方式。" },
      { "林乔", "创始人兼首席执行官", "奇特鱼移动", "光是最古老的材料。我们很高兴向最懂光的人学习。" },
      { "陈伟", "市场总监", "奇特鱼移动", "用户等待这一天已经很久了。" } } },
  { "chaye.zh.txt", "zh", "青山茶业开放百年老茶园", NULL, "杭州", "2027-04-05", NULL, NULL, "青山茶业", "青山茶业", "PQ", "", 0,
    { { "林一舟", "总经理", "青山茶业", "茶树比我们都老，我们只是替它看门的人。" } } },
};

static char *
list_blocks (const HeraldAnnouncement *announcement)
{
  GString *letters = g_string_new (NULL);

  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      g_string_append_c (letters, "?PHQLFX"[block->type]);
    }

  return g_string_free (letters, FALSE);
}

static char *
list_parties (const HeraldAnnouncement *announcement)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < announcement->parties->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "",
                            ((HeraldParty *) g_ptr_array_index (announcement->parties, i))->name);

  return g_string_free (names, FALSE);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static char *
list_contacts (const HeraldAnnouncement *announcement)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < announcement->contacts->len; i++)
    {
      const HeraldContact *contact = g_ptr_array_index (announcement->contacts, i);

      g_string_append_printf (list, "%s%s/%s/%s/%s/%s", i > 0 ? "|" : "", or_empty (contact->name), or_empty (contact->role),
                              or_empty (contact->email), or_empty (contact->phone),
                              or_empty (party_name (announcement, contact->party)));
    }

  return g_string_free (list, FALSE);
}

static void
check_quotes (const HeraldAnnouncement *announcement,
              const Quote              *expected,
              guint                     n_expected)
{
  guint n = 0;

  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type != HERALD_BLOCK_QUOTE)
        continue;
      g_assert_cmpuint (n, <, n_expected);
      g_assert_cmpstr (block->text, ==, expected[n].words);
      g_assert_cmpstr (block->speaker->name, ==, expected[n].name);
      g_assert_cmpstr (block->speaker->title, ==, expected[n].title);
      g_assert_cmpstr (block->speaker->organisation, ==, expected[n].organisation);
      n++;
    }

  g_assert_true (n == n_expected || expected[n].words == NULL);
}

static char *
read_fixture (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", file, NULL);
  g_autofree char *in_folder = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "tests", "import", "data", file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_file_get_contents (in_folder, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_fixture (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autofree char *text = read_fixture (fixture->file);
  g_autofree char *blocks = NULL, *parties = NULL, *contacts = NULL, *lost = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldAnnouncement) announcement = herald_import_text (text, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (announcement->language, ==, fixture->language);
  g_assert_cmpstr (announcement->headline, ==, fixture->headline);
  g_assert_cmpstr (announcement->subheadline, ==, fixture->subheadline);
  g_assert_cmpstr (announcement->dateline != NULL ? announcement->dateline->place : NULL, ==, fixture->place);
  g_assert_cmpstr (announcement->dateline != NULL ? announcement->dateline->date : NULL, ==, fixture->date);
  g_assert_cmpstr (announcement->embargo != NULL ? announcement->embargo->wall : NULL, ==, fixture->wall);
  g_assert_cmpstr (announcement->embargo != NULL ? announcement->embargo->zone : NULL, ==, fixture->zone);
  g_assert_cmpstr (announcement->source != NULL ? announcement->source->name : NULL, ==, fixture->source);
  g_assert_cmpuint (announcement->boilerplates->len, ==, fixture->n_boilerplates);
  blocks = list_blocks (announcement);
  parties = list_parties (announcement);
  contacts = list_contacts (announcement);
  g_assert_cmpstr (blocks, ==, fixture->blocks);
  g_assert_cmpstr (parties, ==, fixture->parties);
  g_assert_cmpstr (contacts, ==, fixture->contacts);
  check_quotes (announcement, fixture->quotes, G_N_ELEMENTS (fixture->quotes));

  lost = find_lost_words (announcement, text);
  g_assert_cmpstr (lost, ==, NULL);
}

/* The same text with the line ends and marks of other systems gives the same announcement. */
static void
test_line_ends (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autofree char *text = read_fixture (fixture->file);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *windows = g_strjoinv ("\r\n", lines);
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", windows, NULL);
  g_autoptr (HeraldAnnouncement) a = herald_import_text (text, -1, NULL, NULL);
  g_autoptr (HeraldAnnouncement) b = herald_import_text (marked, -1, NULL, NULL);
  g_autofree char *words_a = all_words (a), *words_b = all_words (b);
  g_autofree char *blocks_a = list_blocks (a), *blocks_b = list_blocks (b);

  g_assert_cmpstr (words_a, ==, words_b);
  g_assert_cmpstr (blocks_a, ==, blocks_b);
}

static void
test_seed (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "..", "shared", "seeds", "xiaomi-leica.it.txt", NULL);
  g_autofree char *text = NULL, *blocks = NULL, *parties = NULL, *lost = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (GError) error = NULL;
  const HeraldBlock *quote;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the seed announcement does not lie beside the checkout");
      return;
    }

  announcement = herald_import_text (text, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (announcement->language, ==, "it");
  g_assert_cmpstr (announcement->headline, ==, "Xiaomi e Lecia: arriva l’accordo");
  blocks = list_blocks (announcement);
  g_assert_cmpstr (blocks, ==, "PPPPQP");
  quote = g_ptr_array_index (announcement->body, 4);
  g_assert_true (g_str_has_prefix (quote->text, "Xiaomi si concentra"));
  g_assert_true (g_str_has_suffix (quote->text, "senza precedenti"));
  g_assert_cmpstr (quote->speaker->name, ==, "Lei Jun");
  g_assert_cmpstr (quote->speaker->title, ==, "fondatore, presidente e CEO");
  g_assert_cmpstr (quote->speaker->organisation, ==, "Xiaomi Group");
  g_assert_cmpstr (party_name (announcement, quote->speaker->party), ==, "Xiaomi");
  parties = list_parties (announcement);
  g_assert_cmpstr (parties, ==, "Xiaomi|Leica");
  g_assert_cmpint (((HeraldParty *) g_ptr_array_index (announcement->parties, 0))->role, ==, HERALD_ROLE_ISSUER);
  g_assert_cmpint (((HeraldParty *) g_ptr_array_index (announcement->parties, 1))->role, ==, HERALD_ROLE_ISSUER);
  g_assert_cmpint (announcement->kind, ==, HERALD_KIND_PARTNERSHIP);
  g_assert_cmpstr (announcement->source->name, ==, "Xiaomi");
  lost = find_lost_words (announcement, text);
  g_assert_cmpstr (lost, ==, NULL);
}

static void
test_language (void)
{
  g_autoptr (HeraldAnnouncement) given = herald_import_text ("Nur ein Satz", -1, "de-AT", NULL);
  g_autoptr (HeraldAnnouncement) unknown = herald_import_text ("Zzyzx qwerty plugh", -1, NULL, NULL);
  g_autoptr (HeraldAnnouncement) foreign = herald_import_text ("Компания открывает новый завод.", -1, NULL, NULL);

  g_assert_cmpstr (given->language, ==, "de-AT");
  g_assert_cmpstr (unknown->language, ==, NULL);
  g_assert_cmpstr (foreign->language, ==, NULL);
  g_assert_cmpuint (foreign->body->len, ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill (10 * 1024 * 1024 + 1, 'a');

  g_assert_null (herald_import_text ("abc\xff", -1, NULL, &error));
  g_assert_error (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_NOT_TEXT);
  g_assert_nonnull (strstr (error->message, "byte 3"));
  g_clear_error (&error);

  g_assert_null (herald_import_text ("ab\0cd", 5, NULL, &error));
  g_assert_error (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_NOT_TEXT);
  g_assert_nonnull (strstr (error->message, "position 2"));
  g_clear_error (&error);

  g_assert_null (herald_import_text (" \r\n\f\n###\n", -1, NULL, &error));
  g_assert_error (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_EMPTY);
  g_clear_error (&error);

  g_assert_null (herald_import_text (large, -1, NULL, &error));
  g_assert_error (error, HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *path = g_strconcat ("/import/fixture/", fixtures[i].file, NULL);
      g_autofree char *ends = g_strconcat ("/import/line-ends/", fixtures[i].file, NULL);

      g_test_add_data_func (path, &fixtures[i], test_fixture);
      g_test_add_data_func (ends, &fixtures[i], test_line_ends);
    }
  g_test_add_func ("/import/seed", test_seed);
  g_test_add_func ("/import/language", test_language);
  g_test_add_func ("/import/refused", test_refused);

  return g_test_run ();
}
