"""The nouns of a case, what can happen in one, and what it adds up to."""
