"""Personal names: reading one, comparing two. Pure: no state, no I/O but the tables beside it."""

from app.names.given import is_given
from app.names.name import Gender, Key, Name, Part, Role, Token
from app.names.reader import read

ENGINE_VERSION = "1"

__all__ = ["ENGINE_VERSION", "Gender", "Key", "Name", "Part", "Role", "Token", "is_given", "read"]
