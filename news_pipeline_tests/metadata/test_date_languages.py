"""The same day as news pages of many languages and calendars write it."""

from datetime import date, time

import pytest

from news_pipeline.metadata.dates.calendars import solar_hijri_day
from news_pipeline.metadata.dates.readings import read_dates

THE_DAY = date(2020, 4, 15)
WRITTEN = {
    "fa": (
        "۲۷ فروردین ۱۳۹۹",
        "چهارشنبه ۲۷ فروردین ۱۳۹۹ - ۱۰:۴۳",
        "۱۳۹۹/۰۱/۲۷",
        "1399/01/27 10:43",
        "۱۵ آوریل ۲۰۲۰",
        "15 آوريل 2020",
        "27 فروردين ماه 1399",
        "27 فروردین‌ماه 1399",
    ),
    "th": (
        "15 เมษายน 2563",
        "15 เม.ย. 2563",
        "15 เม.ย. 63",
        "15 เม.ย. 2563 เวลา 10:43 น.",
        "15/04/2563",
        "วันพุธที่ 15 เมษายน พ.ศ. 2563",
        "15 เมษายน 2020",
    ),
    "ja": ("令和2年4月15日", "2020年4月15日(水) 10時43分", "2020.04.15", "2020/4/15 10:43"),
    "zh": ("民國109年4月15日", "2020-04-15 10:43:00", "2020年04月15日 10:43"),
    "ko": ("2020.04.15. 오후 1:43", "2020년 4월 15일", "2020. 4. 15. 10:43", "입력 2020-04-15 10:43"),
    "lv": ("2020. gada 15. aprīlī", "2020. gada 15. aprīlis, 10:43", "15. aprīlis, 2020"),
    "lt": ("2020 m. balandžio 15 d.", "2020-04-15 10:43"),
    "hu": ("2020. április 15.", "2020. 04. 15. 10:43", "2020.04.15", "2020. ápr. 15."),
    "eu": ("2020ko apirilaren 15a", "2020/04/15"),
    "uz": ("2020-yil 15-aprel", "15 aprel 2020"),
    "mn": ("2020 оны 4-р сарын 15", "2020 оны 04 сарын 15"),
    "kk": ("15 сәуір 2020", "2020 жылғы 15 сәуір"),
    "ky": ("15-апрель, 2020",),
    "tg": ("15 апрели 2020",),
    "hi": ("15 अप्रैल 2020", "15 Apr 2020 10:43 AM IST", "बुधवार, 15 अप्रैल 2020", "१५ अप्रैल २०२०"),
    "bn": ("১৫ এপ্রিল ২০২০", "প্রকাশ: ১৫ এপ্রিল ২০২০, ১০:৪৩"),
    "ur": ("15 اپریل 2020", "بدھ 15 اپریل 2020"),
    "ta": ("15 ஏப்ரல் 2020",),
    "te": ("15 ఏప్రిల్ 2020",),
    "ml": ("15 ഏപ്രില്\u200d 2020", "15 ഏപ്രിൽ 2020"),
    "kn": ("15 ಏಪ್ರಿಲ್ 2020",),
    "gu": ("15 એપ્રિલ 2020",),
    "mr": ("15 एप्रिल 2020",),
    "pa": ("15 ਅਪ੍ਰੈਲ 2020",),
    "si": ("15 අප්\u200dරේල් 2020",),
    "my": ("၁၅ ဧပြီ ၂၀၂၀",),
    "km": ("១៥ មេសា ២០២០", "ថ្ងៃទី១៥ ខែមេសា ឆ្នាំ២០២០"),
    "lo": ("15 ເມສາ 2020",),
    "ne": ("15 अप्रिल 2020",),
    "ar": (
        "15 أبريل 2020",
        "15 ابريل 2020",
        "الأربعاء، 15 أبريل/نيسان 2020",
        "15 نيسان 2020",
        "15 نيسان / أبريل 2020",
        "15 نيسان (أبريل) 2020",
        "الأربعاء 15 أبريل/ نيسان 2020",
        "15 أفريل 2020",
        "الأربعاء 15 إبريل 2020 - 10:43 م",
        "١٥ أبريل ٢٠٢٠",
        "15-04-2020",
        "2020/04/15",
        "15 أبريل، 2020",
    ),
    "he": ("15 באפריל 2020", "15 אפריל 2020", "15.04.2020 10:43", "15.4.20"),
    "el": ("15 Απριλίου 2020", "Τετάρτη, 15 Απριλίου 2020", "15 Απρ 2020", "15/04/2020"),
    "ru": ("15 апреля 2020, 10:43", "15.04.2020 10:43", "15 апр. 2020"),
    "uk": ("15 квітня 2020 р.", "15 квітня, 2020"),
    "be": ("15 красавіка 2020",),
    "bg": ("15 април 2020 г.", "15.04.2020 г."),
    "mk": ("15 април 2020",),
    "sr": ("15. april 2020.", "15. 4. 2020.", "15. април 2020"),
    "hr": ("15. travnja 2020.", "15.4.2020. u 10:43"),
    "sl": ("15. april 2020", "15. aprila 2020"),
    "bs": ("15.04.2020.",),
    "cs": ("15. dubna 2020", "15. 4. 2020 10:43", "15.4.2020"),
    "sk": ("15. apríla 2020", "15. apríl 2020"),
    "pl": ("15 kwietnia 2020", "15.04.2020", "15 kwi 2020"),
    "ro": ("15 aprilie 2020", "15 apr. 2020", "Miercuri, 15 Aprilie 2020, 10:43"),
    "tr": ("15 Nisan 2020", "15 Nisan 2020 Çarşamba 10:43", "15.04.2020 - 10:43", "15 Nis 2020"),
    "az": ("15 aprel 2020", "15 Aprel 2020, 10:43"),
    "de": ("15. April 2020", "Mittwoch, 15. April 2020, 10:43 Uhr", "15.04.20, 10:43 Uhr"),
    "nl": ("15 april 2020", "wo 15 apr. 2020"),
    "sv": ("15 april 2020", "15 apr 2020 kl. 10.43"),
    "da": ("15. apr. 2020 kl. 10:43", "15. april 2020"),
    "nb": ("15. april 2020", "15.04.20"),
    "fi": ("15.4.2020 klo 10.43", "15. huhtikuuta 2020", "ke 15.4.2020"),
    "is": ("15. apríl 2020",),
    "et": ("15. aprill 2020",),
    "fr": ("mercredi 15 avril 2020 à 10h43", "15/04/2020 à 10:43", "15 avr. 2020"),
    "es": (
        "15 de abril de 2020",
        "15 abril, 2020",
        "15 ABR 2020",
        "Abril 15, 2020",
        "abril 15 de 2020",
        "15/abr/2020",
        "15 de abril, 2020",
        "15 de abril del 2020",
        "15 Abr, 2020",
    ),
    "pt": ("15 de abril de 2020", "15/04/2020 10h43", "15 Abr 2020", "15.abr.2020 às 10h43", "15 de abr de 2020"),
    "it": ("15 aprile 2020", "Mercoledì, 15 Aprile 2020", "15 Apr 2020"),
    "ca": ("15 d'abril de 2020", "15 d’abril de 2020"),
    "gl": ("15 abr 2020",),
    "vi": ("Thứ tư, 15/4/2020, 10:43 (GMT+7)", "15 tháng 4, 2020", "15/04/2020 10:43", "Ngày 15/04/2020"),
    "id": ("Rabu, 15 April 2020 10:43 WIB", "15/04/2020, 10:43 WIB"),
    "ms": ("15 April 2020",),
    "fil": ("Abril 15, 2020",),
    "sw": ("Aprili 15, 2020", "15 Aprili 2020"),
    "sq": ("15 Prill 2020",),
    "ka": ("15 აპრილი, 2020", "15 აპრ. 2020"),
    "hy": ("15 ապրիլի 2020", "15 Ապրիլ, 2020"),
    "am": ("ኤፕሪል 15, 2020",),
    "en": (
        "April 15th, 2020",
        "15th of April 2020",
        "Wed Apr 15 2020",
        "Apr 15 2020 10:43AM EDT",
        "2020 April 15",
        "Apr. 15, 2020, 10:43 a.m. ET",
        "15-Apr-2020",
        "15 Apr, 2020",
        "Wednesday 15 April 2020",
        "April 15 , 2020",
        "Wednesday, 15.04.2020",
        "15 Apr '20",
    ),
}
CASES = [(language, text) for language, texts in WRITTEN.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_a_day_is_read_as_its_language_writes_it(language, text):
    assert {reading.value for reading in read_dates(text, language, whole=True)} == {THE_DAY}


SOLAR_HIJRI = [
    ((1399, 1, 27), THE_DAY, "spring"),
    ((1399, 12, 30), date(2021, 3, 20), "the last day of a leap year"),
    ((1400, 1, 1), date(2021, 3, 21), "new year"),
    ((1357, 11, 22), date(1979, 2, 11), "a known day"),
    ((1400, 12, 30), None, "no leap year"),
    ((1400, 7, 31), None, "autumn months have 30 days"),
    ((2020, 1, 1), None, "another calendar's year"),
]


@pytest.mark.parametrize(("parts", "day", "why"), SOLAR_HIJRI)
def test_a_persian_date_has_its_gregorian_day(parts, day, why):
    assert solar_hijri_day(*parts) == day, why


HALVES = [
    ("الأربعاء 15 أبريل 2020 - 10:43 م", "ar", time(22, 43)),
    ("15 أبريل 2020 10:43 ص", "ar", time(10, 43)),
    ("15/04/2020, 10:43 μ.μ.", "el", time(22, 43)),
    ("15 de abril de 2020, 10:43 p. m.", "es", time(22, 43)),
    ("2020.04.15. 오후 1:43", "ko", time(13, 43)),
    ("15 Apr 2020 10:43", "en", time(10, 43)),
]


@pytest.mark.parametrize(("text", "language", "clock"), HALVES)
def test_the_half_of_the_day_is_read_in_its_language(text, language, clock):
    assert {reading.clock for reading in read_dates(text, language, whole=True)} == {clock}


NO_DAY = [
    ("1399", "fa", "a year"),
    ("۱۳۹۹ فروردین", "fa", "a month"),
    ("1399/01/27", "en", "no Gregorian year of a newspaper, and nobody says Persian"),
    ("15 เม.ย. 9:30", "th", "no year"),
    ("令和2年", "ja", "a year"),
    ("15 Apr 20 comments", "en", "a number of comments"),
    ("Gas 12 percent", "en", "a word of another language"),
]


@pytest.mark.parametrize(("text", "language", "why"), NO_DAY)
def test_a_part_of_a_date_is_no_day_in_any_calendar(text, language, why):
    assert read_dates(text, language, whole=True) == (), why
