"""What students read of the grading, beside what the checks say of an answer."""

# Why a file holds no program; the modules of `replay` take these into the sandbox
UNUSABLE = {
    "cells": "It has more than {most:,} cells.",
    "characters": "There are more than {most:,} characters of Python.",
    "deep": "The notebook is nested too deeply to be read.",
    "no JSON": "This is no notebook: it is not in JSON. Please save it in Jupyter again, and see "
    "that it is whole.",
    "no cells": "This is no notebook: it has no list of cells.",
    "null": "This is no text: it holds null characters. Please save it as UTF-8.",
    "encoding": "The file says that it is {encoding}, and it is not. Please save it as UTF-8.",
}
# What a program lacks in the sandbox
HANDED_IN = "Was {file} handed in?"
NO_PACKAGE = " There is no package {name} where the exercise is tried."
# Why a program was ended
ENDED = {
    "slow": "It took longer than {seconds:g} seconds.",
    "processes": "It started more than {processes} processes.",
    "memory": "It used more than {memory} MB of memory.",
    "files": "It made more than {files} files.",
    "answer": "It returned too much.",
    "patched": "It changed the program that calls it.",
    "signal": "The interpreter was ended by the signal {name}.",
    "itself": "The interpreter ended before it gave an answer.",
}
GRADING = {
    "missing": "Not done. `{said}`",
    "absent": "There is no function `{name}` in what was handed in.",
    "import": "The program cannot be loaded. It stopped with an error.",
    "error": "The program stopped with an error.",
    "ended": "The program was ended, or ended itself. {reason}",
    "unreadable": "The program gave no answer that can be read.",
    "known": "On the network of the exercises:",
    "right": "On a network {sizes} with {samples} samples: right",
    "wrong": "On a network {sizes} with {samples} samples: wrong from {name} on",
    "stopped": "On a network {sizes} with {samples} samples: stopped by an error",
    "checks": "`python -m checks` tries your functions on networks of these sizes, and says in "
    "which line they stop.",
    "no answer": "On a network {sizes} with {samples} samples: no answer. {reason}",
    "sign": ". The number has the wrong sign: the magnitude is asked for.",
    "torch": "Exercise 1 is solved without automatic differentiation, so PyTorch was not there.",
    "graph": "Exercise 2 asks for a forward pass in PyTorch. The operations that led to this error "
    "are not those of the network, whatever the gradients are, so there are no points for it.",
    "nothing": "There is no program in what was handed in: no solution.py, and no notebook with an "
    "answer.",
    "heavy": "What was handed in takes more memory or time to read than a program of this course "
    "can need. Please hand in solution.py, or the notebooks, and nothing else.",
    "by hand": "The points were set by hand, in place of {computed}. {reason}",
    "by hand alone": "The points were set by hand. {reason}",
    "newer": "It is written for Python {version}, and this is Python {this}: it has to be graded "
    "with a newer one.",
    "not used": "Not used: {file}. {reason}",
    "points": "{points:g} of {most} points",
    "not graded": "not graded",
    "other settings": "The machine that was to grade it has another course.toml.",
    "scheduler lost": "The scheduler was lost.",
    "failed": "This exercise was not graded, which is not your fault. {reason}",
}
# Why a file is not graded
UNUSED = {
    "made": "A file that a program made; it holds no answers.",
    "made folder": "A folder that a program made; it holds no answers.",
    "environment": "A part of an environment of Python.",
    "of series": "This belongs to the series; no answers go there.",
    "as handed out": "The cell marked TODO is as it was handed out.",
    "data": "A file of data or settings; no answers go there.",
    "same": "The same as {file}.",
    "earlier attempt": "A later attempt was handed in; that one is graded.",
    "earlier grading": "This was written by an earlier grading.",
    "link": "This is a link. Please hand in the file itself.",
    "irregular": "This is not a regular file.",
    "unreadable": "The file cannot be read: {problem}.",
    "unreadable folder": "The folder cannot be read: {problem}.",
    "large": "The file has {size:,.0f} MB; at most {most} MB can be read.",
    "more": "{count} more files",
    "too many": "Too many or too large files have been handed in.",
    "cut": "There are more files than can be looked at, so not all were. Please hand in what is "
    "asked for.",
    "deep": "It lies in too many folders. Please hand in what is asked for.",
    "another archive": "This is a {kind} archive, which cannot be unpacked here. Please hand in a "
    "zip file, or the files themselves.",
    "nested": "Here is an archive in an archive in an archive. Please unpack it.",
    "crowded": "It holds more files than can be looked at, so not all were.",
    "method": "The archive is packed by a method unknown here. Please pack it again with zip.",
    "encrypted": "The archive is encrypted. Please hand it in without a password.",
    "encrypted file": "The file is encrypted. Please hand it in without.",
    "damaged archive": "The archive is damaged. Please pack it again, and open it as a test.",
    "damaged": "The file is damaged in the zip file that holds it.",
    "outside": "Its name leads out of the archive.",
    "empty": "The file is empty. Please hand in solution.py, or the notebooks.",
    "picture": "A picture cannot be run. Please hand in solution.py, or the notebooks.",
    "document": "A document cannot be run. Please hand in solution.py, or the notebooks.",
    "neither": "This is neither Python nor a notebook. Please hand in solution.py, or the "
    "notebooks.",
    "too deep": "The file is too deep or too large to be read.",
    "programs": "More than {most} files hold answers.",
    "text cell": "A text cell holds {exercise}; only code cells are run.",
    "no answer": "It holds no answer: neither a function exercise1, exercise2 or exercise3, nor "
    "the cell marked TODO with your code.",
    "no Python": "It is not valid Python: {said}.",
    "no Python there": "It is not valid Python: {said}, in line {line}.",
    "left out": "A program imports it, but this name belongs to the series, whose checks and "
    "figures do nothing while an exercise is tried. Please put what your answer needs into "
    "solution.py.",
}
# Of the course, in the version for students and on the website
COURSE = {
    "name": "**{name}**",
    "deadline": "Deadline: {deadline}.",
    "contact": "Questions: {contact}",
    "hand in": "Hand in `solution.py`, or the notebooks, as your course asks.",
    "until": "{text} The deadline is {deadline}.",
    "points": "({points} point{s})",
    "stub": "{task} here, see {path}",
    "table": "| notebook | you write | points |\n| --- | --- | --- |\n",
    "answers": "Your answers to the exercises.",
    "all": "All exercises",
    "download": "Download this notebook",
    "colab": "Open in Colab",
}
# What is known of a hand-in by its name
REMARKS = {
    "late": "late",
    "anonymous": "anonymous",
    "text": "text was typed online",
    "address": "a web address was given online",
    "other": "also: {kind}",
    "nameless group": "a group without a number",
    "group": "a group",
    "attempts": "{count} attempts",
    "earlier attempts": "{count} earlier attempts",
    "earlier": "an earlier attempt: {file}",
    "unordered": "which attempt is the latest is not known: the best answer counts",
}
