"""Countries: the codes that are looked for, and names that the library of names lacks."""

# ISO 3166-1. The union, its neighbours, and where else partners come from.
CODES = (
    "AD AL AM AT AZ BA BE BG BY CA CH CY CZ DE DK DZ EE EG ES FI FO FR GB GE GI GL GR HR HU IE IL IN IS IT JO JP "
    "KR LB LI LT LU LV MA MC MD ME MK MT NL NO PL PS PT RO RS SE SI SK SM TN TR UA US VA XK ZA BR CL CO MX AR CN "
    "AU NZ SN GH KE "
).split()
# As Eurostat, car plates, sport and habit write them.
OTHER_CODES = {
    "EL": "GR", "UK": "GB", "SLO": "SI", "SVK": "SK", "ESP": "ES", "ITA": "IT", "FRA": "FR", "DEU": "DE",
    "GER": "DE", "AUT": "AT", "POL": "PL", "PRT": "PT", "POR": "PT", "SWE": "SE", "NOR": "NO", "DNK": "DK",
    "DEN": "DK", "FIN": "FI", "EST": "EE", "LVA": "LV", "LTU": "LT", "GRC": "GR", "GRE": "GR", "HRV": "HR",
    "CRO": "HR", "SVN": "SI", "CZE": "CZ", "HUN": "HU", "ROU": "RO", "BGR": "BG", "BUL": "BG", "CYP": "CY",
    "MLT": "MT", "IRL": "IE", "NLD": "NL", "NED": "NL", "BEL": "BE", "LUX": "LU", "CHE": "CH", "SUI": "CH",
    "ISL": "IS", "TUR": "TR", "SRB": "RS", "MKD": "MK", "ALB": "AL", "UKR": "UA", "GBR": "GB",
}  # fmt: skip
NAMES = {
    "GB": (
        "Great Britain; United Kingdom; U.K; UK; England; Schottland; Écosse; Escocia; Escòcia; Skottland; Scozia; "
        "Grande-Bretagne; Großbritannien; Gran Bretagna; Gran Bretaña; Gran Bretanya; Storbritannien; "
        "Wielka Brytania; Anglia; Inglaterra; Inghilterra; Angleterre"
    ),
    "NL": ("Holland; The Netherlands; Nederlanden; Pays Bas; Olanda; Holanda; Holandia; Hollandia"),
    "CZ": (
        "Czech Republic; Czechia; Tschechien; République tchèque; Repubblica Ceca; República Checa; Česká republika; "
        "Česko; Tjeckien; Czechy"
    ),
    "SK": "Slovak Republic; Slovenská republika",
    "GR": "Hellas; Ellada; Hellenic Republic; Ελλάς; Ελλάδα",
    "TR": "Turkey; Türkei; Turquie; Turchia; Turquía; Turquia; Turkiet; Turcja; Turkije",
    "MK": "Macedonia; North Macedonia; FYROM; Makedonija; Mazedonien",
    "IE": "Republic of Ireland; Eire; Éire",
    "DE": "BRD; Bundesrepublik Deutschland; Fed. Rep. Germany; Bundesrepublik",
    "CH": "Swiss Confederation; Schweizerische Eidgenossenschaft",
    "XK": "Kosova; Kosovo",
    "ES": "Reino de España; Estado español; Espainia",
    "PT": "Portugalsko; Portugalia",
    "CY": "Kypros; Zypern",
    "LU": "Luxemburg; Luxembourg; Lëtzebuerg",
    "US": "USA; U.S.A; United States of America",
    "BA": "Bosnia; BiH",
}
