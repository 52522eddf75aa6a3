"""Text repair: what reading broke, put right with a record of every change; the raw text stays."""

from extract.repair.stages import Repaired, repair

__all__ = ["Repaired", "repair"]
