"""Yearly work plans (年度工作计划)."""
