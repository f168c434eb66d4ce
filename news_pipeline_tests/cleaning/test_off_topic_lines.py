"""Which lines among a story's are taken out by their wording, and which are the story's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.cleaning.off_topic_lines import label_off_topic_lines
from news_pipeline.cleaning.reader_notices import is_notice
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine

STORY = [
    "The harbour authority said on Monday that the old lighthouse of the northern reef will be lit again.",
    "Fishermen had asked for the light since a trawler ran aground there in the storm of last February.",
    "The work is to be finished before winter, and the town will bear a third of its costs.",
    "Nobody has lived on the rock since the last keeper left it for the mainland, forty years ago.",
    "The mayor called it a good day for all who sail, and for those who wait for them at home.",
]
IN_THE_MIDDLE = [
    ("READ MORE: Storm sinks trawler off the northern reef", Role.RELATED),
    ("Related: The lighthouses of the north in pictures", Role.RELATED),
    ("Lesen Sie auch: Der Leuchtturm und sein letzter Wärter", Role.RELATED),
    ("Les også: Fyret skal lyse igjen etter førti år", Role.RELATED),
    ("TRAWLER CREW SAVED FROM REEF IN NIGHT OF STORM, COAST GUARD SAYS", Role.RELATED),
    ("The lights of the north The lights of the north", Role.RELATED),
    ("Sign up to our newsletter and never miss a tide.", Role.SUBSCRIPTION),
    ("Let the tides meet your inbox, every weekday morning.", Role.SUBSCRIPTION),
    ("Comentários ofensivos serão apagados: todos os comentários são moderados.", Role.SUBSCRIPTION),
    ("Abonnieren Sie jetzt unseren Newsletter, er kommt jeden Morgen.", Role.SUBSCRIPTION),
    ("We use cookies to improve your experience on this site, and so do our partners.", Role.SUBSCRIPTION),
    ("This website uses cookies; please accept them or change your preferences.", Role.SUBSCRIPTION),
    ("Comments on this page are moderated, please keep them to the matter.", Role.SUBSCRIPTION),
    ("La suite est réservée aux abonnés.", Role.SUBSCRIPTION),
    ("An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.", Role.SUBSCRIPTION),
    ("The views of the author do not necessarily reflect those of the Courier.", Role.NOTE),
    ("Click here for the tide tables of the northern coast", Role.NAVIGATION),
    ("Posted by: admin - Category: Shipping - Tags: light", Role.TAGS),
    ("Follow her on Twitter @janedoe.", Role.NOTE),
    ("The post A light for the reef appeared first on Northern Courier.", Role.NOTE),
    ("The article A light for the reef appeared first on Northern Courier.", Role.NOTE),
    ("El artículo Luz en el arrecife apareció primero en El Faro.", Role.NOTE),
    ("Der Beitrag Licht am Riff erschien zuerst auf Nordkurier.", Role.NOTE),
    ("La entrada Luz en el arrecife se publicó primero en El Faro.", Role.NOTE),
    ("L’article Une lampe pour le récif est apparu en premier sur Le Phare.", Role.NOTE),
    ("Story continues below", Role.NAVIGATION),
    ("Article continues after sponsor message", Role.NAVIGATION),
    ("Advertisement – the article continues below", Role.NAVIGATION),
    ("Artikel wird nach der Anzeige fortgesetzt", Role.NAVIGATION),
    ("L'articolo continua dopo la pubblicità", Role.NAVIGATION),
    ("El artículo continúa después de la publicidad", Role.NAVIGATION),
    ("L’article continue après la publicité", Role.NAVIGATION),
    ("Download the Northern Courier app for breaking news from the coast", Role.SUBSCRIPTION),
    ("GET THE COURIER NEWS APP", Role.SUBSCRIPTION),
    ("For the latest from the coast, download our app.", Role.SUBSCRIPTION),
    ("Join our WhatsApp channel for more from the coast", Role.SUBSCRIPTION),
    ("Follow the Northern Courier channel on WhatsApp to get the news on your phone.", Role.SUBSCRIPTION),
    ("Join us on Telegram", Role.SUBSCRIPTION),
    ("GET IT ON GOOGLE PLAY", Role.SUBSCRIPTION),
    ("Download our free app on the App Store", Role.SUBSCRIPTION),
    ("Scroll down for video", Role.NAVIGATION),
    ("SCROLL TO CONTINUE", Role.NAVIGATION),
    ("Listen to this article", Role.NAVIGATION),
]
AT_THE_END = [
    ("Continue reading A light for the reef at Northern Courier.", Role.NAVIGATION),
    ("Continue reading on the Courier's own pages »", Role.NAVIGATION),
    ("Jane Doe is a reporter for the Courier covering ports and fisheries.", Role.NOTE),
    ("Ulrike Muster ist Korrespondentin im Norden und berichtet seit Jahren von der Küste.", Role.NOTE),
    ("Northern Courier - 12 Quay Street - Tel. (047) 2106-8000", Role.NAVIGATION),
    ("Your personal data will be deleted as soon as the contest is over.", Role.SUBSCRIPTION),
    ("Nordlux is a global provider of lamps for the sea.", Role.NOTE),
]
THE_STORY_S_OWN = [
    ("“Read more, and read more widely: that is all I ask,” the keeper told the children.", "a quotation"),
    ("More than that: the town will pay for the road to the rock as well, the mayor said on Monday.", "prose, a colon"),
    ("A LONG WAIT FOR THE LIGHT", "a heading in capitals"),
    (
        "Whoever wants to see the old lamp before the tower is closed for the winter can join one of three walks in "
        "October; click here for the days.",
        "a paragraph, whatever its last words say",
    ),
    ("PUBLISHED : THURSDAY , MAY 2 , 2013 , 1 : 32 PM", "a date"),
    ("The newsletter of the union had asked for the lamp in every issue since the spring.", "does not offer one"),
    ("“We care for the light,” says the publisher of the Reef and Rock newsletter.", "does not offer one"),
    ("For more information on the walks, visit the office of the port.", "what the reader may ask for"),
    ("He drew comments about the women of the port, and it was a good thing that we had moderators.", "not rules"),
    ("The site stores cookies for a month, the inspector of data protection found.", "a story on cookies"),
    ("“We use cookies on our website to know our readers,” the publisher wrote to the court.", "quoted"),
    ("The comments of the minister drew moderate applause from the fishermen.", "not the rules for comments"),
    ("The post of harbour master first appeared on the town's list in May.", "a post of another kind"),
    ("Nobody could be reached at the mill on Monday, and the gate was locked, said the clerk.", "no address"),
    ("Crimestoppers can be contacted on 0800 555 111 by all who saw the boat.", "an appeal to witnesses"),
    ("The keeper follows the ships on a map that hangs in his kitchen.", "not an invitation"),
    ("The old lamp was a product of a leading manufacturer of its day.", "no note on a company"),
    (
        "The story of the reef continues after the war, when the second keeper came with five children.",
        "a longer story",
    ),
    ("The article is about continuous light and goes on for pages.", "of an article"),
    ("Follow the money, the keeper wrote to his sister in a WhatsApp chat.", "no call to a network"),
    ("The fishermen sent their photographs to the union on WhatsApp.", "no call to a network"),
    ("Scroll down, the clerk told them, and you will find the tolls.", "how it is done"),
    ("Listen to this article of the charter, he said: no ship may anchor here.", "not an offer"),
    ("Download the app of the port office, then scan the code on the mooring.", "how it is done"),
]


def _lines(texts: list[str]) -> list[SourceLine]:
    return [SourceLine(number, text, 0, "", 1) for number, text in enumerate(texts, start=1)]


def _labels(texts: list[str]) -> dict[str, LabelledLine]:
    lines = _lines(texts)
    out: dict[int, LabelledLine] = {}
    label_off_topic_lines(lines, out)
    return {label.text: label for label in out.values()}


@pytest.mark.parametrize(("text", "role"), IN_THE_MIDDLE, ids=lambda value: str(value)[:30])
def test_an_off_topic_line_in_the_middle_of_a_story_is_taken_out(text, role):
    labels = _labels([*STORY[:2], text, *STORY[2:], *(line.replace("the", "that") for line in STORY)])
    assert [(label.text, label.role) for label in labels.values()] == [(text, role)]


@pytest.mark.parametrize(("text", "role"), AT_THE_END, ids=lambda value: str(value)[:30])
def test_an_off_topic_line_at_the_end_is_taken_out(text, role):
    assert [(label.text, label.role) for label in _labels([*STORY, text]).values()] == [(text, role)]


def test_what_is_off_topic_at_the_end_may_be_of_the_story_before():
    text = "Continue reading the log, the keeper told them, and you will find out why nobody ever came."
    assert not _labels([text, *STORY])
    assert _labels([*STORY, text])


@pytest.mark.parametrize(("text", "why"), THE_STORY_S_OWN)
def test_what_only_sounds_alike_stays(text, why):
    assert not _labels([*STORY, text]), why
    assert not _labels([*STORY[:2], text, *STORY[2:]]), why


def test_a_person_of_the_story_is_no_author():
    about = "Jane Doe is a reporter for the Courier and the only witness of the wreck."
    assert not _labels([*STORY, "Police asked Doe what she had seen.", about])
    assert _labels([*STORY, about])


def test_a_company_s_note_is_all_that_begins_with_its_name_from_there_on():
    notes = ["Nordlux is a leading provider of lamps for the sea.", "Nordlux has its seat in Bergen and 40 workers."]
    assert list(_labels([*STORY, *notes])) == notes


def test_the_leader_of_a_party_is_no_provider():
    assert not _labels([*STORY, "Maren is the leader of the union.", "Maren has sailed these waters for forty years."])


def test_a_heading_of_tags_that_went_before_leaves_its_tags():
    lines = _lines([*STORY, "Tags", "lighthouse, reef, harbour"])
    out = {5: LabelledLine(6, "Tags", Role.TAGS, "by the model")}
    label_off_topic_lines(lines, out)
    assert {i: label.role for i, label in out.items()} == {5: Role.TAGS, 6: Role.TAGS}


def test_tags_stand_below_their_heading():
    assert [label.role for label in _labels([*STORY, "Tags", "lighthouse, reef, harbour"]).values()] == [Role.TAGS]


def test_a_story_about_cookies_or_newsletters_keeps_its_paragraphs():
    cookies = [
        "For years the website uses cookies to follow you, and you hardly know.",
        "What your browser stores as cookies tells more than you think of your days.",
        "So the law asks for your consent before cookies may go along with you.",
    ]
    assert not _labels(cookies)
    letters = [f"Your newsletter, number {i}, has never been read by you or by us." for i in range(4)]
    assert not _labels([*STORY, *letters])


def test_off_topic_lines_never_take_most_of_a_story():
    letter, about = "Sign up to our newsletter today.", "Follow her on Twitter @janedoe."
    assert not _labels(["The light is on.", letter.replace("today", "on every day of this long week at sea")])
    assert len(_labels([STORY[0], letter, about])) == 2
    assert len(_labels(["The light is on again and will stay.", letter, about])) == 1


@given(st.lists(st.sampled_from([*STORY, *(text for text, _ in IN_THE_MIDDLE + AT_THE_END)]), max_size=12))
def test_labels_are_of_lines_without_one_and_never_of_all(texts):
    lines = _lines(texts)
    before = {i: LabelledLine(line.number, line.text, Role.BODY, "before") for i, line in enumerate(lines[:2])}
    out = dict(before)
    label_off_topic_lines(lines, out)
    assert {i: out[i] for i in before} == before
    assert len(out) < len(lines) or len(lines) <= len(before)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Wir verwenden Cookies, um Ihr Nutzererlebnis zu verbessern; Ihre Einwilligung gilt ein Jahr.", True),
        ("Under the California Consumer Privacy Act, you have the right to opt out.", True),
        ("Review our privacy policy before you write to us.", True),
        ("Bake the cookies for ten minutes, until your kitchen smells of butter.", False),
        ("Lawmakers passed a privacy act on Monday.", False),
    ],
)
def test_notices_speak_to_the_reader(text, notice):
    assert is_notice(text) is notice
