"""Reports that one frame made, by kind: the half that is kept to judge rules by. Words and names are made up."""

from news_pipeline_tests.duplicates.pairs.frame import Frame

FRAMES = [
    Frame(
        "weather: weekday and town inside",
        """{0} in {1} will be {2}, the weather office said in its morning forecast. The thermometer climbs to {3} degrees by mid-afternoon and falls to {4} after dark.
Sea breezes reach {5} knots. Swimmers should heed the flags, because currents are strong at this time of the year.
Farmers can read the long-range forecast on the office's pages. It is renewed every six hours.""",
        [
            ("Sunday", "Lower Ambry", "hazy with sunshine", "27", "16", "14"),
            ("Sunday", "Cape Durrow", "grey and damp", "18", "12", "22"),
            ("Thursday", "Lower Ambry", "windy with showers", "20", "13", "30"),
        ],
    ),
    Frame(
        "market wrap",
        """{0} stocks ended {1} on Friday, with the {2} gauge {3} {4} per cent at {5}. Over the week it {6} {7} per cent.
{8} dropped the most, by {9} per cent, after a warning on profits. Banks and utilities were little changed.
Yields on ten-year notes hardly moved. Investors look ahead to figures on jobs and inflation that are due next week.""",
        [
            ("Zellian", "lower", "ZX-30", "losing", "0.9", "2,411.0", "gave up", "1.8", "Morrow Paper", "7.4"),
            ("Tovari", "higher", "TVI", "gaining", "1.3", "18,902.5", "added", "0.4", "Lanyard Cement", "3.9"),
            ("Merinian", "lower", "MX-50", "down", "0.2", "931.7", "climbed", "2.2", "Harrow Glass", "5.1"),
        ],
        days_apart=0,
    ),
    Frame(
        "death notice, one sentence each",
        """{0} passed away on {1} at {2}. {3} was {4}.
Visitation is at Greaves and Sons from four to seven, and the burial at {5} the day after. In lieu of flowers, memorial gifts may be sent to the library fund.
To leave a message of comfort for the family, please sign the guest book online.""",
        [
            ("Walter Prine", "Monday", "his home in Dell City", "He", "81", "Oak Hill"),
            ("Ramona Teague", "Thursday", "Mercy Hospital", "She", "67", "Calvary"),
            ("Opal Jean Stroud", "Saturday", "the Pines nursing home", "She", "102", "Green Lawn"),
        ],
    ),
    Frame(
        "quake, automatic",
        """A {0} earthquake was reported {1} on {2} {3} miles from {4}, according to the survey. The temblor occurred at {5} at a depth of {6} miles.
In the past ten days, there {7} magnitude 3.0 or greater centred nearby. This information comes from the survey's notification service, and this post was created by an algorithm.
Did you feel it? Find out what to do before, and during, an earthquake near you on our page about preparation.""",
        [
            (
                "magnitude 3.2",
                "Tuesday morning",
                "land",
                "four",
                "Arroyo Seco",
                "6:14 a.m.",
                "5.5",
                "have been two earthquakes of",
            ),
            (
                "magnitude 3.7",
                "Friday evening",
                "land",
                "nineteen",
                "Pinto Wells",
                "7:52 p.m.",
                "0.6",
                "have been no earthquakes of",
            ),
            (
                "magnitude 4.1",
                "Sunday morning",
                "land",
                "eight",
                "Twin Buttes",
                "3:33 a.m.",
                "3.2",
                "has been one earthquake of",
            ),
        ],
    ),
    Frame(
        "earnings table in words",
        """{0} earned {1} crowns a share in the six months to {2}, against {3} a year before. Pre-tax profit was {4} million on sales of {5} million.
An interim dividend of {6} will be paid to holders on the register. The figures have not been audited.
The directors believe that the group is well placed, although conditions in its markets remain difficult and raw materials are dear.""",
        [
            ("Ambleforth Wool", "3.10", "June", "2.85", "44", "512", "0.90"),
            ("Strand and Moss", "0.75", "September", "1.20", "7.2", "98", "0.25"),
            ("Dunmow Cables", "12.40", "December", "10.05", "131", "1,870", "4.00"),
        ],
    ),
    Frame(
        "match line, high school",
        """{0} outlasted {1} {2} in a boys' basketball contest at {3} on {4}. {5} led at the half, {6}, and never trailed after that.
Recently on the road, both teams had won two of their last three. For a full recap, click on the name of the school.
The schools submitted the scores. Corrections go to the sports desk by ten in the evening.""",
        [
            ("Wrenfield", "Lakota Ridge", "61-58", "the Wrenfield gym", "Tuesday", "Wrenfield", "33-25"),
            ("St Alban", "Chester North", "47-39", "Chester North", "Friday", "St Alban", "22-14"),
            ("Mott Academy", "Garnet", "72-70", "Garnet", "Tuesday", "Mott Academy", "41-30"),
        ],
    ),
    Frame(
        "university releases",
        """{0}
The University of Galloway Sands was founded in 1871 and has about 14,000 students. It is among the ten largest employers of the county. Reporters can reach its press office by telephone at any hour. Pictures in print quality are to be found in the media library and may be used without a fee if the source is named. The university is a charity registered in Scotland.""",
        [
            (
                "Bees find their way home by the smell of their own footprints, zoologists have shown. They glued tiny tags to four hundred workers and followed them over a moor. The paper is in the journal Insect Paths.",
            ),
            (
                "Professor Ines Calloway receives this year's Lorne medal for her history of lighthouses. The medal has been given since 1923. She will speak in the great hall on 8 March, and entry is free.",
            ),
            (
                "A supercomputer called Kestrel goes into service in the basement of the old chapel today. It cost nine million pounds, and its waste heat will warm two halls of residence. Engineers from Oban built the pumps.",
            ),
        ],
    ),
    Frame(
        "vacancy, newspaper style",
        """{0} seeks {1} for its {2} office. Applicants need {3} and {4} years in a similar position. {5}
The appointment is subject to satisfactory references and a medical examination. Canvassing will disqualify. Housing can be provided in suitable cases.
Applications in writing, with copies of certificates, reach the personnel department not later than {6}.""",
        [
            (
                "Northern Waterways",
                "a clerk of works",
                "Ringwood",
                "a diploma in building",
                "four",
                "Salary on scale 7.",
                "16 November",
            ),
            (
                "The Salt Board",
                "an assistant accountant",
                "Droitford",
                "part one of the examination",
                "two",
                "Salary on scale 5.",
                "2 December",
            ),
            ("Hope Valley College", "a librarian", "Castleford", "a degree", "five", "Salary on scale 9.", "9 January"),
        ],
    ),
    Frame(
        "horoscope by dates",
        """{0} ({1}): Your {2} surprises those who thought they knew you. A letter on {3} brings news of {4}.
Avoid quarrels about money, and do not sign anything before you have slept on it. Your health is good if you walk more.
Want to hear more about your stars? Our astrologer has recorded your forecast for the whole month.""",
        [
            ("Gemini", "21 May to 21 June", "patience", "Monday", "an old friend"),
            ("Capricorn", "22 December to 20 January", "humour", "Saturday", "a house"),
            ("Leo", "23 July to 22 August", "courage", "Wednesday", "a debt"),
        ],
    ),
    Frame(
        "lottery, same weekday, figures only",
        """These numbers were drawn on Saturday night: {0}. The Star number was {1}. {2} tickets won prizes, and the next jackpot is {3} million.
The drawing was held in the studio under the eyes of a notary. All prizes are free of tax and are paid out by the national lottery's agents.
Numbers are given without guarantee. Only the list in the office of the lottery is binding.""",
        [
            ("6, 13, 21, 30, 44", "9", "41,208", "3"),
            ("1, 17, 25, 38, 49", "2", "38,554", "5"),
            ("4, 8, 20, 33, 41", "6", "40,116", "2"),
        ],
    ),
    Frame(
        "election night, wards",
        """{0} ward: {1} ({2}) elected with {3} votes. {4} ({5}) came second with {6}. Spoilt papers: {7}.
Polling stations were open from seven in the morning until ten at night. The new council meets for the first time on the last Thursday of the month, when it elects a mayor.
The full list of candidates and the figures since 1998 are on the council's pages.""",
        [
            ("Abbey", "Joan Tranter", "Ind", "1,040", "Keith Moxon", "Con", "877", "11"),
            ("Riverside", "Dilip Mehan", "Lab", "1,512", "Wendy Fosse", "LD", "1,499", "23"),
            ("St Mark's", "Colin Reeve", "LD", "988", "Amina Yusuf", "Lab", "941", "9"),
        ],
        days_apart=0,
    ),
    Frame(
        "closings because of snow",
        """Because of heavy snow, {0} is closed today. Staff report at {1}. {2}
Decisions are taken by half past five in the morning and are announced on local radio first. Please do not ring the schools, whose lines are needed for emergencies.
Make-up days are set by the board of education at the end of the winter.""",
        [
            ("Fallkirk Elementary", "nine", "The concert of the third grade moves to 11 February."),
            ("Dunning Middle School", "ten", "The chess cup moves to 19 February."),
            ("Ogden County Library", "noon", "Story hour moves to 23 February."),
        ],
        days_apart=0,
    ),
    Frame(
        "police appeal",
        """Police are appealing for witnesses after {0} in {1}, {2}, at about {3} on {4}.
The {5} is described as {6}, of slim build, and was wearing {7}.
Anyone who saw what happened, or who has footage from a doorbell or a dashboard camera, is asked to ring 101 and quote reference {8}. Information can also be given without a name to Crimestoppers.""",
        [
            (
                "a man was robbed of his watch",
                "Copper Lane",
                "Haxley",
                "9.20pm",
                "Wednesday",
                "robber",
                "white, in his twenties",
                "a grey hood",
                "4412",
            ),
            (
                "a shop window was broken",
                "Union Row",
                "Pelby",
                "1.05am",
                "Sunday",
                "vandal",
                "a boy of about fifteen",
                "a red scarf",
                "9071",
            ),
            (
                "a dog was stolen",
                "Garth Terrace",
                "Romsley",
                "4pm",
                "Friday",
                "thief",
                "a woman in her fifties",
                "a green coat",
                "2230",
            ),
        ],
    ),
    Frame(
        "food recall",
        """{0} is recalling {1} because it may contain {2} not mentioned on the label. {3}
Product: {1}. Pack size: {4}. Best before: {5}. No other products of the firm are known to be affected.
If you have bought the above product and have an allergy, do not eat it. Instead, take it back to the store for a full refund. A receipt is not needed.""",
        [
            (
                "Haddon Bakery",
                "Seeded Rye Rolls",
                "sesame",
                "This is a risk to anyone with an allergy to sesame.",
                "4",
                "12 January",
            ),
            (
                "Fylde Larder",
                "Green Curry Soup",
                "milk",
                "This is a risk to anyone who is intolerant of milk.",
                "600 g",
                "3 April",
            ),
            (
                "Orchard Foods",
                "Chicken Kiev Twin Pack",
                "egg",
                "This is a risk to anyone with an allergy to egg.",
                "270 g",
                "9 June",
            ),
        ],
    ),
    Frame(
        "radio listing",
        """{0} on {1} at {2}: {3} talks to {4} about {5}. Repeated on {6}.
Listeners can find every edition of the programme on the station's pages for a year after it went out, and can write to the makers by letter or by electronic mail.
The programme is made in our studio in Bristow, and its music was written by pupils.""",
        [
            ("Open Window", "Tuesday", "4 p.m.", "Jo Cardew", "the diver Per Lindqvist", "silence", "Sunday"),
            ("The Long Table", "Friday", "11 a.m.", "Mo Tarrant", "the baker Elsa Fry", "salt", "Wednesday"),
            ("Night Train", "Saturday", "9 p.m.", "Lil Osborne", "the pianist Max Feld", "rain", "Monday"),
        ],
    ),
    Frame(
        "hospital waiting times, figures only",
        """Patients at {0} waited {1} days on average for a hip operation last year, {2} more than the year before. For cataracts the wait was {3} days.
The ministry aims at ninety days for all planned operations. It has promised money for evening sessions, and has asked hospitals to lend each other staff.
The figures were given to this newspaper in answer to a request under the law on information.""",
        [
            ("St Cuthbert's", "141", "22", "77"),
            ("Ferndale General", "98", "5", "120"),
            ("Royal Infirmary", "173", "40", "64"),
        ],
        days_apart=0,
    ),
    Frame(
        "exchange bulletin",
        """The {0} closed at {1} to the dollar in {2} on {3}, compared with {4} on the previous day, dealers said.
It {5} against the euro as well. Trading was quiet ahead of the holidays, with companies buying foreign money for imports.
The central bank's intervention desk did not answer calls. One-month forwards were not quoted.""",
        [
            ("tala", "112.40", "Merin", "Tuesday", "112.05", "weakened"),
            ("sorin", "9.18", "Port Vane", "Thursday", "9.25", "firmed"),
            ("dolan", "31.77", "Cassow", "Friday", "31.60", "weakened"),
        ],
    ),
    Frame(
        "house prices by county",
        """House prices in {0} {1} by {2} per cent in May, figures of the land registry show. The average home there now costs {3}, against {4} a year ago. {5} homes changed hands.
Economists said that higher interest rates were cooling demand and that few houses came on the market. First-time buyers were hit hardest.
The registry publishes its index on the third Wednesday of each month.""",
        [
            ("Borsetshire", "rose", "1.4", "£312,000", "£298,500", "410"),
            ("Wenshire", "fell", "0.8", "£244,700", "£251,100", "268"),
            ("Loamshire", "rose", "0.3", "£189,400", "£188,900", "355"),
        ],
        days_apart=0,
    ),
]
