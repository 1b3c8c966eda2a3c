"""One folder or file for each page of a workspace, loaded when first shown."""
