"""Mentions as callers see them, from the registry or from a batch not stored."""

from collections.abc import Mapping, Sequence
from typing import Literal, cast

from sqlmodel import Session

from app.errors import OnymError
from app.mentions import Reading
from app.registry import articles, ids, people
from app.registry.articles import ArticleHeadRow, MentionRow
from app.services.groups import Outcomes
from app.services.views import ArticleResult, Decision, FoundMention, NewArticle, Summary


def rejected(index: int, article: NewArticle, problem: OnymError) -> ArticleResult:
    """An article that was not read."""
    return ArticleResult(index, article.external_id, None, "rejected", None, (), problem)


def found_mentions(index: int, reading: Reading, outcomes: Outcomes) -> tuple[FoundMention, ...]:
    """The mentions of a text just read; a person not stored has no id."""
    found = []
    for mention in reading.mentions:
        outcome = outcomes[index, mention.chain]
        person = outcome.person
        known = person is not None and person.id is not None
        found.append(
            FoundMention(
                mention.field,
                mention.start,
                mention.end,
                mention.surface,
                mention.chain,
                ids.shown(person.id) if person is not None and person.id is not None else None,
                person.label if person is not None and known else None,
                outcome.score,
                outcome.decision,
            )
        )
    return tuple(found)


def stored_mentions(
    session: Session, heads: Mapping[int, ArticleHeadRow]
) -> dict[int, ArticleResult]:
    """The results of articles that were posted before, as their mentions stand now."""
    mentions = articles.mentions_of(session, [head.id for head in heads.values()])
    views = shown(session, mentions)
    return {
        index: ArticleResult(
            index, head.external_id, ids.shown(head.id), "unchanged", head.lang, views[head.id]
        )
        for index, head in heads.items()
    }


def shown(
    session: Session, mentions: Mapping[int, Sequence[MentionRow]]
) -> dict[int, tuple[FoundMention, ...]]:
    """Rows as callers see them."""
    named = {row.person_id for rows in mentions.values() for row in rows if row.person_id}
    known = people.by_ids(session, named)
    return {
        article: tuple(
            FoundMention(
                cast("Literal['title', 'text']", row.field),
                row.start,
                row.end,
                row.surface,
                row.chain,
                ids.shown(row.person_id) if row.person_id else None,
                known[row.person_id].label if row.person_id else None,
                row.score,
                cast("Decision", row.decision),
            )
            for row in rows
        )
        for article, rows in mentions.items()
    }


def summary(results: Sequence[ArticleResult], created: int) -> Summary:
    """Counts of a batch."""
    mentions = [mention for result in results for mention in result.mentions]
    return Summary(
        articles=sum(result.status != "rejected" for result in results),
        mentions=len(mentions),
        linked=sum(mention.decision == "link" for mention in mentions),
        created=created,
        review=sum(mention.decision == "review" for mention in mentions),
    )
