"""The odds of words for listings and products: a site says nothing of its own pages; models of several kinds."""

from news_pipeline.cleaning.page_kinds.kind_model import PageKind
from news_pipeline_tests.shared.test_boosted_trees import Model, leaf
from tools.boosted_trees import as_read
from tools.page_kind.fit import OneKind
from tools.page_kind.odds import FEWEST_SITES, KindOdds

SHOPS = 3 * FEWEST_SITES
SITES = [*(f"shop{n}" for n in range(SHOPS)), *(f"paper{n}" for n in range(SHOPS))]
WORDS = [*({"cart", "home"} for _ in range(SHOPS)), *({"byline", "home"} for _ in range(SHOPS - 1)), {"cart", "rare"}]
IS_OTHER = [True] * SHOPS + [False] * SHOPS


def test_words_of_shops_speak_for_them_and_words_of_all_say_nothing():
    odds = KindOdds(SITES, WORDS, IS_OTHER).all
    assert odds["cart"] > 1 > -1 > odds["byline"]
    assert "home" not in odds
    assert "rare" not in odds


def test_a_site_says_nothing_of_its_own_words():
    odds = KindOdds(SITES, WORDS, IS_OTHER)
    assert 0 < odds.without("shop0")["cart"] < odds.all["cart"] < odds.without(SITES[-1])["cart"]
    assert odds.without("shop0")["byline"] == odds.all["byline"]


def test_a_word_of_too_few_other_sites_says_nothing():
    few = [f"shop{n}" for n in range(FEWEST_SITES)]
    odds = KindOdds([*few, *few], [{"cart"}] * FEWEST_SITES + [{"home"}] * FEWEST_SITES, [True] * 10 + [False] * 10)
    assert odds.all["cart"] > 0
    assert odds.without("shop0")["cart"] == 0


def test_the_trees_of_one_kind_are_every_nth_of_a_model():
    model = Model(*(leaf(float(n)) for n in range(2 * len(PageKind))))
    assert as_read(OneKind(model, 1)).value.tolist() == [1.0, 1.0 + len(PageKind)]
