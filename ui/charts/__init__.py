"""Charts on the screen: the drawing that paper gets, painted with QPainter and offered to tooltip and keyboard."""
