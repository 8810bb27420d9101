"""Words that answer nothing, and yes and no."""

# The person saw the question and could not or would not say.
UNANSWERED = (
    "unknown; not known; don't know; do not know; dont know; no idea; not sure; n/a; na; n.a; nn; tbd; tba; tbc; "
    "to be defined; to be decided; to be confirmed; to be agreed; to be discussed; to be seen; to be announced; "
    "to be determined; not yet; not yet decided; open; see above; see below; see remarks; see website; idem; ditto; "
    "k.a; keine angabe; keine angaben; unbekannt; weiß nicht; noch offen; offen; nach absprache; nach vereinbarung; "
    "s.o; siehe oben; inconnu; ne sait pas; nc; n.c; nsp; à définir; à déterminer; à convenir; à voir; selon accord; "
    "voir ci-dessus; da definire; da concordare; da decidere; sconosciuto; non so; nd; n.d; vedi sopra; a definir; "
    "por definir; por determinar; a concretar; a convenir; a acordar; desconocido; no sé; ns/nc; ver arriba; "
    "desconegut; per definir; per concretar; a determinar; no ho sé; okänt; vet ej; vet inte; ej bestämt; "
    "enligt överenskommelse; se ovan; ukendt; ved ikke; efter aftale; ukjent; vet ikke; etter avtale; onbekend; nvt; "
    "n.v.t; in overleg; nog te bepalen; weet niet; nieznane; nie wiem; do ustalenia; do uzgodnienia; brak danych; "
    "n/d; ei tiedossa; en tiedä; sovitaan; sopimuksen mukaan; ei tea; kokkuleppel; nav zināms; nezinu; nežinoma; "
    "nežinau; pagal susitarimą; necunoscut; nu știu; neznámé; nevím; dle dohody; neviem; podľa dohody; nepoznato; "
    "ne znam; po dogovoru; neznano; ne vem; nem tudom; megbeszélés szerint; άγνωστο; δεν ξέρω; κατόπιν συνεννόησης; "
    "неизвестно; не знаю; по договоренности; неизвестен; не знам; невідомо; desconhecido; não sei; a combinar; "
    "por combinar; ezezaguna; bilinmiyor; ikke bestemt; maybe; perhaps; vielleicht; peut-être; forse; quizás; "
    "potser; kanske; misschien; może; any; anything; whatever; no preference; flexible; flexibel; négociable; "
    "negotiable; egal; beliebig; peu importe; qualsiasi; cualquiera; qualsevol; indifferent; does not matter; all; "
    "everyone; many; several; various; diverse; some; many people; a few; a small group"
)
YES = (
    "yes; y; x; ok; ja; jawohl; oui; sì; si; sí; sim; da; tak; kyllä; joo; jah; jā; taip; igen; áno; ano; ναι; да; "
    "так; bai; evet; iva; tá; vero; true; wahr; vrai; naturally; of course; natürlich; bien sûr; certainly; fully; "
    "voll; po; jo; jes"
)
NO = (
    "no; n; nein; non; não; nao; nej; nei; nee; nie; ei; nē; ne; nem; nu; όχι; нет; не; ні; ez; hayır; le; níl; "
    "false; keine; kein; keiner; keines; none; nil; aucun; aucune; nessuno; nessuna; ninguno; ninguna; cap; ningú; "
    "nenhum; nenhuma; inga; ingen; inget; geen; brak; żaden; ei ole; puudub; nav; nėra; nic; žádné; žiadne; nema; "
    "nincs; κανένα; καμία; нема; nothing; nichts; rien; niente; nada; res; inte; ikke; niets; not needed; "
    "not necessary; not required; nicht nötig; nicht erforderlich; pas nécessaire; non necessario; no necesario; "
    "no cal; no hace falta; behövs inte; ikke nødvendig; niet nodig; nie trzeba; nie dotyczy; 0; zero; null; "
    "ingenting; not any; pas de besoin"
)
# Half a yes.
PARTLY = (
    "partly; partially; partial; limited; in part; teilweise; zum teil; teils; bedingt; partiellement; en partie; "
    "partiel; in parte; parzialmente; parziale; parcialmente; parcial; en parte; parcialment; en part; delvis; "
    "till viss del; delvist; til dels; gedeeltelijk; deels; częściowo; osittain; osaliselt; daļēji; iš dalies; "
    "parțial; částečně; čiastočne; djelomično; delno; részben; εν μέρει; μερικώς; частично; частково; "
    "ground floor only; nur erdgeschoss; rez-de-chaussée; solo piano terra; solo planta baja; only ground floor"
)
# What follows is not meant.
NOT = (
    "no; not; without; except; excluding; excl; but not; nicht; kein; keine; keinen; ohne; außer; ausser; pas; "
    "pas de; sans; sauf; hors; excepté; non; senza; escluso; tranne; eccetto; sin; excepto; salvo; menos; sense; "
    "excepte; llevat de; tret de; sem; exceto; inte; ej; utan; utom; förutom; ikke; uden; undtagen; uten; unntatt; "
    "niet; geen; zonder; behalve; nie; bez; oprócz; poza; z wyjątkiem; ei; ilman; paitsi; ilma; välja arvatud; "
    "izņemot; išskyrus; be; fără; cu excepția; ne; kromě; mimo; okrem; osim; brez; razen; nem; kivéve; nélkül; όχι; "
    "χωρίς; εκτός; не; без; кроме; освен; крім; ez; gabe; hariç"
)
