"""Duizhao 对照: compare editions of a periodic Chinese report.

from compare import align_units        two plain lists, in any language → links
from compare.comparison import compare, read_report        two reports → everything found between them
"""

from .units import align_units

__all__ = ["align_units"]
