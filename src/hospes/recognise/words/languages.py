"""Languages: the names that the library of names lacks, codes that people use for them, words for levels."""

# ISO 639-1, and ISO 639-2 where there is no shorter code.
CODES = (
    "ar ast be bg br bs ca co cs cy da de el en es et eu fa fi fo fr fur fy ga gd gl he hi hr hsb hu hy is it ja "
    "ka kk ku la lb lt lv mk mt nb nl nn no oc pa pl ps pt rm ro ru sc se sk sl so sq sr sv sw ta ti tr uk ur vi "
    "yi zh "
).split()

# Own names, other names, and forms with other endings ("po angielsku", "englanniksi", "inglesa").
NAMES = {
    "ar": (
        "arab; arabe; arabic; arabisch*; arabisk*; arabo; árabe; àrab; arabsk*; arabia; arabi; arabų; arabščina; "
        "αραβικ*; العربية"
    ),
    "bg": "bulgar*; balgar*; búlgaro; български*; болгарск*; βουλγαρικ*",
    "ca": (
        "català*; catalan*; catalá*; katalan*; katalansk*; catalaans; valenci*; valencian*; mallorquí; balear; "
        "kataloński*; katalon*; καταλανικ*"
    ),
    "cs": (
        "czech; cesky; češt*; česk*; tschechisch*; tchèque; ceco; checo*; txec*; tjeckisk*; tsjechisch; tcheco; "
        "czesk*; tšekk*; tšehhi*; čehų; čeh*; ceh*; τσεχικ*; чешск*; чешк*"
    ),
    "da": (
        "dansk*; danish; dänisch*; danois*; danese; danés*; danès*; danska; deens; dinamarqu*; duńsk*; tansk*; "
        "taani; dāņu; danų; danez*; dánsk*; dán; danščin*; δανικ*; δανέζικ*; датск*; данськ*"
    ),
    "de": (
        "german*; deutsch*; allemand*; tedesc*; alemán*; alemany*; alemão; alemã; tyska; tysk; duits*; niem; "
        "niemieck*; niemiecku; saksa*; saksan; vācu; vokieč*; vokiet*; nemack*; njemačk*; njemack*; němč*; německ*; "
        "nemeck*; nemč*; nemšč*; nemšk*; német*; немск*; немецк*; німецьк*; γερμανικ*; alemaniera; alemana; german; "
        "almanca; gearmáinis; ġermaniż"
    ),
    "el": (
        "greek; griechisch*; grec; grecque; greco; griego*; grega; grego; grekisk*; græsk*; gresk*; grieks*; greck*; "
        "kreikk*; kreeka*; grieķu; graikų; grčk*; řeč*; řeck*; gréč*; gréck*; grščina; görög*; гръцк*; греческ*; "
        "грецьк*; ελληνικ*; ελληνικα; grekera; yunanca; gréigis"
    ),
    "en": (
        "english; engl; ang; eng; englisch*; anglais*; inglese; inglesi; inglés; inglesa; anglès*; anglesa; "
        "engelsk*; engels*; inglês; angielsk*; englant*; englann*; inglise*; angļu; anglų; anglick*; anglicky; "
        "angličtin*; englesk*; englez*; englezes*; anglešk*; angleščin*; angol*; английск*; англійськ*; αγγλικ*; "
        "ingeles*; ingles; ingilizce; béarla; ingliż; engelska"
    ),
    "es": (
        "spanish; spanisch*; espagnol*; spagnol*; español*; castellan*; castell*; castelhan*; espanyol*; spansk*; "
        "spaans*; espanhol*; hiszpańsk*; espanja*; espanj*; hispaania*; spāņu; ispanų; španělšt*; španielč*; "
        "španělsk*; španjolsk*; španšk*; španščin*; spanyol*; spaniol*; испанск*; іспанськ*; ισπανικ*; gaztelani*; "
        "gaztelera*; espainiera*; ispanyolca; spáinnis"
    ),
    "et": (
        "estonian*; estnisch*; estonien*; estone; estonio; estonià; estnisk*; ests; estoński*; estońsk*; eesti*; "
        "viro*; viron; igauņu; estų; estonšt*; észt*; эстонск*; естонськ*; εσθονικ*"
    ),
    "eu": (
        "basque*; baskisch*; basc*; vasc*; euskar*; euskera*; euskaldun; baskisk*; baskijsk*; baski; baszk; баскск*; "
        "βασκικ*"
    ),
    "fi": (
        "finnish*; finnisch*; finnois*; finlandese; finland*; finlandés; finés; finès; finska; finsk; fins; fińsk*; "
        "suomi; suomea; suomen; soome*; somu; suomių; finšt*; finsk*; finnščin*; finn; финск*; фінськ*; φινλανδικ*"
    ),
    "fr": (
        "french*; französisch*; franzoesisch*; français*; francais*; francese; francés*; francès*; francesa; "
        "fransk*; franska; frans; francês; francusk*; ransk*; prantsuse*; franču; prancūz*; francouz*; francúz*; "
        "franceza; francez*; francosk*; francoščin*; francia*; френск*; французск*; французьк*; γαλλικ*; frantses*; "
        "fransızca; fraincis"
    ),
    "ga": "irish*; gaeilge; irlandais; irisch; irlandese; irlandés; irlandès; irska; iiri",
    "gd": "gaelic; scottish gaelic; gàidhlig",
    "gl": "galician*; gallego*; galego*; galicisch; galizisch; galicien*",
    "hr": (
        "croatian*; kroatisch*; croat*; croato; croata; kroatisk*; chorwack*; kroaati*; horvaadi*; horvātu; kroatų; "
        "chorvatšt*; chorvátč*; hrvatsk*; hrvaščin*; horvát*; хърватск*; хорватск*; κροατικ*"
    ),
    "hu": (
        "hungarian*; ungarisch*; hongrois*; ungherese; húngaro; hongarès; ungersk*; ungarsk*; hongaars; węgiersk*; "
        "unkari*; ungari*; ungāru; vengrų; maďaršt*; maďarč*; mađarsk*; madžarščin*; magyar*; maghiar*; унгарск*; "
        "венгерск*; угорськ*; ουγγρικ*"
    ),
    "is": ("icelandic; isländisch; islandais; islandese; islandés; isländska; islandsk; íslenska; islannin; islandi"),
    "it": (
        "italian*; italienisch*; italien*; italiano; italiana; italià*; italiens*; italiensk*; italiaans*; włosk*; "
        "italia*; itaalia*; itāļu; italų; italšt*; talianč*; talijansk*; italijanšč*; olasz*; итальянск*; "
        "италианск*; італійськ*; ιταλικ*; italiera; italyanca; iodáilis; taljan"
    ),
    "lb": "luxembourgish; lëtzebuergesch; letzebuergesch; luxemburgisch; luxembourgeois",
    "lt": (
        "lithuanian*; litauisch*; lituanien*; lituano; litauisk*; litouws; litewsk*; liettua*; leedu*; lietuvių; "
        "lietuvi*; lietuviešu; litevšt*; литовск*; λιθουανικ*"
    ),
    "lv": (
        "latvian*; lettisch*; letton*; lettone; letón; letó; lettiska; letlandsk*; lets; łotewsk*; latvia*; läti*; "
        "latviešu; latvių; lotyšt*; латышск*; λετονικ*"
    ),
    "mt": "maltese*; maltesisch*; maltais*; malti; maltés; maltès; maltesisk*; maltańsk*",
    "nl": (
        "dutch; niederländisch*; néerlandais*; olandese; neerland*; holandés*; holandès*; holländsk*; hollandsk*; "
        "nederländsk*; nederlandsk*; nederland*; vlaams; flämisch; flemish; flamand*; fiammingo; flamenco; flamenc; "
        "neerlandès; holandês; niderlandzk*; holendersk*; hollanti*; hollandi*; holandiešu; olandų; nizozem*; "
        "holandsk*; holland; нидерландск*; холандск*; голландск*; нідерландськ*; ολλανδικ*; nederlandera"
    ),
    "no": (
        "norwegian*; norwegisch*; norvégien*; norvegese; noruego*; noruec*; norsk*; norska; noors; norueguês; "
        "norwesk*; norja*; norra; norvēģu; norvegų; norsky; norštin*; norvešk*; norvéščin*; norvég*; норвежк*; "
        "норвежск*; норвезьк*; νορβηγικ*; bokmål; nynorsk"
    ),
    "pl": (
        "polish*; polnisch*; polonais*; polacco; polaco*; polonès*; polsk*; polska; pools; polonês; polski*; polsku; "
        "puola*; poola*; poļu; lenkų; polšt*; poľšt*; poljsk*; poljščin*; lengyel*; полск*; польск*; польськ*; "
        "πολωνικ*"
    ),
    "pt": (
        "portugu*; portugiesisch*; portugais*; portoghese; portuguès; portugis*; portugees*; portugals*; portugali*; "
        "portugāļu; portugalų; portugalšt*; portugalč*; portugalsk*; portugalščin*; португалск*; португальск*; "
        "πορτογαλικ*"
    ),
    "ro": (
        "romanian*; rumänisch*; roumain*; rumeno; romeno; rumano*; romanès*; rumänsk*; rumænsk*; roemeens; rumuńsk*; "
        "romania*; rumeenia*; rumāņu; rumunų; rumunšt*; rumunč*; rumunjsk*; romunščin*; român*; román; румънск*; "
        "румынск*; румунськ*; ρουμανικ*; moldov*"
    ),
    "ru": (
        "russian*; russisch*; russe; russo; ruso; rus; ryska; russisk*; rosyjsk*; venäj*; vene; vene keel; krievu; "
        "rusų; ruštin*; rusk*; ruščina; ruski; orosz*; руск*; русск*; російськ*; ρωσικ*; rusça"
    ),
    "sk": (
        "slovak*; slowakisch*; slovaque*; slovacco; eslovaco*; eslovac*; slovakisk*; slowaaks; słowack*; slovakki; "
        "slovakia; slovaki; slovāku; slovakų; slovenčin*; slovensky; slovačk*; slovaščin*; szlovák*; словашк*; "
        "словацк*; словацьк*; σλοβακικ*"
    ),
    "sl": (
        "slovenian*; slovene*; slowenisch*; slovène*; sloveno; esloveno*; eslovè*; slovensk*; sloveens; słoweńsk*; "
        "sloveeni; sloveenia*; slovēņu; slovėnų; slovinšt*; slovinč*; slovenščin*; szlovén*; словенск*; словенськ*; "
        "σλοβενικ*"
    ),
    "sq": ("albanian*; albanisch*; albanais*; albanese; albanés; albanès; shqip; albansk*; albańsk*"),
    "sr": (
        "serbian*; serbisch*; serbe; serbo; serbio; serbi; serbiska; serbisk*; servisch; serbsk*; srpsk*; srbšt*; "
        "srbščin*; szerb; сръбск*; српск*; сербск*; σερβικ*"
    ),
    "sv": (
        "swedish*; schwedisch*; suédois*; svedese; sueco*; suec*; svensk*; svenska; zweeds*; szwedzk*; ruots*; "
        "rootsi*; zviedru; švedų; švédšt*; švédč*; švedsk*; švedščin*; svéd*; шведск*; шведськ*; σουηδικ*; suediera"
    ),
    "tr": (
        "turkish*; türkisch*; turc; turco; turkisk*; tyrkisk*; turks; tureck*; turkki; türgi; turku; turkų; turečt*; "
        "tursk*; turščin*; török*; турск*; турецк*; турецьк*; τουρκικ*; türkçe"
    ),
    "uk": (
        "ukrainian*; ukrainisch*; ukrainien*; ucraino; ucranian*; ucranià; ucraïn*; ukrainsk*; oekraïens; ukraińsk*; "
        "ukraina*; ukrainiečių; ukrajinšt*; ukrajinč*; украинск*; украјинск*; українськ*; ουκρανικ*"
    ),
    "zh": "chinese; mandarin; chinesisch; chinois; cinese; chino; kinesisk*",
    "fa": "farsi; persian; dari; persisch; persiska",
}

