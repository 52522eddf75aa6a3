"""``python -m clustertrace`` is the same as ``clustertrace``."""

from clustertrace.command import main

main()
