/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html-page.h"

/* The grounds that the accent must be read on: --ground below. */
#define LIGHT 0xffffff
#define DARK  0x16151a

/* One measure of about 68 characters, one accent, two families. Colours meet WCAG 2.2 AA on their grounds, in light and
 * dark. On paper the embargo stands on every page: a table's header group is what browsers repeat. */
static const char sheet[] =
"\n:root{color-scheme:light dark;--ground:#fff;--ink:#1c1b20;--soft:#595760;--line:#d9d6df;"
"--plate:transparent;--serif:'Source Serif 4','Noto Serif',Charter,Cambria,Georgia,'Songti SC','Noto Serif CJK SC',serif;"
"--sans:'Source Sans 3','Noto Sans',system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Noto Sans CJK SC',sans-serif}\n"
"*{box-sizing:border-box}\n"
"html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
"body{margin:0;background:var(--ground);color:var(--ink);font:1.125rem/1.6 var(--text);overflow-wrap:break-word}\n"
".top{display:contents}\n"
".banner,.notice{margin:0;padding:.7rem clamp(1.25rem,5vw,2.5rem);font:700 .9375rem/1.4 var(--sans);text-align:center}\n"
".banner{position:sticky;top:0;z-index:1;background:#8f2d04;color:#fff}\n"
".notice{background:#fff3c4;color:#3d3000;font-weight:600}\n"
".room{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;max-width:46rem;margin:0 auto;"
"padding:1.25rem clamp(1.25rem,5vw,2.5rem) 0;font:700 .9375rem/1.6 var(--sans)}\n"
"main{max-width:46rem;margin:0 auto;padding:2.75rem clamp(1.25rem,5vw,2.5rem) 4rem}\n"
".logos{display:flex;flex-wrap:wrap;align-items:center;gap:1.25rem 2.25rem;margin:0 0 2.75rem;padding:0;list-style:none}\n"
".logos li{display:flex;align-items:center;font:700 1.25rem/1.2 var(--sans);color:var(--soft)}\n"
".logos li+li{padding-inline-start:2.25rem;border-inline-start:1px solid var(--line)}\n"
".logos img{display:block;max-width:100%;height:auto;background:var(--plate);border-radius:4px}\n"
".over{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;justify-content:space-between;margin:0 0 .75rem;"
"font:700 .8125rem/1.5 var(--sans);letter-spacing:.07em}\n"
".kicker{margin:0;color:var(--accent);text-transform:uppercase}\n"
".languages{display:flex;gap:1rem;margin:0;padding:0;list-style:none;letter-spacing:0}\n"
".languages span{color:var(--soft);font-weight:400}\n"
"h1{margin:0;font-size:clamp(1.75rem,1.25rem + 2.6vw,2.75rem);line-height:1.14;letter-spacing:-.012em;text-wrap:balance}\n"
".subheadline{margin:.85rem 0 0;color:var(--soft);font-size:clamp(1.125rem,1rem + .7vw,1.4375rem);line-height:1.4;text-wrap:balance}\n"
".text{margin-top:2.25rem}\n"
".text>*{margin:0 0 1.3em}\n"
"p{text-wrap:pretty}\n"
".dateline{font:700 .875em/1 var(--sans);letter-spacing:.02em;text-transform:uppercase}\n"
"h2{margin:2.2em 0 .5em;font:700 1.1875rem/1.35 var(--sans)}\n"
"a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:.06em}\n"
"a:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}\n"
"figure{margin:0}\n"
".text>figure{margin:2.25rem 0}\n"
".text>h2+figure{margin-top:1.1rem}\n"
".picture img{display:block;width:100%;height:auto;border-radius:4px}\n"
"figcaption{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;justify-content:space-between;margin-top:.7rem;font:.875rem/1.5 var(--sans)}\n"
".credit{display:inline-block;color:var(--soft)}\n"
".quote{padding-inline-start:1.5rem;border-inline-start:3px solid var(--accent)}\n"
".quote blockquote{margin:0;font-size:1.28em;line-height:1.46}\n"
".long.quote blockquote{font-size:1.08em;line-height:1.6}\n"
".quote blockquote p{margin:0}\n"
".quote cite{font-style:normal;font-weight:700}\n"
".quote figcaption{font-size:.9375rem;color:var(--soft)}\n"
".quote cite{color:var(--ink)}\n"
"ul.list,ol.list{padding-inline-start:1.4em}\n"
".list li{margin:.35em 0;padding-inline-start:.2em}\n"
".list li::marker{color:var(--accent)}\n"
"table{width:100%;border-collapse:collapse;font:1rem/1.5 var(--sans);border-top:2px solid var(--ink)}\n"
"th,td{padding:.6rem 0;padding-inline-end:1.25rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:baseline}\n"
"th{width:32%;font-weight:700}\n"
".end{margin:2.5rem 0 0;text-align:center;letter-spacing:.25em;color:var(--soft)}\n"
".source{margin:0;color:var(--soft);font:.875rem/1.5 var(--sans)}\n"
"figcaption>span:first-child{flex:1 1 60%}\n"
".download{flex:none;padding:.2rem 0;font-weight:700}\n"
".copy{flex:none;margin-inline-start:auto;padding:.3rem .8rem;border:1px solid var(--line);border-radius:99px;background:none;color:var(--accent);"
"font:700 .8125rem/1.4 var(--sans);cursor:pointer}\n"
".copy:hover{border-color:currentcolor}.copy:focus-visible{outline:3px solid var(--accent);outline-offset:2px}\n"
".gallery{margin-top:3rem;padding-top:2rem;border-top:1px solid var(--line)}\n"
".gallery h2{margin:0 0 1.25rem;font-size:1rem}.files+h2,.pictures+h2{margin-top:2rem}\n"
".pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:2rem 2.5rem}\n"
".files{margin:0;padding:0;list-style:none;font:.875rem/1.5 var(--sans)}\n"
".files li{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;justify-content:space-between;padding:.5rem 0;border-bottom:1px solid var(--line)}\n"
".back{margin-top:3rem;padding-top:2rem;border-top:1px solid var(--line);font-size:1rem}\n"
".companies{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:2rem 2.5rem}\n"
".back h2{margin:0 0 .5rem;font-size:1rem}\n"
".back p{margin:0 0 .7em}.company .copy{margin-inline-start:0}\n"
".contacts{margin-top:2.25rem}\n"
".contacts h3{margin:0 0 .3rem;font:600 .875rem/1.5 var(--sans);color:var(--soft)}\n"
".contact{margin:0 0 .9rem;font:.9375rem/1.6 var(--sans);font-style:normal}\n"
".contact strong{display:block}\n"
".contact span,.contact a{display:block;width:fit-content;max-width:100%}\n"
"@media(max-width:30rem){.logos{gap:1rem 1.5rem}.logos li+li{padding:0;border:0}.logos img{max-height:2.25rem;width:auto}main{padding-top:1.75rem}"
".logos{margin-bottom:1.75rem}body{font-size:1.0625rem}.quote{padding-inline-start:1.1rem}.quote blockquote{font-size:1.18em}}\n"
"@media(prefers-color-scheme:dark){:root{--ground:#16151a;--ink:#eceaf0;--soft:#aaa6b3;--line:#3b3943}"
".logos img{--plate:#fff;padding:.55rem .75rem;border-radius:8px;box-sizing:content-box}"
".banner{background:#a33607}.notice{background:#3f3505;color:#ffeaa0}.picture img{filter:brightness(.92)}}\n"
"@media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--soft:#444;--line:#bbb}"
"@page{margin:16mm 18mm}"
":root{font-size:9.4pt}"
"body{display:table;width:100%;line-height:1.5}main{display:table-row-group}"
".top{display:table-header-group;break-inside:avoid}"
".banner,.notice{position:static;padding:1.5mm 3mm;-webkit-print-color-adjust:exact;print-color-adjust:exact}"
".banner{background:#8f2d04;color:#fff}.notice{background:#fff3c4;color:#3d3000}"
".top p:last-child{margin-bottom:6mm}"
".logos img{--plate:transparent;padding:0;border-radius:0}.logos{margin-bottom:8mm}"
".room,.languages,.copy,.download,.files{display:none}.gallery:not(:has(figure)){display:none}h1{font-size:22pt}.subheadline{font-size:13pt}"
"h1,h2,h3{break-after:avoid}figure,table,.contact{break-inside:avoid}p{orphans:3;widows:3}"
".picture img{max-height:95mm;width:auto;max-width:100%;filter:none}"
"a{color:inherit}.contact a{text-decoration:none}}\n";

static void
append_accent (GString *out,
               guint32  accent,
               guint32  ground)
{
  g_string_append_printf (out, ":root{--accent:#%06x}", herald_look_get_legible (accent, ground));
}

/**
 * herald_html_make_style:
 * @look: the library's look
 *
 * Returns: (transfer full): the page's style sheet
 */
char *
herald_html_make_style (const HeraldLook *look)
{
  GString *out = g_string_new (sheet);

  g_string_append_printf (out, ":root{--text:var(--%s)}\n", herald_typeface_to_string (look->typeface));
  append_accent (out, look->accent, LIGHT);
  g_string_append (out, "\n@media(prefers-color-scheme:dark){");
  append_accent (out, look->accent, DARK);
  g_string_append (out, "}\n@media print{");
  append_accent (out, look->accent, LIGHT);
  g_string_append (out, "}\n");
  return g_string_free (out, FALSE);
}
