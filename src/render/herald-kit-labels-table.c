/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-labels-table.h"

static const HeraldKitCity italian_cities[] = {
  { "Europe/Rome", "Roma" }, { "Europe/London", "Londra" }, { "Europe/Paris", "Parigi" }, { "Europe/Berlin", "Berlino" },
  { "Europe/Zurich", "Zurigo" }, { "Europe/Vienna", "Vienna" }, { "Asia/Shanghai", "Shanghai" }, { NULL, NULL },
};

static const HeraldKitCity german_cities[] = {
  { "Europe/Rome", "Rom" }, { "Europe/Vienna", "Wien" }, { "Europe/Zurich", "Zürich" }, { "Asia/Tokyo", "Tokio" },
  { "Asia/Shanghai", "Schanghai" }, { "Europe/Brussels", "Brüssel" }, { NULL, NULL },
};

static const HeraldKitCity french_cities[] = {
  { "Europe/London", "Londres" }, { "Europe/Vienna", "Vienne" }, { "Europe/Brussels", "Bruxelles" },
  { "Europe/Lisbon", "Lisbonne" }, { NULL, NULL },
};

static const HeraldKitCity spanish_cities[] = {
  { "Europe/Rome", "Roma" }, { "Europe/London", "Londres" }, { "Europe/Paris", "París" }, { "Europe/Berlin", "Berlín" },
  { "America/New_York", "Nueva York" }, { "America/Mexico_City", "Ciudad de México" }, { "Asia/Tokyo", "Tokio" },
  { "Asia/Shanghai", "Shanghái" }, { NULL, NULL },
};

static const HeraldKitCity chinese_cities[] = {
  { "Asia/Shanghai", "北京" }, { "Europe/Rome", "罗马" }, { "Europe/London", "伦敦" }, { "Europe/Paris", "巴黎" },
  { "Europe/Berlin", "柏林" }, { "America/New_York", "纽约" }, { "Asia/Tokyo", "东京" }, { "Asia/Hong_Kong", "香港" },
  { NULL, NULL },
};

#define ENGLISH_LABELS \
  { \
    [HERALD_KIT_LABEL_PRESS_RELEASE] = "Press release", \
    [HERALD_KIT_LABEL_FOR_RELEASE] = "FOR IMMEDIATE RELEASE", \
    [HERALD_KIT_LABEL_EMBARGO] = "Embargoed until {when}", \
    [HERALD_KIT_LABEL_NOT_BEFORE] = "not for publication before then", \
    [HERALD_KIT_LABEL_WALL] = "{date}, {time} {city} time", \
    [HERALD_KIT_LABEL_DRAFT] = "DRAFT — not for publication", \
    [HERALD_KIT_LABEL_VERSION] = "Version {number}", \
    [HERALD_KIT_LABEL_BRIEFING] = "Confidential: for {recipient} only", \
    [HERALD_KIT_LABEL_ABOUT] = "About {name}", \
    [HERALD_KIT_LABEL_CONTACTS] = "Press contacts", \
    [HERALD_KIT_LABEL_CREDIT] = "Photo: {name}", \
    [HERALD_KIT_LABEL_SOURCE] = "Source: {name}", \
    [HERALD_KIT_LABEL_PAGE] = "Page {page} of {pages}", \
    [HERALD_KIT_LABEL_LANGUAGES] = "Languages", \
    [HERALD_KIT_LABEL_FACTS] = "Facts", \
    [HERALD_KIT_LABEL_END] = "End of the press release", \
    [HERALD_KIT_LABEL_LIFT] = "Embargo ends: {name}", \
    [HERALD_KIT_LABEL_PICTURES] = "Pictures", \
    [HERALD_KIT_LABEL_LOGOS] = "Logos", \
    [HERALD_KIT_LABEL_DOWNLOAD] = "Download {width} × {height}", \
    [HERALD_KIT_LABEL_COPY_QUOTE] = "Copy quote", \
    [HERALD_KIT_LABEL_COPY_TEXT] = "Copy text", \
    [HERALD_KIT_LABEL_COPIED] = "Copied", \
    [HERALD_KIT_LABEL_PRESS_ROOM] = "Press room", \
    [HERALD_KIT_LABEL_ALL] = "All press releases", \
    [HERALD_KIT_LABEL_BY_DATE] = "By date", \
    [HERALD_KIT_LABEL_BY_TOPIC] = "By topic", \
    [HERALD_KIT_LABEL_BY_COMPANY] = "By company", \
    [HERALD_KIT_LABEL_NEWER] = "Newer", \
    [HERALD_KIT_LABEL_OLDER] = "Older", \
    [HERALD_KIT_LABEL_FEED] = "Atom feed", \
    [HERALD_KIT_LABEL_NOTHING] = "Nothing has been released yet.", \
    [HERALD_KIT_LABEL_MONTH] = "{month} {year}", \
  }

