"""What an operator may set, and where it is told."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.cli import _allowed, _make_folder
from app.settings import Settings

DOCS = Path(__file__).parents[1] / "docs" / "configuration.md"


def test_every_setting_is_told_in_the_docs_with_its_default() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        default = str(field.default).lower() if isinstance(field.default, bool) else field.default
        assert f"| `ONYM_{name.upper()}` | `{default}` |" in told


def test_a_setting_comes_from_the_environment_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONYM_PORT", "9000")
    settings = Settings()
    assert settings.port == 9000
    with pytest.raises(ValidationError):
        settings.port = 1


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.0.1"])
def test_loopback_needs_no_key(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _allowed(host, keyless=False) == host
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])  # noqa: S104
def test_beyond_loopback_without_a_key_is_refused_aloud(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _allowed(host, keyless=False) == "127.0.0.1"
    assert host in capsys.readouterr().err
    assert _allowed(host, keyless=True) == host


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    _make_folder(f"sqlite:///{tmp_path}/a/b/onym.db")
    assert (tmp_path / "a" / "b").is_dir()
    for url in ("sqlite://", "sqlite:///:memory:", "postgresql+psycopg://localhost/onym"):
        _make_folder(url)
