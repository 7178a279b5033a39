"""Every word that is shown about check-ins: the questions, one's own hours, one's own weeks."""
