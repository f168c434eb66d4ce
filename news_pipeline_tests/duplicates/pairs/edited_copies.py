"""Reports, and copies of them that an editor, a desk's house style or a scanner changed. Words and names are made up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Changes = dict[str, str]


@dataclass(frozen=True)
class Report:
    """A report, and what desks made of its wordings."""

    text: str
    changes: dict[str, Changes] = field(default_factory=dict)
    """By the kind of edit: wordings and what replaced them."""

    def copies(self) -> Iterator[tuple[str, str]]:
        """Kind of edit and copy."""
        for kind, edit in EDITS.items():
            yield kind, edit(self.text)
        for kind, changes in self.changes.items():
            copy = self.text
            for old, new in changes.items():
                assert old in copy, old
                copy = copy.replace(old, new)
            yield kind, copy


def _trimmed(text: str) -> str:
    paragraphs = text.split("\n")
    return "\n".join([*paragraphs[:2], *paragraphs[3:-1]])


def _truncated(text: str) -> str:
    return text[: len(text) * 7 // 10].rsplit(" ", 1)[0] + " ..."


def _scanned(text: str) -> str:
    """One word in twenty-five misread."""
    misread = {"l": "1", "o": "0", "e": "c", "n": "ri", "m": "rn", "h": "b"}
    words = text.split(" ")
    for place in range(5, len(words), 25):
        letters = [at for at, letter in enumerate(words[place]) if letter in misread]
        if letters:
            at = letters[place % len(letters)]
            words[place] = words[place][:at] + misread[words[place][at]] + words[place][at + 1 :]
    return " ".join(words)


EDITS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "trimmed": _trimmed,
    "truncated": _truncated,
    "scanned": _scanned,
    "quotation marks": lambda text: text.replace(' "', " »").replace('"', "«"),
    "another headline": lambda text: "What you need to know this morning: our correspondents report\n" + text,
    "local lead": lambda text: "LONDON (AP) — " + text.split(" - ", 1)[-1],
    "credit below": lambda text: text + "\nReporting by Ada Finch in Lowmere and Tom Reyes; editing by Kay Orr",
}

DEV = [
    Report(
        """TREMARL (Coastwire) - A freight train carrying grain left the rails outside Tremarl on Sunday, killing the driver and spilling 900 tonnes of wheat into the Ouzel river, the railway said.
The driver, Gareth Pinnock, 51, had worked for the line for 28 years. His assistant jumped clear and broke a leg.
"The brakes were hot enough to fry an egg," said Minna Osgood, who keeps the crossing two kilometres up the hill.
Investigators recovered the recorder from the cab. It shows that the train was doing 84 kilometres an hour on a bend that allows 50.
Transport minister Ruben Aske said that the line would stay shut until Wednesday. It carries 17 trains a day between Tremarl and the port of Galley.""",
        {
            "one figure updated": {"900 tonnes": "1,150 tonnes"},
            "three figures updated": {"51,": "52,", "28 years": "27 years", "17 trains": "19 trains"},
            "house style": {
                "900 tonnes": "nine hundred tons",
                "two kilometres": "2km",
                "minister Ruben": "Minister Ruben",
            },
            "miles": {
                "84 kilometres an hour": "52 mph",
                "allows 50": "allows 31",
                "two kilometres": "just over a mile",
            },
            "names corrected": {"Pinnock": "Pinock", "Osgood": "Osgoode"},
            "rounded": {"84 kilometres": "more than 80 kilometres", "900 tonnes": "nearly 1,000 tonnes"},
            "weekdays as dates": {"on Sunday": "on March 6", "until Wednesday": "until March 9"},
        },
    ),
    Report(
        """VELLIN (Coastwire) - The central bank of Vellin raised its key rate to 4.25 percent from 4 percent on Thursday and said that more increases were likely if wages kept rising.
Governor Ilse Brandvold told reporters that inflation, at 6.1 percent in February, was "a thief who has learnt where the key is".
Five of seven members voted for the rise. Two wanted to wait for the figures of the spring.
The krone of Vellin gained 0.7 percent to 9.84 against the dollar. Shares in builders fell, with Holmstad Homes down 5.2 percent.
Economist Tor Eklund of Bank Rasmus said that a rate of 5 percent by December was now more likely than not.""",
        {
            "closing prices": {
                "gained 0.7 percent to 9.84": "gained 0.9 percent to 9.82",
                "down 5.2 percent": "down 4.8 percent",
            },
            "house style": {"percent": "per cent", "Five of seven": "5 of 7", "krone of Vellin": "Vellin krone"},
            "another order of words": {
                "Governor Ilse Brandvold told reporters": "Ilse Brandvold, the governor, told reporters"
            },
            "anonymous": {
                "Economist Tor Eklund of Bank Rasmus": "One economist",
                "Governor Ilse Brandvold": "The governor",
            },
            "one paragraph more": {
                "\nFive of seven": "\nThe decision came as a surprise to four in ten who had been asked by Coastwire.\nFive of seven"
            },
            "wrong date mended": {"on Thursday": "on Wednesday"},
        },
    ),
    Report(
        """PORT AMARI (Coastwire) - Rescue crews found 6 more bodies on Tuesday under the mud that buried the market of Port Amari, bringing the dead to 43, mayor Celeste Duarte said.
