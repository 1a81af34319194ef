"""Make `names/subdivisions.tsv`: regions of the first level by their ISO 3166-2 codes, with names and coordinates.

    python seeds/make_subdivisions.py CLDR ISO > seeds/names/subdivisions.tsv

CLDR is `subdivisions/en/en.json` of the npm package `cldr-subdivisions-full` (names, Unicode License v3), ISO is
`iso3166-2.json` of the PyPI package `iso3166-2` (levels and coordinates, MIT).
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

COUNTRIES = (
    "AE AF AR AT AU BD BE BR CA CD CH CL CN CO CZ DE DZ EC EG ES ET FI FR GB GE GH GR HR HU ID IE IN IQ "
    "IT JP KE KH KR KZ LK LY MA MD MM MX MY MZ NG NL NP NZ PA PE PH PK PL PT PY RO RS RU SA SD SE SK SN "
    "SO SS SY TH TR TZ UA UG US UY UZ VE VN YE ZA ZM ZW "
)

# The first level is geographical units that nobody names; provinces are below them.
BELOW = ("ID",)

# The short forms of news copy.
SHORT = {
    "US": (
        "AL Ala. AZ Ariz. AR Ark. CA Calif. CO Colo. CT Conn. DE Del. FL Fla. GA Ga. IL Ill. IN Ind. KS Kan. "
        "KY Ky. LA La. MD Md. MA Mass. MI Mich. MN Minn. MS Miss. MO Mo. MT Mont. NE Neb. NV Nev. NH N.H. NJ "
        "N.J. NM N.M. NY N.Y. NC N.C. ND N.D. OK Okla. OR Ore. PA Pa. RI R.I. SC S.C. SD S.D. TN Tenn. TX "
        "Tex. VT Vt. VA Va. WA Wash. WV W.Va. WI Wis. WY Wyo. "
    ),
    "CA": "AB Alta. BC B.C. MB Man. NB N.B. NL Nfld. NS N.S. ON Ont. PE P.E.I. QC Que. SK Sask.",
}

# What English news calls them, where the sources say it otherwise.
ALSO = {
    "AU-ACT": "ACT",
    "CN-XJ": "Xinjiang",
    "CN-NX": "Ningxia",
    "CN-GX": "Guangxi",
    "CN-NM": "Inner Mongolia",
    "CN-XZ": "Tibet",
    "DE-BW": "Baden-Wuerttemberg",
    "ES-CT": "Catalonia",
    "ES-PV": "Basque Country",
    "FR-IDF": "Ile-de-France",
    "IT-52": "Tuscany",
    "RU-CE": "Chechnya",
    "RU-DA": "Dagestan",
    "RU-TA": "Tatarstan",
    "ID-AC": "Aceh",
}


def folded(name: str) -> str:
    """Return a name without accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c))


def main() -> None:
    cldr, iso = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3])
    english = cldr["subdivisions"]["localeDisplayNames"]["subdivisions"]
    print("code\tnames\tlatitude\tlongitude")
    for country in COUNTRIES.split():
        short = SHORT.get(country, "").split()
        shorts = dict(zip(short[::2], short[1::2], strict=True))
        for code, region in sorted(iso[country].items()):
            if (region["parentCode"] and country not in BELOW) or not region["latLng"]:
                continue
            own = english.get(code.replace("-", "").lower())
            names = [own, region["name"], shorts.get(code[3:]), ALSO.get(code)]
            names = list(dict.fromkeys(name for name in names if name))
            names += [name for name in dict.fromkeys(map(folded, names)) if name not in names]
            latitude, longitude = region["latLng"]
            print(code, ";".join(names), f"{latitude:.2f}", f"{longitude:.2f}", sep="\t")


if __name__ == "__main__":
    main()
