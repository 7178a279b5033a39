"""Every word that is shown about a pulse: the questions, the result, what a group decides, one's own copies."""
