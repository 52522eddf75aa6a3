"""The pages and the forms: each function here answers one address."""

from typing import TYPE_CHECKING

from language import later

if TYPE_CHECKING:
    from review.screens.actions import accept_all, add, correct, decide, reattach, settings, undo
    from review.screens.comparing import changes, conflicts, entity, indicator
    from review.screens.overview import documents, home
    from review.screens.reading import document, everything_in, search_page
    from review.screens.reviewing import adding, found_names, picture, review
else:
    # The first page does not wait for what only the others need.
    __getattr__ = later(
        __name__,
        {
            "accept_all": "review.screens.actions",
            "add": "review.screens.actions",
            "adding": "review.screens.reviewing",
            "changes": "review.screens.comparing",
            "conflicts": "review.screens.comparing",
            "correct": "review.screens.actions",
            "decide": "review.screens.actions",
            "document": "review.screens.reading",
            "documents": "review.screens.overview",
            "entity": "review.screens.comparing",
            "everything_in": "review.screens.reading",
            "found_names": "review.screens.reviewing",
            "home": "review.screens.overview",
            "indicator": "review.screens.comparing",
            "picture": "review.screens.reviewing",
            "reattach": "review.screens.actions",
            "review": "review.screens.reviewing",
            "search_page": "review.screens.reading",
            "settings": "review.screens.actions",
            "undo": "review.screens.actions",
        },
    )

__all__ = [
    "accept_all",
    "add",
    "adding",
    "changes",
    "conflicts",
    "correct",
    "decide",
    "document",
    "documents",
    "entity",
    "everything_in",
    "found_names",
    "home",
    "indicator",
    "picture",
    "reattach",
    "review",
    "search_page",
    "settings",
    "undo",
]