Another 70 people are missing. Rain of 210 millimetres had fallen in nine hours before the hill came down.
Soldiers dug with spades where no machine could go. "We call, and then we listen," sergeant Paulo Reis said.
Some 1,400 people sleep in the cathedral and in two schools. The Red Cross has sent 300 beds from Santa Brisa.
President Amelia Quiroga cut short a journey abroad and is to visit the town on Thursday.""",
        {
            "toll rises": {"6 more": "11 more", "43": "48", "70 people": "62 people"},
            "toll rises, hour by hour": {
                "found 6 more bodies": "found 9 more bodies",
                "dead to 43": "dead to 46",
                "1,400": "1,650",
                "70": "64",
            },
            "next morning": {"on Tuesday under": "on Wednesday under", "6 more": "8 more", "to 43": "to 51"},
            "inches": {"210 millimetres": "8.3 inches"},
            "official named in full": {"mayor Celeste Duarte": "the mayor, Celeste Duarte de Lima,"},
            "cut to the local part": {
                " (Coastwire)": "",
                "\nPresident Amelia Quiroga cut short a journey abroad and is to visit the town on Thursday.": "",
            },
        },
    ),
]

KEPT = [
    Report(
        """HARROWDEN (Bay News) - Painters who restored the ceiling of the Harrowden opera house have found a letter of 1887 in which the architect asks to be paid, the theatre said on Friday.
Frederik Mohr, who built the house in 31 months, complains of "a debt as long as the nave" and signs with a drawing of an empty purse.
The letter lay between two planks above the chandelier, 18 metres over the stalls. It will be shown from 2 April.
Director Sabine Oller said that the bill, of 11,000 guilders, had been settled in 1890, when Mohr was dead.
The restoration has cost 3.6 million euros so far. The house opens again in October with a work that was written for it.""",
        {
            "one figure updated": {"3.6 million": "3.9 million"},
            "house style": {"2 April": "April 2nd", "31 months": "thirty-one months", "3.6 million euros": "€3.6m"},
            "feet and dollars": {"18 metres": "60 feet", "3.6 million euros": "$4.1 million"},
            "names respelt": {"Frederik": "Frederick", "Oller": "Öller"},
            "other verbs": {
                "said on Friday": "announced on Friday",
                "complains of": "moans about",
                "will be shown": "goes on display",
            },
            "anonymous": {"Director Sabine Oller": "The director", "Frederik Mohr, who": "The man who"},
            "new lead": {
                "Painters who restored the ceiling of the Harrowden opera house have found a letter of 1887 in which the architect asks to be paid, the theatre said on Friday.": "He never saw his money. Now everyone can read why."
            },
        },
    ),
    Report(
        """A bus with 38 pilgrims fell into a ravine near Khelat on Monday, and at least 12 of them were killed, police said.
Another 19 were taken to hospitals in Khelat and Barun, 40 kilometres away. Four are in danger.
The driver had swerved to miss a cow, said superintendent Arif Dastan. He had been at the wheel for eleven hours.
Villagers climbed down with ropes and lamps and carried the hurt up on beds. "There was no road, so we were the road," said the teacher Nasreen Lal.
Accidents are frequent on the highway, which was built in 1964 and has no barriers.""",
        {
            "toll rises": {"at least 12": "at least 17", "Another 19": "Another 16", "Four": "Three"},
            "toll rises, all figures": {
                "38 pilgrims": "41 pilgrims",
                "at least 12": "at least 21",
                "Another 19": "Another 20",
                "Four": "Six",
            },
            "miles": {"40 kilometres": "25 miles"},
            "more names": {"police said": "police officer Imran Sheikh said", "a cow": "a cow at Darra"},
            "names respelt": {"Khelat": "Kelat", "Dastan": "Dastaan"},
            "shorter sentences": {
                " near Khelat on Monday, and at least 12 of them were killed, police said.": " near Khelat on Monday. At least 12 of them were killed. This was said by police."
            },
        },
    ),
    Report(
        """Corvane, the maker of electric vans, will close its factory at Stell in the spring and build its next model abroad, it said on Tuesday. Some 2,200 jobs go.
Chief executive Magda Lindh blamed the price of power, which she said was three times that in Tovari.
"We held on for two years longer than the sums allowed," she wrote to the workers.
The union called for a march on Saturday. Its leader, Piers Attwater, said that the firm had taken 140 million crowns of public money since 2015.
Corvane sold 31,500 vans last year, 8 percent fewer than the year before. Its shares rose 6.4 percent to 88.10 crowns.""",
        {
            "midday prices": {"rose 6.4 percent to 88.10": "were up 5.1 percent at 87.00"},
            "closing prices and reaction": {
                "rose 6.4 percent to 88.10 crowns": "closed 7.7 percent higher at 89.20 crowns",
                "Some 2,200": "About 2,300",
            },
            "house style": {
                "percent": "pct",
                "140 million crowns": "140m crowns",
                "Chief executive Magda Lindh": "Magda Lindh, CEO,",
            },
            "day as date": {"on Tuesday": "on 14 November", "on Saturday": "on 18 November"},
            "currency": {"140 million crowns": "12.6 million euros", "88.10 crowns": "7.93 euros"},
            "place added": {
                "at Stell": "at Stell, in the north of Wenshire,",
                "in Tovari": "in Tovari, its neighbour to the east",
            },
            "local angle": {"Corvane, the maker": "LOWMERE - A blow for the county: Corvane, the maker"},
        },
    ),
]

OTHER_KINDS = [
    Report(
        """SANDLE (Coastwire) - A Sandle court on Wednesday cleared the chess master Viktor Lasko of cheating his sponsor, after a trial that lasted nine weeks and heard 64 witnesses.
