"""The tables. Ids are drawn from one counter (`ids.allot`), in the order of commits."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.registry.columns import Folded, Id, Json, Utc


def _id() -> Column[int]:
    return Column(Id, primary_key=True, autoincrement=False)


class Counter(SQLModel, table=True):
    """The last id given out, under a row lock that is held to the commit; also `marks`."""

    name: str = Field(primary_key=True)
    value: int = Field(sa_column=Column(BigInteger, nullable=False))


class Person(SQLModel, table=True):
    """Somebody, under every spelling. `merged_into` marks an id that lives on elsewhere."""

    __table_args__ = (
        Index("ix_person_status", "status", "id"),
        Index("ix_person_merged_into", "merged_into"),
    )

    id: int = Field(sa_column=_id())
    label: str
    label_origin: str = "rule"  # rule | user
    status: str = "provisional"  # provisional | confirmed
    is_partial: bool = False  # nothing but a bare surname or given name is known
    merged_into: int | None = Field(default=None, sa_column=Column(BigInteger))
    birth_year: int | None = None
    countries: list[str] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    note: str | None = None
    # Counted from the mentions whenever they change, so that no reader has to (`tally`).
    mention_count: int = 0
    article_count: int = 0
    first_seen: datetime | None = Field(default=None, sa_column=Column(Utc))
    last_seen: datetime | None = Field(default=None, sa_column=Column(Utc))
    version: int = 1
    created_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    updated_at: datetime = Field(sa_column=Column(Utc, nullable=False))


class Alias(SQLModel, table=True):
    """A known spelling; `rejected` remembers that it is not this person's."""

    __table_args__ = (
        UniqueConstraint("person_id", "folded", name="uq_alias_person_id_folded"),
        Index("ix_alias_folded", "folded"),
    )

    id: int = Field(sa_column=_id())
    person_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    name: str
    folded: str = Field(sa_column=Column(Folded, nullable=False))
    lang: str | None = None
    script: str
    status: str = "accepted"  # accepted | rejected
    origin: str  # article | import | user
    is_partial: bool = False
    mention_count: int = 0  # as for people
    first_seen: datetime | None = Field(default=None, sa_column=Column(Utc))
    last_seen: datetime | None = Field(default=None, sa_column=Column(Utc))
    created_at: datetime = Field(sa_column=Column(Utc, nullable=False))


class AliasKey(SQLModel, table=True):
    """Under which blocking keys an accepted alias is found.

    No foreign key: an index on `alias_id` would double the largest table, and a reader joins
    `alias` anyway, so that a row left behind finds nothing.
    """

    __tablename__ = "alias_key"
    __table_args__ = {"sqlite_with_rowid": False}

    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    alias_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class ExternalId(SQLModel, table=True):
    """A person's id elsewhere: one person at most for each."""

    __tablename__ = "external_id"
    __table_args__ = (Index("ix_external_id_person_id", "person_id"),)

    scheme: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    person_id: int = Field(sa_column=Column(BigInteger, nullable=False))


class Article(SQLModel, table=True):
    """A text as it was posted. `identity` says which article it is, `digest` which version."""

    __table_args__ = (UniqueConstraint("identity", name="uq_article_identity"),)

    id: int = Field(sa_column=_id())
    identity: str
    digest: str
    source: str | None = None
    external_id: str | None = None
    url: str | None = None
    title: str | None = None
    text: str
    lang: str
    lang_given: str | None = None
    published_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    received_at: datetime = Field(sa_column=Column(Utc, nullable=False))


class Mention(SQLModel, table=True):
    """A span that names somebody: `text[start:end] == surface`."""

    __table_args__ = (
        Index("ix_mention_article_id", "article_id", "id"),
        # Everything that is counted of a person is read from this index alone.
        Index("ix_mention_person_id", "person_id", "article_id", "seen_at"),
        Index("ix_mention_alias_id", "alias_id", "seen_at"),
        Index("ix_mention_review_id", "review_id"),
    )

    id: int = Field(sa_column=_id())
    article_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    field: str  # title | text
    start: int
    end: int
    surface: str
    name: str
    chain: int
    person_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    alias_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    score: float | None = None
    decision: str  # link | review | nil
    seen_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    review_id: int | None = Field(default=None, sa_column=Column(BigInteger))