#define ENGLISH_MONTHS \
  { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" }

#define ENGLISH_WEEKDAYS { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }

/* The first one is what a language that is not here falls back to. */
const HeraldKitLanguage herald_kit_languages[] = {
  {
    .code = "en",
    .name = "English",
    .labels = ENGLISH_LABELS,
    .months = ENGLISH_MONTHS,
    .weekdays = ENGLISH_WEEKDAYS,
    .date = "{day} {month} {year}",
    .full_date = "{weekday}, {date}",
    .quotes = { "“", "”" },
    .comma = ", ",
  },
  {
    .code = "en-US",
    .name = "English",
    .labels = ENGLISH_LABELS,
    .months = ENGLISH_MONTHS,
    .weekdays = ENGLISH_WEEKDAYS,
    .date = "{month} {day}, {year}",
    .full_date = "{weekday}, {date}",
    .quotes = { "“", "”" },
    .comma = ", ",
  },
  {
    .code = "it",
    .name = "Italiano",
    .labels = {
      [HERALD_KIT_LABEL_PRESS_RELEASE] = "Comunicato stampa",
      [HERALD_KIT_LABEL_FOR_RELEASE] = "PER DIFFUSIONE IMMEDIATA",
      [HERALD_KIT_LABEL_EMBARGO] = "Sotto embargo fino a {when}",
      [HERALD_KIT_LABEL_NOT_BEFORE] = "da non pubblicare prima",
      [HERALD_KIT_LABEL_WALL] = "{date}, ore {time} di {city}",
      [HERALD_KIT_LABEL_DRAFT] = "BOZZA — da non pubblicare",
      [HERALD_KIT_LABEL_VERSION] = "Versione {number}",
      [HERALD_KIT_LABEL_BRIEFING] = "Riservato: solo per {recipient}",
      [HERALD_KIT_LABEL_ABOUT] = "Informazioni su {name}",
      [HERALD_KIT_LABEL_CONTACTS] = "Contatti per la stampa",
      [HERALD_KIT_LABEL_CREDIT] = "Foto: {name}",
      [HERALD_KIT_LABEL_SOURCE] = "Fonte: {name}",
      [HERALD_KIT_LABEL_PAGE] = "Pagina {page} di {pages}",
      [HERALD_KIT_LABEL_LANGUAGES] = "Lingue",
      [HERALD_KIT_LABEL_FACTS] = "In breve",
      [HERALD_KIT_LABEL_END] = "Fine del comunicato",
      [HERALD_KIT_LABEL_LIFT] = "Fine embargo: {name}",
      [HERALD_KIT_LABEL_PICTURES] = "Immagini",
      [HERALD_KIT_LABEL_LOGOS] = "Loghi",
      [HERALD_KIT_LABEL_DOWNLOAD] = "Scarica {width} × {height}",
      [HERALD_KIT_LABEL_COPY_QUOTE] = "Copia la dichiarazione",
      [HERALD_KIT_LABEL_COPY_TEXT] = "Copia il testo",
      [HERALD_KIT_LABEL_COPIED] = "Copiato",
      [HERALD_KIT_LABEL_PRESS_ROOM] = "Sala stampa",
      [HERALD_KIT_LABEL_ALL] = "Tutti i comunicati",
      [HERALD_KIT_LABEL_BY_DATE] = "Per data",
      [HERALD_KIT_LABEL_BY_TOPIC] = "Per argomento",
      [HERALD_KIT_LABEL_BY_COMPANY] = "Per azienda",
      [HERALD_KIT_LABEL_NEWER] = "Più recenti",
      [HERALD_KIT_LABEL_OLDER] = "Meno recenti",
      [HERALD_KIT_LABEL_FEED] = "Feed Atom",
      [HERALD_KIT_LABEL_NOTHING] = "Non è ancora stato diffuso nulla.",
      [HERALD_KIT_LABEL_MONTH] = "{month} {year}",
    },
    .months = { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre" },
    .weekdays = { "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica" },
    .date = "{day} {month} {year}",
    .full_date = "{weekday} {date}",
    .first_day = "1º",
    .quotes = { "«", "»" },
    .comma = ", ",
    .cities = italian_cities,
  },
  {
    .code = "de",
    .name = "Deutsch",
    .labels = {
      [HERALD_KIT_LABEL_PRESS_RELEASE] = "Pressemitteilung",
      [HERALD_KIT_LABEL_FOR_RELEASE] = "ZUR SOFORTIGEN VERÖFFENTLICHUNG",
      [HERALD_KIT_LABEL_EMBARGO] = "Sperrfrist: {when}",
      [HERALD_KIT_LABEL_NOT_BEFORE] = "vorher nicht zur Veröffentlichung",
      [HERALD_KIT_LABEL_WALL] = "{date}, {time} Uhr ({city})",
      [HERALD_KIT_LABEL_DRAFT] = "ENTWURF — nicht zur Veröffentlichung",
      [HERALD_KIT_LABEL_VERSION] = "Version {number}",
      [HERALD_KIT_LABEL_BRIEFING] = "Vertraulich: nur für {recipient}",
      [HERALD_KIT_LABEL_ABOUT] = "Über {name}",
      [HERALD_KIT_LABEL_CONTACTS] = "Pressekontakt",
      [HERALD_KIT_LABEL_CREDIT] = "Foto: {name}",
      [HERALD_KIT_LABEL_SOURCE] = "Quelle: {name}",
      [HERALD_KIT_LABEL_PAGE] = "Seite {page} von {pages}",
      [HERALD_KIT_LABEL_LANGUAGES] = "Sprachen",
      [HERALD_KIT_LABEL_FACTS] = "Auf einen Blick",
      [HERALD_KIT_LABEL_END] = "Ende der Pressemitteilung",
      [HERALD_KIT_LABEL_LIFT] = "Ende der Sperrfrist: {name}",
      [HERALD_KIT_LABEL_PICTURES] = "Bilder",
      [HERALD_KIT_LABEL_LOGOS] = "Logos",
      [HERALD_KIT_LABEL_DOWNLOAD] = "{width} × {height} herunterladen",
      [HERALD_KIT_LABEL_COPY_QUOTE] = "Zitat kopieren",
      [HERALD_KIT_LABEL_COPY_TEXT] = "Text kopieren",
      [HERALD_KIT_LABEL_COPIED] = "Kopiert",
      [HERALD_KIT_LABEL_PRESS_ROOM] = "Pressebereich",
      [HERALD_KIT_LABEL_ALL] = "Alle Pressemitteilungen",
      [HERALD_KIT_LABEL_BY_DATE] = "Nach Datum",
      [HERALD_KIT_LABEL_BY_TOPIC] = "Nach Thema",
      [HERALD_KIT_LABEL_BY_COMPANY] = "Nach Unternehmen",
      [HERALD_KIT_LABEL_NEWER] = "Neuere",
      [HERALD_KIT_LABEL_OLDER] = "Ältere",
      [HERALD_KIT_LABEL_FEED] = "Atom-Feed",
      [HERALD_KIT_LABEL_NOTHING] = "Noch ist nichts veröffentlicht.",
      [HERALD_KIT_LABEL_MONTH] = "{month} {year}",
    },
    .months = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember" },
    .weekdays = { "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag" },
    .date = "{day}. {month} {year}",
    .full_date = "{weekday}, {date}",
    .quotes = { "„", "“" },
    .comma = ", ",
    .cities = german_cities,
  },
  {
    .code = "fr",
    .name = "Français",
    .labels = {
      [HERALD_KIT_LABEL_PRESS_RELEASE] = "Communiqué de presse",
      [HERALD_KIT_LABEL_FOR_RELEASE] = "POUR DIFFUSION IMMÉDIATE",
      [HERALD_KIT_LABEL_EMBARGO] = "Sous embargo jusqu’au {when}",
      [HERALD_KIT_LABEL_NOT_BEFORE] = "ne pas publier avant",
      [HERALD_KIT_LABEL_WALL] = "{date} à {time} (heure de {city})",
      [HERALD_KIT_LABEL_DRAFT] = "BROUILLON — ne pas publier",
      [HERALD_KIT_LABEL_VERSION] = "Version {number}",
      [HERALD_KIT_LABEL_BRIEFING] = "Confidentiel : réservé à {recipient}",
      [HERALD_KIT_LABEL_ABOUT] = "À propos de {name}",
      [HERALD_KIT_LABEL_CONTACTS] = "Contacts presse",
      [HERALD_KIT_LABEL_CREDIT] = "Photo : {name}",
      [HERALD_KIT_LABEL_SOURCE] = "Source : {name}",
      [HERALD_KIT_LABEL_PAGE] = "Page {page} sur {pages}",
      [HERALD_KIT_LABEL_LANGUAGES] = "Langues",
      [HERALD_KIT_LABEL_FACTS] = "En bref",
      [HERALD_KIT_LABEL_END] = "Fin du communiqué",
      [HERALD_KIT_LABEL_LIFT] = "Fin de l’embargo : {name}",
      [HERALD_KIT_LABEL_PICTURES] = "Images",
      [HERALD_KIT_LABEL_LOGOS] = "Logos",
      [HERALD_KIT_LABEL_DOWNLOAD] = "Télécharger {width} × {height}",
      [HERALD_KIT_LABEL_COPY_QUOTE] = "Copier la citation",
      [HERALD_KIT_LABEL_COPY_TEXT] = "Copier le texte",
      [HERALD_KIT_LABEL_COPIED] = "Copié",
      [HERALD_KIT_LABEL_PRESS_ROOM] = "Espace presse",
      [HERALD_KIT_LABEL_ALL] = "Tous les communiqués",
      [HERALD_KIT_LABEL_BY_DATE] = "Par date",
      [HERALD_KIT_LABEL_BY_TOPIC] = "Par thème",
      [HERALD_KIT_LABEL_BY_COMPANY] = "Par entreprise",
      [HERALD_KIT_LABEL_NEWER] = "Plus récents",
      [HERALD_KIT_LABEL_OLDER] = "Plus anciens",
      [HERALD_KIT_LABEL_FEED] = "Fil Atom",
      [HERALD_KIT_LABEL_NOTHING] = "Rien n’a encore été diffusé.",
      [HERALD_KIT_LABEL_MONTH] = "{month} {year}",
    },
    .months = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre" },
    .weekdays = { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
    .date = "{day} {month} {year}",
    .full_date = "{weekday} {date}",
    .first_day = "1er",
    .quotes = { "« ", " »" },
    .comma = ", ",
    .cities = french_cities,
  },
  {
    .code = "es",
    .name = "Español",
    .labels = {
      [HERALD_KIT_LABEL_PRESS_RELEASE] = "Nota de prensa",
      [HERALD_KIT_LABEL_FOR_RELEASE] = "PARA PUBLICACIÓN INMEDIATA",
      [HERALD_KIT_LABEL_EMBARGO] = "Embargado hasta el {when}",
      [HERALD_KIT_LABEL_NOT_BEFORE] = "no publicar antes",
      [HERALD_KIT_LABEL_WALL] = "{date}, {time} (hora de {city})",
      [HERALD_KIT_LABEL_DRAFT] = "BORRADOR — no publicar",
      [HERALD_KIT_LABEL_VERSION] = "Versión {number}",
      [HERALD_KIT_LABEL_BRIEFING] = "Confidencial: solo para {recipient}",
      [HERALD_KIT_LABEL_ABOUT] = "Acerca de {name}",
      [HERALD_KIT_LABEL_CONTACTS] = "Contactos de prensa",
      [HERALD_KIT_LABEL_CREDIT] = "Foto: {name}",
      [HERALD_KIT_LABEL_SOURCE] = "Fuente: {name}",
      [HERALD_KIT_LABEL_PAGE] = "Página {page} de {pages}",
      [HERALD_KIT_LABEL_LANGUAGES] = "Idiomas",
      [HERALD_KIT_LABEL_FACTS] = "Datos",
      [HERALD_KIT_LABEL_END] = "Fin de la nota de prensa",
      [HERALD_KIT_LABEL_LIFT] = "Fin del embargo: {name}",
      [HERALD_KIT_LABEL_PICTURES] = "Imágenes",
      [HERALD_KIT_LABEL_LOGOS] = "Logotipos",
      [HERALD_KIT_LABEL_DOWNLOAD] = "Descargar {width} × {height}",
      [HERALD_KIT_LABEL_COPY_QUOTE] = "Copiar la cita",
      [HERALD_KIT_LABEL_COPY_TEXT] = "Copiar el texto",
      [HERALD_KIT_LABEL_COPIED] = "Copiado",
      [HERALD_KIT_LABEL_PRESS_ROOM] = "Sala de prensa",
      [HERALD_KIT_LABEL_ALL] = "Todas las notas de prensa",
      [HERALD_KIT_LABEL_BY_DATE] = "Por fecha",
      [HERALD_KIT_LABEL_BY_TOPIC] = "Por tema",
      [HERALD_KIT_LABEL_BY_COMPANY] = "Por empresa",
      [HERALD_KIT_LABEL_NEWER] = "Más recientes",
      [HERALD_KIT_LABEL_OLDER] = "Más antiguas",
      [HERALD_KIT_LABEL_FEED] = "Canal Atom",
      [HERALD_KIT_LABEL_NOTHING] = "Todavía no se ha publicado nada.",
      [HERALD_KIT_LABEL_MONTH] = "{month} de {year}",
    },
    .months = { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre" },
    .weekdays = { "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo" },
    .date = "{day} de {month} de {year}",
    .full_date = "{weekday} {date}",
    .quotes = { "«", "»" },
    .comma = ", ",
    .cities = spanish_cities,
  },
  {
    .code = "zh",
    .name = "中文",
    .labels = {
      [HERALD_KIT_LABEL_PRESS_RELEASE] = "新闻稿",
      [HERALD_KIT_LABEL_FOR_RELEASE] = "即时发布",
      [HERALD_KIT_LABEL_EMBARGO] = "新闻禁发期至{when}",
      [HERALD_KIT_LABEL_NOT_BEFORE] = "此前请勿发布",
      [HERALD_KIT_LABEL_WALL] = "{date} {time}（{city}时间）",
      [HERALD_KIT_LABEL_DRAFT] = "草稿——请勿发布",
      [HERALD_KIT_LABEL_VERSION] = "第 {number} 版",
      [HERALD_KIT_LABEL_BRIEFING] = "机密：仅供 {recipient} 参阅",
      [HERALD_KIT_LABEL_ABOUT] = "关于{name}",
      [HERALD_KIT_LABEL_CONTACTS] = "媒体联系人",
      [HERALD_KIT_LABEL_CREDIT] = "图片：{name}",
      [HERALD_KIT_LABEL_SOURCE] = "来源：{name}",
      [HERALD_KIT_LABEL_PAGE] = "第 {page} 页，共 {pages} 页",
      [HERALD_KIT_LABEL_LANGUAGES] = "语言",
      [HERALD_KIT_LABEL_FACTS] = "要点",
      [HERALD_KIT_LABEL_END] = "新闻稿完",
      [HERALD_KIT_LABEL_LIFT] = "禁发期结束：{name}",
      [HERALD_KIT_LABEL_PICTURES] = "图片",
      [HERALD_KIT_LABEL_LOGOS] = "标志",
      [HERALD_KIT_LABEL_DOWNLOAD] = "下载 {width} × {height}",
      [HERALD_KIT_LABEL_COPY_QUOTE] = "复制引语",
      [HERALD_KIT_LABEL_COPY_TEXT] = "复制文字",
      [HERALD_KIT_LABEL_COPIED] = "已复制",
      [HERALD_KIT_LABEL_PRESS_ROOM] = "新闻中心",
      [HERALD_KIT_LABEL_ALL] = "全部新闻稿",
      [HERALD_KIT_LABEL_BY_DATE] = "按日期",
      [HERALD_KIT_LABEL_BY_TOPIC] = "按主题",
      [HERALD_KIT_LABEL_BY_COMPANY] = "按公司",
      [HERALD_KIT_LABEL_NEWER] = "较新",
      [HERALD_KIT_LABEL_OLDER] = "较早",
      [HERALD_KIT_LABEL_FEED] = "Atom 订阅",
      [HERALD_KIT_LABEL_NOTHING] = "尚未发布任何内容。",
      [HERALD_KIT_LABEL_MONTH] = "{year}年{month}月",
    },
    .months = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12" },
    .weekdays = { "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日" },
    .date = "{year}年{month}月{day}日",
    .full_date = "{date}{weekday}",
    .quotes = { "“", "”" },
    .comma = "，",
    .cities = chinese_cities,
  },
};

const guint herald_kit_n_languages = G_N_ELEMENTS (herald_kit_languages);
