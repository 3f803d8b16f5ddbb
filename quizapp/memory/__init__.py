"""When should it come back? From a mark to a rating, a memory state and a due date."""
