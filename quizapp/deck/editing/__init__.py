"""Changes to an author's file: fixes, ids, new cards; all else stays as it is, to the byte."""
