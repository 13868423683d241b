"""Write how each form of a given name is read, and how papers abroad spell its short forms.

    python -m benchmarks.make_given_readings

The files are given_readings.tsv and short_spellings.tsv in app/names/tables. A test holds them
against what is made anew: run it after any change of the orthographies
or of the given names.
"""

from app.names import given, tables

HEADER = """# The readings of every form in given_names.tsv and of its short forms, likeliest first.
# built by benchmarks/make_given_readings.py from the tables beside it; licence: MIT
letters\treadings
"""

SPELLINGS_HEADER = """# Short forms of East Slavic given names, as papers abroad spell them.
# built by benchmarks/make_given_readings.py from the tables beside it; licence: MIT
letters\tspellings
"""


def forms() -> list[str]:
    """Every form whose readings the index of given names asks for."""
    columns = (*given.FORM_COLUMNS, "short_forms")
    rows = tables.rows("given_names.tsv")
    written = (form for row in rows for column in columns for form in row[column].split("|"))
    return sorted({given.letters_of(form) for form in written if form})


def short_forms() -> dict[str, str]:
    """Every short form, and its spellings in the press of other countries."""
    rows = tables.rows("given_names.tsv")
    written = (form for row in rows for form in row["short_forms"].split("|") if form)
    made = {given.letters_of(form): sorted(given.in_the_press(form)) for form in written}
    return {letters: " ".join(spellings) for letters, spellings in sorted(made.items())}


def main() -> None:
    """Write the tables."""
    rows = [(letters, " ".join(given.readings_of(letters))) for letters in forms()]
    text = HEADER + "".join(f"{letters}\t{readings}\n" for letters, readings in rows if readings)
    (tables.FOLDER / "given_readings.tsv").write_text(text, encoding="utf-8")
    lines = [f"{letters}\t{spellings}\n" for letters, spellings in short_forms().items()]
    spelt = SPELLINGS_HEADER + "".join(lines)
    (tables.FOLDER / "short_spellings.tsv").write_text(spelt, encoding="utf-8")


if __name__ == "__main__":
    main()
