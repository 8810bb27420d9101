"""Numbers written as words, and the words around numbers of people."""

# In normal order, any language. The phrase is the whole word: endings are written out.
NUMBERS = {
    1: (
        "one; eins; ein; eine; einen; uno; una; un; une; um; uma; en; ett; een; jeden; jedna; jedno; jedan; ena; "
        "yksi; uks; egy; unu; viens; vienas; bat; bir; ένα; ένας; μία; один; одна; едно; един; wieħed; aon"
    ),
    2: (
        "two; zwei; deux; due; dos; dues; dois; duas; två; tva; to; twee; dwa; dwie; dwoje; dva; dve; dvije; dvě; "
        "kaksi; kaks; kettő; két; doi; două; divi; du; dvi; bi; iki; δύο; два; две; дві; tnejn; dó"
    ),
    3: (
        "three; drei; trois; tre; tres; três; drie; trzy; tri; tři; kolme; kolm; három; trei; trīs; trys; hiru; üç; "
        "τρία; τρεις; три; tlieta"
    ),
    4: (
        "four; vier; quatre; quattro; cuatro; quatro; catro; fyra; fire; cztery; čtyři; štyri; četiri; štiri; neljä; "
        "neli; négy; patru; četri; keturi; lau; dört; τέσσερα; τέσσερις; четыре; четири; чотири; erbgħa"
    ),
    5: (
        "five; fünf; fuenf; cinq; cinque; cinco; fem; vijf; pięć; pět; päť; pet; viisi; viis; öt; cinci; pieci; "
        "penki; bost; beş; πέντε; пять; пет; п'ять; ħamsa"
    ),
    6: (
        "six; sechs; sei; seis; sis; sex; seks; zes; sześć; šest; kuusi; kuus; hat; șase; şase; seši; šeši; altı; "
        "έξι; шесть; шест; шість; sitta"
    ),
    7: (
        "seven; sieben; sept; sette; siete; set; sete; sju; syv; zeven; siedem; sedm; sedem; sedam; seitsemän; "
        "seitse; hét; șapte; septiņi; septyni; zazpi; yedi; επτά; εφτά; семь; седем; сім; sebgħa"
    ),
    8: (
        "eight; acht; huit; otto; ocho; vuit; oito; åtta; åtte; otte; osiem; osm; osem; osam; kahdeksan; kaheksa; "
        "nyolc; opt; astoņi; aštuoni; zortzi; sekiz; οκτώ; οχτώ; восемь; осем; вісім; tmienja"
    ),
    9: (
        "nine; neun; neuf; nove; nueve; nou; nio; ni; negen; dziewięć; devět; deväť; devet; yhdeksän; üheksa; "
        "kilenc; nouă; deviņi; devyni; bederatzi; dokuz; εννέα; εννιά; девять; девет; дев'ять; disgħa"
    ),
    10: (
        "ten; zehn; dix; dieci; diez; deu; dez; tio; ti; tien; dziesięć; deset; desať; kymmenen; kümme; tíz; zece; "
        "desmit; dešimt; hamar; on; δέκα; десять; десет; għaxra"
    ),
    11: ("eleven; elf; onze; undici; elva; elleve; jedenaście; jedenáct; jedenásť; jedanaest; yksitoista"),
    12: (
        "twelve; a dozen; zwölf; zwoelf; douze; dodici; doce; dotze; doze; tolv; twaalf; dwanaście; dvanáct; "
        "dvanásť; dvanaest; kaksitoista; δώδεκα; двенадцать; дванадесет"
    ),
    15: ("fifteen; fünfzehn; quinze; quindici; quince; femton; femten; vijftien; piętnaście; patnáct; δεκαπέντε"),
    20: (
        "twenty; zwanzig; vingt; venti; veinte; vint; vinte; tjugo; tyve; twintig; dwadzieścia; dvacet; dvadsať; "
        "dvadeset; kaksikymmentä; kakskümmend; húsz; είκοσι; двадцать; двадесет"
    ),
    25: ("twenty-five; fünfundzwanzig; vingt-cinq; venticinque; veinticinco; tjugofem; vijfentwintig"),
    30: (
        "thirty; dreißig; trente; trenta; treinta; trinta; trettio; tretti; dertig; trzydzieści; třicet; trideset; "
        "kolmekymmentä; τριάντα; тридцать; тридесет"
    ),
    40: ("forty; vierzig; quarante; quaranta; cuarenta; fyrtio; førti; veertig; czterdzieści"),
    50: ("fifty; fünfzig; cinquante; cinquanta; cincuenta; femtio; femti; vijftig; pięćdziesiąt"),
}

# Number words that also mean something else ("on", "to", "set") or are the article: they count only where
# nothing else stands beside them, or a word for people follows.
DOUBTFUL = (
    "en un une una uno um uma ein eine einen een ett to on set sei do du bi bir ni ti hat opt nou fire sept out egy "
    "bat ena due lau den ten"
)

