"""Words for hosting and sending. "We look for a host" is a wish; "we offer places" an offer."""

OFFER = (
    "nehmen gerne auf; nehmen auf; nehme auf; nimmt auf; mottagar*; receptor*; receptora; gazda*; host; hostitelsk*; "
    "přijím*; prijím*; hosts; hosting; hosted; host organisation; receive; receiving; reception; welcome; welcoming; "
    "offer; offers; we offer; offering; accommodate; gastgeb*; aufnehm*; aufnahme*; aufgenommen; empfangen; "
    "beherberg*; gastgeber; aufnehmende; angebot; anbieten; bieten; wir bieten; wir nehmen auf; accueil; accueillir; "
    "accueillons; accueille; accueillant*; recevoir; recevons; offre; nous offrons; proposons; ospit*; accogl*; "
    "accoglienza; ricevere; offert*; offriamo; acoger; acoge; acogida; acogemos; recibir; recibimos; anfitrión; "
    "anfitriona; oferta; ofrecemos; ofrecer; acollir; acollim; acollida; acull; rebre; rebem; amfitri*; oferim; "
    "oferir; ta emot; tar emot; tager imod; tager emot; mottagande; mottagare; värd; värdskap; vara värd; erbjud*; "
    "erbjuder; emottag*; være vært; vært; værtskab; modtage; modtager; modtagelse; tage imod; tilbyde; tilbud; vert; "
    "vertskap; være vert; ta imot; tar imot; mottak; motta; tilby; tilbyr; ontvang*; opvang; gastheer; gastvrij; "
    "aanbod; bieden aan; acolher; acolhimento; acolhemos; receber; recebemos; anfitri*; oferecemos; przyjm*; "
    "przyjąć; przyjęcie; gości*; goszcz*; gospodarz; oferujemy; vastaanott*; isännöi*; isäntä; tarjoa*; "
    "ottaa vastaan; otamme vastaan; vastuvõt*; võtame vastu; võõrusta*; vastu võtta; vastu võtma; pakkuda; pakume; "
    "uzņem*; uzņemt; piedāvā*; priim*; priimti; siūlome; găzdui*; gazdă; primim; primire; ugosti*; domaćin; "
    "prihvat*; primiti; primamo; nudimo; gosti*; sprejem*; sprejeti; gostitelj; ponujamo; hostit; hostitel; "
    "přijímat; přijímáme; přijmout; přijetí; nabízíme; hostiť; hostiteľ; prijímať; prijímame; prijať; prijatie; "
    "ponúkame; fogad*; vendéglát*; befogad*; fogadó*; kínál*; приема*; посрещ*; домакин*; предлага*; υποδοχ*; "
    "φιλοξεν*; υποδεχ*; προσφέρ*; принима*; принять; приём; прием; приймати; приймаємо; прийом; hartu; harrera; "
    "harrera egin; hartzaile; eskaini; eskaintzen; acollemos; acoller; ev sahib*; ev sahipliği; misafir et*; kabul; "
    "óstáil; óstach; jospita; nilqgħu; incoming; in-coming; inbound; we can take; take in; we have places; "
    "places available; freie plätze"
)
WISH = (
    "sändar*; emisor*; emissor*; invian*; vysíl*; vysiel*; posíl*; posiel*; send; sends; sending; sender; "
    "sending organisation; send out; wish; outgoing; out-going; outbound; looking for placement*; "
    "looking for a place; looking for places; seeking placement*; we look for; we are looking for; searching for; "
    "seek; seeking; we seek; entsend*; senden; sendend*; schicken; ausreise; wir suchen; suchen; gesucht; wunsch; "
    "entsandt; envoyer; envoi; envoyons; envoie; d'envoi; recherchons; cherchons; chercher; rechercher; recherche; "
    "souhait; nous cherchons; partir; inviare; invio; inviamo; invia; mandare; mandiamo; cerchiamo; cercare; "
    "in cerca di; enviar; envío; enviamos; envía; mandar; buscamos; buscar; búsqueda; busca; demanda; enviem; "
    "enviament; envia; busquem; cercar; cerquem; cerca; skicka; skickar; sända; sänder; sända ut; utsändande; "
    "skicka ut; söker; letar efter; sende; sende ud; udsende; udsendelse; søger; leder efter; sende ut; sender ut; "
    "utsending; ønsker å sende; søker; ser etter; sturen; stuurt; uitzend*; zenden; zendend*; uitsturen; zoeken; "
    "zoekt; op zoek naar; wij zoeken; envio; procuramos; procurar; wysył*; wysłać; wysłanie; wyjazd*; szukamy; "
    "poszukujemy; lähett*; lähete*; etsimme; etsitään; saat*; saata; saatma; saadame; lähetamine; otsime; otsib; "
    "nosūt*; sūtīt; sūtām; sūta; meklējam; meklē; siųsti; siunč*; išsiųsti; ieškome; ieško; trimite*; trimitem; "
    "trimitere; căutăm; slati; poslati; šaljemo; slanje; pošilj*; pošiljanje; tražimo; iščemo; vyslat; vysílat; "
    "vysíláme; vysílající; vyslání; posílat; posíláme; hledáme; vyslať; vysielať; vysielame; posielať; posielame; "
    "hľadáme; küld*; kiküld*; keres*; keresünk; изпраща*; изпрати; изпращане; търсим; търсещ*; αποστολ*; αποστέλλ*; "
    "στέλν*; στείλ*; αναζητ*; ψάχνουμε; отправ*; направл*; посыла*; ищем; ищу; відправ*; надсила*; шукаємо; bidali; "
    "bidaltzen; bidaltze; igorri; bila; gönder*; arıyoruz; seol; seoladh; nibagħtu; tibgħat"
)
BOTH = (
    "both; either; alle beide; "
    "host and send; send and host; beides; beide; sowohl als auch; les deux; entrambi; entrambe; "
    "tutti e due; ambos; ambas; las dos; los dos; ambdós; ambdues; tots dos; totes dues; båda; både och; bägge; "
    "begge; begge deler; begge dele; allebei; oba; obie; obydwa; jedno i drugie; molemmat; kumpikin; mõlemad; "
    "mõlemat; abi; abas; abi varianti; abu; ambele; amândouă; oboje; oba dva; obe; obojí; obe možnosti; mindkettő; "
    "mindkét; и двете; двете; και τα δύο; και τους δύο; оба; обе; и то и другое; обидва; biak; bietan; her ikisi; "
    "gach ceann; it-tnejn; reciprocal; mutual; exchange; gegenseitig; réciproque; reciproco; recíproco; ömsesidig; "
    "gensidig; gjensidig; wederzijds; wzajemn*"
)
# "We look for a host": the other side is named after a word for looking.
SEEKING = (
    "look* for; seek*; search*; need*; want a; such*; gesucht; cherch*; recherch*; cerca*; cerch*; busc*; busqu*; "
    "búsqueda; in cerca; sök*; letar; søg*; søk*; leder efter; ser etter; zoek*; procur*; szuka*; poszuk*; etsi*; "
    "otsi*; meklē*; iešk*; căut*; traži*; iščem*; hled*; hľad*; keres*; търс*; αναζητ*; ψάχν*; ищ*; шука*; bila; "
    "arı*; require*; brauch*"
)
HOST_NOUN = (
    "ospital*; hospitality; hosting; gastfamilie*; gastbetrieb*; host; hosts; host organisation*; "
    "hosting organisation*; host partner*; hosting partner*; receiving organisation*; placement*; place*; company; "
    "companies; gastgeber*; aufnehmende*; aufnahmeeinrichtung*; aufnahmebetrieb*; praktikumsplatz*; "
    "praktikumsplätze; structure d'accueil; structures d'accueil; accueil; entreprise d'accueil; lieu de stage; "
    "stage; stages; ente ospitante; ospitante; accoglienza; centro de acogida; acogida; entidad de acogida; empresa; "
    "empresas; centre d'acollida; acollida; entitat d'acollida; värd; mottag*; praktikplats*; vært*; modtag*; vert; "
    "mottak*; gastorganisatie; ontvang*; stageplaats*; stageplek*; acolhimento; entidade de acolhimento; przyjm*; "
    "miejsc*; vastaanot*; vastuvõt*; uzņem*; priim*; gazdă; domaćin*; gostitelj*; hostitel*; fogad*; домакин*; "
    "приема*; υποδοχ*; принима*; прийма*; harrera; ev sahib*"
)
# Swedish "vård" is care. Only its accent keeps it from "värd", a host.
NO_HOST = frozenset({"vård"})
# A single letter in a column of its own: H for host, S for send, B for both.
LETTERS = {"offer": "H", "wish": "S", "both": "B"}
# Words beside these that change nothing.
BESIDE = (
    "we; would like; want; wish; like to; organisation*; organization*; partner*; visitor*; guest*; group*; people; "
    "wir; möchten; wollen; würden gerne; gäste; gruppe*; nous; voulons; souhaitons; aimerions; groupe*; vogliamo; "
    "vorremmo; gruppi; queremos; nos gustaría; volem; ens agradaria; grups; vi vill; vill; vi; ønsker; vil gerne; "
    "willen; graag; wij; chcemy; chcielibyśmy; haluamme; soovime; org; ourselves; participants; learners; students; "
    "staff; institution; role"
)
