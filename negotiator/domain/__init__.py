"""What a negotiation is made of: frozen values and pure functions. Standard library and numpy only."""
