"""Words for figures, dates and problems: the one place where values become text, for screen, paper and command line."""
