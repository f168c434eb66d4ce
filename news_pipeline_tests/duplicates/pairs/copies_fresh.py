"""Reports and what desks, agencies and house styles made of them, written before anybody looked at the rules again.

All are copies of one report. Words and names are made up.
"""

STORM = (
    "PORT AMITY (Northwire) - A storm with winds of 140 kilometres an hour tore roofs from houses in Port Amity on "
    "Sunday and killed at least four people, the civil defence office said.\n"
    "Two of the dead were fishermen whose boat sank outside the harbour, mayor Inez Calderon told reporters. Some "
    "9,000 homes had no electricity by nightfall, and schools will stay closed until Wednesday.\n"
    'President Dario Quell, who cut short a visit to Galindo, said the army would send "every tent it has". The '
    "weather service expects the storm to weaken as it moves inland.\n"
    "It was the worst storm on that coast since 1998, when 31 people died."
)
TALKS = (
    "GALINDO (Northwire) - Steelworkers at the Brandt mills in Galindo ended a strike of six weeks on Friday after "
    "they won a pay rise of 4.5 percent over two years, union leader Marta Ruzicka said.\n"
    '"Nobody got everything, and nobody lost face," she told a crowd at the gates. The company had offered 3 percent '
    "and had shut two furnaces in September.\n"
    "Brandt, the country's second largest maker of steel, said that full output would be reached by the middle of "
    "November. Its shares rose 6 percent to 41.20 crowns.\n"
    "The labour ministry, which had sent a mediator, colored the deal a model for talks at the railways, where 12,000 "
    "workers have threatened to walk out on Dec. 1."
)
QUAKE = (
    "KALDOR (Northwire) - An earthquake of magnitude 6.1 shook the mountains north of Kaldor early on Monday, and "
    "rescuers were digging for survivors in at least three villages, officials said.\n"
    "The survey put the centre 24 kilometres northeast of the city at a depth of 11 kilometres. Governor Hamid Tarzi "
    "said 17 bodies had been found in the village of Osh Bala alone.\n"
    "Roads were blocked by landslides, and helicopters could not fly before noon because of fog. The Red Crescent sent "
    "blankets for 2,000 people."
)
COURT = (
    "DENHOLM (Northwire) - Former banker Leonid Stavro was sentenced to nine years in prison on Tuesday for moving "
    "$220 million of depositors' money to companies that he owned abroad.\n"
    'Judge Edith Marlowe called it "a fraud upon people who could least afford it". Stavro, 58, showed no emotion. '
    "His lawyer, Peter Haig, said that he would appeal.\n"
    "Prosecutors had asked for fourteen years. The collapse of Meridian Savings in 2016 cost 40,000 customers their "
    "deposits, of which the state has paid back about half.\n"
    "Stavro fled to Kyiv after the collapse and was handed over last year."
)
MATCH = (
    "SALT LAKE BAY (Northwire) - Nadia Ferrante scored twice in the last ten minutes as Salt Lake Bay came from behind "
    "to beat Tarn 3-2 in the cup final on Saturday.\n"
    "Tarn had led through goals by Jo Whitlock in the 12th minute and Ama Boateng in the 40th, and hit the bar after "
    "the break. Ferrante, who came on as a substitute, levelled with a free kick from 25 metres.\n"
    '"I closed my eyes," she said. Coach Lars Enqvist, in his first season, said that he had not.\n'
    "A crowd of 31,480 saw the match, a record for the competition."
)
MARKET = (
    "LONDRUM (Northwire) - Shares fell for a third day on Wednesday as oil producers warned of weaker demand. The "
    "leading index lost 1.2 percent to 7,311.40 at the close.\n"
    "Halcyon Oil dropped 4.1 percent after it cut its forecast for next year. Banks fell as well, with Northern Trust "
    "down 2.3 percent.\n"
    '"People are selling first and reading later," said Oona Clegg of the brokers Pell and Dray. The retailer Bonnet '
    "went against the trend and rose 5.6 percent on strong sales at Christmas.\n"
    "The pound was little changed at $1.2710, and gold cost $1,904 an ounce."
)
FORECAST = (
    "HOLLIN BAY - Hollin Bay will see a mix of sun and cloud on Tuesday, with a high of 21 degrees and a low of 12 "
    "overnight, the weather office said. There is a chance of rain in the afternoon, mainly over the hills.\n"
    "Winds will be light from the west. The warm spell is expected to last until Friday, when a front arrives from the "
    "sea, forecaster Ellen Dacre said.\n"
    "People with fair skin should wear a hat and sunscreen between eleven and three."
)
OBITUARY = (
    "WEXHOLT (Northwire) - Ruben Alcott, who wrote the songs of four musicals and never learned to read notes, has died "
    "at 88, his daughter Clara said.\n"
    "Alcott died on Thursday at his house in Wexholt. He hummed his tunes to an arranger, Fritz Lowe, for thirty years.\n"
    '"Paper Moons", their first work, opened in 1961 and ran for 1,412 nights. Critics hated it. "They went home '
    'humming," he said.\n'
    "He leaves his daughter, two grandsons and a parrot."
)


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """The text with each wording replaced."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def _without(text: str, *paragraphs: int) -> str:
    return "\n".join(each for place, each in enumerate(text.split("\n")) if place not in paragraphs)


PAIRS: dict[str, tuple[str, str]] = {
    "first paragraph in capitals": (STORM, STORM[: STORM.index("\n")].upper() + STORM[STORM.index("\n") :]),
    "miles and other spellings": (
        STORM,
        replaced(STORM, ("140 kilometres an hour", "87 mph"), ("harbour", "harbor"), ("defence", "defense")),
    ),
    "toll and homes rise": (
        STORM,
        replaced(STORM, ("at least four people", "at least seven people"), ("9,000", "14,000"), ("Two of", "Three of")),
    ),
    "days told as yesterday, Mr for president": (
        STORM,
        replaced(STORM, ("on Sunday", "yesterday"), ("President Dario Quell", "Mr. Quell"), ("until Wednesday", "until the day after tomorrow")),
    ),
    "percent signs, figures for words": (
        TALKS,
        replaced(TALKS, (" percent", "%"), ("six weeks", "6 weeks"), ("two years", "2 years"), ("two furnaces", "2 furnaces"), ("Dec. 1", "1 December")),
    ),
    "another agency's dateline, currency added": (
        TALKS,
        replaced(TALKS, ("GALINDO (Northwire) - ", "GALINDO, Oct 14 (NW) — "), ("41.20 crowns", "41.20 crowns ($3.90)")),
    ),
    "middle cut, credit added": (TALKS, _without(TALKS, 1) + "\nReporting by Ida Kemp; Editing by Lou Prentice"),
    "name respelt": (TALKS, replaced(TALKS, ("Marta Ruzicka", "Marta Růžičková"), ("colored", "coloured"), ("labour", "labor"))),
    "magnitude revised": (QUAKE, replaced(QUAKE, ("magnitude 6.1", "magnitude 6.3"))),
    "magnitude, depth and toll revised": (
        QUAKE,
        replaced(QUAKE, ("magnitude 6.1", "magnitude 6.3"), ("depth of 11", "depth of 14"), ("17 bodies", "26 bodies")),
    ),
    "other transliterations": (QUAKE, replaced(QUAKE, ("Hamid Tarzi", "Hameed Tarzee"), ("Osh Bala", "Osh-e-Bala"))),
    "paragraphs in another order": (COURT, "\n".join(COURT.split("\n")[place] for place in (0, 2, 1, 3))),
    "Kiev for Kyiv, a title longer, pounds": (
        COURT,
        replaced(COURT, ("Kyiv", "Kiev"), ("Judge Edith", "High Court judge Edith"), ("$220 million", "£173m")),
    ),
    "a local paragraph in front": (
        COURT,
        "Dozens of savers from Brindle travelled to Denholm for the verdict. Ada Moss, 71, who lost 12,000 crowns, "
        "said she had hoped for more.\n" + replaced(COURT, ("DENHOLM (Northwire) - ", "")),
    ),
    "first half only": (COURT, _without(COURT, 2, 3)),
    "score written otherwise, headline in the text": (
        MATCH,
        "Ferrante the hero as Bay lift the cup\n" + replaced(MATCH, ("3-2", "3:2"), ("25 metres", "27 yards"), ("the 40th", "minute 40")),
    ),
    "crowd corrected": (MATCH, replaced(MATCH, ("31,480", "31,840"))),
    "close after the afternoon report": (
        MARKET,
        replaced(MARKET, ("lost 1.2 percent to 7,311.40 at the close", "was down 1.1 percent at 7,318.55 in the afternoon"), ("$1,904", "$1,906")),
    ),
    "forecast with one figure updated": (FORECAST, replaced(FORECAST, ("high of 21", "high of 23"))),
    "quotation marks, age set apart, no dateline": (
        OBITUARY,
        replaced(OBITUARY, ("WEXHOLT (Northwire) - ", ""), ('"', "'"), ("has died at 88,", "has died aged 88,"), ("Paper Moons", "PAPER MOONS")),
    ),
}  # fmt: skip
"""Kind of change, the report and what was made of it."""


FLOOD = (
    "BRINDLE (Northwire) - The river Orr burst its banks at Brindle on Thursday night, and 300 people were taken to a "
    "sports hall, the fire brigade said.\n"
    "By dawn the water stood 1.8 metres deep in Mill Street. A man of 70 was pulled from his car by a neighbour with a "
    "boat. Nobody is missing, mayor Ines Calder said.\n"
    "It has rained for nine days. Forecasters expect another 40 millimetres until Sunday, and the dam at Fenwick, 12 "
    "kilometres upstream, is full.\n"
    "The government promised 5 million crowns for those who lost their homes."
)
SECOND: dict[str, tuple[str, str]] = {
    "numbers go up, a day later": (FLOOD, replaced(FLOOD, ("300 people", "450 people"), ("1.8 metres", "2.1 metres"), ("nine days", "ten days"))),
    "all in capitals, no dateline": (FLOOD, replaced(FLOOD, ("BRINDLE (Northwire) - ", "")).upper()),
    "feet and inches": (FLOOD, replaced(FLOOD, ("1.8 metres", "6 feet"), ("40 millimetres", "1.6 inches"), ("12 kilometres", "7 miles"))),
    "second half only": (FLOOD, _without(FLOOD, 0)),
    "spelt by another house": (FLOOD, replaced(FLOOD, ("Ines Calder", "Inés Calder"), ("neighbour", "neighbor"), ("metres", "meters"))),
    "a sentence inside rewritten": (FLOOD, replaced(FLOOD, ("A man of 70 was pulled from his car by a neighbour with a boat.", "One pensioner owes his life to a neighbour who came rowing."))),
    "two figures and two words": (FLOOD, replaced(FLOOD, ("300 people were taken", "350 residents were brought"), ("5 million crowns for those", "8 million crowns to families"))),
    "a sum converted": (FLOOD, replaced(FLOOD, ("5 million crowns", "5 million crowns (470,000 euros)"))),
    "credit and correction": ("(Corrects depth in second paragraph)\n" + FLOOD, replaced(FLOOD, ("1.8 metres", "1.3 metres")) + "\n(Reporting by Kay Lund)"),
    "a teaser added": (FLOOD, FLOOD + "\nREAD MORE: How the dam at Fenwick was built\nSign up for our newsletter"),
}  # fmt: skip
"""The same, written after the rules were mended by the first."""
