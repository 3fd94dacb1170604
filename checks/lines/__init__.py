"""Where it is made: the lines of a program that a mistake or a stop is followed to."""
