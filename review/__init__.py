"""The local web application: a value is checked against the place it came from.

``serve`` runs it; ``make_application`` is the same without a socket. Both get a ``Desk``: paths, the log of
decisions, and how to rebuild.
"""

from review.application import make_application
from review.desk import Desk
from review.drawer import NoPicture
from review.pictures import Pictures
from review.serving import PortTaken, serve
from review.shelf import Picture

__all__ = ["Desk", "NoPicture", "Picture", "Pictures", "PortTaken", "make_application", "serve"]
