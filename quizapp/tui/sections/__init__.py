"""The sections of the progress screen: numbers and a width in, rows out."""
