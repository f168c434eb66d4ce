"""Names in bylines, datelines and credit lines, and titles without the site around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.metadata.credits.agencies import all_agencies, names_in_text
from news_pipeline.metadata.credits.agency_choice import byline_agencies, credit_agencies, dateline_agencies
from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.titles.clean import clean_title

BYLINES = [
    (">> Doina Chiacu and Katharine Jackson, Reuters", ("Doina Chiacu", "Katharine Jackson"), "agency beside people"),
    ("By Jane Doe", ("Jane Doe",), "the usual form"),
    ("BY JANE DOE", ("Jane Doe",), "capitals"),
    ("Von Anna Müller und Max van der Berg", ("Anna Müller", "Max van der Berg"), "German, particles"),
    ("By Dr. Jane Doe, Senior Political Correspondent", ("Jane Doe",), "title and role"),
    ("By Jane Doe in Berlin", ("Jane Doe",), "a place"),
    ("Jane Doe (jane.doe@example.com)", ("Jane Doe",), "an address"),
    (">> Staff Reporter", (), "nobody"),
    ("By Associated Press", (), "an agency"),
    ("By The Guardian", (), "an outlet"),
    ("Redaktion", (), "a desk"),
    ("Jean-Luc O'Neill", ("Jean-Luc O'Neill",), "marks inside names"),
    ("twitter facebook", (), "share buttons"),
    ("By Jane Doe, John Roe, and Mary Major", ("Jane Doe", "John Roe", "Mary Major"), "a comma before the and"),
    ("By JANE DOE Staff Writer", ("Jane Doe",), "a role without a comma"),
    ("By Jane Doe For Mailonline", ("Jane Doe",), "an outlet without a comma"),
    ("By Jane O’Roe Follow", ("Jane O’Roe",), "a button"),
    ("By Jane Doe Jan. 10, 2022", ("Jane Doe",), "a date"),
    ("Jane Doe is a reporter at The Example", ("Jane Doe",), "a sentence about her"),
    ("Jane van der Fort | Published 4 months ago", ("Jane van der Fort",), "a relative date"),
    ("Text: Anna Schmidt Fotos: Max Müller", ("Anna Schmidt",), "who took the pictures"),
    ("Words: Anna Schmidt Pictures: Max Müller", ("Anna Schmidt",), "who took the pictures, in English"),
    ("Text von Anna Schmidt Illustration von Max Müller", ("Anna Schmidt",), "who drew"),
    ("Photos by Jane Doe", (), "only pictures"),
    ("Reporting by Jane Doe; Editing by John Roe", ("Jane Doe",), "who edited"),
    ("By Jane Doe, Special to The Example", ("Jane Doe",), "a note"),
    ("Opinion: Jane Doe", ("Jane Doe",), "a section"),
    ("By J. K. Doe and J.D. Roe", ("J. K. Doe", "J.D. Roe"), "initials"),
    ("Par Jean-Pierre Dupont avec AFP", ("Jean-Pierre Dupont",), "French, with an agency"),
    ("Por María José García y Juan Pérez", ("María José García", "Juan Pérez"), "Spanish"),
    ("Av Kari Nordmann og Ola Nordmann", ("Kari Nordmann", "Ola Nordmann"), "Norwegian"),
    ("Автор: Иван Иванов", ("Иван Иванов",), "Russian"),
    ("Yazan: Ahmet Yılmaz", ("Ahmet Yılmaz",), "Turkish"),
    ("Penulis: Budi Santoso", ("Budi Santoso",), "Indonesian"),
    ("Szerző: Kovács János", ("Kovács János",), "Hungarian"),
    ("كتب محمد أحمد", ("محمد أحمد",), "Arabic"),
    ("作者：李明", ("李明",), "Chinese"),
    ("記者 王小明", ("王小明",), "a reporter in Taiwan"),
    ("홍길동 기자", ("홍길동",), "a reporter in Korea"),
]


@pytest.mark.parametrize(("raw", "names", "why"), BYLINES)
def test_authors_are_people(raw, names, why):
    assert people(raw) == names, why


def test_a_site_is_not_its_own_author():
    assert people("Example Daily", ("Example Daily", "example.com"), is_field=True) == ()


@pytest.mark.parametrize(
    ("body", "names", "why"),
    [
        ("WASHINGTON (Reuters) - The president said", ["Reuters"], "a dateline"),
        ("HELSINKI, July 16 (Reuters) - The president said", ["Reuters"], "a dateline with a day"),
        ("BERLIN (AP) — The chancellor said", ["AP"], "with a dash"),
        ("TOKYO, Jan 8, Kyodo - The government", ["Kyodo"], "without brackets"),
        ("МОСКВА, 8 янв - РИА Новости. Правительство", ["RIA Novosti"], "Russian, without brackets"),
        ("【1月8日 AFP】政府は", ["AFP"], "Japanese brackets"),
        ("[東京 8日 ロイター] - 政府は", ["Reuters"], "Japanese name"),
        ("新华社北京1月8日电 政府", ["Xinhua"], "Chinese"),
        ("(서울=연합뉴스) 홍길동 기자", ["Yonhap"], "Korean"),
        ("A ship at the gate. (AP Photo/Jane Doe)", [], "a picture's credit"),
        ("The talks of Jan 8 were, AFP reported - wrongly - over.", [], "a quotation"),
        ("Berlin (dpa/AFP) - Der Kanzler", ["dpa", "AFP"], "two agencies"),
        ("The minister told Reuters that it was over.", [], "a quotation"),
        ("It was typical, Reuters reported.", [], "a quotation"),
        ("The Associated Press Stylebook (AP) is a book", [], "not a dateline"),
        ("Iowa (CNN) The senator said", [], "an outlet that is no agency"),
    ],
)
def test_a_dateline_names_an_agency(body, names, why):
    assert [row.value for row in dateline_agencies(body)] == names, why


@pytest.mark.parametrize(
    ("body", "removed", "names", "why"),
    [
        ("Text of the story. (AFP)", [], ["AFP"], "credit at the end"),
        ("Text.\n\nPTI", [], ["PTI"], "a line of its own"),
        ("Text.", [("© 2022 AFP", "copyright")], ["AFP"], "copyright"),
        ("Text.", [("Sean Gallup/Getty Images/AFP", "caption")], [], "a picture credit"),
        ("He spoke to Reuters.", [], [], "a source"),
        ("He works for AP", [], [], "prose"),
    ],
)
def test_a_credit_line_names_an_agency(body, removed, names, why):
    header = tuple(HeaderLine(1, text, role) for text, role in removed)
    assert [row.value for row in credit_agencies(body, header)] == names, why


def test_a_form_means_one_agency_in_credits_and_a_domain_is_one_agencys_own():
    forms = [form for agency in all_agencies() for form in agency.in_credits]
    domains = [domain for agency in all_agencies() for domain in agency.domains]
    assert len(forms) == len(set(forms))
    assert len(domains) == len(set(domains))


def test_photo_services_are_names_in_a_text_but_credit_no_copy():
    assert "Getty Images" in names_in_text()
    assert credit_agencies("Text.\n\nSource: Getty Images", ()) == []


def test_a_byline_names_an_agency():
    assert [row.value for row in byline_agencies("By Jane Doe, Associated Press", "byline_line")] == ["AP"]


@pytest.mark.parametrize(
    ("raw", "sites", "title", "why"),
    [
        ("Talks go on | Example Daily", ("Example Daily",), "Talks go on", "a site at the end"),
        ("Talks go on - Politics - Example Daily", ("Example Daily",), "Talks go on - Politics", "only what is known"),
        ("Talks go on | Example Daily | by Jane Doe", ("Example Daily",), "Talks go on", "what follows the site"),
        ("Talks go on – EX – 13.06.2023", (), "Talks go on – EX", "a date at the end"),
        ("Talks - and war - go on", ("Example Daily",), "Talks - and war - go on", "a dash inside stays"),
        ("Para\u00adgraph  &amp; more", (), "Paragraph & more", "soft hyphens, spaces, entities"),
        ("Example Daily", ("Example Daily",), None, "the site alone"),
        ("", (), None, "nothing"),
    ],
)
def test_a_title_has_no_site_around_it(raw, sites, title, why):
    assert clean_title(raw, sites) == title, why


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_cleaned_without_error(text):
    people(text, ("x",), is_field=True)
    clean_title(text, (text[:20],))
    dateline_agencies(text)
    credit_agencies(text, (HeaderLine(1, text, "copyright"), HeaderLine(2, text, "agency_credit")))


def test_a_word_of_another_language_is_no_and_if_it_is_a_name():
    assert people("Mia Roe, Dan Tredwell") == ("Mia Roe", "Dan Tredwell")
    assert people("Mia Roe dan Siti Loxley") == ("Mia Roe", "Siti Loxley")


@pytest.mark.parametrize(
    "byline",
    [
        "Olive Tredwell ⋅ Founder and Editor-in-Chief",
        "Olive Tredwell CPP, PSP",
        "Olive Tredwell, Trial Attorney",
        "Olive Tredwell, Master Horticulturist & Garden Educator",
        "Olive Tredwell Founder",
        "Olive Tredwell Co-Founder and CEO",
        "Olive Tredwell Head of Product",
        "By Olive Tredwell USA TODAY",
        "By Olive Tredwell Daily Maverick",
        "Contributors: Olive Tredwell",
        "By Olive Tredwell View in digital edition",
        "By Olive Tredwell on behalf of the harbour group",
        "Olive Tredwell In",
    ],
)
def test_what_a_person_does_is_no_second_author(byline):
    assert people(byline) == ("Olive Tredwell",)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Olive Tredwell, Sr. Director of Operations", ("Olive Tredwell",)),
        ("Olive Tredwell, Sr.", ("Olive Tredwell, Sr.",)),
        ("Silas Loxley, Jr., and Olive Tredwell", ("Silas Loxley, Jr.", "Olive Tredwell")),
        ("Jane Head", ("Jane Head",)),
    ],
)
def test_senior_is_a_part_of_a_name_only_at_its_end(byline, names):
    assert people(byline) == names
