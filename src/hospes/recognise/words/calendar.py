"""Months, seasons and the words around dates. Names of months and weekdays come from the library of names
in every language of `LANGUAGES`; here are the forms that it lacks."""

# The languages whose names of months, weekdays, languages and countries are known. To add one: add its code.
LANGUAGES = (
    "en fr de it es sv ca pt nl da nb nn fi el pl eu gl et lv lt ro hr sl sk cs hu bg mt ga uk tr ru sr mk sq is cy "
    "br lb oc be bs"
).split()

# Inflected and short forms. A star takes any ending: "w kwietniu", "huhtikuussa", "в апреле", "áprilisban".
MONTHS = {
    1: (
        "januar*; january; janv; jän; jaen; jaan; jaanuar*; jänner; tammiku*; stycz*; sausi*; siječnj*; sijecnj*; "
        "led; ledn*; leden; gen; gennai*; ene; gener; xaneiro; urtarril*; ianuari*; иануар*; январ*; януар*; січн*; "
        "ιαν; ιανουαρ*; γενάρη*; ocak*; eanáir; janeiro; janvār*; január*"
    ),
    2: (
        "februar*; february; febr; feb; fév; fevr; helmiku*; lut; lutego; lutym; luty; vasari*; veljač*; únor*; "
        "febrer; febrero; febbrai*; fevereiro; fevr*; febreiro; otsail*; februari*; феврал*; феб; лют; лют*; φεβ; "
        "φεβρουαρ*; φλεβάρη*; şubat*; veebruar*; feabhra; februār*; február*"
    ),
    3: (
        "march; mär; maer; maerz; märz; marz; mars; marzo; marts; maart; mrt; maaliskuu*; marzec; marca; marcu; kov; "
        "kovo; kovas; ožuj*; ožujk*; břez*; březen; března; březnu; martie; márci*; marec; març; marçal; marc; "
        "martxo*; март*; берез*; березен; березн*; μαρ; μαρτ*; μάρτη; mart; mart'ta; märts*; márta; martā"
    ),
    4: (
        "april*; apr; avr; avril; abr; abril; aprile; huhtiku*; kwie*; kwiet*; kwietni*; baland*; trav; travnj*; "
        "travanj; dub; dubna; dubnu; duben; aprilie; aprílí; aprīl*; apríl*; április*; apirila*; апр; апрел*; "
        "април*; квіт*; απρ; απριλ*; nisan*; aprill*; aibreán; avrill"
    ),
    5: (
        "may; mai; mayo; maio; maig; maggio; maj; maja; maju; majus; maí; mei; toukoku*; gegu*; geguž*; svi; svib*; "
        "svibanj; svibnj*; kvě; květ*; květen; maiatz*; máj*; május*; mája; máji; maij*; maijā; май; мая; мае; "
        "травен*; травн*; μαι; μαΐ*; μάη; μαιου; μάιο*; mayıs*; bealtaine; mejju"
    ),
    6: (
        "june; jun; juin; juni; juno; giugno; giu; junio; juny; junho; junij*; kesäku*; kesaku*; czerw*; birž*; "
        "birzel*; birželi*; lip; lipnj*; lipanj; červ; června; červnu; červen; cervna; iun; iunie; jún*; június*; "
        "ekain*; jūnij*; июн*; юни; черв*; червен*; červn*; ιουν*; ιούνη; haziran*; juuni*; meitheamh; xuño; ġunju; "
        "jún"
    ),
    7: (
        "july; jul; juil; juillet; juli; luglio; lug; julio; juliol; julho; julij*; heinäku*; heinaku*; lip*; "
        "lipiec; lipca; lipcu; liepa; liepos; liepą; srp; srpnj*; srpanj; červenec; července; červenci; iul; iulie; "
        "júl*; július*; uztail*; jūlij*; июл*; юли; липен*; липн*; ιουλ*; ιούλη; temmuz*; juuli*; iúil; xullo; lulju"
    ),
    8: (
        "august*; aug; août; aout; agosto; ago; agost; augusti; augustus; eloku*; sierp*; sierpni*; rugpj*; rugpjū*; "
        "kolovoz*; srpen; srpna; srpnu; avgust*; augusztus*; abuztu*; август*; серп*; серпн*; αυγ; αυγουστ*; "
        "αύγουστ*; ağustos*; augustā; lúnasa; awwissu"
    ),
    9: (
        "septemb*; sept; sep; septbr; settembre; sett; set; septiembre; setiembre; setembre; setembro; syysku*; "
        "wrze*; wrzes*; wrzesni*; rugs; rugsė*; ruj; rujn*; rujan; zář*; září; szept; szeptemb*; irail*; сент; "
        "сентябр*; септ*; верес*; вересн*; σεπ; σεπτ*; σεπτέμβρ*; eylül*; eyl; meán fómhair; settembru; septembrie"
    ),
    10: (
        "octob*; oct; octobre; ottobre; ott; octubre; outubro; oktob*; okt; lokaku*; paźdz*; październik*; spal*; "
        "spali*; list; listop; listopad*; říj; říjen; října; říjnu; octombrie; októb*; október*; urri*; окт; "
        "октябр*; октом*; жовт*; жовтн*; οκτ; οκτωβρ*; οκτώβρ*; ekim*; deireadh fómhair; ottubru; oktoober"
    ),
    11: (
        "novemb*; nov; novembre; noviembre; novembro; marrasku*; listopad; listopada; listopadzie; listopadu; "
        "lapkri*; lapkrič*; stud; studen*; studenog; noiembrie; noi; azaro*; ноябр*; ноем*; листопад*; νοε; νοεμ*; "
        "νοέμβρ*; kasım*; samhain; novembru; novembr*"
    ),
    12: (
        "decemb*; dec; déc; dez; dezemb*; dicembre; dic; diciembre; desembre; dezembro; des; desemb*; jouluku*; "
        "grudz*; grudni*; gruodž*; gruodi*; gruod; prosin*; prosinec; prosinac; decemvrie; decembrie; abendu*; дек; "
        "декабр*; декем*; груд*; грудн*; δεκ; δεκεμ*; δεκέμβρ*; aralık*; detsemb*; nollaig; diċembru; decembar; "
        "decemvri"
    ),
}
# Names of months that are everyday words elsewhere: in running text they count only beside a day or a year.
EVERYDAY = (
    "may mar mars march set out ago des gen led lip list lis mag mai mei kov dub trav tra stud kve cer roz eyl "
    "oca sub ruj svi vel pro zar bre ira eka may mart abr ott "
).split()

