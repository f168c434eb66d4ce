"""A second set of reports that one frame made, written after the rules were mended by the first. All made up."""

from news_pipeline_tests.duplicates.pairs.frame import Frame

FRAMES = [
    Frame(
        "heat warning",
        """The weather office has issued a heat warning for {0} from {1} until {2}. Temperatures may reach {3} degrees in the afternoon and will not fall below {4} at night.
Drink before you are thirsty, stay in the shade around noon and never leave children or animals in a parked car. Check on neighbours who live alone.
Warnings have three levels. This one is {5}.""",
        [
            ("Lower Tarn", "noon on Saturday", "Monday evening", "37", "22", "orange"),
            ("the Vale of Orr", "Sunday morning", "Tuesday night", "39", "24", "red"),
            ("Galindo and the coast", "noon on Saturday", "Sunday evening", "35", "25", "yellow"),
        ],
        days_apart=0,
    ),
    Frame(
        "bond auction",
        """The treasury sold {0} of {1}-year notes on {2} at an average yield of {3} percent, against {4} percent at the last sale. Bids came to {5} times the amount on offer.
The debt office said that foreign buyers took about a third. It will publish the calendar of sales for the next quarter at the end of the month.""",
        [
            ("2.5 billion crowns", "five", "Wednesday", "3.41", "3.38", "2.1"),
            ("1.8 billion crowns", "ten", "Thursday", "3.97", "4.02", "2.6"),
        ],
    ),
    Frame(
        "short obituary of a former player",
        """Former {0} {1} {2} has died aged {3}, the club has announced.
{4} made {5} appearances between {6} and {7}, and scored {8} goals.
"Everyone at the club is deeply saddened by the news," a statement said. "Our thoughts are with family and friends at this difficult time."
Players will wear black armbands at the next home match.""",
        [
            ("Tarn Rovers", "defender", "Cliff Hanley", "81", "Hanley", "312", "1961", "1972", "9"),
            ("Lund Bay", "winger", "Arne Strand", "74", "Strand", "188", "1968", "1977", "41"),
        ],
    ),
    Frame(
        "guidance of a company",
        """{0} shares {1} in early trading on Tuesday after the {2} said it now expects {3} for the full year, {4} its earlier forecast.
The company's chief executive told analysts on a call that demand had been "{5}". It kept its dividend.
Shares have {6} over the past twelve months. Of the analysts who cover the company, most rate it a hold.""",
        [
            ("Morrow Steel", "fell 8 percent", "mill operator", "a small loss", "worse than", "weak everywhere", "lost a fifth"),
            ("Glasswing", "rose 6 percent", "maker of lenses", "profit of 90 million", "above", "stronger than we planned", "doubled"),
        ],
    ),
    Frame(
        "tennis result",
        """{0} of {1} beat {2} of {3} {4} in the {5} round of the Denholm Open on Monday.
The {6} seed served {7} aces and saved all but one of the break points that she faced. She plays {8} next.
The tournament is played on hard courts and carries prize money of 1.1 million dollars.""",
        [
            ("Ida Kroll", "Austria", "Mei Tanaka", "Japan", "6-4, 6-2", "first", "third", "seven", "Lena Fox"),
            ("Paula Reyes", "Chile", "Anja Vos", "Belgium", "7-6, 3-6, 6-3", "first", "sixth", "eleven", "Kim Oduya"),
        ],
        days_apart=0,
    ),
    Frame(
        "release with a stock paragraph, drug maker",
        """{0}
About Ostrava Bio: Ostrava Bio is a clinical-stage company that develops medicines for rare diseases of the blood. Its lead candidate, OB-114, is being tested in two trials in Europe. The company has offices in Denholm and Galindo and employs 140 people. More information is available on its website.
Contact for investors: the office of investor relations, Denholm. Contact for the media: the press office.""",
        [
            ("DENHOLM, May 4 - Ostrava Bio said that it has closed the sale of 6 million new shares at 14 crowns each. The money will pay for a second plant near the airport.",),
            ("DENHOLM, June 19 - Regulators have given OB-114 orphan status, Ostrava Bio announced. The first patients are to be treated in autumn at four university hospitals.",),
        ],
    ),
    Frame(
        "jackpot with one winner",
        """A ticket sold in {0} won the {1} jackpot of ${2} million on {3}. The winning numbers were {4}.
The shop that sold it will get a bonus of $10,000. The winner has 180 days to come forward and may stay anonymous.
The odds of winning were one in 292 million.""",
        [
            ("Corley", "Big Five", "84", "Saturday", "3, 17, 22, 41 and 60"),
            ("East Pinhook", "Big Five", "312", "Saturday", "8, 9, 33, 52 and 57"),
        ],
        days_apart=21,
    ),
    Frame(
        "bridge closed",
        """{0} will be closed to traffic from {1} to {2} for {3}, the transport department said. Detours will be posted along {4}.
Work depends on the weather and may be put off. Emergency vehicles will be let through at all times.
Questions can be sent to the department's office in the county seat.""",
        [
            ("The Mill Street bridge", "March 3", "March 9", "new expansion joints", "Orchard Avenue"),
            ("County Road 12 over Fern Creek", "April 20", "May 2", "painting", "Highway 8"),
        ],
        days_apart=30,
    ),
    Frame(
        "constituency result",
        """{0} HELD by {1}. {2} takes the seat with a majority of {3}, {4} from the last election. {5} came second. Turnout was {6} percent.
Results are declared by returning officers through the night. A full list of candidates is below.""",
        [
            ("TARN NORTH", "Labour", "Ada Finch", "4,120", "down", "Joe Platt of the Conservatives", "61"),
            ("WEXHOLT", "the Liberals", "Rory Quaid", "11,872", "up", "Sue Marsh of Labour", "68"),
            ("BRINDLE EAST", "Labour", "Omar Sayed", "902", "down", "Tess Low of the Greens", "57"),
        ],
        days_apart=0,
    ),
    Frame(
        "quake without a weekday",
        """A light earthquake with a magnitude of {0} was recorded {1} miles from {2} at {3} this morning, according to preliminary data. It was {4} miles deep.
In the past ten days there have been {5} earthquakes of magnitude 3 or more nearby. Did you feel it? Report what you felt to the survey.
This note was made by an automatic programme and checked by an editor.""",
        [
            ("3.4", "six", "Lompel", "5:02", "4.9", "two"),
            ("4.1", "17", "Ridgeway", "2:47", "7.2", "no"),
        ],
    ),
]  # fmt: skip
