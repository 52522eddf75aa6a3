"""The pages: each function here answers one address."""

from review.screens.actions import ACTIONS, settings
from review.screens.overview import documents, home
from review.screens.reading import changes, conflicts, document, entity, everything_in, indicator, search_page
from review.screens.reviewing import adding, found_names, picture, review

__all__ = [
    "ACTIONS",
    "adding",
    "changes",
    "conflicts",
    "document",
    "documents",
    "entity",
    "everything_in",
    "found_names",
    "home",
    "indicator",
    "picture",
    "review",
    "search_page",
    "settings",
]