SEASONS = {
    "spring": (
        "spring*; springtime; frühling*; frühjahr*; fruehling*; fruehjahr*; printemps; primaver*; vår; våren; "
        "vårtermin*; vår-; forår*; forår; lente; voorjaar; wiosn*; kevät*; kevä*; kevad*; pavasar*; primăvar*; "
        "proljeć*; proljec*; pomlad*; jar; jaro; jara; jaře; jarn*; tavasz*; пролет*; άνοιξη; άνοιξης; весн*; "
        "udaberri*; ilkbahar*; bahar*; earrach*; rebbiegħa; primavara"
    ),
    "summer": (
        "summer*; sommer*; été; estate; estiv*; verano; estiu; estíu; verão; sommar*; zomer*; lato; latem; lata; "
        "kesä; kesäll*; kesän; suv*; suvi; suvel; vasara; vasar*; vară; vara; ljet*; ljeto; poletj*; poletje; léto; "
        "létě; leto; lete; nyár*; лято; лятото; καλοκαίρι*; лето; летом; літо; влітку; uda; udan; yaz; yazın; "
        "samhradh; sajf"
    ),
    "autumn": (
        "autumn*; herbst*; automne*; autunn*; otoño*; tardor*; outono*; höst*; efterår*; høst*; herfst*; najaar; "
        "jesień*; jesieni*; jesien*; syks*; syksy*; syksyll*; sügis*; ruden*; rudens; rudenį; toamn*; jesen*; jesen; "
        "podzim*; jeseň*; jeseni; ősz*; есен*; φθινόπωρ*; осен*; осін*; восени; udazken*; sonbahar*; güz; fómhar; "
        "ħarifa; fall; in the fall"
    ),
    "winter": (
        "winter*; hiver*; inverno*; inverna*; invern; invierno*; hivern; vinter*; zima; zimy; zimą; zimi; zimn*; "
        "zimě; zime; talv*; talvi; talve*; ziem*; žiem*; iarn*; tél; télen; зима*; зимой; зими; взимку; χειμών*; "
        "χειμώ*; neg*u; negu*; kış; kışın; geimhreadh; xitwa"
    ),
}

