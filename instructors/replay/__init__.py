"""Run what a student has handed in, inside the sandbox, and read what it computes."""

FUNCTION = "function"  # the way of an answer that a call has returned; see `candidates`
