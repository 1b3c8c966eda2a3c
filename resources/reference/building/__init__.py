"""Parts of the builder of a reference edition: see ../build.py."""
