"""Documents: .docx in the layout of an official document (official.py), and the sheet to print
(templates/pages/print.html)."""
