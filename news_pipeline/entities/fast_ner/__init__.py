"""The entities of one spaCy model, found several times faster than by spaCy, and the same.

Only the pinned English model is read this way. `recogniser.py` compares its shapes, and the entities of some
sentences, with those of spaCy before it is used.

**The network** (`network.py`). Five things are looked up for a word: a row for its normal form, prefix, suffix and
shape, each in a small hashed table, and its fixed word vector. One layer mixes them into 96 numbers, the word's
*row*. Four convolutions, each over a word and its two neighbours, turn rows into *token vectors*, which know four
words of context on either side. A row depends on the written and normal form alone and is kept. So a word costs little
more than four matrix products, and these run for about 1,000 words at once, in two thirds of the multiplications.

**The decoder** (`decoder.py`). The model labels a text from left to right by *moves*, one a word: BEGIN, IN and LAST
of a label, UNIT (an entity of one word), or OUT. Which moves are allowed next, and how they score, depends on the
*state*: the current word, and, inside an entity, also its first word and the previous word. spaCy walks through each
text move by move. The same moves can be found without walking:

- Outside an entity the state is the current word alone. So the best move of every word, *should the decoder stand
  outside there*, takes one matrix product and one argmax over all words of all texts.
- Inside an entity only IN and LAST of its label are allowed. So where it ends depends on its first word alone. Each
  word whose best move is BEGIN starts a chain. All chains advance together, a word a step, until each has found its
  end.
- A pass from left to right settles what comes true. After an entity the decoder stands outside again; whatever would
  have begun within it did not.

This is spaCy's greedy search, and no approximation: every choice compares the scores that spaCy compares. Sums run in
another order, so scores differ in their last bits, as they do between two processors.
"""
