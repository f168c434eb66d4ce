"""What drawn texts are made of: plain words, words that cleaning looks for, and marks."""

WORDS = [
    "the",
    "light",
    "harbour",
    "said",
    "Read",
    "more",
    "Comments",
    "By",
    "Jane",
    "2021",
    "May",
    "©",
    "灯台は",
    "Маяк",
    "-",
    "*",
    "|",
    "\u200b",
    "http://a.b/c",
]
