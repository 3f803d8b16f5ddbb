"""Charts as lines of text: values and a width in, Content out. Each is read without its colours."""
