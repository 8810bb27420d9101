"""Words of mails: headers, greetings, and what shows that a sentence is about something else."""

# Labels at the top of a mail. What stands beside "subject" is the title.
SUBJECT = (
    "subject; betreff; betr; objet; sujet; oggetto; asunto; assumpte; ämne; emne; onderwerp; betreft; assunto; "
    "temat; aihe; teema; temats; tema; subiect; predmet; předmět; předmět zprávy; tárgy; тема; относно; θέμα; gaia; "
    "konu; ábhar; re; aw; fwd; fw; wg; tr; sv; vs"
)
SENDER = (
    "from; von; de; da; från; fra; van; od; lähettäjä; saatja; no; nuo; de la; feladó; от; από; nork; kimden; "
    "reply-to; antwort an; répondre à"
)
OTHER_HEADERS = (
    "to; an; à; a; per a; para; till; til; aan; do; vastaanottaja; saaja; kam; către; za; komu; címzett; до; προς; "
    "nori; kime; cc; bcc; kopie; copia; sent; gesendet; envoyé; inviato; enviado; enviat; skickat; sendt; verzonden; "
    "wysłano; lähetetty; saadetud; date; datum; data; fecha; dato; dátum; дата; ημερομηνία; tarih; attachments; "
    "anlagen; importance; x-mailer; message-id"
)
# Before a language in running text: "in English", "wir sprechen Deutsch", "notre langue est".
SPEAKING = (
    "speak*; language*; spoken; in; level; understand; communicat*; sprech*; sprache*; sprachen; auf; "
    "sprachkenntniss*; spricht; langue*; parl*; en; niveau; lingua; lingue; parlano; parliamo; parlato; livello; "
    "idioma*; lengua*; habl*; nivel; llengu*; nivell; språk; talar; tala; på; nivå; sprog; taler; snakker; taal; "
    "talen; spreken; spreekt; in het; língua*; fal*; em; język*; mówi*; po; posługuj*; kieli; kielet; puhu*; keel; "
    "keeles; räägi*; valod*; runā*; kalb*; limb*; vorb*; jezik*; govor*; jazyk*; mluv*; hovor*; nyelv*; beszél*; "
    "език*; говор*; γλώσσ*; μιλ*; στα; язык*; на; мов*; розмовля*; hizkuntz*; dil*; konuş*; work in; working"
)
# A date after these is no period of a stay.
NOT_A_STAY = (
    "deadline; answer*; reply; replies; respond; let us know; antwort*; rispond*; repond*; répond*; réponse*; "
    "contest*; svara; svar; antwoord*; odpowie*; vastaa*; vastus*; until further notice; founded; established; "
    "since; born; birth; apply by; application*; submit*; answer by; reply by; please reply; respond by; last year; "
    "previous*; already; phone call; call on; meeting on; zoom; gegründet; geboren; frist; bewerbung*; antwort bis; "
    "rückmeldung; bis spätestens; fondé*; né; date limite; réponse; répondre; avant le; entro il; scadenza; fondat*; "
    "nato; rispo*; fecha límite; plazo; fundad*; responder; respuesta; data límit; termini; respon*; grundad*; "
    "sista dag; senast; grundlagt; opgericht; uiterlijk; vóór; prazo; fundada; termin zgłosz*; do dnia; założon*; "
    "määräaika; perustettu; tähtaeg; lehdistö; határidő; алapít*; срок; προθεσμία; дедлайн"
)
# Lines that close a mail: below them stands who writes.
CLOSING = (
    "regards; best regards; kind regards; best wishes; yours sincerely; sincerely; cheers; greetings; grüße; gruß; "
    "viele grüße; mit freundlichen grüßen; freundliche grüße; mfg; lg; cordialement; bien cordialement; salutations; "
    "bien à vous; cordiali saluti; saluti; distinti saluti; un cordiale saluto; saludos; un saludo; atentamente; "
    "cordialmente; salutacions; atentament; cordialment; vänliga hälsningar; med vänlig hälsning; hälsningar; mvh; "
    "venlig hilsen; med venlig hilsen; vennlig hilsen; hilsen; groeten; met vriendelijke groet; "
    "vriendelijke groeten; mvg; cumprimentos; com os melhores cumprimentos; atenciosamente; pozdrawiam; "
    "z poważaniem; pozdrowienia; terveisin; ystävällisin terveisin; terv; parimate soovidega; lugupidamisega; "
    "tervitades; ar cieņu; pagarbiai; cu stimă; cu respect; srdačan pozdrav; s poštovanjem; lep pozdrav; "
    "s pozdravem; s pozdravom; üdvözlettel; tisztelettel; поздрави; с уважение; με εκτίμηση; χαιρετισμούς; "
    "с уважением; з повагою; agur; adeitasunez; saygılarımla; is mise"
)
# A line that names an organisation holds one of these.
ORGANISATION = (
    "school*; college*; university; institute*; academy; centre; center; council; municipality; county; region*; "
    "agency; association; foundation; chamber; ministry; department; organisation; ngo; ltd; gmbh; e.v; schule*; "
    "*schule; berufskolleg; kolleg; hochschule; institut*; akademie; zentrum; kreis; landkreis; stadt; gemeinde; "
    "landesamt; amt; verein; stiftung; kammer; *kammer; ministerium; école*; lycée*; collège; université; "
    "conseil régional; mairie; chambre; cfa; greta; scuola; istituto; liceo; università; centro; comune; provincia; "
    "agenzia; associazione; fondazione; camera; escuela; instituto; ies; universidad; ayuntamiento; diputación; "
    "agencia; asociación; fundación; cámara; escola; institut; universitat; ajuntament; diputació; generalitat; "
    "agència; associació; fundació; skola; *skola; *skolan; gymnasium; gymnasiet; kommun; *kommun; högskola; "
    "folkhögskola; stiftelse; förening; skole; *skole; kommune; *kommune; fylkeskommune; forening; *school; "
    "hogeschool; gemeente; provincie; stichting; vereniging; agrupamento; câmara; município; associação; fundação; "
    "szkoła; zespół szkół; technikum; gmina; urząd; fundacja; stowarzyszenie; koulu; *koulu; opisto; *opisto; kunta; "
    "kaupunki; yhdistys; säätiö; *kool; kutsekool; kolledž; vald; linnavalitsus; vidusskola; tehnikums; mokykla; "
    "centras; savivaldybė; liceul; colegiul; școala; primăria; asociația; škola; srednja škola; učilište; udruga; "
    "šola; srednja šola; občina; zavod; střední škola; gymnázium; úřad; sdružení; stredná škola; združenie; iskola; "
    "szakképző; önkormányzat; egyesület; alapítvány; гимназия; училище; община; сдружение; σχολείο; επαλ; ιεκ; "
    "δήμος; περιφέρεια; σύλλογος; колледж; школа; центр; університет; ікастола; ikastetxea; lanbide; udala; lisesi; "
    "okulu; belediyesi; derneği; vakfı"
)
