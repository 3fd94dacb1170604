"""What only instructors need: the version for students, and grading what comes back."""
