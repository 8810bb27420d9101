"""How mobility is paid: words by the codes of the reference list."""

FUNDING = {
    "NONE": (
        "no funding; pas encore; noch nicht; noch keine; non ancora; todavía no; aún no; encara no; inte ännu; "
        "ikke endnu; ikke ennå; nog niet; ainda não; jeszcze nie; ei vielä; veel mitte; no funds; no budget; none; "
        "no money; not funded; unfunded; without funding; looking for funding; looking for funds; funding needed; "
        "we need funding; seeking funding; not yet funded; not yet; kein budget; keine mittel; "
        "keine finanzierung; keine förderung; ohne förderung; ohne finanzierung; suchen förderung; "
        "förderung gesucht; finanzierung gesucht; keine; pas de financement; aucun financement; sans financement; "
        "recherche de financement; recherche financement; en recherche de financement; aucun; aucune; pas de budget; "
        "nessun finanziamento; nessun fondo; senza fondi; senza finanziamento; in cerca di finanziamenti; nessuno; "
        "sin financiación; sin fondos; sin presupuesto; ninguna; buscamos financiación; sense finançament; "
        "sense fons; cap; busquem finançament; sense pressupost; ingen finansiering; inga medel; söker finansiering; "
        "saknas; ingen; ingen midler; søger finansiering; søker finansiering; geen financiering; geen budget; geen; "
        "zoeken financiering; geen middelen; sem financiamento; sem fundos; nenhum; à procura de financiamento; "
        "brak; brak środków; brak finansowania; bez finansowania; szukamy finansowania; nie ma; ei rahoitusta; "
        "ei ole; rahoitus puuttuu; etsimme rahoitusta; rahastus puudub; puudub; otsime rahastust; nav finansējuma; "
        "nav; nėra finansavimo; nėra; fără finanțare; fără fonduri; bez financiranja; nema; nema sredstava; "
        "tražimo sredstva; brez sredstev; brez financiranja; bez financování; bez financí; hledáme financování; "
        "žádné; bez financovania; žiadne; nincs; nincs forrás; nincs finanszírozás; няма; няма финансиране; "
        "без финансиране; χωρίς χρηματοδότηση; καμία; καμία χρηματοδότηση; нет; без финансирования; "
        "нет финансирования; немає; без фінансування; finantzaketarik gabe; sen financiamento; yok; gan mhaoiniú; "
        "ebda"
    ),
    "OWN_BUDGET": (
        "own budget; own; own funds; own resources; own money; own means; self-funded; self funded; self-financed; "
        "paid by ourselves; we pay; organisation budget; internal budget; own contribution; budget available; "
        "eigenmittel; eigene mittel; eigenes budget; eigenbudget; eigen; selbst finanziert; selbstfinanziert; "
        "aus eigenen mitteln; haushaltsmittel; budget propre; fonds propres; ressources propres; autofinancement; "
        "autofinancé; budget interne; fondi propri; risorse proprie; budget proprio; mezzi propri; "
        "autofinanziamento; autofinanziato; propri; fondos propios; recursos propios; presupuesto propio; "
        "medios propios; autofinanciación; propios; propio; fons propis; recursos propis; pressupost propi; "
        "mitjans propis; propi; propis; autofinançament; egna medel; egen budget; egen finansiering; egen; "
        "egenfinansiering; egenfinansierat; egne midler; eget budget; eget; egenfinansieret; eget budsjett; "
        "egenfinansiert; eigen middelen; eigen budget; eigen financiering; zelf gefinancierd; fundos próprios; "
        "orçamento próprio; recursos próprios; meios próprios; próprio; próprios; autofinanciamento; środki własne; "
        "własne środki; własny budżet; budżet własny; własne; ze środków własnych; finansowanie własne; "
        "oma budjetti; oma rahoitus; omarahoitus; omat varat; oma; omavahendid; oma eelarve; omarahastus; "
        "pašu finansējums; pašu līdzekļi; pašu budžets; savo lėšos; nuosavos lėšos; savo biudžetas; buget propriu; "
        "fonduri proprii; surse proprii; vlastita sredstva; vlastiti proračun; lastna sredstva; lasten proračun; "
        "vlastní prostředky; vlastní zdroje; vlastní rozpočet; z vlastních; vlastné zdroje; vlastné prostriedky; "
        "vlastný rozpočet; saját forrás; önerő; saját költségvetés; saját; собствен бюджет; собствени средства; "
        "собствени; ίδιοι πόροι; ίδια κεφάλαια; ιδίοις πόροις; ίδια; ίδια μέσα; собственные средства; "
        "собственный бюджет; свои средства; за свой счет; власні кошти; власний бюджет; baliabide propioak; "
        "aurrekontu propioa; öz kaynak; kendi bütçe*; acmhainní féin; fondi proprji"
    ),
    "ERASMUS_ACCREDITED": (
        "Erasmus accredit*; Erasmus+ accredit*; accredit*; Erasmus acc; accr; akkreditier*; Erasmus akkreditier*; "
        "accrédit*; Erasmus accrédit*; accreditat*; accreditamento; accreditati; acreditac*; acreditad*; "
        "acreditació; acreditat*; ackredit*; akkredit*; Erasmus akkredit*; geaccrediteerd; accreditatie; acreditaç*; "
        "akredytac*; akredytowan*; akkreditoi*; akreditatsioon*; akrediteeri*; akreditācij*; akreditāc*; "
        "akreditacij*; akredituot*; acredit*; akreditiran*; akreditac*; akreditáci*; akreditovan*; akkreditáció*; "
        "акредит*; διαπίστευσ*; διαπιστευμέν*; аккредит*; акредитован*; egiaztatu*; akredite*; KA120; KA121; KA 120; "
        "KA 121; creidiúnaithe"
    ),
    "ERASMUS_SHORT_TERM_PROJECT": (
        "Erasmus short-term project; short-term project*; short term project; KA122; KA 122; KA102; KA116; KA101; "
        "KA104; kurzzeitprojekt*; Erasmus kurzzeitprojekt; kurzfristiges projekt; projet de courte durée; "
        "projet de mobilité de courte durée; projets de courte durée; progetto di breve termine; "
        "progetto a breve termine; progetto di breve durata; proyecto de corta duración; "
        "proyectos de corta duración; projecte de curta durada; kortvarigt projekt; kortvariga projekt; "
        "kortsiktigt projekt; kortvarig prosjekt; kortvarige prosjekter; kortlopend project; kortetermijnproject; "
        "projeto de curta duração; projekt krótkoterminowy; krótkoterminow*; lyhytkestoinen hanke; "
        "lyhytaikainen hanke; lühiajaline projekt; īstermiņa projekts; trumpalaikis projektas; "
        "proiect pe termen scurt; kratkoročni projekt; krátkodobý projekt; rövid távú projekt; краткосрочен проект; "
        "βραχυπρόθεσμο σχέδιο; βραχυχρόνιο; краткосрочный проект; короткостроковий проєкт; epe laburreko proiektua; "
        "kısa dönemli proje"
    ),
    "NATIONAL_OR_REGIONAL": (
        "national funding; regional funding; regional funds; national funds; regional grant; national grant; "
        "public funding; state funding; state budget; provincial funds; regional budget; government funding; "
        "landesmittel; bundesmittel; fördermittel des landes; öffentliche mittel; staatliche förderung; "
        "landesförderung; regionale mittel; financement régional; fonds régionaux; fonds régional; "
        "financement national; subvention régionale; conseil régional; aide régionale; fondi regionali; "
        "fondi provinciali; fondi nazionali; finanziamento regionale; finanziamento provinciale; "
        "contributo regionale; fondos regionales; fondos autonómicos; financiación autonómica; fondos nacionales; "
        "subvención regional; ayudas autonómicas; beca*; fons autonòmics; fons regionals; finançament públic; "
        "subvenció de la generalitat; ajuts de la generalitat; fons de la generalitat; regionala medel; statsbidrag; "
        "statliga medel; nationella medel; regionalt stöd; regionale midler; nationale midler; statstilskud; "
        "statlige midler; fylkeskommunale midler; nasjonale midler; provinciale middelen; regionale subsidie; "
        "nationale subsidie; subsidie; fundos regionais; fundos nacionais; financiamento regional; "
        "financiamento público; środki regionalne; środki krajowe; dotacja; budżet państwa; środki publiczne; "
        "środki województwa; alueellinen rahoitus; kansallinen rahoitus; valtionavustus; riiklik rahastus; "
        "riigieelarve; valsts finansējums; valsts budžets; valstybės lėšos; nacionalinis finansavimas; "
        "finanțare națională; finanțare regională; buget de stat; nacionalna sredstva; regionalna sredstva; "
        "državni proračun; národní financování; krajské prostředky; státní rozpočet; dotace; národné zdroje; "
        "štátny rozpočet; dotácia; állami támogatás; hazai forrás; национално финансиране; държавен бюджет; "
        "εθνικοί πόροι; περιφερειακοί πόροι; εθνική χρηματοδότηση; государственное финансирование; "
        "региональное финансирование; державне фінансування; eusko jaurlaritza; foru aldundia; devlet desteği; "
        "maoiniú náisiúnta"
    ),
    "SWISS_PROGRAMME": (
        "Swiss programme; Swiss program; Movetia; Swiss funding; schweizer programm; programme suisse; "
        "programma svizzero; programa suizo; programa suís; schweiziska programmet"
    ),
    "NORDPLUS": "Nordplus; Nord plus",
    "INTERREG": "Interreg; Interreg Europe; Alpine Space; Baltic Sea Region programme",
    "ESF_PLUS": (
        "ESF; ESF plus; European Social Fund; europäischer sozialfonds; FSE; FSE plus; fonds social européen; "
        "fondo sociale europeo; fondo social europeo; fons social europeu; europeiska socialfonden; EFS; "
        "europejski fundusz społeczny; europees sociaal fonds; fundo social europeu; europäischen sozialfonds; ESR; "
        "ESZA; ЕСФ; europæiske socialfond; ekt"
    ),
    "OTHER": (
        "Leonardo; Horizon; Horizon Europe; foundation; stiftung; fondation; fondazione; fundación; fundació; "
        "stiftelse; stichting; fundacja; säätiö; sponsor*; crowdfunding; participants pay; participant fee; fee; "
        "fees; teilnehmerbeitrag; eigenbeitrag; selbstzahler; participation aux frais; quota; cuota; ProTandem; "
        "AusbildungWeltweit; Ausbildung Weltweit; Eurodyssey; EURES; Fulbright; EEA grants; Norway grants; CERV; "
        "LIFE; ERDF; EFRE; FEDER; FESR; Visegrad"
    ),
}
# "Erasmus+" alone says nothing about which kind.
ERASMUS = "Erasmus; Erasmus+; Erasmus plus; E+; Erasmusplus; Эразмус; Εράσμους; Erasmus projekt; KA1"
