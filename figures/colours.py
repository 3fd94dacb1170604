"""The colours that all drawings share."""

# From the palette of Okabe and Ito, which colour-blind readers can tell apart
BLUE, ORANGE, VERMILION, SKY = "#0072B2", "#E69F00", "#D55E00", "#56B4E9"
INK, LINE, FAINT = "#222222", "#9a9a9a", "#d2d2ce"
OFF = "#c4c4c4"
INPUT_COLOUR, HIDDEN_COLOUR = SKY, "#FCE3AE"
# The same hues where small letters stand, or stand on them
SIGNAL, LIGHT_SKY = "#A84300", "#CFE8F7"
PAPER = "#f1f1ee"  # the ground of all drawings: less glaring than white in a dark theme
