"""A second implementation of the costing method, slow and plain, that the fast engine is proved against.

Written from the text of the method alone (`docs/costing-method.md`): exact fractions, one person-month at a time.
`README.md` lists the places where the text can be read in two ways, and the reading taken.
"""

from tests.slow_reference.views import cost

__all__ = ["cost"]
