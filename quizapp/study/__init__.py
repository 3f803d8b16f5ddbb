"""What happens in a sitting: which items, in what order, and what each key press changes."""
