"""Duizhao 对照: compare editions of a periodic Chinese report."""
