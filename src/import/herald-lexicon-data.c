/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-lexicon.h"

/* Labels are found in any language (a German text has a "Media contact" as often as not), the words of sentences
 * only in their own. Lower case; ' stands for every apostrophe, a blank for any run of white space. */
const HeraldLexicon herald_lexicons[HERALD_LEXICON_N_LANGUAGES] = {
  { "en", {
    [HERALD_LEXICON_VERB] =
      "said|says|added|adds|stated|states|commented|comments|explained|explains|noted|notes|declared|remarked|"
      "announced|emphasized|emphasised|continued|concluded|told reporters|said in a statement|according to|"
      "has said|wrote|pointed out|observed|affirmed|confirmed|shared",
    [HERALD_LEXICON_FILLER] = "also|today|commenting|further",
    [HERALD_LEXICON_TITLE] =
      "ceo|cto|cfo|coo|cmo|cio|chief|officer|president|vice|vp|svp|evp|director|head|manager|founder|co|cofounder|"
      "chair|chairman|chairwoman|chairperson|partner|lead|leader|secretary|minister|mayor|professor|scientist|"
      "engineer|designer|spokesperson|spokesman|spokeswoman|editor|analyst|owner|treasurer|advisor|adviser|"
      "executive|managing|general|senior|principal|senator|governor|representative|commissioner|coordinator|"
      "curator|researcher|architect|counsel|strategist",
    [HERALD_LEXICON_FIELD] =
      "communications|communication|marketing|sales|imaging|design|research|development|engineering|operations|"
      "product|products|strategy|technology|innovation|finance|relations|affairs|media|press|business|growth|"
      "europe|emea|asia|americas|north|global|international|people|partnerships|sustainability",
    [HERALD_LEXICON_AT] = "of|at|for|with|from",
    [HERALD_LEXICON_ARTICLE] = "the|a|an|its|their",
    [HERALD_LEXICON_AND] = "and|&",
    [HERALD_LEXICON_STOP] =
      "the|of|and|to|in|a|is|that|for|it|as|was|with|be|by|on|not|he|his|she|her|but|at|are|this|have|from|or|had|"
      "an|they|which|we|you|were|their|been|has|will|would|its|our|i|today|yesterday|when|after|before|both|"
      "meanwhile|who|what|there|these|those|if|so|than|into|also|more|all|new|now|then|however",
    [HERALD_LEXICON_PARTNERSHIP] =
      "partner|collaborat|agreement|alliance|joint|joined|team up|teams up|together|cooperat",
    [HERALD_LEXICON_SOURCE] = "source|sources",
    [HERALD_LEXICON_RELEASE] =
      "for immediate release|for release|for immediate publication|press release|news release|media release|"
      "immediate release",
    [HERALD_LEXICON_EMBARGO] =
      "strictly embargoed until|strictly under embargo until|embargoed until|embargoed for release until|"
      "embargoed for release on|embargoed to|embargoed|under embargo until|embargo until|embargo|"
      "news embargo until|not for release before|not for publication before|not for release until|"
      "not for publication until|hold for release until|hold for release",
    [HERALD_LEXICON_ABOUT] = "about the|about",
    [HERALD_LEXICON_CONTACT] =
      "media contacts|media contact|press contacts|press contact|contacts for the media|contact for the media|"
      "contacts|contact|press office|press enquiries|media enquiries|press inquiries|media inquiries|"
      "media relations|for more information|for further information|for media enquiries|for media inquiries|"
      "for press enquiries",
    [HERALD_LEXICON_PHONE] = "telephone|phone|tel|mobile|cell|office|ph|t|p|m|tel. no",
    [HERALD_LEXICON_EMAIL] = "e-mail|email|mail|e",
    [HERALD_LEXICON_END] = "ends|end|end of release",
    [HERALD_LEXICON_WHEN] =
      "at|on|the|hours|hrs|hour|o'clock|time|local time|local|until|from|standard time|summer time|in|monday|"
      "tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|of" } },
  { "it", {
    [HERALD_LEXICON_VERB] =
      "ha dichiarato|hanno dichiarato|ha detto|ha affermato|ha commentato|ha spiegato|ha aggiunto|"
      "ha sottolineato|ha concluso|ha ricordato|ha annunciato|ha osservato|ha proseguito|dichiara|dice|afferma|"
      "commenta|spiega|aggiunge|sottolinea|conclude|osserva|prosegue|racconta|ha raccontato|secondo|sostiene|"
      "ha sostenuto|ha precisato|precisa|annuncia",
    [HERALD_LEXICON_FILLER] = "anche|inoltre|ancora|oggi|così",
    [HERALD_LEXICON_TITLE] =
      "ceo|cto|cfo|coo|cmo|cio|ad|amministratore|amministratrice|delegato|delegata|presidente|presidentessa|"
      "vicepresidente|vice|direttore|direttrice|generale|fondatore|fondatrice|cofondatore|cofondatrice|"
      "responsabile|capo|manager|head|chief|officer|executive|portavoce|socio|socia|titolare|ministro|ministra|"
      "sindaco|sindaca|professore|professoressa|ingegnere|scienziato|scienziata|designer|segretario|segretaria|"
      "ricercatore|ricercatrice|president|director|founder|co|addetto|addetta|partner",
    [HERALD_LEXICON_FIELD] =
      "comunicazione|marketing|vendite|ricerca|sviluppo|prodotto|prodotti|design|imaging|operazioni|strategia|"
      "tecnologia|innovazione|finanza|stampa|relazioni|europa|italia|commerciale|tecnico|tecnica|scientifico|"
      "scientifica|esterne|communications|sales",
    [HERALD_LEXICON_AT] =
      "di|del|della|dello|dell'|dei|degli|delle|presso|presso la|presso il|in|per|per la|alla|al|of|at",
    [HERALD_LEXICON_ARTICLE] = "il|lo|la|l'|i|gli|le|un|una|un'",
    [HERALD_LEXICON_AND] = "e|ed|&",
    [HERALD_LEXICON_STOP] =
      "il|di|che|e|la|in|un|a|per|è|una|sono|mi|si|ho|lo|ha|le|con|ma|da|del|della|delle|dei|nel|nella|al|alla|"
      "gli|i|non|più|come|anche|dell|all|un'|questo|questa|ci|dal|dalla|degli|sul|sulla|oggi|ieri|lui|lei|noi|"
      "loro|entrambi|quando|dopo|prima|tra|fra|nuovo|nuova|ed|due",
    [HERALD_LEXICON_PARTNERSHIP] =
      "accord|collabora|partnership|alleanza|insieme|cooperazione|congiunt|partership|intesa",
    [HERALD_LEXICON_SOURCE] = "fonte|fonti",
    [HERALD_LEXICON_RELEASE] =
      "per diffusione immediata|per pubblicazione immediata|diffusione immediata|per la diffusione immediata|"
      "comunicato stampa|comunicato stampa congiunto|da pubblicare immediatamente",
    [HERALD_LEXICON_EMBARGO] =
      "sotto embargo fino alle ore|sotto embargo fino alle|sotto embargo fino al|sotto embargo sino al|"
      "sotto embargo fino a|embargo fino alle ore|embargo fino alle|embargo fino al|embargo fino a|"
      "in embargo fino al|in embargo fino alle|notizia sotto embargo fino al|da non pubblicare prima del|"
      "da non pubblicare prima delle|embargo",
    [HERALD_LEXICON_ABOUT] =
      "informazioni su|informazioni sulla|informazioni sul|profilo di|profilo aziendale|su|chi è|a proposito di",
    [HERALD_LEXICON_CONTACT] =
      "contatti per la stampa|contatto per la stampa|contatti stampa|contatto stampa|ufficio stampa|contatti|"
      "contatto|per informazioni|per ulteriori informazioni|per maggiori informazioni|contatti media|"
      "relazioni con i media",
    [HERALD_LEXICON_PHONE] = "telefono|tel|cellulare|cell|mobile|t|m",
    [HERALD_LEXICON_EMAIL] = "e-mail|email|mail|posta elettronica|e",
    [HERALD_LEXICON_END] = "fine|fine del comunicato|fine comunicato",
    [HERALD_LEXICON_WHEN] =
      "alle ore|alle|ore|del|di|dell'|il|al|lo|l'|ora|ora locale|ora italiana|fuso|orario|lunedì|martedì|"
      "mercoledì|giovedì|venerdì|sabato|domenica" } },
  { "de", {
    [HERALD_LEXICON_VERB] =
      "sagte|sagt|erklärte|erklärt|betonte|betont|kommentierte|kommentiert|ergänzte|ergänzt|meinte|meint|so|"
      "laut|erläuterte|erläutert|fügte hinzu|fügt hinzu|unterstrich|unterstreicht|freut sich|bekräftigte|"
      "bekräftigt|berichtete|berichtet|teilte mit|teilt mit|führte aus|führt aus|resümierte|resümiert|"
      "sagte dazu|sagt dazu|erklärte dazu|erklärt dazu",
    [HERALD_LEXICON_FILLER] = "dazu|hierzu|zudem|außerdem|weiter|abschließend|auch|heute",
    [HERALD_LEXICON_TITLE] =
      "ceo|cto|cfo|coo|cmo|cio|geschäftsführer|geschäftsführerin|vorstand|vorstandsvorsitzender|"
      "vorstandsvorsitzende|vorstandschef|vorstandschefin|vorstandsmitglied|präsident|präsidentin|direktor|"
      "direktorin|leiter|leiterin|gründer|gründerin|mitgründer|mitgründerin|chef|chefin|manager|managerin|"
      "sprecher|sprecherin|vorsitzender|vorsitzende|inhaber|inhaberin|professor|professorin|minister|ministerin|"
      "bürgermeister|bürgermeisterin|ingenieur|ingenieurin|entwickler|entwicklerin|head|chief|officer|"
      "executive|vice|president|director|managing|partner|partnerin|referent|referentin|beauftragte|"
      "beauftragter|designer|designerin",
    [HERALD_LEXICON_FIELD] =
      "kommunikation|unternehmenskommunikation|marketing|vertrieb|forschung|entwicklung|produkt|design|"
      "imaging|strategie|technologie|innovation|finanzen|presse|öffentlichkeitsarbeit|europa|technik|"
      "produktion|communications|sales",
    [HERALD_LEXICON_AT] = "von der|von|der|des|vom|bei der|bei|beim|für|im|in|of|at",
    [HERALD_LEXICON_ARTICLE] = "der|die|das|den|dem|ein|eine",
    [HERALD_LEXICON_AND] = "und|&",
    [HERALD_LEXICON_STOP] =
      "der|die|und|in|den|von|zu|das|mit|sich|des|auf|für|ist|im|dem|nicht|ein|eine|als|auch|es|an|werden|aus|"
      "er|hat|dass|sie|nach|wird|bei|einer|um|am|sind|noch|wie|einem|über|einen|so|zum|war|haben|nur|oder|aber|"
      "vor|zur|bis|mehr|durch|man|wir|uns|unser|unsere|heute|gestern|beide|beiden|ihr|ihre|dazu|wenn|neue|ich",
    [HERALD_LEXICON_PARTNERSHIP] =
      "partnerschaft|kooper|zusammenarbeit|allianz|vereinbarung|gemeinsam|abkommen|bündnis",
    [HERALD_LEXICON_SOURCE] = "quelle|quellen",
    [HERALD_LEXICON_RELEASE] =
      "zur sofortigen veröffentlichung|zur sofortigen freigabe|sofort freigegeben|pressemitteilung|"
      "presseinformation|presseaussendung|medienmitteilung|frei zur veröffentlichung|"
      "gemeinsame pressemitteilung|frei zur sofortigen veröffentlichung",
    [HERALD_LEXICON_EMBARGO] =
      "sperrfrist bis zum|sperrfrist bis|sperrfrist|gesperrt bis zum|gesperrt bis|embargo bis zum|embargo bis|"
      "nicht veröffentlichen vor dem|nicht zur veröffentlichung vor dem|frei ab|embargo",
    [HERALD_LEXICON_ABOUT] = "über die|über den|über das|über",
    [HERALD_LEXICON_CONTACT] =
      "pressekontakte|pressekontakt|kontakt für die presse|kontakt für medien|medienkontakt|pressestelle|"
      "kontakt|kontakte|ansprechpartner|ansprechpartnerin|für rückfragen|weitere informationen|"
      "ansprechpartner für die presse|ansprechpartnerin für die presse",
    [HERALD_LEXICON_PHONE] = "telefon|tel|mobil|fon|handy|t|m",
    [HERALD_LEXICON_EMAIL] = "e-mail|email|mail|e",
    [HERALD_LEXICON_END] = "ende|ende der mitteilung|schluss",
    [HERALD_LEXICON_WHEN] =
      "uhr|um|am|den|dem|der|ortszeit|zeit|bis|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|"
      "sonntag|in|ab" } },
  { "fr", {
    [HERALD_LEXICON_VERB] =
      "a déclaré|ont déclaré|déclare|a dit|dit|a affirmé|affirme|a expliqué|explique|a ajouté|ajoute|a commenté|"
      "commente|a souligné|souligne|a précisé|précise|conclut|a conclu|indique|a indiqué|se réjouit|"
      "s'est réjoui|s'est réjouie|poursuit|a poursuivi|rappelle|a rappelé|selon|annonce|a annoncé|estime|"
      "a estimé|confie|a confié",
    [HERALD_LEXICON_FILLER] = "également|aussi|encore|aujourd'hui|ainsi",
    [HERALD_LEXICON_TITLE] =
      "pdg|p.-d.g|ceo|cto|cfo|coo|président|présidente|vice|directeur|directrice|général|générale|fondateur|"
      "fondatrice|cofondateur|cofondatrice|co|responsable|chef|cheffe|gérant|gérante|porte|parole|associé|"
      "associée|ministre|maire|professeur|professeure|ingénieur|ingénieure|chercheur|chercheuse|secrétaire|"
      "délégué|déléguée|attaché|attachée|manager|head|chief|officer|designer|chargé|chargée",
    [HERALD_LEXICON_FIELD] =
      "communication|marketing|ventes|recherche|développement|produit|produits|design|imagerie|opérations|"
      "stratégie|technologie|innovation|finances|presse|relations|europe|france|commercial|commerciale|"
      "technique|scientifique|publiques",
    [HERALD_LEXICON_AT] = "de la|de l'|de|d'|du|des|chez|pour|à|au sein de|of|at",
    [HERALD_LEXICON_ARTICLE] = "le|la|l'|les|un|une",
    [HERALD_LEXICON_AND] = "et|&",
    [HERALD_LEXICON_STOP] =
      "de|la|le|et|les|des|en|un|du|une|que|est|pour|qui|dans|a|par|plus|pas|au|sur|ne|se|ce|il|sont|avec|son|"
      "ses|aux|d|l|cette|ou|elle|nous|notre|nos|vous|leur|leurs|été|mais|comme|aujourd'hui|hier|ils|deux|lors|"
      "entre|afin|après|je|on|ces",
    [HERALD_LEXICON_PARTNERSHIP] =
      "partenariat|accord|collabor|alliance|ensemble|coopér|conjoint",
    [HERALD_LEXICON_SOURCE] = "source|sources",
    [HERALD_LEXICON_RELEASE] =
      "pour diffusion immédiate|diffusion immédiate|pour publication immédiate|communiqué de presse|"
      "communiqué de presse commun|à publier immédiatement|communiqué",
    [HERALD_LEXICON_EMBARGO] =
      "sous embargo jusqu'au|sous embargo jusqu'à|sous embargo strict jusqu'au|embargo jusqu'au|"
      "embargo jusqu'à|ne pas diffuser avant le|ne pas publier avant le|information sous embargo jusqu'au|embargo",
    [HERALD_LEXICON_ABOUT] = "à propos de la|à propos de l'|à propos de|à propos d'|à propos du|à propos des|"
      "au sujet de",
    [HERALD_LEXICON_CONTACT] =
      "contacts presse|contact presse|contacts médias|contact médias|contact média|contacts|contact|"
      "service de presse|relations presse|pour plus d'informations|renseignements",
    [HERALD_LEXICON_PHONE] = "téléphone|tél|tel|portable|mobile|t|m",
    [HERALD_LEXICON_EMAIL] = "e-mail|email|courriel|mél|mail|e",
    [HERALD_LEXICON_END] = "fin|fin du communiqué",
    [HERALD_LEXICON_WHEN] =
      "à|au|le|du|de|heures|heure|heure locale|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche" } },
  { "es", {
    [HERALD_LEXICON_VERB] =
      "dijo|ha dicho|afirmó|ha afirmado|declaró|ha declarado|señaló|ha señalado|explicó|ha explicado|añadió|"
      "ha añadido|comentó|ha comentado|destacó|ha destacado|aseguró|ha asegurado|subrayó|ha subrayado|indicó|"
      "ha indicado|concluyó|ha concluido|apuntó|ha apuntado|manifestó|afirma|dice|explica|añade|señala|destaca|"
      "comenta|asegura|según|expresó|agregó|sostuvo|declara|anunció|concluye",
    [HERALD_LEXICON_FILLER] = "también|además|asimismo|hoy",
    [HERALD_LEXICON_TITLE] =
      "ceo|cto|cfo|coo|cmo|presidente|presidenta|vicepresidente|vicepresidenta|director|directora|general|"
      "fundador|fundadora|cofundador|cofundadora|consejero|consejera|delegado|delegada|responsable|jefe|jefa|"
      "gerente|portavoz|socio|socia|ministro|ministra|alcalde|alcaldesa|profesor|profesora|ingeniero|ingeniera|"
      "investigador|investigadora|secretario|secretaria|manager|head|chief|officer|ejecutivo|ejecutiva|"
      "diseñador|diseñadora|coordinador|coordinadora|vice",
    [HERALD_LEXICON_FIELD] =
      "comunicación|marketing|ventas|investigación|desarrollo|producto|productos|diseño|imagen|operaciones|"
      "estrategia|tecnología|innovación|finanzas|prensa|relaciones|europa|españa|comercial|técnico|técnica|"
      "científico|científica|públicas",
    [HERALD_LEXICON_AT] = "de la|de los|de las|de|del|en|para|of|at",
    [HERALD_LEXICON_ARTICLE] = "el|la|los|las|un|una",
    [HERALD_LEXICON_AND] = "y|e|&",
    [HERALD_LEXICON_STOP] =
      "de|la|que|el|en|y|a|los|se|del|las|un|por|con|no|una|su|para|es|al|lo|como|más|o|pero|sus|le|ha|me|si|"
      "sin|sobre|este|ya|entre|cuando|todo|esta|ser|son|dos|también|fue|había|era|muy|años|hasta|desde|está|"
      "hoy|ayer|nuestro|nuestra|ambas|nosotros|ellos|él|ella|será|han|tras|además",
    [HERALD_LEXICON_PARTNERSHIP] =
      "acuerdo|alianza|colabora|juntos|juntas|cooperación|conjunt|asociación",
    [HERALD_LEXICON_SOURCE] = "fuente|fuentes",
    [HERALD_LEXICON_RELEASE] =
      "para publicación inmediata|para su publicación inmediata|para difusión inmediata|para su difusión inmediata|"
      "nota de prensa|comunicado de prensa|comunicado de prensa conjunto|nota de prensa conjunta",
    [HERALD_LEXICON_EMBARGO] =
      "embargado hasta el|embargada hasta el|embargado hasta las|embargada hasta las|embargado hasta|"
      "embargo hasta el|embargo hasta las|embargo hasta|bajo embargo hasta el|bajo embargo hasta las|"
      "bajo embargo hasta|no publicar antes del|no difundir antes del|embargo",
    [HERALD_LEXICON_ABOUT] = "acerca de la|acerca del|acerca de|sobre la|sobre el|sobre",
    [HERALD_LEXICON_CONTACT] =
      "contactos de prensa|contacto de prensa|contacto para prensa|contacto para medios|contactos|contacto|"
      "gabinete de prensa|oficina de prensa|para más información|más información|contacto para los medios|"
      "departamento de prensa",
    [HERALD_LEXICON_PHONE] = "teléfono|tel|tfno|móvil|celular|t|m",
    [HERALD_LEXICON_EMAIL] = "correo electrónico|e-mail|email|correo|mail|e",
    [HERALD_LEXICON_END] = "fin|fin del comunicado",
    [HERALD_LEXICON_WHEN] =
      "a las|a la|las|el|del|de|horas|hora|hora local|h|lunes|martes|miércoles|jueves|viernes|sábado|domingo" } },
  { "zh", {
    [HERALD_LEXICON_VERB] =
      "表示|说|说道|指出|称|强调|认为|补充道|补充说|介绍说|介绍道|介绍|评论道|评论说|评价道|谈到|透露|宣布|总结道|解释道|"
      "解释说|坦言|表示说|說|說道|強調|認為|補充道|介紹|總結道|稱",
    [HERALD_LEXICON_FILLER] = "对此|此外|同时|还|也|對此|同時|還",
    [HERALD_LEXICON_TITLE] =
      "首席执行官|首席運營官|首席运营官|首席技术官|首席财务官|首席营销官|首席科学家|首席设计师|执行董事|董事长|副董事长|"
      "总裁|副总裁|高级副总裁|总经理|副总经理|创始人|联合创始人|共同创始人|总监|经理|主席|主任|部长|市长|教授|负责人|"
      "发言人|新闻发言人|合伙人|工程师|设计师|首席執行官|董事長|總裁|創辦人|執行長|總經理|總監|CEO|CTO|CFO|COO|CMO",
    [HERALD_LEXICON_FIELD] = "市场|产品|技术|研发|设计|公关|传播|媒体|影像|销售|战略|公共关系|全球|集团",
    [HERALD_LEXICON_AT] = "的",
    [HERALD_LEXICON_ARTICLE] = "",
    [HERALD_LEXICON_AND] = "与|和|及|、|暨|與|兼",
    [HERALD_LEXICON_STOP] =
      "公司|双方|我们|他|她|他们|集团|官方|本公司|记者|该公司|企业|品牌|大家|其|两家公司|雙方|我們|集團|她们",
    [HERALD_LEXICON_PARTNERSHIP] = "合作|战略|携手|联合|伙伴|协议|共同|戰略|攜手|聯合|夥伴|協議",
    [HERALD_LEXICON_SOURCE] = "来源|消息来源|新闻来源|稿件来源|信息来源|來源|消息來源",
    [HERALD_LEXICON_RELEASE] = "即时发布|立即发布|供即时发布|新闻稿|新闻发布|联合新闻稿|即時發佈|新聞稿|可立即发布",
    [HERALD_LEXICON_EMBARGO] =
      "禁发期至|新闻禁发期至|禁止发布至|禁发至|限时禁发至|保密期至|封锁期至|禁售期至|新闻封锁期至|媒体禁发期至|禁發期至|禁发时间|解禁时间",
    [HERALD_LEXICON_ABOUT] = "关于|關於",
    [HERALD_LEXICON_CONTACT] =
      "媒体联系人|媒体联系方式|媒体联系|媒体联络人|媒体联络|新闻联系人|联系方式|联系人|联系我们|媒體聯絡|媒體聯絡人|聯絡人",
    [HERALD_LEXICON_PHONE] = "电话|联系电话|手机|電話|手機",
    [HERALD_LEXICON_EMAIL] = "电子邮件|电子邮箱|邮箱|邮件|电邮|電子郵件",
    [HERALD_LEXICON_END] = "完|全文完|结束|完结",
    [HERALD_LEXICON_WHEN] =
      "时间|时|星期一|星期二|星期三|星期四|星期五|星期六|星期日|周一|周二|周三|周四|周五|周六|周日|前|後|后" } },
};
