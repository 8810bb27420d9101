"""Help that a host offers or a group needs, by the codes of the reference list."""

MEASURES = {
    "STEP_FREE": (
        "step-free; step free; wheelchair*; accessible; accessibility; barrier-free; barrier free; lift; elevator; "
        "ramp; ramps; ground floor; reduced mobility; barrierefrei*; rollstuhl*; aufzug; lift vorhanden; fahrstuhl; "
        "rampe; stufenlos; ebenerdig; erdgeschoss; gehbehinder*; fauteuil* roulant*; PMR; accès PMR; accessibilité; "
        "sans marche; ascenseur; plain-pied; rez-de-chaussée; mobilité réduite; senza barriere; "
        "senza barriere architettoniche; sedia a rotelle; sedie a rotelle; carrozzina; carrozzine; ascensore; rampa; "
        "accessibile; accessibil*; piano terra; ridotta mobilità; sin barreras; silla de ruedas; sillas de ruedas; "
        "ascensor; accesible; accesib*; adaptado; planta baja; movilidad reducida; sense barreres; cadira de rodes; "
        "cadires de rodes; adaptat; mobilitat reduïda; rullstol*; hiss; tillgänglig*; utan trappor; trösklar; "
        "markplan; bottenvåning; kørestol*; tilgængelig*; niveaufri; rullestol*; heis; tilgjengelig*; trinnfri; "
        "universell utforming; rolstoel*; drempelvrij; gelijkvloers; toegankelijk*; cadeira* de rodas; elevador; "
        "acessível; acessib*; rés-do-chão; mobilidade reduzida; bez barier; wózek inwalidzki; wózk* inwalidzk*; "
        "na wózku; winda; windy; podjazd; dostępn*; dla niepełnosprawnych; parter; esteetön; esteett*; pyörätuol*; "
        "hissi; luiska; ligipääsetav; ligipääs*; ratastool*; lift olemas; kaldtee; bez šķēršļiem; ratiņkrēsl*; "
        "lifts; pieejam*; neįgaliojo vežimėl*; vežimėl*; liftas; pritaikyta; accesibil*; scaun rulant; rampă; "
        "fără bariere; pristupačn*; invalidska kolica; dizalo; dvigalo; dostopn*; brez ovir; invalidski voziček; "
        "bezbariér*; vozíčk*; výtah; výťah; akadálymentes*; kerekesszék*; достъпн*; инвалидна количка; асансьор; "
        "προσβάσιμ*; προσβασιμότητα; αμαξίδιο; ανελκυστήρας; ασανσέρ; ράμπα; αναπηρικό αμαξίδιο; доступн*; "
        "инвалидная коляска; инвалидн* коляск*; коляск*; лифт; безбарьерн*; безбар'єрн*; ліфт; візок; "
        "oztoporik gabe; gurpil-aulki*; igogailu*; irisgarri*; sen barreiras; erişilebilir; tekerlekli sandalye; "
        "asansör; inrochtana; cathaoir rothaí; aċċessibbli"
    ),
    "SIGN_LANGUAGE": (
        "sign language; signing; deaf; gebärdensprach*; gebärden; gehörlos*; langue des signes; LSF; LSFB; sourd; "
        "sourds; lingua dei segni; LIS; sordo; sordi; non udenti; lengua de signos; LSE; lenguaje de signos; sordos; "
        "sordas; llengua de signes; llengua de signes catalana; LSC; teckenspråk*; tegnsprog*; tegnspråk*; döv; "
        "döva; gebarentaal; gebarentolk; doven; língua gestual; LGP; surdo; surdos; język migowy; języka migowego; "
        "tłumacz migowy; PJM; niesłysząc*; viittomakiel*; viittomakielen tulkki; kuuro; viipekeel*; zīmju valod*; "
        "gestų kalb*; limbajul semnelor; limba semnelor; znakovni jezik; znakovnog jezika; znakovn* jezik*; "
        "znakový jazyk; znakov* jazyk*; tlumočník do znakového; posunk* jazyk*; jelnyelv*; жестов език; "
        "жестомимичен; νοηματική; νοηματικ* γλώσσ*; жестов* язык*; сурдоперевод*; жестова мова; сурдоперекладач; "
        "keinu hizkuntza; zeinu hizkuntza; işaret dili; teanga chomharthaíochta"
    ),
    "CAPTIONS": (
        "caption*; subtitle*; subtitling; speech-to-text; written summar*; easy language; easy read; plain language; "
        "untertitel*; schriftdolmetsch*; leichte sprache; einfache sprache; sous-titr*; sous-titres; facile à lire; "
        "FALC; transcription; sottotitol*; subtítul*; subtitulad*; lectura fácil; lectura fàcil; transcripció; "
        "transcripción; undertext*; textning; textad; lättläst; skrivtolk*; undertekst*; teksting; skrivetolk*; "
        "letlæst; ondertitel*; schrijftolk*; legendas; legendagem; napisy; napisami; tekst łatwy; tekstitys; "
        "kirjoitustulk*; selkokiel*; subtiitrid; titri; subtitr*; subtitrări; titlovi; podnapisi; titulky; "
        "feliratoz*; felirat; субтитри; субтитры; υπότιτλ*; υποτιτλ*; azpititulu*; lenda; altyazı; fotheidil"
    ),
    "ASSISTANT_WELCOME": (
        "assistant*; personal assistant*; personal assistance; carer welcome; accompanying person*; "
        "accompanying adult; accompanist; escort; assistenz*; assistenzperson*; persönliche assistenz; "
        "begleitperson*; begleitung; auxiliaire de vie; accompagnateur*; accompagnant*; AESH; assistant personnel; "
        "accompagnator*; assistente personale; assistente; persona di accompagnamento; asistente personal; "
        "acompañante*; assistent personal; assistència personal; acompanyant*; personlig assistent; assistent; "
        "assistenter; ledsagare; personlig assistance; ledsager*; personlig assistanse; ledsagere; "
        "persoonlijke assistent; begeleider*; begeleiding; assistente pessoal; acompanhante*; asystent*; opiekun*; "
        "osoba towarzysząca; henkilökohtainen avustaja; avustaja*; tugiisik*; isiklik abistaja; saatja; asistents; "
        "asistent*; pavadonis; asistentas; lydintis asmuo; asistent personal; însoțitor*; osobni asistent*; "
        "asistent; spremljevalec; osebni asistent; osobní asistent*; osobný asistent; személyi segítő; kísérő; "
        "личен асистент; придружител*; συνοδός; συνοδό; προσωπικός βοηθός; сопровожда*; личный помощник; ассистент; "
        "супровід; laguntzaile*; refakatçi*; kişisel asistan; cúntóir pearsanta"
    ),
    "MENTOR": (
        "mentor*; tutor for each guest; buddy; mentoring; mentoren; patin; pate; paten; betreuer vor ort; mentorat; "
        "tuteur; tutorat; parrain*; marraine; tuteur dédié; mentore; tutoraggio; tutor dedicato; tutor aziendale; "
        "mentoría; tutoría; tutor; tutores; mentoria; tutoria; tutors; mentorskap; handledare; fadder*; "
        "mentorordning; veileder*; begeleider op de werkplek; mentorado; opiekun stażu; opiekun praktyk; mentori*; "
        "ohjaaja*; työpaikkaohjaaja*; juhendaja*; mentors; mentorius; tutore; mentorstvo; mentorstvo*; instruktor; "
        "наставник*; ментор*; μέντορ*; μέντορας; επόπτης; наставнич*; tutoretza; akıl hoca*; mentör*; meantóir"
    ),
    "QUIET_SPACE": (
        "quiet space; quiet room; silent room; calm room; retreat; sensory room; ruheraum; rückzugsraum; "
        "ruhiger raum; espace calme; salle calme; salle de repos; spazio tranquillo; stanza tranquilla; "
        "sala silenziosa; espacio tranquilo; sala tranquila; sala de descanso; espai tranquil; sala tranquil·la; "
        "lugnt rum; tyst rum; vilrum; stilla rum; stillerum; roligt rum; stille rom; hvilerom; rustige ruimte; "
        "stilteruimte; prikkelarm*; espaço calmo; sala calma; sala sossegada; cichy pokój; pokój wyciszenia; "
        "miejsce ciszy; hiljainen tila; rauhallinen tila; vaikne ruum; klusa telpa; ramybės kambarys; tyli erdvė; "
        "spațiu liniștit; tihi prostor; mirna soba; miren prostor; tichá místnost; tichá miestnosť; csendes szoba; "
        "csendes tér; тиха стая; ήσυχος χώρος; тихая комната; тиха кімната; leku lasaia; sessiz oda; seomra ciúin; "
        "autis*; autism*"
    ),
    "FAMILY_FRIENDLY": (
        "family-friendly; family friendly; bring family; bring their family; with children; children welcome; "
        "childcare available; child care available; parents with children; familienfreundlich*; mit kindern; "
        "kinderbetreuung; familie; kinder willkommen; familial*; avec enfants; garde d'enfants; famille; familles; "
        "per famiglie; con bambini; famiglia; famiglie; assistenza bambini; familiar*; con niños; familias; "
        "guardería; conciliación; amb nens; amb infants; famílies; familiar; familjevänlig*; med barn; barnomsorg; "
        "barnpassning; familievenlig*; børnepasning; familievennlig*; barnepass; gezinsvriendelijk*; kinderopvang; "
        "met kinderen; família; famílias; com crianças; przyjazn* rodzin*; dla rodzin; z dziećmi; "
        "opieka nad dziećmi; perheystävälli*; lasten kanssa; lastenhoito; peresõbralik; lastega; lastehoid; "
        "ģimenei draudzīg*; ar bērniem; šeimai draugišk*; su vaikais; cu copii; obiteljsk*; s djecom; družin*; "
        "z otroki; rodin*; s dětmi; s deťmi; családbarát; gyerekkel; gyermekkel; семейн*; с деца; οικογενειακ*; "
        "με παιδιά; с детьми; для семей; з дітьми; familia*; haurrekin; aile dostu; çocuklu; do theaghlaigh"
    ),
    "DIETARY": (
        "dietary; diet; diets; special diet*; halal; kosher; vegan*; vegetarian*; gluten*; coeliac; celiac; allerg*; "
        "lactose; ernährung*; diät*; vegetarisch*; glutenfrei*; laktose*; régime alimentaire; régimes alimentaires; "
        "régime spécial; végétarien*; sans gluten; coeliaque*; dieta; diete; senza glutine; celiac*; dietas; "
        "vegano*; sin gluten; celíac*; sense gluten; vegetarià*; dietes; specialkost; kost; glutenfri*; vegetarisk*; "
        "kosthold*; spesialkost; dieet; dieetwensen; glutenvrij; sem glúten; diet*; bezgluten*; wegetaria*; "
        "wegańsk*; ruokavalio*; kasvisruo*; gluteeni*; erityisruokavalio*; taimetoit*; gluteenivaba; uztur*; "
        "veģetār*; mityb*; vegetar*; dietă; prehrana; prehran*; strava; bezlepk*; dieta*; étrend; gluténmentes; "
        "húsmentes; диет*; вегетариан*; διατροφ*; χορτοφαγ*; χωρίς γλουτένη; питани*; вегетарианск*; дієт*; "
        "dieta bereziak; diyet; vejetaryen; helal; aiste bia"
    ),
    "TRAVEL_HELP": (
        "travel help; travel support; travel costs; travel grant*; help with travel; financial help; help to pay; "
        "reisekosten*; fahrtkosten*; reisebeihilfe; reisekostenzuschuss; frais de voyage; aide au voyage; "
        "aide au transport; frais de déplacement; spese di viaggio; contributo viaggio; rimborso viaggio; "
        "gastos de viaje; ayuda de viaje; ayuda al transporte; despeses de viatge; ajut de viatge; ajuts de viatge; "
        "resebidrag; resekostnad*; rejsetilskud; rejseudgifter; reisestøtte; reiseutgifter; reiskosten; "
        "reiskostenvergoeding; despesas de viagem; apoio à viagem; koszty podróży; dofinansowanie podróży; "
        "matkatuki; matkakulut; matkakustannukset; sõidutoetus; sõidukulud; reisitoetus; ceļa izdevumi; "
        "kelionės išlaidos; cheltuieli de călătorie; putni troškovi; potni stroški; cestovní náklady; "
        "cestovné náklady; útiköltség*; пътни разходи; έξοδα ταξιδιού; έξοδα μετακίνησης; дорожные расходы; "
        "оплата проезда; витрати на проїзд; bidaia gastuak; seyahat desteği; costais taistil"
    ),
    "VISA_LETTER": (
        "visa letter*; invitation letter*; letter of invitation; visa; visum*; einladungsschreiben; "
        "einladung für visum; lettre d'invitation; lettre d'invitation visa; lettera d'invito; lettera di invito; "
        "visto; carta de invitación; visado; visados; carta d'invitació; visats; visat; inbjudningsbrev; "
        "viseringsbrev; visum; invitationsbrev; invitasjonsbrev; uitnodigingsbrief; carta convite; carta-convite; "
        "list zapraszający; zaproszenie wizowe; wiza; wizy; kutsukirje; viisumi*; kutsekiri; viisa; vīza; ielūgum*; "
        "kvietim*; vizos; viza; scrisoare de invitație; viză; pozivno pismo; vabilno pismo; vizum; zvací dopis; "
        "víz*; pozývací list; meghívólevél; vízum*; покана; виза; πρόσκληση; βίζα; приглашение; виз*; запрошення; "
        "gonbidapen gutuna; davet mektubu; vize; litir chuireadh"
    ),
}

# What a group has, and what may help. A person decides which.
HINTS = {
    "SIGN_LANGUAGE CAPTIONS": (
        "hearing impair*; hard of hearing; hörgeschädigt*; schwerhörig*; malentendant*; ipoacusic*; hipoacusi*; "
        "hipoacúsi*; hörselskad*; hörselnedsätt*; hørehæmme*; hørselshemm*; slechthorend*; słabosłysząc*; "
        "kuulovamma*; kuulmispuu*; nedoslýchav*; nagothall*; слабослыш*; βαρήκο*; deficiência auditiva; "
        "discapacidad auditiva"
    ),
    "ASSISTANT_WELCOME": (
        "visually impair*; blind; sehbehindert*; blinde; malvoyant*; aveugle*; ipovedent*; non vedent*; ciego*; "
        "ciega*; cec; cega; synskad*; blinda; slechtziend*; niewidom*; słabowidząc*; näkövamma*; nägemispuu*; "
        "minors; minorenn*; minderjährig*; mineurs; menores; minderårig*; alaikäi*; niepełnoletni*; alaeali*"
    ),
}
