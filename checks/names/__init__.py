"""Which mistake it is: the rows that are looked for, and what explains an answer by them."""
