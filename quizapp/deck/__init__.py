"""What an author writes: decks, cards, shapes of answer, and what is wrong with them."""
