"""The briefing pack on paper: `content` as values in, a tagged PDF out (`render_pack`)."""