# "max. 5", "bis zu 3", "fins a 8": the number is the largest.
MOST = (
    "max; maximum; maximal; maxi; maximo; màxim; massimo; un massimo di; al massimo; maximaal; maksimum; maksimalt; "
    "maksymalnie; maks; up to; at most; not more than; no more than; bis zu; bis; höchstens; jusqu'à; jusque; "
    "au plus; fino a; hasta; como máximo; fins a; com a màxim; com a molt; até; no máximo; upp till; högst; op til; "
    "højst; opp til; inntil; høyst; op te; tot; tot en met; hoogstens; ten hoogste; do; najwyżej; nie więcej niż; "
    "enintään; korkeintaan; kuni; kõige rohkem; līdz; ne vairāk kā; iki; daugiausia; până la; cel mult; nejvýše; až; "
    "najviac; najviše; največ; legfeljebb; do maksymalnie; έως; μέχρι; το πολύ; до; не более; максимум; najmanje do; "
    "sa; suas le; gehienez; hainbat; en çok; ate; limite; limited to"
)
# "min. 3", "ab 4", "au moins": the number is the smallest.
LEAST = (
    "min; minimum; minimal; mini; mind; minimo; mínimo; mínim; minimaal; minimalt; minimalnie; minimalno; at least; "
    "not less than; no less than; from; starting from; mindestens; wenigstens; ab; au moins; à partir de; "
    "a partir de; almeno; a partire da; al menos; por lo menos; como mínimo; desde; com a mínim; almenys; "
    "pelo menos; no mínimo; minst; åtminstone; från; mindst; fra; minstens; ten minste; tenminste; vanaf; "
    "co najmniej; przynajmniej; od; vähintään; alates; vähemalt; vismaz; no; mažiausiai; nuo; cel puțin; nejméně; "
    "alespoň; najmenej; aspoň; najmanje; vsaj; legalább; τουλάχιστον; από; не менее; минимум; от; поне; gutxienez; "
    "en az"
)
# The same after the number: "6 max", "3 or more".
MOST_AFTER = (
    "max; maximum; maximal; maxi; máximo; màxim; massimo; maks; maksimum; or less; or fewer; oder weniger; au plus; "
    "ou moins; o meno; o menos; eller färre; of minder; lub mniej"
)
LEAST_AFTER = (
    "min; minimum; minimal; mini; mínimo; mínim; minimo; minimaal; or more; oder mehr; ou plus; o más; o més; o più; "
    "eller fler; of meer; lub więcej; ou mais"
)
# "more than 3" is at least 4; "less than 10" at most 9.
MORE_THAN = (
    "more than; over; above; mehr als; über; plus de; più di; oltre; más de; més de; mais de; mer än; mere end; "
    "mer enn; meer dan; więcej niż; ponad; powyżej; yli; enemmän kuin; üle; vairāk nekā; daugiau nei; mai mult de; "
    "více než; viac ako; više od; več kot; több mint; πάνω από; περισσότερα από; более; больше; повече от"
)
LESS_THAN = (
    "less than; fewer than; under; below; weniger als; unter; moins de; meno di; menos de; menys de; mindre än; "
    "färre än; mindre end; færre end; mindre enn; færre enn; minder dan; mniej niż; poniżej; alle; vähemmän kuin; "
    "vähem kui; mazāk nekā; mažiau nei; mai puțin de; méně než; menej ako; manje od; manj kot; kevesebb mint; "
    "λιγότερα από; менее; меньше; по-малко от"
)
ABOUT = (
    "about; around; approx; approximately; circa; ca; c; roughly; some; etwa; ungefähr; zirka; rund; environ; env; "
    "autour de; vers; intorno a; unos; unas; aproximadamente; aprox; alrededor de; uns; unes; aproximadament; "
    "entorn de; cerca de; por volta de; ungefär; omkring; cirka; runt; ongeveer; około; ok; noin; umbes; apmēram; "
    "apie; aproximativ; asi; přibližně; približne; oko; približno; otprilike; okoli; körülbelül; kb; περίπου; около; "
    "примерно; приблизительно; приблизно; inguru; yaklaşık"
)
# Between two numbers.
TO = (
    "to; till; until; bis; à; a; au; al; ad; hasta; fins a; até; ate; til; tot; do; aż; kuni; līdz; iki; până la; "
    "la; až; -ig; έως; ως; μέχρι; до; y; e; i; and; und; et; en; och; og; ja; or; oder; ou; o; eller; of; lub; nebo; "
    "ili; sau; või; vai; arba; vagy; ή; или; edo; veya; ile; με"
)

