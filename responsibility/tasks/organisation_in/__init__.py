"""The organisation of a county from one workbook: seven sheets, carried out by the verbs."""
