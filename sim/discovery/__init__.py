"""Which conditions lead to an outcome: boxes, trees and crossings, on plain arrays.

- ``samples``: points of a design, and how many runs of each are cases;
- ``prim``: boxes by patient rule induction;
- ``resampling``: how far a box depends on which points and which luck were drawn;
- ``trees``: a classification tree;
- ``crossing``: where a response crosses a level.
"""
