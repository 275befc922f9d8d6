"""What the pages of the review show, made from rows and nouns: no page decides anything of its own."""
