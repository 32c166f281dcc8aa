"""A real archive: pywb plays the WARCs that citewatch writes, beside the stand-ins."""