class Decision(SQLModel, table=True):
    """Who or what decided, why, and exactly which rows it changed. Never updated, never deleted.

    `changes` is what `journal.Change` says, as JSON.
    """

    id: int = Field(sa_column=_id())
    kind: str
    actor: str
    engine_version: str
    reason: str | None = None
    score: float | None = None
    features: list[dict[str, Any]] | None = Field(default=None, sa_column=Column(Json))
    changes: list[dict[str, Any]] = Field(sa_column=Column(Json, nullable=False))
    undoes: int | None = Field(default=None, sa_column=Column(BigInteger, index=True))
    at: datetime = Field(sa_column=Column(Utc, nullable=False))


class DecisionSubject(SQLModel, table=True):
    """Whose history a decision belongs to."""

    __tablename__ = "decision_subject"
    __table_args__ = (
        Index("ix_decision_subject_decision_id", "decision_id"),
        {"sqlite_with_rowid": False},
    )

    person_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    decision_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class Review(SQLModel, table=True):
    """A name that waits for somebody to say whose it is: one waiting at most for each name."""

    __table_args__ = (
        Index("ix_review_status", "status", "id"),
        Index("ix_review_folded", "folded", "status"),
    )

    id: int = Field(sa_column=_id())
    status: str  # open | unsure | closed
    name: str
    folded: str = Field(sa_column=Column(Folded, nullable=False))
    lang: str | None = None
    reason: str | None = None  # ambiguous | weak
    article_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    candidates: list[dict[str, Any]] = Field(sa_column=Column(Json, nullable=False))
    closeness: float  # 0..1: how near the call is
    judgement: str | None = None  # positive | negative | unsure
    person_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    opened_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(Utc))


class Difference(SQLModel, table=True):
    """Two people whom somebody told apart; the smaller id first."""

    __table_args__ = (
        Index("ix_difference_other_id", "other_id"),
        {"sqlite_with_rowid": False},
    )

    one_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    other_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class Job(SQLModel, table=True):
    """Long work. `worker` holds it until `lease_until`; then anybody may take it over."""

    __table_args__ = (Index("ix_job_status", "status", "id"),)

    id: int = Field(sa_column=_id())
    kind: str  # persons | articles
    status: str  # uploading | queued | running | done | failed | cancelled
    actor: str
    total: int = 0
    done: int = 0
    failed: int = 0
    worker: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=Column(Utc))
    created_at: datetime = Field(sa_column=Column(Utc, nullable=False))
    started_at: datetime | None = Field(default=None, sa_column=Column(Utc))
    finished_at: datetime | None = Field(default=None, sa_column=Column(Utc))


class JobPortion(SQLModel, table=True):
    """Lines of a job, worked off in one transaction; done when `results` is there."""

    __tablename__ = "job_portion"

    job_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    count: int
    lines: str
    results: str | None = None


class Idempotency(SQLModel, table=True):
    """A write that was asked for under a key of the caller's, and what it was answered.

    The transaction that writes the key does the work and writes the answer: no commit shows half.
    """

    __table_args__ = (Index("ix_idempotency_at", "at"),)

    key: str = Field(primary_key=True)
    digest: str
    status: int | None = None
    headers: dict[str, str] | None = Field(default=None, sa_column=Column(Json))
    body: bytes | None = None
    at: datetime = Field(sa_column=Column(Utc, nullable=False))


# The same tables as SQL is written over them: plain columns, typed alike everywhere.
_TABLES = SQLModel.metadata.tables
COUNTER, PERSON, ALIAS, ALIAS_KEY = (
    _TABLES[name] for name in ("counter", "person", "alias", "alias_key")
)
EXTERNAL_ID, ARTICLE, MENTION = (_TABLES[name] for name in ("external_id", "article", "mention"))
DECISION, DECISION_SUBJECT = (_TABLES[name] for name in ("decision", "decision_subject"))
REVIEW, DIFFERENCE = (_TABLES[name] for name in ("review", "difference"))
JOB, JOB_PORTION, IDEMPOTENCY = (_TABLES[name] for name in ("job", "job_portion", "idempotency"))
