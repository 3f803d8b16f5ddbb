"""Items are found by their ids, and their cards are opened when they are looked at."""

from dataclasses import replace

from quizapp.deck.item import Item, UnopenedItem, items
from quizapp.deck.item_index import ItemIndex
from tests.deck.reading import read

COURSE, _ = read(
    "- {id: one, q: One?, a: a, reverse: A?}\n- {id: gone, q: Gone?, a: b, retired: old}\n"
    "- {id: holes, cloze: ==a== b ==c==}\n"
)
(DECK,) = COURSE.decks
ITEMS = items(COURSE, DECK)


def test_what_is_found_is_what_the_cards_give() -> None:
    found = ItemIndex([COURSE])
    assert list(found) == [item.id for item in ITEMS]
    for item in ITEMS:
        same = found[item.id]
        assert isinstance(same, UnopenedItem)
        assert (same, item) == (item, same)
        assert hash(same) == hash(item)
        assert (same.facet, same.course, same.deck, same.card) == (
            item.facet,
            item.course,
            item.deck,
            item.card,
        )


def test_an_item_of_another_card_deck_or_facet_is_another() -> None:
    found, (item, *_) = ItemIndex([COURSE]), ITEMS
    edited = replace(item, card=replace(item.card, stem="Other?"))
    for other in (edited, replace(item, deck="other"), found["deck/one/reverse"], item.id):
        assert found[item.id] != other


def test_an_item_opens_its_card_once_and_lets_go_of_the_others() -> None:
    opened = []

    class Cards(list):  # type: ignore[type-arg]
        def __getitem__(self, place):  # type: ignore[no-untyped-def]
            opened.append(place)
            return super().__getitem__(place)

    item = UnopenedItem("deck/one/q", Cards(DECK.cards), 0, "deck", "deck")
    assert (item.id, item.facet, opened) == ("deck/one/q", "q", [])
    assert item.card is item.card is DECK.cards[0]
    assert opened == [0]
    assert item._cards == ()
    assert Item("deck/one/q", DECK.cards[0], "q", "deck", "deck") == item
