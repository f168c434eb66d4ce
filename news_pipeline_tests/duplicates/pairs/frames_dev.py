"""Reports that one frame made, by kind: the half that rules may be written from. Words and names are made up."""

from news_pipeline_tests.duplicates.pairs.frame import Frame

FRAMES = [
    Frame(
        "weather: town first",
        """{0} can expect a bright start on Saturday, with cloud building from the {1} by noon. Highs will reach {2} degrees, and lows overnight will be near {3}.
The chance of showers is {4} per cent. Winds will stay light, and the pollen count is low to moderate for grass and nettles.
Forecasters ask gardeners to bring in tender plants. The next bulletin follows at 6 p.m., and warnings are read out on the hour.""",
        [
            ("Brackenford", "north", "19", "7", "20"),
            ("Saltmere", "west", "14", "3", "60"),
            ("Upper Tyle", "east", "22", "11", "10"),
        ],
        days_apart=0,
    ),
    Frame(
        "market close",
        """The benchmark index finished {0} at {1} on Wednesday, {2} {3} points from the day before, as traders weighed earnings against worries about growth.
{4} was the most active share and changed hands {5} million times. {6} {7} {8} per cent after its results.
Brent crude stood at {9} dollars. Volumes were close to the average of the past month, and markets abroad were mixed.""",
        [
            ("up", "5,120.4", "adding", "31", "Carrow Mines", "4.1", "Tolland Dairies", "gained", "3.2", "81.4"),
            ("down", "5,044.9", "losing", "62", "Wickham Rail", "6.8", "Carrow Mines", "shed", "5.5", "79.9"),
            ("little changed", "5,098.2", "giving up", "2", "Ilex Pharma", "9.3", "Sutter Bank", "rose", "1.1", "80.2"),
        ],
    ),
    Frame(
        "obituary",
        """{0}, beloved {1} of {2}, died on {3} at the age of {4} after a short illness bravely borne.
A service of thanksgiving will take place at {5} on {6} at {7}, followed by refreshments in the parish hall. Family flowers only, please; donations may be left at the door for the lifeboat.
The family would like to thank the staff of the ward for their kindness and care.""",
        [
            ("Agnes Tolliver", "wife", "the late Roland", "2 May", "88", "All Hallows", "Tuesday 14 May", "noon"),
            ("Bernard Askew", "husband", "Hilda", "30 June", "73", "St Botolph's", "Friday 12 July", "2 p.m."),
            (
                "Mary Ellen Voss",
                "mother",
                "three and grandmother of seven",
                "21 January",
                "95",
                "the Chapel of Rest",
                "Monday 29 January",
                "11 a.m.",
            ),
        ],
    ),
    Frame(
        "quake",
        """An earthquake of magnitude {0} struck {1} kilometres {2} of {3} on {4}, the seismological institute said. The quake was at a depth of {5} kilometres.
There were no immediate reports of damage or casualties. No tsunami warning was issued.
The region lies on a fault along which tremors are frequent. The institute asks people who felt the shaking to fill in the form on its website.""",
        [
            ("5.4", "38", "south", "Port Amari", "Monday", "10"),
            ("4.9", "112", "northwest", "Ullagoa", "Thursday", "35"),
            ("6.1", "71", "east", "Santa Brisa", "Sunday", "22"),
        ],
    ),
    Frame(
        "earnings brief",
        """{0} ({1}) on Tuesday reported {2} of ${3} million in its fourth quarter. The company said it had {4} of {5} cents per share.
The results {6} Wall Street expectations. The average estimate of {7} analysts was for {8} cents per share. The company posted revenue of ${9} million in the period.
The company's shares have moved little since the beginning of the year. This story was generated from data and can contain errors.""",
        [
            ("Pelham Optics", "PLHM", "a profit", "12.4", "net income", "31", "beat", "five", "28", "140.2"),
            ("Garrick Foods", "GRKF", "a loss", "3.8", "a loss", "9", "missed", "three", "4", "61.7"),
            ("Osprey Freight", "OSPF", "a profit", "8.8", "a profit", "17", "matched", "two", "17", "204.9"),
        ],
    ),
    Frame(
        "match report",
        """{0} beat {1} {2} on {3} evening in front of {4} spectators at {5}.
{6} opened the scoring in the {7}th minute, and {8} made the game safe after the break with a header from a corner.
The referee showed four yellow cards. Both sides were without several regulars because of injuries, and the pitch was heavy after the rain of the past days.""",
        [
            ("Tarn Rovers", "Hexby", "2-0", "Saturday", "3,104", "Quay Park", "Dyer", "14", "Osgood"),
            ("Merrow Town", "Cold Aston", "3-1", "Friday", "1,877", "the Meadows", "Pryce", "29", "Whitlock"),
            ("Hexby", "Port Ferris", "1-0", "Tuesday", "954", "Hexby Lane", "Raines", "77", "Cobb"),
        ],
    ),
    Frame(
        "company releases",
        """{0}
About Tarrant Biologics
Tarrant Biologics discovers, develops and makes medicines for rare diseases of the blood. The company was founded in 2003 and has laboratories in four countries. Its shares are listed under the symbol TRNT. For more information, please go to the website or follow the company on social media.
Forward-looking statements
This press release contains statements that are not historical facts. They involve risks and uncertainties, and actual results may differ materially. The company undertakes no obligation to update them.""",
        [
            (
                "Tarrant Biologics has dosed the first patient in a study of its enzyme for porphyria, it said on Monday. Forty people at nine hospitals will take part. Results are due next autumn, said Chief Medical Officer Roland Speight.",
            ),
            (
                "The board has chosen Adela Ruskin as chair from January. She spent two decades in banking, and sits on the council of the Royal Observatory. Her predecessor, Giles Marner, retires after the annual meeting in Lowick.",
            ),
            (
                "A new plant for filling vials will rise on the site of the old paper mill at Trimdon. It will cost 80 million dollars and give work to 150 technicians. Building begins in March, once the council has approved a road.",
            ),
        ],
    ),
    Frame(
        "job listing",
        """{0}, {1}
Salary: {2} a year, {3}. Hours: {4} a week.
We are looking for a motivated person to join our friendly team. You will have good communication skills, be able to work on your own initiative and be willing to travel from time to time. Full training is given.
To apply, send your CV to {5} by {6}. We are an equal opportunities employer and welcome applications from everyone.""",
        [
            ("Warehouse supervisor", "Corby Lane", "£29,400", "permanent", "40", "Miss T Okell", "3 June"),
            ("Dental receptionist", "Thorpe Vale", "£22,750", "fixed term", "32", "Dr P Sandys", "28 October"),
            ("Care assistant", "Lowton", "£24,100", "permanent", "36", "Mrs J Bright", "14 August"),
        ],
    ),
    Frame(
        "horoscope",
        """{0}: The moon in your house of {1} makes this a week for {2}. Keep {3} free for someone who matters.
Money: a payment that you had given up may arrive. Do not spend it before it is there.
Love: be patient with those around you, and say what you mean. Lucky number {4}, lucky colour {5}.""",
        [
            ("Aries", "work", "plans", "Tuesday", "7", "green"),
            ("Scorpio", "home", "mending what is broken", "Sunday", "31", "blue"),
            ("Pisces", "friendship", "a journey", "Thursday", "12", "violet"),
        ],
    ),
    Frame(
        "lottery",
        """The winning numbers in Wednesday evening's drawing of the Golden Six game were {0}. The estimated jackpot was {1} dollars.
Tickets that match all six numbers win the jackpot; those that match five win a fixed prize. Prizes must be claimed within 180 days at an office of the lottery or by mail.
Please play responsibly. If you or someone you know has a gambling problem, call the helpline.""",
        [
            ("04, 11, 19, 27, 33 and 40", "2.1 million"),
            ("02, 08, 15, 29, 36 and 41", "2.6 million"),
            ("09, 10, 22, 31, 35 and 44", "1.7 million"),
        ],
    ),
    Frame(
        "elections per district",
        """{0} has won the {1} seat for the {2} with {3} votes, ahead of {4} of the {5} on {6}. Turnout was {7} per cent.
The count was finished at {8} a.m. The seat had been held by the same party since the boundaries were redrawn.
Results become official once the returning officers have signed them, which is expected by the end of the week. Recounts can be asked for where the margin is below half a percentage point.""",
        [
            ("Lydia Farrant", "Eastmarsh", "Greens", "14,210", "Owen Stagg", "Liberals", "12,877", "61.4", "2:10"),
            ("Marcus Thole", "Vale of Rill", "Labour Union", "21,655", "Petra Lunn", "Greens", "9,340", "57.9", "1:35"),
            (
                "Hugo Penhallow",
                "Isle Coast",
                "Conservatives",
                "9,871",
                "Ray Dunne",
                "Labour Union",
                "9,602",
                "68.2",
                "3:40",
            ),
        ],
    ),
    Frame(
        "school closings",
        """{0} schools will open two hours late on Friday because of {1}, superintendent {2} said. Buses will run {3} minutes behind their times.
Breakfast will not be served. Morning kindergarten is cancelled. After-school activities go on as planned unless the district says otherwise.
Parents can sign up for alerts on the district's website, by telephone or by text message.""",
        [
            ("Harlow County", "ice on the roads", "Neal Braddock", "90"),
            ("Pinecrest", "a burst water main", "Judith Amory", "120"),
            ("Ridgeway Union", "a power cut", "Carla Ostrow", "60"),
        ],
        days_apart=0,
    ),
    Frame(
        "police log",
        """{0}, {1}, of {2}, was arrested at {3} on {4} on suspicion of {5}. {6} was released on bond.
A person who is arrested is presumed innocent until proven guilty. The log is compiled from reports of the department, which are public records.
Anyone with information can call the tip line, and callers need not give their names.""",
        [
            ("Curtis Vane", "29", "Alder Street", "11:40 p.m.", "Monday", "burglary of a habitation", "He"),
            ("Dora Kemble", "44", "Ridge Road", "3:15 a.m.", "Saturday", "driving while intoxicated", "She"),
            ("Leroy Banner", "37", "Canal Street", "8:05 p.m.", "Wednesday", "possession of a stolen vehicle", "He"),
        ],
    ),
    Frame(
        "recall",
        """About {0} {1} made by {2} are being recalled because {3}, the consumer agency said on {4}.
They were sold at {5} for between {6} dollars. {7} incidents have been reported.
Consumers should immediately stop using the recalled product and return it to any store for a full refund. The sale of recalled products is against federal law.""",
        [
            (
                "18,000",
                "space heaters",
                "Warmwell",
                "the cord can overheat",
                "Tuesday",
                "Barlow stores",
                "40 and 60",
                "Nine",
            ),
            (
                "6,200",
                "baby swings",
                "Cradlecraft",
                "the straps can come undone",
                "Thursday",
                "Nestle Inn shops",
                "110 and 150",
                "Two",
            ),
            (
                "92,000",
                "cordless drills",
                "Boltmaster",
                "the battery can burst",
                "Friday",
                "Hammer Yard",
                "75 and 90",
                "Sixteen",
            ),
        ],
    ),
    Frame(
        "television tonight",
        """{0} ({1}, {2}) returns for a {3} series with {4} in the leading part. In tonight's episode {5}
All programmes can be seen again for thirty days on the broadcasters' own pages. Times may change at short notice because of live sport.
Subtitles are to be had where the symbol is shown. Films are rated by our critics, with one to five stars.""",
        [
            ("The Harbourmaster", "Channel 3", "9 p.m.", "second", "Una Fell", "a yacht drifts in without its crew."),
            ("Cold Kitchen", "Network One", "8.30 p.m.", "fifth", "Dev Anand Rao", "six cooks must do without fire."),
            ("Islands of Glass", "Channel 9", "10 p.m.", "first", "Petra Vance", "two sisters buy a lighthouse."),
        ],
        days_apart=0,
    ),
    Frame(
        "case counts",
        """Health officials in {0} reported {1} new cases of influenza on Friday, which brings the total of the season to {2}. {3} people are being treated in hospital, {4} of them in intensive care.
Vaccines are free for people over sixty. Clinics are open every day but Sunday, and no appointment is needed.
Officials ask people who feel ill to stay at home, to wash their hands often and to cough into their sleeves.""",
        [
            ("Rothmere", "214", "3,871", "41", "6"),
            ("Clunbury", "97", "1,204", "12", "3"),
            ("Sallow Hill", "330", "5,902", "58", "11"),
        ],
    ),
    Frame(
        "road works",
        """{0} will be closed between {1} and {2} from Monday for {3} weeks while engineers {4}. Traffic will be sent by way of {5}.
The council said that it was sorry for any trouble. Access for residents and emergency services will be kept at all times, and footpaths stay open.
Questions can be put to the highways team, whose office is open on weekdays from nine to five.""",
        [
            ("Mill Brow", "Fore Street", "the station", "three", "lay a gas main", "Abbot's Way"),
            ("Kiln Lane", "the bypass", "Tanner's Row", "six", "strengthen a bridge", "Castle Road"),
            ("Priory Road", "Nile Street", "the quay", "two", "replace a sewer", "Swan Hill"),
        ],
    ),
    Frame(
        "fuel prices",
        """The average price of a gallon of regular gasoline in {0} {1} {2} cents in the past week to ${3}, according to the motorists' club.
A month ago it was ${4}. The cheapest station charged ${5}.
Prices depend on the cost of crude, on refineries and on taxes. The club advises drivers to keep tyres at the right pressure and to empty the boot of needless weight.""",
        [
            ("Tamarack", "rose", "4", "3.41", "3.29", "3.17"),
            ("Ossian", "fell", "7", "3.58", "3.70", "3.39"),
            ("Dakin", "rose", "11", "3.66", "3.40", "3.51"),
        ],
    ),
]