# Beside a month or a season.
PARTS = {
    "begin": (
        "beginning; beginning of; start of; early; at the beginning of; first days of; anfang; anfang des; frühe*; "
        "beginn; début; debut; début de; commencement; inizio; inizi; all'inizio di; principios; a principios de; "
        "comienzos; inicio; inicios; principi; principis; a principis de; inici; início; começo; början; början av; "
        "i början av; tidig*; begyndelsen; starten; begynnelsen; tidlig; begin; begin van; vroege*; początek; "
        "początku; na początku; alku; alussa; alkupuol*; algus; alguses; sākums; sākumā; pradžia; pradžioje; "
        "început; începutul; početak; početkom; začetek; začetku; začátek; začátkem; začiatok; začiatkom; eleje; "
        "elején; начало; в начале; в началото; αρχές; αρχή; початок; на початку; hasiera; hasieran; başı; tús"
    ),
    "middle": (
        "mid; middle of; in the middle of; mitte; mi; mi-; milieu de; mediados; a mediados de; mediados de; metà; "
        "meta; a metà; mitjan; mitjans; a mitjan; meitat de; meados; em meados de; mitten; mitten av; mitt i; "
        "midten; medio; half; midden; połowa; połowie; w połowie; puoliväli; puolivälissä; kesk; keskel; vidus; "
        "vidū; vidurys; viduryje; mijlocul; la mijlocul; sredina; sredinom; sredi; polovina; polovině; v půlce; "
        "közepe; közepén; середина; в середине; средата; μέσα; в середині; erdialde*; ortası; lár"
    ),
    "end": (
        "end; end of; at the end of; late; last days of; ende; ende des; spät*; fin; fin de; à la fin de; fine; "
        "fine di; a fine; finales; a finales de; final; final de; finals; a finals de; fi de; finais; no final de; "
        "slutet; slutet av; sen; i slutet av; slutningen; slutten; ultimo; eind; einde; eind van; koniec; końcu; "
        "pod koniec; końca; loppu; lopussa; lopun; loppupuol*; lõpp; lõpus; beigas; beigās; pabaiga; pabaigoje; "
        "sfârșit; sfârșitul; kraj; krajem; konec; koncem; koncom; vége; végén; конец; в конце; края; в края; τέλος; "
        "τέλη; кінець; наприкінці; bukaera; amaiera; sonu; deireadh"
    ),
    "first_half": (
        "first half; 1st half; first half of; erste hälfte; 1. hälfte; ersten hälfte; première moitié; "
        "première quinzaine; 1ère quinzaine; prima metà; primera mitad; primera quincena; primera meitat; "
        "primera quinzena; primeira quinzena; primeira metade; första halvan; första hälften; første halvdel; "
        "eerste helft; pierwsza połowa; pierwszej połowie; alkupuolisko; esimene pool; esimesel poolel; pirmā puse; "
        "pirma pusė; prima jumătate; prva polovica; první polovina; prvá polovica; első fele; első felében; "
        "първата половина; πρώτο μισό; πρώτο δεκαπενθήμερο; первая половина; перша половина; lehen erdia"
    ),
    "second_half": (
        "second half; 2nd half; last half; second half of; zweite hälfte; zweiten hälfte; 2. hälfte; seconde moitié; "
        "deuxième moitié; deuxième quinzaine; seconde quinzaine; 2ème quinzaine; seconda metà; segunda mitad; "
        "segunda quincena; segona meitat; segona quinzena; segunda quinzena; segunda metade; andra halvan; "
        "andra hälften; anden halvdel; andre halvdel; tweede helft; druga połowa; drugiej połowie; loppupuolisko; "
        "teine pool; teisel poolel; otrā puse; antra pusė; a doua jumătate; druga polovica; druhá polovina; "
        "druhé polovině; druhá polovica; második fele; második felében; втората половина; δεύτερο μισό; "
        "δεύτερο δεκαπενθήμερο; вторая половина; друга половина; bigarren erdia"
    ),
}
# After "first" or "second", of a month: "1e helft juni", "1ª quinzena de maio".
HALVES = (
    "half; hälfte; haelfte; helft; halvan; hälften; halvdel; moitié; quinzaine; metà; mitad; quincena; meitat; "
    "quindicina; quinzena; metade; połowa; połowie; połowy; puolisko; pool; poolel; pusė; "
    "puse; jumătate; polovica; polovici; "
    "polovina; polovině; fele; felében; половина; половине; μισό; δεκαπενθήμερο; половині; erdia; erdian; yarısı"
)
# Parts of a year.
QUARTER = (
    "quarter; qtr; quartal*; trimestre*; trimester; kwartał*; kwartaal; kvartal*; kvartaal*; neljännes; "
    "vuosineljännes; ceturksn*; ketvirt*; negyedév*; тримесечие; квартал*; τρίμηνο; hiruhileko*; çeyrek; čtvrtletí; "
    "štvrťrok; tromesečje; četrtletje"
)
HALF_YEAR = (
    "half of year; half-year; half year; semester; semestre; halbjahr*; semestr*; halvår*; halvår; halfjaar; "
    "półrocz*; vuosipuolisko; poolaasta; pusgad*; pusmet*; polugodište; polletje; pololetí; polrok; félév*; "
    "полугодие; εξάμηνο; півріччя; seihileko*; yarıyıl; term"
)
FIRST = (
    "first; 1st; 1.; erste; erstes; erster; ersten; premier; première; primo; prima; primer; primera; primeiro; "
    "första; første; eerste; pierwsz*; ensimmäinen; esimene; pirm*; prim*; prv*; první; első; първ*; πρώτο; перв*; "
    "перш*; lehen"
)
SECOND = (
    "second; 2nd; zweite; zweites; zweiter; zweiten; deuxième; secondo; segundo; segon; andra; anden; andre; tweede; "
    "drug*; toinen; teine; otr*; antr*; doilea; druh*; második; втор*; δεύτερο; друг*; bigarren"
)