Judge Nora Whitby said that the state had "built a house without a floor". Lasko, 33, wept and embraced his mother.
Prosecutors had asked for four years in jail. They have until 30 May to appeal.
The sponsor, brewer Otto Hahnel, had paid Lasko 450,000 talas between 2016 and 2019 for matches that were never played.
Lasko said that he would enter the Lowmere tournament in June, where the first prize is 60,000 talas.
His lawyer, Greta Mount, called on the chess league to lift its ban at once.""",
        {
            "sums converted": {"450,000 talas": "about $38,000", "60,000 talas": "$5,100"},
            "court style": {
                "Judge Nora Whitby": "Mrs Justice Whitby",
                "33,": "aged 33,",
                "nine weeks": "nine-week trial",
            },
            "names left out": {"Otto Hahnel": "a local man", ", Greta Mount,": "", "Viktor Lasko": "Lasko"},
            "day and place turned": {"A Sandle court on Wednesday cleared": "On Wednesday a court in Sandle cleared"},
            "figures corrected": {"64 witnesses": "46 witnesses", "30 May": "31 May"},
            "background replaced": {
                "His lawyer, Greta Mount, called on the chess league to lift its ban at once.": "The league banned him in 2020. Its president, Sven Arne, was not to be reached on Wednesday."
            },
            "evening version": {
                "wept and embraced his mother": "left by a side door without a word",
                "They have until 30 May to appeal.": "They said in the evening that they would appeal.",
            },
        },
    ),
    Report(
        """Fire swept through a ferry terminal in Galley before dawn on Saturday, and 5 people were treated for smoke. Nobody was killed.
Flames were first seen at 4:20 in the ticket hall, said fire chief Una Crake. Eighty firefighters from six towns came.
Ferries to the islands leave from the north pier until further notice. "We will get everybody home," said Hal Drummond of Island Lines.
The hall was built in 1931 and was to be restored next year for 7 million crowns.""",
        {
            "later the same day": {"5 people": "11 people", "Eighty": "A hundred and ten", "six towns": "eight towns"},
            "one more figure": {"7 million": "7.5 million"},
            "clock": {"4:20": "4.20 am", "Eighty firefighters": "80 firefighters"},
            "name of chief mended": {"Una Crake": "Una Creake", "Hal Drummond": "Hal Drumond"},
            "cut in half": {
                '\nFerries to the islands leave from the north pier until further notice. "We will get everybody home," said Hal Drummond of Island Lines.': ""
            },
            "own quote added": {
                "said Hal Drummond of Island Lines.": 'said Hal Drummond of Island Lines.\n"I smelt it in my sleep," Ivy Sparrow, who sells tea on the quay, told the Galley Echo.'
            },
        },
    ),
    Report(
        """LOWMERE (Coastwire) - Lowmere United won the cup on Sunday for the first time in 52 years when Dario Penn scored in the 118th minute of a final against Castle Bay that had seemed to belong to the other side.
Castle Bay led through Tom Ashe after 12 minutes, hit the post twice and lost their captain to a second yellow card in the 77th.
Substitute Ali Osman levelled with a minute left. "I did not see it go in, I was lying down," he said.
Some 48,000 people watched. The trophy was handed over by the sculptor who made it, Agatha Lund, who is 91.
Lowmere play in Europe next season. Their manager, Rob Tierney, said that he would sleep first.""",
        {
            "crowd corrected": {"48,000": "51,300"},
            "minutes in words": {"118th": "last", "77th": "seventy-seventh", "12 minutes": "twelve minutes"},
            "British to American": {"captain": "skipper", "final against": "title game against", "manager": "coach"},
            "tabloid lead": {
                "LOWMERE (Coastwire) - Lowmere United won the cup on Sunday for the first time in 52 years when Dario Penn scored": "PENN-ultimate? No, the last! Lowmere United won the cup for the first time since Harold Wilcox wore the armband when Dario Penn scored"
            },
            "shirt names": {"Dario Penn": "Penn", "Tom Ashe": "Ashe", "Ali Osman": "Osman", "Rob Tierney": "Tierney"},
            "more at the end": {
                "sleep first.": "sleep first.\nThe city has declared Tuesday a holiday. Trams are free from 9 a.m., and the players ride through Fore Street in open cars at 2 p.m., mayor Pat Sorley said."
            },
        },
    ),
]
