"""Reports that one frame made, written before anybody looked at the rules again. Words and names are made up."""

from news_pipeline_tests.duplicates.pairs.frame import Frame

FRAMES = [
    Frame(
        "marine forecast",
        """{0}: winds {1} {2} to {3} knots, easing after midnight. Seas {4} feet. {5}
Small craft should stay in harbour when an advisory is in force. Skippers are reminded to wear life jackets, to file a sailing plan and to keep watch on channel 16.
Forecasts are issued four times a day by the marine office and are valid for twelve hours.""",
        [
            ("Cape Sorrow to Hale Point", "northwest", "15", "20", "4 to 6", "A chance of showers before dawn."),
            ("Hale Point to Drummet Light", "west", "20", "30", "7 to 9", "Patchy fog near the shore."),
            ("Inner Bay", "southwest", "5", "10", "1 to 2", "Clear."),
        ],
        days_apart=0,
    ),
    Frame(
        "currency close",
        """The {0} {1} against the dollar on {2}, with traders citing {3}.
The currency was quoted at {4} at the close, compared with {5} at the previous session. Dealers said volumes were thin ahead of the holiday and that the central bank was not seen in the market.
The bank publishes its reference rate every working day at noon.""",
        [
            ("peso", "weakened", "Tuesday", "demand from importers", "54.31", "54.10"),
            ("rupee", "firmed", "Tuesday", "inflows into local bonds", "81.92", "82.07"),
            ("peso", "firmed", "Thursday", "remittances", "53.88", "54.02"),
        ],
        days_apart=2,
    ),
    Frame(
        "funeral notice",
        """{0}, {1}, of {2}, passed away {3} at {4}. {5}
Visitation will be held from 4 to 7 p.m. at Merridew Funeral Home, with a service the following morning at 11. Burial will follow in the church cemetery.
In lieu of flowers, memorials may be made to the hospice that cared so kindly for the family. Condolences can be left on the website of the funeral home.""",
        [
            ("Harriet Oakes", "91", "Brindle", "Sunday", "Oakwood Manor", "She taught second grade for thirty years."),
            ("Delbert Moss", "77", "North Fenwick", "Tuesday", "his home", "He farmed and drove a school bus."),
            ("Ruth Ann Pagett", "84", "Brindle", "Friday", "Mercy Hospital", "She was a homemaker and a quilter."),
        ],
    ),
    Frame(
        "quake bulletin",
        """A magnitude {0} earthquake struck {1} km {2} of {3} at {4} local time on {5}, the geological agency reported. The epicentre was at a depth of {6} km.
There were no immediate reports of damage or injuries, and no tsunami warning was issued.
The agency's magnitudes are calculated automatically and may be revised as more readings come in.""",
        [
            ("5.2", "38", "south", "Port Amity", "3:14 a.m.", "Monday", "10"),
            ("6.1", "112", "northeast", "San Galindo", "9:40 p.m.", "Monday", "35"),
            ("5.2", "61", "west", "Kaldor", "3:51 a.m.", "Sunday", "22"),
        ],
    ),
    Frame(
        "robot earnings",
        """{0} ({1}) on Thursday reported {2} net income of ${3} million.
On a per-share basis, the company said it had profit of {4} cents. Earnings, adjusted for one-time gains and costs, came to {5} cents per share.
The results {6} expectations. The average estimate of {7} analysts surveyed was for earnings of {8} cents per share.
The company posted revenue of ${9} million in the period. Its shares have moved {10} percent since the beginning of the year.""",
        [
            ("Gantry Tools Inc.", "GNTY", "second-quarter", "41.7", "62", "65", "beat", "four", "59", "511.3", "12"),
            ("Mallow Foods Corp.", "MLOW", "fiscal third-quarter", "8.9", "17", "19", "missed", "six", "22", "96.4", "4"),
        ],
    ),
    Frame(
        "handball report",
        """{0} won {1} away to {2} on {3} night and {4} in the table.
{5} scored {6} goals for the visitors, who led by {7} at the break and never let the lead slip below two. The home side missed three penalties.
Both clubs are in action again next weekend, when the league goes into its last round before the winter break.""",
        [
            ("Tarn Vikings", "31-27", "HC Ostermark", "Saturday", "climb to fourth", "Nils Aker", "nine", "five"),
            ("Lund Bay", "29-25", "Kresten", "Saturday", "stay second", "Petra Holm", "seven", "four"),
            ("Tarn Vikings", "24-22", "Lund Bay", "Wednesday", "climb to third", "Nils Aker", "six", "three"),
        ],
        days_apart=4,
    ),
    Frame(
        "company release",
        """{0}
About Corvale: Corvale is a leading provider of cloud-based solutions for hospitals and clinics. More than 4,000 facilities in 19 countries rely on its platform to schedule staff, manage stock and bill insurers. Founded in 2003, Corvale is based in Denholm and is listed on the exchange under the symbol CRVL. For more information, visit its website or follow the company on social media.
This release contains forward-looking statements within the meaning of securities law. Actual results may differ materially from those expressed or implied because of risks and uncertainties described in the company's filings. Corvale undertakes no obligation to update these statements.""",
        [
            (
                "DENHOLM - Corvale today named Priya Nandakumar chief financial officer, effective January 1. She joins from Halberd Insurance, where she ran treasury for six years.",
            ),
            (
                "DENHOLM - Saint Brannock Health Network has picked Corvale's scheduling software for its 14 hospitals, the companies said. Nurses will be able to swap shifts on their phones.",
            ),
            (
                "DENHOLM - Corvale will present at the Northern Technology Conference on March 9 at 2 p.m. A webcast is available on the investor page and will be kept for 90 days.",
            ),
        ],
    ),
    Frame(
        "pick three",
        """These are the winning numbers of the {0} game drawn {1}: {2}
{3}
Players can check tickets at any retailer. Prizes of up to $600 are paid in shops, and larger ones must be claimed at the lottery's office within 180 days of the drawing.""",
        [
            ("Pick 3 Midday", "Friday", "4-1-7", "Fireball: 9"),
            ("Pick 3 Evening", "Friday", "0-8-8", "Fireball: 2"),
            ("Pick 4 Evening", "Friday", "3-9-9-1", "Fireball: 2"),
        ],
        days_apart=0,
    ),
    Frame(
        "traffic",
        """Traffic is backed up {0} on {1} {2} near {3} after {4}. {5} blocked, and delays of {6} minutes are reported.
Drivers should use another route if they can. Crews are on the scene, and the transport department says it does not know when all lanes will be open again.
This is a developing report. Check back for updates, and never use a phone while driving.""",
        [
            ("two miles", "southbound Interstate 41", "at Exit 9", "Pell Road", "a truck lost its load", "Two lanes are", "30"),
            ("five miles", "eastbound Route 6", "at the river bridge", "Stowell", "a three-car crash", "The left lane is", "45"),
        ],
        days_apart=0,
    ),
    Frame(
        "district results",
        """{0} {1}: {2} ({3}) {4} votes, {5} ({6}) {7} votes. {8} is elected. Turnout was {9} percent.
The result is provisional until the returning officer has signed it. Candidates may ask for a recount within three days if the gap is below one percent of the votes cast.
Results of all wards are on the council's website.""",
        [
            ("Ward", "4", "J. Farrow", "Labour", "1,204", "M. Dunn", "Liberal", "988", "Farrow", "37.1"),
            ("Ward", "9", "S. Iqbal", "Liberal", "2,010", "P. Voss", "Green", "1,754", "Iqbal", "41.6"),
            ("Ward", "11", "R. Tate", "Labour", "877", "L. Okoro", "Independent", "861", "Tate", "29.8"),
        ],
        days_apart=0,
    ),
    Frame(
        "power cut",
        """About {0} customers in {1} were without power on {2} {3} after {4}, the utility said.
Crews expected to restore service by {5}. Customers can report an outage by text or on the utility's app, and should stay at least 30 feet away from downed lines.
Food in a closed refrigerator keeps for about four hours.""",
        [
            ("3,100", "Eastmere", "Monday", "evening", "a tree fell on a line", "10 p.m."),
            ("780", "Pinhook", "Wednesday", "morning", "a squirrel got into a substation", "noon"),
        ],
    ),
    Frame(
        "wildfire",
        """The {0} Fire in {1} County has burned {2} acres and is {3} percent contained, fire officials said {4}. {5} firefighters are assigned to it, with {6} engines.
Evacuation orders are in place for {7}. Residents who were told to leave should take medicines, papers and pets with them.
The cause of the fire is under investigation. Officials expect gusty winds and low humidity through the weekend.""",
        [
            ("Juniper", "Alder", "4,210", "15", "Friday", "340", "22", "Cobb Canyon"),
            ("Signal", "Torrance", "11,800", "5", "Friday", "612", "48", "the town of Leems"),
        ],
        days_apart=0,
    ),
    Frame(
        "cattle sale",
        """{0} head of cattle were sold at {1} on {2}. Compared with last week, feeder steers were {3} and heifers {4}. Demand was {5}.
Steers of 500 to 600 pounds brought {6} a hundredweight, and heifers of the same weight {7}. Slaughter cows sold at {8}.
The supply included 60 percent feeder cattle. Prices are reported by the market news service of the department.""",
        [
            ("1,312", "Burwell Livestock", "Tuesday", "2.00 to 4.00 higher", "steady", "good", "171.50", "158.25", "74.00"),
            ("845", "Ozan Stockyards", "Thursday", "1.00 lower", "3.00 lower", "moderate", "166.00", "151.75", "71.50"),
        ],
        days_apart=2,
    ),
    Frame(
        "dean's list",
        """{0} of {1} was named to the dean's list at {2} for the {3} semester.
To qualify, a student must be enrolled full time and have a grade point average of 3.5 or better on a scale of four, with no grade of incomplete. About a fifth of undergraduates earned the honour.
The student is the child of {4} and a graduate of {5}.""",
        [
            ("Molly Prentiss", "Carver", "Ashgrove College", "fall", "Dan and Sue Prentiss", "Carver High School"),
            ("Tyrone Webb", "Lanesboro", "Ashgrove College", "fall", "Angela Webb", "St. Jude Academy"),
        ],
        days_apart=0,
    ),
    Frame(
        "ski report",
        """{0}: {1} inches of new snow in the past 24 hours, base of {2} to {3} inches, {4} of {5} lifts and {6} trails open. Surface: {7}. Opens at {8}.
Conditions may change with the weather, and skiers should check with the resort before they set out. Trails marked as closed are patrolled and tickets will be pulled.""",
        [
            ("Mount Ferris", "3", "28", "41", "7", "9", "46", "packed powder", "8:30 a.m."),
            ("Cold Hollow", "0", "14", "22", "3", "5", "18", "machine groomed", "9 a.m."),
        ],
        days_apart=0,
    ),
    Frame(
        "sentencing",
        """A {0} {1} was sentenced {2} to {3} in prison for {4}, prosecutors said.
{5}, {6}, pleaded guilty in {7}. In addition to the prison term, the judge ordered three years of supervised release and the payment of restitution.
The case was investigated by the postal inspection service and the field office of the bureau. There is no parole in the federal system.""",
        [
            ("Dunmore", "man", "Monday", "46 months", "stealing cheques from mail boxes", "Curtis Hale", "38", "May"),
            ("Fairpoint", "woman", "Thursday", "27 months", "filing false tax returns", "Denise Carbo", "51", "August"),
        ],
    ),
    Frame(
        "property transfers",
        """{0} sold to {1} by {2} for ${3}. The {4}-square-foot home was built in {5} and has {6} bedrooms.
Transfers are taken from deeds recorded with the county in the past week. Sales below $50,000, between relatives or by foreclosure are left out.
The address of a buyer may differ from that of the property.""",
        [
            ("118 Linden Street", "Karl and Ana Best", "Hugh Rand", "312,000", "1,840", "1962", "three"),
            ("9 Quarry Lane", "Tessa Malik", "Bluebird Homes", "487,500", "2,610", "2019", "four"),
        ],
        days_apart=7,
    ),
    Frame(
        "flight delays",
        """{0} flights were delayed and {1} cancelled at {2} by {3} on {4} because of {5}, the airport said.
Passengers should check with their airline before leaving for the airport and allow extra time for security. Airlines must offer a refund or another seat when they cancel a flight.
Parking near the terminals is filling quickly.""",
        [
            ("212", "37", "Harmon International Airport", "10 a.m.", "Sunday", "thunderstorms"),
            ("64", "12", "Lakeland Regional Airport", "noon", "Sunday", "a failed radar"),
        ],
        days_apart=0,
    ),
    Frame(
        "blood drive",
        """A blood drive will be held from {0} {1}, {2}, at {3}. Walk-ins are welcome, but appointments come first; call {4} to make one.
Donors must be at least 17, weigh 110 pounds and be in good health. A donation takes about an hour, and each can help up to three patients.
All donors in the month of the drive get a T-shirt while supplies last.""",
        [
            ("1 to 6 p.m.", "Tuesday", "Feb. 11", "the Elks lodge in Corley", "555-0142"),
            ("9 a.m. to 2 p.m.", "Saturday", "Feb. 22", "Grace Lutheran Church in Sutter", "555-0177"),
        ],
    ),
    Frame(
        "missing person",
        """Police in {0} are asking for help to find {1}, {2}, who was last seen {3} near {4}. {5} is {6} tall, with {7} hair, and was wearing {8}.
Anyone who knows anything is asked to call the police at once and not to approach. Tips can be left without a name at the hotline.
People do not need to wait 24 hours to report that somebody is missing.""",
        [
            ("Barton", "Elias Crane", "14", "Monday night", "the bus station", "He", "5-foot-4", "red", "a grey hoodie"),
            ("Wexcombe", "June Abbot", "79", "on Friday", "her home on Vine Street", "She", "5-foot-1", "white", "a blue coat"),
        ],
    ),
]  # fmt: skip