# "the week of 10 May", "Woche vom 10. Mai": the week in which a day lies.
WEEK = (
    "week commencing; week beginning; week starting; week of; w/c; semaine du; woche ab; woche vom; settimana dal; "
    "semana del; vko; vkot; vkolla; week; weeks; wk; wks; wks.; w; cw; KW; kalenderwoche; kalenderwochen; woche; "
    "wochen; semaine; semaines; sem; sett; settimana; settimane; semana; semanas; setmana; setmanes; vecka; veckor; "
    "v; uge; uger; uke; uker; weken; tydzień; tyg; tygodnie; vk; viikko; viikot; viikolla; viikoilla; nädal; "
    "nädalad; nädalal; nedēļa; nedēļas; savaitė; sav; savaitės; săptămâna; săptămânile; tjedan; tjedni; teden; "
    "týden; týdny; týždeň; týždne; hét; hete; hetek; седмица; седмици; εβδομάδα; неделя; недели; тиждень; aste; "
    "hafta; seachtain; ġimgħa"
)
SCHOOL_YEAR = (
    "school year; schoolyear; academic year; school-year; schuljahr*; ausbildungsjahr; studienjahr; année scolaire; "
    "année universitaire; anno scolastico; a.s; anno accademico; curso escolar; curso académico; curso; año escolar; "
    "año académico; curs escolar; curs acadèmic; curs; any escolar; ano letivo; ano lectivo; ano escolar; läsår*; "
    "läsåret; skolår*; skoleår*; studieår*; schooljaar; academiejaar; rok szkolny; roku szkolnego; roku szkolnym; "
    "rok akademicki; lukuvuosi; lukuvuode*; lukuvuonna; õppeaasta*; kooliaasta; mācību gads; mokslo metai; "
    "mokslo metais; an școlar; anul școlar; školska godina; školske godine; šolsko leto; šolskem letu; školní rok; "
    "školním roce; školský rok; školskom roku; tanév*; учебна година; учебната година; σχολικό έτος; σχολική χρονιά; "
    "учебный год; учебного года; навчальний рік; ikasturte*; öğretim yılı; eğitim yılı; scoilbhliain"
)
ANY_TIME = (
    "all year; all year round; whole year; the whole year; year-round; year round; all the year; "
    "throughout the year; throughout year; anytime; any time; any period; any month; always; ganzjährig; ganzjahr*; "
    "das ganze jahr; ganzes jahr; jederzeit; immer; toute l'année; toute année; n'importe quand; à tout moment; "
    "tout au long de l'année; toutes périodes; tutto l'anno; tutto anno; in qualsiasi momento; qualsiasi periodo; "
    "sempre; todo el año; todo año; cualquier momento; cualquier fecha; en cualquier época; durante todo el año; "
    "cualquier época del año; tot l'any; tot any; qualsevol moment; en qualsevol moment; qualsevol època; "
    "durant tot l'any; hela året; hela år; när som helst; året runt; året om; året rundt; hele året; hele år; "
    "når som helst; altid; hele jaar; het hele jaar; hele jaar door; altijd; op elk moment; jaarrond; todo o ano; "
    "todo ano; qualquer altura; em qualquer altura; qualquer momento; cały rok; przez cały rok; całoroczn*; "
    "w każdej chwili; dowolny termin; dowolnym czasie; ympäri vuoden; koko vuoden; koko vuosi; milloin vain; "
    "milloin tahansa; terve aasta; aastaringselt; kogu aasta; igal ajal; visu gadu; jebkurā laikā; visus metus; "
    "ištisus metus; bet kada; tot anul; oricând; tot timpul anului; cijele godine; cijela godina; "
    "tijekom cijele godine; bilo kada; vse leto; celo leto; kadarkoli; celý rok; celoročně; kdykoli; kdykoliv; "
    "celoročne; kedykoľvek; egész évben; bármikor; целогодишно; цяла година; по всяко време; όλο το χρόνο; "
    "όλο χρόνο; όλη τη χρονιά; οποτεδήποτε; οποιαδήποτε στιγμή; круглый год; весь год; в любое время; цілий рік; "
    "увесь рік; будь-коли; urte osoan; urte osoko; edozein unetan; en calquera momento; tüm yıl; yıl boyu; "
    "her zaman; i rith na bliana; sena kollha"
)

