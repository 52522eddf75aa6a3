"""The local web application: a value is checked against the place it came from."""

from review.drawer import NoPicture
from review.pictures import Pictures
from review.shelf import Picture

__all__ = ["NoPicture", "Picture", "Pictures"]
