"""What goes back: the grades into the table of the course system, feedback, an overview."""
