"""Plans brought in from a workbook, and given as one."""