# Units. People of any kind are found by the words for participants, too.
PERSONS = (
    "person*; pers; pax; people; persons; participant*; particip*; partecipant*; teilnehm*; deltag*; deelnem*; "
    "uczestni*; účastní*; sudionik*; udeležen*; dalyvi*; dalībniek*; osallistuj*; osaleja*; résztvev*; συμμετέχ*; "
    "участни*; учасник*; guest*; gäst*; gast; gäste; gasten; invité*; ospit*; huésped*; convidat*; persone; "
    "personas; persones; pessoas; personer; personen; osob*; osób; osoba; oseb*; osôb; henkilö*; hlö; inimest; "
    "inimene; cilvēk*; asmen*; žmon*; fő; fős; ember*; άτομ*; ατόμων; человек*; лиц; осіб; особ*; души; pertsona*; "
    "kişi*; visitor*; visitatori; visiteur*; besucher*; besökare; bezoekers; head*; individual*; members; "
    "mitglieder; duine; daoine"
)
PLACES = (
    "place*; bed*; slot*; spot*; seat*; vacanc*; plätze; platz; plaetze; betten; bett; lits; plazas; plaza; places; "
    "plaça; camas; llits; posti; posto; letti; vagas; vaga; lugares; platser; plats; pladser; plads; plasser; plass; "
    "plekken; plaatsen; bedden; miejsc*; paikka*; paikkoja; koht*; vietas; vietos; vietų; locuri; míst*; miest; "
    "mjest*; mest; férőhely*; hely; θέσεις; θέση; мест; места; місць; leku; toki"
)
GROUPS = (
    "group*; gruppe; gruppen; groupe*; grupp*; gruppi; gruppo; grupo*; grup; grups; groep*; grup*; ryhmä*; rühm*; "
    "grupa*; grupe*; grupės; skupin*; csoport*; ομάδ*; групп*; груп*; talde*; team*; equip*; class; classes; klasse; "
    "klassen; classe; clase; clases; turn; torn; turno; turni; round*; flow*; flujo*; flux; batch*; cohort*; grúpa*"
)
AT_ONCE = (
    "at any one time; at any time; at once; at a time; at the same time; same time; simultaneous*; concurrent*; "
    "in parallel; per turn; per flow; per round; per group; each time; in each group; gleichzeitig; zugleich; "
    "auf einmal; pro gruppe; je gruppe; à la fois; en même temps; simultané*; par groupe; contemporanea*; "
    "alla volta; per gruppo; per turno; a la vez; al mismo tiempo; simultáne*; por grupo; por turno; alhora; "
    "al mateix temps; per grup; per torn; ao mesmo tempo; de cada vez; simultane*; samtidig*; åt gången; per grupp; "
    "ad gangen; om gangen; per gruppe; tegelijk*; per keer; per groep; jednocześnie; naraz; w jednej grupie; "
    "kerrallaan; samanaikaisesti; korraga; vienlaikus; vienu metu; în același timp; simultan; najednou; naráz; "
    "současně; súčasne; istovremeno; hkrati; egyszerre; ταυτόχρονα; одновременно; едновременно; одночасно; "
    "aldi berean; aynı anda"
)
# People who come along and are not counted among the participants.
ACCOMPANYING = (
    "ausbilder*; betreuer*; accompan*; accompagn*; acompañ*; acompan*; begleit*; betreu*; escort*; chaperon*; staff; "
    "teacher*; tutor*; leader*; adult*; lehr*; lehrkr*; enseignant*; professeur*; formateur*; encadrant*; docent*; "
    "insegnant*; profesor*; professor*; prof; profs; profe; "
    "profes; lärare; ledsagar*; ledare; ledsager*; ledsagere; lærer*; begeleid*; leraar; "
    "leraren; docenten; opiekun*; nauczyciel*; opettaja*; saattaja*; õpetaja*; skolotāj*; mokytoj*; lydint*; "
    "profesori; însoțitor*; učitel*; nastavnik*; pratitelj*; spremljevalec; spremljevalc*; doprovod*; sprievod*; "
    "kísérő*; tanár*; συνοδ*; καθηγητ*; εκπαιδευτικ*; сопровожда*; учител*; преподавател*; супровод*; irakasle*; "
    "refakat*; öğretmen*; personnel; personale; personal; medarbetare; ansatte; group leader*; pedagog*; trainer*; "
    "educat*; educador*"
)
TOTAL = (
    "total; in total; in all; altogether; overall; insgesamt; gesamt; au total; en tout; in totale; en total; "
    "en tot; no total; totalt; i alt; sammanlagt; in totaal; totaal; łącznie; razem; yhteensä; kokku; kopā; iš viso; "
    "în total; celkem; spolu; ukupno; skupaj; összesen; συνολικά; всего; общо; усього; guztira; toplam"
)
# Numbers followed by these are not numbers of people.
NOT_PEOPLE = (
    "year*; yrs; jahre*; jährig*; ans; anni; años; anys; anos; år; jaar; lat; lata; rok*; vuot*; aastat; gadi; metų; "
    "ani; let; év; éves; ετών; лет; години; років; age*; aged; day*; tag; tage*; jour*; giorn*; día*; dia; dies; "
    "dias; dag*; dni; week*; woche*; semaine*; settiman*; semana*; setman*; veck*; uge*; uke*; weken; tygod*; "
    "viikko*; month*; monat*; mois; mes; mesi; meses; mesos; mån*; måned*; maand*; hour*; stund*; heur*; ore; hora*; "
    "hores; h; uur; tim; timmar; timer; minut*; min; eur; euro*; €; %; percent; prozent; km; eqf; level; niveau; "
    "nivel; livello; nivell; class of"
)