# Three letters, as in ISO 639-2 or by habit.
LONG_CODES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces cze", "da": "dan", "de": "deu ger", "el": "ell gre",
    "en": "eng ing", "es": "spa esp cas", "et": "est", "eu": "eus baq", "fi": "fin", "fr": "fra fre", "ga": "gle",
    "gl": "glg", "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit", "lv": "lav", "mt": "mlt", "nl": "nld dut ned",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron rum", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp",
    "sv": "swe sve", "tr": "tur", "uk": "ukr",
}  # fmt: skip

# Codes of countries that people write for a language. Those of the second list are also codes of other languages.
COUNTRY_CODES = {
    "EE": "et",
    "DK": "da",
    "CZ": "cs",
    "GR": "el",
    "UA": "uk",
    "GB": "en",
    "AT": "de",
    "RS": "sr",
    "AL": "sq",
    "US": "en",
}
DOUBTFUL_CODES = {
    "SE": "sv",
    "SI": "sl",
    "UK": "en",
    "CY": "el",
    "BE": "",
    "CH": "",
    "LU": "lb",
    "IE": "en",
    "VL": "nl",
}

# Levels said in words, and about which level of the European framework they are. They are only proposed.
LEVELS = {
    "A2": (
        "a little; little; some; basic; basics; elementary; beginner*; un peu; un peu de; notions; bases; débutant*; "
        "ein wenig; etwas; wenig; grundkenntnisse; ein bisschen; un po; poco; base; elementare; principiante*; "
        "un poco; algo; algo de; básico; nociones; una mica; una mica de; bàsic; nocions; lite; lite grann; "
        "grundläggande; lidt; begynder; litt; grunnleggende; een beetje; beetje; basis; um pouco; um pouco de; "
        "trochę; podstawow*; podstawy; vähän; alkeet; perus*; natuke; veidi; algtase; mazliet; pamati; truputį; "
        "pagrindai; puțin; de bază; malo; osnovno; trochu; základy; kicsit; alap*; малко; основно; λίγα; λίγο; "
        "βασικά; немного; базовый; трохи; базовий; pixka bat; oinarrizko; un pouco; biraz; temel; beagán"
    ),
    "B1": (
        "intermediate; fair; moderate; medium; mittel*; mittlere; moyen; intermédiaire; medio; intermedio; discreto; "
        "intermedi; mitjà; medelgod; mellannivå; mellemniveau; middels; gemiddeld; médio; intermédio; średni*; "
        "średniozaawansowan*; keskitaso*; kesktase; vidējs; vidutin*; mediu; srednje; střední; mierne pokročil*; "
        "közép*; средно; μέτρια; средний; середній; ertaina; orta"
    ),
    "B2": (
        "good; well; upper intermediate; working knowledge; conversational; gut; gute; guter; bien; bon; bonne; "
        "courant; buono; buona; bene; bueno; buena; bon nivell; bé; bo; bom; boa; bra; god; godt; gode; goed; "
        "dobrze; dobry; dobra; dobrá; dobře; dobre; hyvä; hyvin; hea; hästi; labi; laba; gerai; bine; bun; dobro; "
        "dobr*; jó; jól; добре; добро; καλά; καλή; хорошо; хороший; добрий; ona; iyi; maith"
    ),
    "C1": (
        "fluent*; very good; excellent; advanced; proficient; full professional; fließend; fliessend; sehr gut; "
        "verhandlungssicher; ausgezeichnet; très bien; très bon; avancé; fluide; fluente; ottimo; molto bene; "
        "avanzato; fluido; fluida; muy bien; avanzado; excelente; fluid; molt bé; molt bo; avançat; flytande; "
        "mycket bra; flydende; meget godt; flytende; veldig godt; vloeiend; zeer goed; biegle; biegły; "
        "bardzo dobrze; sujuva*; erinomainen; vabalt; väga hea; brīvi; ļoti labi; laisvai; puikiai; fluent; "
        "foarte bine; tečno; odlično; plynně; výborně; plynule; folyékony*; kiváló; свободно; отлично; άπταιστα; "
        "άριστα; πολύ καλά; вільно; akıcı"
    ),
    "C2": (
        "native; native speaker*; mother tongue; first language; muttersprach*; langue maternelle; bilingue; "
        "madrelingua; lengua materna; nativo; nativa; llengua materna; natiu; modersmål; modersmal; morsmål; "
        "moedertaal; língua materna; ojczysty; äidinkieli; emakeel; dzimtā; gimtoji; limba maternă; materinski; "
        "rodilý; rodná; anyanyelv*; майчин; μητρική; родной; рідна; ama hizkuntza; anadil"
    ),
}
# Words beside languages that say nothing about which.
BESIDE = (
    "only; level; niveau; nivel; nivell; livello; nivå; niveu; poziom; taso; tase; līmenis; lygis; nivelul; razina; "
    "raven; úroveň; szint; ниво; уровень; рівень; επίπεδο; maila; düzey; min; minimum; at least; mindestens; "
    "au moins; almeno; al menos; almenys; minst; minstens; co najmniej; vähintään; vähemalt; language*; sprache*; "
    "sprachen; langue*; lingua; lingue; lengua*; idioma*; llengu*; språk; sprog; taal; talen; língua*; język*; "
    "kieli; keel; keeled; valoda; kalba; limba; jezik; jezici; jazyk; nyelv; език; язык; мова; γλώσσα; hizkuntza; "
    "dil; working; spoken; written; is a plus; plus; preferred; preferably; if possible; also; or; both; nur; auch; "
    "auch möglich; bevorzugt; von vorteil; aussi; de préférence; souhaité; anche; preferibilmente; preferito; "
    "también; preferible; també; också; gärna; også; gerne; ook; bij voorkeur; também; również; mile widziany; myös; "
    "ka; ja; oraz; seulement; solo; sólo; només; endast; bara; kun; alleen; apenas; só; tylko; vain; ainult; tikai; "
    "tik; doar; samo; pouze; jen; iba; csak; само; μόνο; только; тільки; bakarrik; sadece; understood; knowledge; "
    "knowledge of; kenntnisse; connaissance; conoscenza; conocimientos; coneixements; kunskaper; required; "
    "erforderlich; exigé; richiesto; requerido; requerit; other; others; mainly; primarily; po; in; en; em; på; na; "
    "keele; keeles; kielellä; for visitors; for guests"
)
