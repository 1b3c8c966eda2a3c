"""The costing engine: from an establishment, dated rates and measures to exact pennies that explain themselves.

The definition of every figure is the costing method (docs/costing-method.md); section numbers here are that page's.
"""
