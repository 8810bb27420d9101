"""Units of time."""

UNITS = {
    "fortnight": "fortnight*",
    "fifteen": "quinzaine*; quincena*; quinzena*",
    "day": (
        "day*; d; dy; dys; tag; tage; tagen; tg; tägig*; kalendertag*; jour*; j; jrs; giorn*; gg; g; gior; día*; "
        "dia; dias; dies; dag*; dage; dager; dagar; dgr; dagen; dgn; dzień; dzien; dni; dnia; dn; dniow*; päiv*; pv; "
        "vrk; päev*; dien*; dienų; dieną; dienas; zi; zile; dan; dana; dani; dní; dny; den; deň; dnech; nap; napos; "
        "napot; ден; дни; дена; дня; дней; день; днів; дні; ημέρ*; μέρ*; ημ; egun*; día; lá; laethanta; gün; jum; "
        "jiem; jours-homme"
    ),
    "working_day": (
        "working day*; work day*; workday*; business day*; arbeitstag*; werktag*; jours ouvrés; jours ouvrables; "
        "jours de travail; giorni lavorativi; giorni feriali; días laborables; días hábiles; dies laborables; "
        "dies feiners; arbetsdag*; arbejdsdag*; arbeidsdag*; virkedag*; werkdag*; dias úteis; dni robocz*; "
        "dni roboczych; työpäiv*; arkipäiv*; tööpäev*; darba dien*; darbo dien*; zile lucrătoare; radn* dan*; "
        "delovn* dn*; pracovn* dn*; pracovných dní; munkanap*; работни дни; εργάσιμες ημέρες; εργάσιμ*; "
        "рабочих дней; рабочие дни; робочих днів; lanegun*; iş günü; lá oibre"
    ),
    "week": (
        "week*; wk; wks; w; woche*; wochen; wo; wöchig*; semaine*; sem; settiman*; sett; semana*; setman*; setm; set; "
        "veck*; v; vka; uge*; uger; uke*; uker; weken; wkn; tydzień; tydzien; tygodni*; tyg; tygodn*; viikko*; "
        "viikon; viiko*; vk; nädal*; näd; nedēļ*; ned; savait*; sav; săptămân*; saptaman*; săpt; tjedan; tjedn*; "
        "teden; tedn*; tedna; týden; týdn*; týždeň; týždn*; hét; hetes; hetet; hetek; heti; седмиц*; εβδομάδ*; εβδ; "
        "недел*; тиждень; тижн*; aste; astek; hafta*; seachtain*; ġimgħa; ġimgħat"
    ),
    "month": (
        "month*; mth; mths; mo; monat*; mon; mois; mese; mesi; mes; meses; mesos; mês; mån*; månad*; mnd; mdr; "
        "måned*; maand*; miesiąc*; miesiec*; mies; msc; kuukaus*; kk; kuu; kuud; kuu*; mēnes*; mėnes*; mėn; lun*; "
        "lună; luni; mjesec*; mesec*; mesece; měsíc*; mesiac*; hónap*; месец*; месяц*; мес; місяц*; μήν*; μήνες; "
        "hilabete*; hil; ay; mí; míonna; xahar; xhur"
    ),
    "year": (
        "year*; jahr*; an; ans; année*; anno; anni; año*; any; anys; ano; anos; år; jaar; rok*; lata; lat; vuos*; "
        "vuot*; vuode*; aasta*; gad*; met*; anul; ani; godin*; let*; év; éves; годин*; год*; лет; рік; роки; έτ*; "
        "χρόν*; urte*; yıl*; bliain*"
    ),
    "hour": (
        "hour*; hr; hrs; h; stunde*; std; heure*; ore; ora; hora*; hores; timm*; tim; time; timer; timen; uur; uren; "
        "godz*; godzin*; tunt*; t; tund*; tundi; stund*; val; valand*; oră; sat*; sati; ur; ure; hodin*; hod; óra; "
        "órás; час*; часа; ώρ*; година; ordu*; saat*; uair*; lesson*; unterrichtsstunde*; session*; sitzung*; "
        "séance*; sesión; sesiones; sessió; sessions; sessione; sessioni; meeting*; webinar*; treffen; réunion*; "
        "incontri; incontro; träff*; möte*; bijeenkomst*; spotkani*"
    ),
    "minute": ("minut*; min; mins; mín; mn; perc; λεπτ*; dakika*; nóiméad*; минут*; хвилин*; minūt*; минута"),
}
# A cell that holds nothing but one of these means one of them.
ALONE = {
    "week": (
        "week; woche; semaine; settimana; semana; setmana; vecka; uge; uke; tydzień; týden; týždeň; tjedan; teden; "
        "viikko; nädal; nedēļa; savaitė; săptămână; hét; седмица; неделя; тиждень; εβδομάδα; aste bat; hafta; "
        "seachtain"
    ),
    "month": (
        "month; monat; mois; mese; mes; mês; månad; måned; maand; miesiąc; měsíc; mesiac; mjesec; mesec; kuukausi; "
        "kuu; mēnesis; mėnuo; lună; hónap; месец; месяц; місяць; μήνας; hilabete; ay; mí"
    ),
}
# "a week", "une semaine": the article is one.
ONE = (
    "a; an; one; ein; eine; einen; une; un; uno; una; um; uma; en; ett; et; een; jeden; jedna; jedno; jedan; ena; "
    "egy; viens; viena; vienas; üks; yksi; bir; bat; ένα; μία; μια; один; одна; одну; един; една; o; un'; ó; ċ"
)
# Half and one and a half are not rounded.
HALF = (
    "half; halb*; demi*; mezzo; mezza; medio; media; mig; mitja; halv*; pół; półtora; puoli; puolitoista; pool; "
    "poolteist; pus*; jumătate; pol*; půl*; fél*; másfél; половин*; μισ*; пол; полтора; erdi*; yarım; anderthalb; "
    "eineinhalb"
)
