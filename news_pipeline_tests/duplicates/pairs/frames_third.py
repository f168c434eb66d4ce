"""A third set of reports that one frame made, written when the rules stood. All made up."""

from news_pipeline_tests.duplicates.pairs.frame import Frame

FRAMES = [
    Frame(
        "pollen",
        """Pollen in {0} will be {1} on {2}, mostly from {3}. Counts reached {4} grains a cubic metre yesterday.
People with hay fever should keep windows shut in the morning and wash their hair before going to bed. Rain brings relief for some hours.
The next report is due tomorrow at seven.""",
        [("Tarn", "high", "Friday", "birch", "410"), ("the Orr valley", "moderate", "Friday", "ash and oak", "155")],
        0,
    ),
    Frame(
        "oil",
        """Crude oil futures settled {0} on {1}, with the benchmark contract for {2} delivery {3} {4} cents to {5} dollars a barrel. Traders pointed to {6}.
Heating oil and gasoline moved in the same direction. Volumes were close to the average of the past month.""",
        [
            ("lower", "Monday", "March", "down", "84", "71.12", "stocks that rose more than expected"),
            ("higher", "Monday", "April", "up", "121", "78.40", "an outage at a terminal in the north"),
        ],
        28,
    ),
    Frame(
        "death brief",
        """{0}, the {1} who {2}, has died. {3} was {4}.
The death was confirmed by {5}, who gave no cause. A private funeral will be held.
Tributes were paid by colleagues and admirers on social media within minutes.""",
        [
            ("Lorna Pike", "actress", "played the landlady in three seasons of Harbour Lane", "She", "79", "her agent"),
            ("Otto Brandl", "conductor", "led the Denholm Philharmonic for two decades", "He", "91", "his daughter"),
        ],
        None,
    ),
    Frame(
        "quake table",
        """{0} quake hits {1}
A quake of magnitude {0} hit {1} on {2}, the German research centre said. It was {3} km deep.
The region lies on the ring of fire and is shaken often. No warning of a tsunami was in force.""",
        [("5.8", "the Kaldor islands", "Sunday", "54"), ("6.4", "southern Galindo", "Wednesday", "12")],
        None,
    ),
    Frame(
        "earnings in one paragraph",
        """{0}'s {1}-quarter profit {2} to {3} million crowns from {4} million a year before, as {5}. Sales were {6} million. The company confirmed its outlook for the year.
Its shares were little changed after the report, which came before the market opened.""",
        [
            ("Hallam Bus", "first", "rose", "31", "27", "fuel became cheaper", "420"),
            ("Vesper Tea", "first", "fell", "6.2", "9.9", "a warm winter hurt sales", "88"),
        ],
        0,
    ),
    Frame(
        "cricket",
        """{0} beat {1} by {2} in the {3} one-day international at {4} on {5}.
Chasing {6}, the home side were all out with {7} balls to spare. {8} was named player of the match for {9} wickets.
The sides meet again on Sunday in the next match of the series.""",
        [
            ("Galindo", "Kaldor", "31 runs", "second", "Port Amity", "Thursday", "274", "14", "R. Desai", "four"),
            ("Brindle", "Kaldor", "9 runs", "first", "Lund", "Thursday", "241", "5", "T. Moyle", "five"),
        ],
        14,
    ),
    Frame(
        "contract award",
        """{0} has won a contract worth {1} million dollars to {2} for {3}, the defence department announced. Work will be done in {4} and is expected to be finished by {5}.
The contract was awarded after a competition with two offers. Funds of the current year were obligated at the time of the award.""",
        [
            ("Ashcroft Marine", "48.3", "overhaul two tugs", "the navy", "Port Amity", "June 2025"),
            ("Telmar Systems", "112", "supply radios", "the army", "Denholm and Tarn", "March 2027"),
        ],
        0,
    ),
    Frame(
        "keno",
        """Numbers drawn in keno number {0} on {1}: {2}. The multiplier was {3}.
Draws are held every four minutes between five in the morning and two at night. Check your ticket at a shop or with the app.""",
        [
            ("2218841", "May 3", "1 4 9 13 22 28 31 40 44 51 57 62 66 70 71 73 76 77 79 80", "x3"),
            ("2218842", "May 3", "2 3 8 11 17 25 29 33 46 48 50 59 60 61 64 67 69 72 74 78", "x2"),
        ],
        0,
    ),
    Frame(
        "rail delay",
        """Trains between {0} and {1} are delayed by up to {2} minutes because of {3} at {4}. Tickets are accepted on buses of {5}.
Passengers can claim a refund of half the fare after thirty minutes and of the whole fare after an hour. Claims must be made within 28 days.""",
        [
            ("Lund", "Tarn", "50", "a broken rail", "Orr Junction", "Green Line"),
            ("Denholm", "Wexholt", "90", "a person on the track", "Mill Road", "Hallam"),
        ],
        None,
    ),
    Frame(
        "county result",
        """With all precincts counted, {0} won {1} County with {2} percent of the vote to {3} percent for {4}. Turnout was {5} percent of registered voters.
Mail ballots that arrive by Friday will still be added. The county board meets on the 20th to certify the result.""",
        [
            ("Ruth Amory", "Pell", "53.1", "44.0", "Dale Finch", "58"),
            ("Dale Finch", "Stowell", "61.7", "36.2", "Ruth Amory", "63"),
        ],
        0,
    ),
    Frame(
        "egg recall",
        """{0} has recalled {1} of {2} because of possible contamination with {3}, the food agency said on {4}. They were sold in {5}.
Anyone who has them should not eat them and can return them to the shop for a refund. No illnesses have been reported.""",
        [
            ("Bramley Farm", "40,000 cartons", "eggs", "salmonella", "Tuesday", "four states"),
            ("Seaview Foods", "9,500 packs", "smoked trout", "listeria", "Tuesday", "the north"),
        ],
        60,
    ),
    Frame(
        "school sports",
        """{0} {1}, {2} {3}: {4} scored {5} points and {6} added {7} for {0}, which led {8} at halftime.
{0} improves to {9}. Scores are reported by coaches. To report a score, call the sports desk after nine in the evening.""",
        [
            ("Carver", "61", "Lanesboro", "48", "Beth Oakes", "22", "Jo Lind", "14", "30-21", "8-2"),
            ("Sutter", "55", "Corley", "52", "Tina Mora", "19", "Kay Fenn", "17", "24-26", "5-5"),
        ],
        0,
    ),
]
