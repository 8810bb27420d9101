"""Columns that name single people, or say what only one person is. Entries count people and never name them.

Judged by the words of the heading, in the languages of the lists that come in; what stands in the cells is not
looked at. Which word means what was taken from dictionaries, word by word.
"""

from hospes.core.text import words

# Each by itself is about one person.
_ALONE = """
first name; given name; forename; surname; last name; family name; full name; name and surname; date of birth
birth date; birthday; place of birth; passport; passport number; identity card; id number; personal number
national id; gender; sex; nationality; citizenship; home address
vorname; nachname; familienname; vor und nachname; vor und zuname; geburtsdatum; geburtstag; geburtsort; ausweisnummer
passnummer; geschlecht; staatsangehörigkeit; nationalität; teilnehmerliste; schülerliste
prénom; prénoms; nom de famille; nom et prénom; noms et prénoms; nom prénom; date de naissance; lieu de naissance
passeport; numéro de passeport; sexe; nationalité
apellido; apellidos; nombre y apellidos; nombre y apellido; fecha de nacimiento; lugar de nacimiento; pasaporte; dni
nie; sexo; género; nacionalidad
cognome; nome e cognome; cognome e nome; data di nascita; luogo di nascita; codice fiscale; passaporto; sesso; genere
nazionalità; cittadinanza
cognom; cognoms; nom i cognoms; nom i cognom; data de naixement; lloc de naixement; passaport; gènere; nacionalitat
förnamn; efternamn; för och efternamn; födelsedatum; personnummer; passnummer; kön; nationalitet; medborgarskap
fornavn; etternavn; fødselsdato; fødselsnummer; cpr; cpr nummer; køn; kjønn; statsborgerskap
voornaam; achternaam; voor en achternaam; geboortedatum; paspoort; paspoortnummer; geslacht; nationaliteit
apelido; nome completo; data de nascimento; passaporte; nacionalidade
imię; imię i nazwisko; nazwisko; data urodzenia; pesel; płeć; obywatelstwo
jméno a příjmení; příjmení; datum narození; rodné číslo; pohlaví; meno a priezvisko; priezvisko; dátum narodenia
nume și prenume; prenume; data nașterii; cnp; keresztnév; vezetéknév; születési dátum; név és születési dátum
ime in priimek; priimek; ime i prezime; prezime; datum rojstva; datum rođenja; oib
vardas ir pavardė; pavardė; gimimo data; vārds un uzvārds; uzvārds; dzimšanas datums
etunimi; sukunimi; syntymäaika; henkilötunnus; eesnimi; perekonnanimi; sünniaeg; isikukood
ονοματεπώνυμο; επώνυμο; ημερομηνία γέννησης; име и фамилия; фамилия; дата на раждане; егн
isem u kunjom; kunjom; ainm agus sloinne; sloinne; izen abizenak; abizenak
"""
_A_NAME = """
name names numele nom noms nombre nombres nome nomes nomi naam namen namn navn imię imiona nazwiska jméno jména meno
mená nume név nevek ime imena vardai vārdi nimi nimet nimed όνομα ονόματα име имена isem ismijiet ainm ainmneacha izena
izenak list liste lista lijst
"""
_OF_A_PERSON = """
participant participants participante participantes learner learners student students pupil pupils apprentice
apprentices trainee trainees teacher teachers companion companions traveller travellers
teilnehmer teilnehmers teilnehmende teilnehmenden teilnehmerin teilnehmerinnen schüler schülers schülern
schülerin schülerinnen lernende lernenden azubi azubis auszubildende auszubildenden lehrling lehrlinge lehrkraft
lehrkräfte begleitperson begleitpersonen
élève élèves apprenant apprenants apprenante apprenantes apprenti apprentis stagiaire stagiaires enseignant enseignants
accompagnateur accompagnateurs participantes étudiant étudiants
alumno alumna alumnos alumnas alumnado estudiante estudiantes aprendiz aprendices profesor profesores docente docentes
acompañante acompañantes
partecipante partecipanti studente studenti alunno alunni allievo allievi apprendista apprendisti docenti accompagnatore
accompagnatori
alumne alumnes aprenent aprenents acompanyant acompanyants
deltagare elev elever lärling lärlingar lärare deltager deltagere deltakere lærling lærlinge lærlinger lærer lærere
deelnemer deelnemers leerling leerlingen begeleider begeleiders studenten
aluno alunos formando formandos participantes
uczestnik uczestnika uczestników uczeń ucznia uczniów nauczyciel nauczyciela nauczycieli
účastník účastníka účastníků žák žáka žáků účastníkov žiak žiaka žiakov
participanților participantului elevului elevilor résztvevő résztvevők tanuló tanulók
udeleženec udeleženca udeležencev dijak dijaka dijakov sudionik sudionika sudionika učenik učenika
dalyvio dalyvių mokinio mokinių dalībnieka dalībnieku skolēna skolēnu
osallistuja osallistujan osallistujien opiskelija opiskelijan opiskelijoiden osaleja osalejate õpilase õpilaste
συμμετέχοντα συμμετεχόντων μαθητή μαθητών участник участника участници участниците ученик ученика ученици
parteċipant parteċipanti student studenti
"""
# What has a name, too, and is no person: then the heading is not about one.
_NO_PERSON = """
organisation organisations organization organizations institution institutions school schools college company companies
employer association centre center university partner project programme course number count how many total
einrichtung einrichtungen schule schulen betrieb betriebe unternehmen verein träger organisationen projekt anzahl zahl
organisme établissement école entreprise structure projet nombre effectif
organización centro empresa escuela institución entidad proyecto número
organizzazione istituto istituzione ente azienda scuola progetto numero
organització centre entitat escola projecte
skola skole företag virksomhed bedrift antal antall projektet
organisatie instelling bedrijf aantal organização escola instituição
szkoła szkoły instytucja firma liczba škola školy organizace počet școala instituția numărul iskola intézmény
šola organizacija število škole broj mokykla skaičius skola skaits koulu oppilaitos määrä kool arv
σχολείο οργανισμός αριθμός училище организация брой
"""


def _folded(listed: str) -> frozenset[str]:
    return frozenset(words(one) for one in listed.split())


_PHRASES = frozenset(words(one) for line in _ALONE.strip().splitlines() for one in line.split(";") if one.strip())
_NAMES, _PEOPLE, _OTHERS = _folded(_A_NAME), _folded(_OF_A_PERSON), _folded(_NO_PERSON)
# In French and Spanish a word for a name is also one for a number ("nombre de participants").
_COUNTS = frozenset({"nombre"})


def names_people(heading: str) -> bool:
    """Whether a column under this heading seems to hold names of single people, or what marks one of them."""
    for part in heading.replace("(", "/").replace("|", "/").replace("\n", "/").split("/"):
        if words(part) in _PHRASES:
            return True
    said = words(heading).split()
    if _OTHERS & set(said) and not _is_spanish_name(said):
        return False
    if any(" ".join(said[at : at + size]) in _PHRASES for size in (2, 3, 4) for at in range(len(said) - size + 1)):
        return True
    return bool(_PEOPLE & set(said) and (_NAMES - _COUNTS) & set(said)) or _is_spanish_name(said)


def _is_spanish_name(said: list[str]) -> bool:
    """ "Nombre del alumno" is a name, "nombre de participants" a number: French has no "del", "de la" or "alumno"."""
    spanish = {"del", "los", "las", "alumno", "alumna", "alumnos", "alumnas", "alumnado", "estudiante", "estudiantes"}
    return bool({"nombre", "nombres"} & set(said) and spanish & set(said) and _PEOPLE & set(said))
