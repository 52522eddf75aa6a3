"""A workspace under everything that may happen to it; ``make soak`` runs all, the usual suite a seeded sample."""
