"""Rows from outside: a workbook or a text file whose rows are carried out as by hand.

A room declares a `Sheet` (sheet.py): its columns, and the verb a row calls. Everything else is
here: reading the file (read.py), matching its header (header.py), trying it out and importing it
(run.py), the marked copy (marked.py), the template (template.py) and the pages (views.py).
"""