# Between two dates: a range …
RANGE = (
    "to; till; until; through; thru; bis; bis zum; bis ende; à; a; au; jusqu'au; jusqu'à; al; all'; alla; fino al; "
    "fino a; hasta; hasta el; fins; fins al; fins a; até; até ao; ao; till och med; t.o.m; t o m; tom; til; "
    "til og med; tot; tot en met; t/m; tm; do; aż do; saakka; asti; kuni; līdz; iki; până la; până în; pana; la; až; "
    "až do; -ig; έως; ως; μέχρι; по; до; arte; -e kadar; go dtí"
)
# … "between … and …": "and" makes a range only after these.
BETWEEN = (
    "between; zwischen; entre; tra; fra; mellan; mellem; mellom; tussen; pomiędzy; między; välillä; vahemik*; starp; "
    "tarp; între; između; med; mezi; medzi; között; между; μεταξύ; між; artean"
)
# Open at the end …
FROM = (
    "from; as of; starting; starting from; since; onwards from; beginning in; ab; ab dem; seit; beginnend; "
    "frühestens; dès; à partir de; à partir du; à compter de; dal; a partire da; a partire dal; desde; desde el; "
    "a partir de; a partir del; des de; a partir d'; från; från och med; fr.o.m; fra; fra og med; vanaf; od; "
    "od dnia; począwszy od; alkaen; alates; sākot no; nuo; începând cu; începând din; de la; počevši od; začenši; "
    "počínaje; počnúc; από; от; начиная с; від; починаючи з; -tik aurrera; itibaren"
)
# … but these are articles and prepositions as well: they open nothing without a second date.
FROM_WEAK = "vom; von; du; de; dall'; dai; da; del; des del; van; no; din; -tól; с; з; ó; des"
# Words after a date that open it at the end: "September 2027 onwards".
ONWARDS = (
    "onwards; onward; and later; or later; and after; and beyond; aufwärts; oder später; und später; en adelante; "
    "endavant; in poi; em diante; och framåt; og frem; og fremover; en later; lub później; alkaen; alates; et après; "
    "ou plus tard; o más tarde; e oltre; i més endavant; aurrera; -tól kezdve; itibaren"
)
# … at the beginning: the day or month named still counts …
UNTIL = (
    "until; till; up to; by; no later than; not later than; latest; bis; bis zum; bis ende; spätestens; jusqu'à; "
    "jusqu'en; jusqu'au; jusque; au plus tard; fino a; fino al; entro; entro il; hasta; hasta el; a más tardar; "
    "fins a; fins al; com a molt tard; até; até ao; o mais tardar; t.o.m; senast; til; til og med; indtil; senest; "
    "inntil; innen; tot; tot en met; uiterlijk; t/m; do; najpóźniej; asti; saakka; viimeistään; kuni; hiljemalt; "
    "līdz; iki; până la; până în; cel târziu; najkasnije; najkasneje; nejpozději; najneskôr; -ig; legkésőbb; έως; "
    "μέχρι; до; не позднее; не пізніше; arte; -e kadar"
)
# … or no longer counts.
BEFORE = (
    "before; vor; vor dem; avant; prima di; prima del; antes de; antes del; abans de; abans del; antes do; före; "
    "innan; før; voor; przed; ennen; enne; pirms; prieš; înainte de; prije; pred; před; előtt; πριν; перед; "
    "до начала; преди; aurretik; önce"
)
AFTER = (
    "after; nach; nach dem; après; dopo; después de; despues de; després de; depois de; efter; etter; na; po; "
    "jälkeen; pärast; pēc; după; poslije; nakon; után; μετά; после; след; після; ondoren; sonra"
)
# "except July".
EXCEPT = (
    "except; except for; excluding; excl; not; not in; but not; without; no; apart from; other than; avoid; "
    "avoiding; außer; ausser; ausgenommen; ohne; nicht; nicht im; nicht in; sauf; hors; excepté; pas en; pas; "
    "à l'exception de; éviter; tranne; eccetto; escluso; esclusi; non; ad eccezione di; evitare; salvo; excepto; "
    "menos; no en; evitar; excepte; llevat de; tret de; menys; no al; exceto; não em; utom; förutom; ej; inte; "
    "undantag; undtagen; ikke; bortset fra; unntatt; ikke i; behalve; niet; niet in; uitgezonderd; z wyjątkiem; "
    "oprócz; poza; nie; bez; paitsi; lukuun ottamatta; ei; välja arvatud; v.a; va; peale; izņemot; išskyrus; fără; "
    "cu excepția; exceptând; osim; izuzev; razen; kromě; mimo; okrem; nem; kivéve; без; освен; εκτός; εκτός από; "
    "όχι; кроме; за исключением; не; крім; окрім; izan ezik; ezik; agás; hariç; ach amháin"
)
# Between two dates that are choices.
OR = (
    "or; oder; ou; o; eller; of; lub; albo; tai; või; vai; arba; sau; ili; ali; nebo; alebo; vagy; или; ή; або; edo; "
    "veya; ya da; nó; jew; bzw; resp; also; and also; as well as"
)
AND = (
    "and; und; et; e; y; i; en; och; og; oraz; ja; un; ir; și; si; in; a; és; и; και; та; й; eta; ve; agus; u; "
    "sowie; ainsi que; nonché; plus"
)
# Words that stand beside dates and say nothing more.
BESIDE = (
    "ko; eko; an; ean; 年; in; im; am; on; the; of; during; em; no; na; nel; nell; nella; nei; en; el; la; le; les; "
    "los; l; il; lo; au; aux; de; del; della; di; do; da; d; dei; den; der; dem; des; i; på; om; w; we; v; ve; u; "
    "pe; kl; year; years; jahr; jahres; année; anno; año; any; ano; år; året; jaar; rok; roku; roce; r; vuonna; "
    "vuoden; vuosi; aasta; aastal; gada; gads; gadā; g; metai; metų; metais; m; anul; godina; godine; god; leto; "
    "leta; év; évi; évben; година; г; год; года; году; έτος; έτους; του; τον; στις; рік; року; p; urtea; urteko; "
    "urtean; yılı; yıl; bliain; mėn; mēn; mies; month; months; monat; mese; mes; mois; mês; månad; måned; maand; "
    "miesiąc; miesiącu; kuu; kuus; kuul; kuun; kuussa; mėnuo; mėnesį; mēnesis; luna; mjesec; mesec; měsíc; měsíci; "
    "mesiac; hónap; hónapban; месец; μήνας; μήνα; месяц; месяце; місяць; hila; hilean; ay; ayı; ayında; date; dates; "
    "datum; period; periode; periodo; période; período; all; whole; full; ganz; ganzer; ganze; tout; tutto; todo; "
    "tot; hela; hele; cały; mid; ca; circa; about; around; approx; preferably; ideally; possibly; probably; "
    "bevorzugt; vorzugsweise; möglichst; am liebsten; etwa; ungefähr; de préférence; si possible; environ; vers; "
    "preferibilmente; possibilmente; verso; preferiblemente; preferentemente; aproximadamente; hacia; "
    "preferiblement; preferentment; aproximadament; cap a; helst; gärna; cirka; ungefär; gerne; bij voorkeur; "
    "liefst; ongeveer; de preferência; najlepiej; ok; około; mieluiten; eelistatult; noin; umbes; lehetőleg; st; nd; "
    "rd; th; er; ere; re; º; ª; dnia; dni; día; dia; jour; tag; päivä; päev; napja; flexible; flexibel; flessibile; "
    "joustava; elastycznie; fleksibel; elàstic"
)
# Words with which the person says that the dates can move.
FLEXIBLE = (
    "flexible; flexibel; flexibility; fleksibel; fleksibelt; flessibil*; flexibles; adaptable; souple; elastyczn*; "
    "joustav*; paindlik*; elastīg*; lankst*; flexibil; fleksibil*; fleksibiln*; prilagodlj*; flexibilní; flexibilné; "
    "rugalmas*; гъвкав*; ευέλικτ*; гибк*; гнучк*; malgu*; esnek; solúbtha; negotiable; verhandelbar; nach absprache; "
    "à convenir; tbc; to be confirmed; or similar; approximately; approx; provisional"
)
# "weekdays in spring"
WEEKDAYS = (
    "weekday*; working days; werktag*; wochentag*; jours ouvrables; en semaine; giorni feriali; giorni lavorativi; "
    "días laborables; días hábiles; entre semana; dies feiners; entre setmana; vardagar; hverdage; hverdager; "
    "ukedager; werkdagen; doordeweeks; dias úteis; dni robocze; dni powszednie; arkipäiv*; tööpäev*; darba dien*; "
    "darbo dien*; zile lucrătoare; radni dan*; delovn* dn*; pracovní dny; pracovné dni; hétköznap*; работни дни; "
    "εργάσιμες; рабочие дни; будні; astegunak; hafta içi; weekend*; week-end*; wochenende*; fin de semana; "
    "cap de setmana; helg*; fine settimana; any; every; each; jeden; jede; chaque; ogni; cada; varje; hver; elke; "
    "każdy; każdego"
)
