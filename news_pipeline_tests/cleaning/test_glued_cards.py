"""A card about a name, glued to it by the site's program, leaves the sentence; names said twice stay."""

import pytest

from news_pipeline.cleaning.glued_cards import split_cards
from news_pipeline_tests.cleaning.harbour_story import STORY, cleaned

CARD = "Anna Maria BergCouncil splits over the tolls Ferry crews: 'We wait' St. Olav's pier is shut MORE"


@pytest.mark.parametrize(
    ("text", "kept", "cards"),
    [
        pytest.param(f"Mayor Berg {CARD} said so.", "Mayor Berg said so.", [CARD], id="a space before the name"),
        pytest.param(f"Mayor Berg{CARD} said so.", "Mayor Berg said so.", [CARD], id="glued on both sides"),
        pytest.param(f"Anna Berg {CARD}'s plan", "Anna Berg's plan", [CARD], id="what follows the card is glued too"),
        pytest.param(
            "With Berg Anna (Ann) Maria BergTolls MORE and Ruiz Luis RuizNew pier MORE.",
            "With Berg and Ruiz.",
            ["Anna (Ann) Maria BergTolls MORE", "Luis RuizNew pier MORE"],
            id="two cards",
        ),
        pytest.param("Pope Benedict, Benedict said.", None, [], id="a name said twice"),
        pytest.param("The Bergs: Anna Berg, Maria BergStrom and MORE", None, [], id="other names between"),
        pytest.param(f"Mayor Berg {CARD.removesuffix(' MORE')} said.", None, [], id="nothing ends it"),
        pytest.param("CLICK HERE FOR MORE CLICK HERE FOR MORENEWS MORE", None, [], id="all in capitals"),
    ],
)
def test_a_glued_card_leaves_its_sentence(text: str, kept: str | None, cards: list[str]) -> None:
    assert split_cards(text) == (kept or text, cards)


def test_cards_are_rows_of_what_was_removed() -> None:
    document = cleaned(*STORY, f"Mayor Anna Berg {CARD} said on Monday that the pier would open again in May.")
    assert document.body.endswith("Mayor Anna Berg said on Monday that the pier would open again in May.")
    assert CARD in [line.text for line in document.removed]
    assert document.lost_letters == 0
