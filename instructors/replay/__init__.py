"""Run what a student has handed in, inside the sandbox, and read what it computes."""
