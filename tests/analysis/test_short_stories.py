"""Short invented reports of many kinds: the part of each person named."""

import pytest

from vigil.analysis.analyse import analyse
from vigil.model.report import Capture, Report
from vigil.model.text import Story

STORIES: list[tuple[str, str, dict[str, str]]] = [
    (
        "news",
        (
            "Oskemen court delays ruling on Uyghur trader\n\n"
            "A court in Oskemen put off its ruling on Tohti Mamut, a Uyghur trader whose extradition China has asked for. "
            "Mamut, 44, was arrested at the bus station in May.\n\n"
            '"He will be tortured," said his lawyer, Saule Bekova. Prosecutor Marat Iskakov declined to comment.\n'
        ),
        {"Tohti Mamut": "at_risk", "Saule Bekova": "lawyer", "Marat Iskakov": "official"},
    ),
    (
        "digest",
        (
            "BORDER WEEK\n\nTBILISI. Elnur Quliyev, an Azerbaijani blogger, lost his appeal against expulsion on Monday.\n\n"
            "DELHI. Police took Nur Kamal, a Rohingya tailor, from the camp; a bus to Moreh is said to be ready.\n\n"
            "NAIROBI. Two South Sudanese were let go after a night in the cells.\n\n"
            "VIENNA. The asylum claim of Magomed Saidov was turned down. He has two weeks to leave.\n\n"
            "OSLO. The ministry said that nobody is sent to danger.\n"
        ),
        {"Elnur Quliyev": "at_risk", "Nur Kamal": "at_risk", "Magomed Saidov": "at_risk"},
    ),
    (
        "docket",
        (
            "CITY COURT, LIST FOR THURSDAY\n\n"
            "9.00. ODINAEV Faridun, b. 1991, Tajik citizen. Extension of custody pending extradition. Judge R. Sadykova.\n\n"
            "9.40. MIRZAEVA Lola. Appeal against refusal of refugee status. Put over to 3 June.\n\n"
            "11.00. CHERNOV Ilya, citizen of Russia. Expulsion. Ruling.\n\n"
            "14.00. HAMIDI Zabihullah. Hearing vacated, prosecution withdrawn.\n"
        ),
        {
            "ODINAEV Faridun": "at_risk",
            "MIRZAEVA Lola": "at_risk",
            "CHERNOV Ilya": "at_risk",
            "HAMIDI Zabihullah": "at_risk",
            "R. Sadykova": "official",
        },
    ),
    (
        "family flees along",
        (
            "Eritrean couple face removal from Port Sudan\n\n"
            "Police in Port Sudan detained Filmon Tesfay and his wife, Letina Araya, on Friday. Both face deportation to "
            "Eritrea, a relative said. Tesfay's brother, Dawit Tesfay, telephoned from Khartoum to ask for help.\n"
        ),
        {"Filmon Tesfay": "at_risk", "Letina Araya": "at_risk", "Dawit Tesfay": "family"},
    ),
    (
        "activist and precedent",
        (
            "Group urges Georgia not to return Turkmen activist\n\n"
            "Rights groups urged Georgia on Tuesday not to deport Serdar Annayev, a Turkmen activist who fled in 2021.\n\n"
            '"He has nowhere to go," said Irma Kaladze, director of the Tbilisi Rights Centre.\n\n'
            "Two years ago Georgia handed over another Turkmen, Maksat Durdyev, who was sentenced to 12 years in Ashgabat.\n"
        ),
        {"Serdar Annayev": "at_risk", "Irma Kaladze": "advocate", "Maksat Durdyev": "precedent"},
    ),
    (
        "disappearance",
        (
            "Where is Yusuf Bilgin?\n\n"
            "The teacher has not been seen since three men pushed him into a van in Chisinau on 4 March. His wife, Elif, "
            "believes that he was flown to Turkey. The minister, Ion Munteanu, said that he knew nothing of it.\n"
        ),
        {"Yusuf Bilgin": "at_risk", "Elif": "family", "Ion Munteanu": "official"},
    ),
    (
        "speaks for himself",
        (
            "Afghan judge fears return\n\n"
            '"If they send me back, I am dead," said Najib Wardak, a former judge who has been held in Ankara for a month. '
            "Wardak was refused asylum in June. He is to be deported on Sunday, according to his lawyer, Ece Tan.\n"
        ),
        {"Najib Wardak": "at_risk", "Ece Tan": "lawyer"},
    ),
    (
        "sport",
        (
            "Rovers sent home in the cup\n\n"
            "Striker Pavel Hudak was sent off in the last match of the season and will miss the final. "
            "The referee, Jan Kolar, had no choice, said coach Petr Vesely.\n"
        ),
        {"Petr Vesely": "other"},
    ),
    (
        "interview",
        (
            "An interview with the sister of a detained dissident\n\n"
            "Minh Quan, a Vietnamese dissident, was arrested in Bangkok in April and may be extradited to Vietnam. We spoke "
            "to his sister, Thu Ha.\n\n"
            "Q: When did you last speak to him?\n\nThu Ha: On the day of the hearing. He asked for books.\n"
        ),
        {"Minh Quan": "at_risk", "Thu Ha": "family"},
    ),
    (
        "statement of a ministry",
        (
            "Ministry rejects reports on deportations\n\n"
            "Spokeswoman Dilnoza Karimova said on Monday that no Afghan had been deported from Termez. Refugee agency "
            "officer Hans Brenner said that his office had counted 40 removals in a week.\n"
        ),
        {"Dilnoza Karimova": "official"},
    ),
    (
        "asylum seeker X",
        (
            "Committee asks Sweden to wait\n\n"
            "The UN Committee against Torture has asked Sweden not to expel asylum seeker Baran Qaderi to Iran while it "
            "looks at his complaint. Qaderi, who is Kurdish, fled Mahabad in 2019. His counsel, Lena Ström, welcomed it.\n"
        ),
        {"Baran Qaderi": "at_risk", "Lena Ström": "lawyer"},
    ),
    (
        "open letter",
        (
            "To the Minister of the Interior\n\n"
            "Dear Minister,\n\nWe ask you not to put our neighbour Abdoul Sow on the aircraft to Nouakchott. Abdoul was "
            "beaten by the police there. On Monday officers took him from his flat to the holding centre.\n\n"
            "Yours,\nMarie Leclerc, for the parents of Jules Ferry school\n"
        ),
        {"Abdoul Sow": "at_risk"},
    ),
    (
        "court report",
        (
            "Sentence upheld\n\n"
            "The Court of Appeal in Minsk on Friday upheld the sentence of Roman Halko, who had been extradited from Moscow "
            "in January. Judge Viktar Sniezhko read the ruling in ten minutes. Halko's mother, Nina Halko, was not let in.\n"
        ),
        {"Roman Halko": "at_risk", "Viktar Sniezhko": "official", "Nina Halko": "family"},
    ),
    (
        "thread",
        (
            "1/ URGENT: Sara Moradi was picked up in Van this morning. She is in the removal centre.\n\n"
            "2/ Her lawyer Deniz Arslan has not been let in.\n\n"
            "3/ Sara fled Tabriz in 2022 after she was sentenced to lashes. They say that she goes back on Friday.\n\n"
            "4/ Share this. Call the governor.\n"
        ),
        {"Sara Moradi": "at_risk", "Deniz Arslan": "lawyer"},
    ),
    (
        "plain crime",
        (
            "Bicycle thief caught\n\n"
            "Police arrested Henrik Dahl, 31, on Tuesday over the theft of forty bicycles. Dahl was charged and released on "
            "bail. Inspector Tove Lien praised a watchful neighbour.\n"
        ),
        {"Henrik Dahl": "other", "Tove Lien": "official"},
    ),
    (
        "journalist at risk",
        (
            "Tajik journalist faces extradition from Lithuania\n\n"
            "Reporter Khurshed Nazarov was stopped at Vilnius airport on a Tajik warrant. The prosecutor general's office "
            "has asked a court to extradite Nazarov. Editor Anna Petraitis of the weekly Laikas called the charges absurd.\n"
        ),
        {"Khurshed Nazarov": "at_risk", "Anna Petraitis": "journalist"},
    ),
    (
        "returned and back",
        (
            "Back from Kigali\n\n"
            "Mussie Gebre, one of the men who were flown to Kigali last year, is in Tel Aviv again, his lawyer Noa Barak "
            "said. He had been put over the border to Uganda within two days.\n"
        ),
        {"Mussie Gebre": "at_risk", "Noa Barak": "lawyer"},
    ),
    (
        "names in a list",
        (
            "Four men taken from hostel\n\n"
            "Officers led away Umed Rajabov, Said Nabiev, Karim Tolibov and Jamol Azizov from a hostel in Gdansk before "
            "dawn. All four are Tajik opposition members and face return to Dushanbe, said campaigner Ewa Nowak.\n"
        ),
        {
            "Umed Rajabov": "at_risk",
            "Said Nabiev": "at_risk",
            "Karim Tolibov": "at_risk",
            "Jamol Azizov": "at_risk",
            "Ewa Nowak": "advocate",
        },
    ),
    (
        "witness and neighbour",
        (
            "Trial of Karakalpak exile opens in Almaty\n\n"
            "Aman Seitov, a Karakalpak singer who faces extradition to Uzbekistan, appeared in court on Wednesday. Witness "
            "Gulim Omarova testified that police had searched his flat without a warrant. His lawyer is Timur Aliev.\n"
        ),
        {"Aman Seitov": "at_risk", "Gulim Omarova": "witness", "Timur Aliev": "lawyer"},
    ),
    (
        "initials",
        (
            "Federal Administrative Court: summary\n\n"
            "The applicant, A. K., a Sri Lankan Tamil, was refused asylum in 2019. The court set the removal order aside. "
            "Judge Beat Moser found that A. K. had been tortured in Colombo.\n"
        ),
        {"A. K.": "at_risk", "Beat Moser": "official"},
    ),
]


def parts(text: str) -> dict[str, str]:
    capture = Capture("0" * 64, "text/plain")
    report = Report("0" * 16, capture, Story(text), language="en")
    return {p.name: p.part for p in analyse(report).people}


@pytest.mark.parametrize(("text", "expected"), [(t, e) for _, t, e in STORIES], ids=[name for name, _, _ in STORIES])
def test_parts_in_a_short_story(text: str, expected: dict[str, str]) -> None:
    found = parts(text)
    assert {name: found.get(name) for name in expected} == expected
