"""Write app/names/tables/given_readings.tsv: how each form of a given name is read.

    python -m benchmarks.make_given_readings

A test holds the file against readings made anew: run it after any change of the orthographies
or of the given names.
"""

from app.names import given, tables

HEADER = """# The readings of every form in given_names.tsv and of its short forms, likeliest first.
# built by benchmarks/make_given_readings.py from the tables beside it; licence: MIT
letters\treadings
"""


def forms() -> list[str]:
    """Every form whose readings the index of given names asks for."""
    columns = (*given.FORM_COLUMNS, "short_forms")
    rows = tables.rows("given_names.tsv")
    written = (form for row in rows for column in columns for form in row[column].split("|"))
    return sorted({given.letters_of(form) for form in written if form})


def main() -> None:
    """Write the table."""
    rows = [(letters, " ".join(given.readings_of(letters))) for letters in forms()]
    text = HEADER + "".join(f"{letters}\t{readings}\n" for letters, readings in rows if readings)
    (tables.FOLDER / "given_readings.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
