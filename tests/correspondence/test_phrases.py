"""What is kept in the language of a letter is shown in the reader's."""

from __future__ import annotations

from teardown.correspondence import told_in
from teardown.correspondence.phrases import TABLE, Phrases


def test_a_sentence_of_the_table_is_told_in_the_other_language() -> None:
    for key, pair in TABLE.items():
        if "{" not in pair[0]:
            continue
        places = {name: f"<{name} & Co., {n}>" for n, name in enumerate(_places(pair[0]))}
        english, japanese = Phrases("en").filled(key, **places), Phrases("ja").filled(key, **places)
        assert told_in(english, "ja") == japanese, key
        assert told_in(japanese, "en") == english, key
        assert told_in(english, "en") == english, key


def test_what_the_table_did_not_write_stays_as_it_is() -> None:
    assert told_in("annual report of 2023, page 4", "ja") == "annual report of 2023, page 4"


def _places(template: str) -> list[str]:
    import string

    return sorted({name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name})
