"""One page on the grading of a class, for the lecture after it: ``grades/overview.html``.

It needs no script, no network and no other file. All that students have named is shown as text.
"""

from collections.abc import Sequence
from pathlib import Path

import mistune
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checks.exercises import EXERCISES
from checks.settings import settings
from figures.colours import BLUE, ORANGE, SKY
from instructors.handback import counts
from instructors.messages import OVERVIEW, InstructorNote
from instructors.printable import printable, with_ellipsis
from instructors.results import Result

COLOURS = {"blue": BLUE, "sky": SKY, "orange": ORANGE}
MOST_ON_PAGE_CHARACTERS = 500  # of any text, so that nobody can fill the page
# Of a chart, in the units of its drawing
WIDTH, HEIGHT, COLUMN, TOP, BOTTOM = 350, 190, 36, 24, 160


def overview_html(
    results: Sequence[Result], missing: Sequence[str] = (), notes: Sequence[InstructorNote] = ()
) -> str:
    """Return the overview as HTML; the table of the course system says who is ``missing``."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=_shortened_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sentence"] = sentence_as_html
    environment.filters["code"] = code_as_html
    environment.filters["students"] = lambda number: f"{number} student{'s' * (number != 1)}"
    spreads = _spreads(results)
    return environment.get_template("overview.html.j2").render(
        title=" · ".join(filter(None, [OVERVIEW["title"], settings().name])),
        colours=COLOURS,
        count=len(results),
        exercises=[exercise.name for exercise in EXERCISES],
        total=spreads[0],
        full=spreads[0].bars[-1][1],
        charts=[_chart(spread) for spread in spreads],
        endings=counts.endings(results),
        mistakes=counts.mistakes(results),
        talk=counts.whom_to_talk_to(results),
        early=counts.ended_early(results),
        unusable=counts.unusable(results),
        ungraded=counts.ungraded(results),
        marked=counts.marked(results),
        by_hand=counts.set_by_hand(results),
        remarked=counts.remarked(results),
        missing=sorted(missing),
        notes=notes,
    )


def sentence_as_html(text: str) -> Markup:
    """Return a sentence of Markdown as HTML: code and emphasis, and nothing that links or loads."""
    inline = mistune.InlineParser()
    inline.rules = ["escape", "codespan", "emphasis"]
    tokens = inline(printable(text)[:MOST_ON_PAGE_CHARACTERS], {})
    return Markup(mistune.HTMLRenderer().render_tokens(tokens, mistune.BlockState()))


def code_as_html(text: str) -> Markup:
    """Return lines of code, each as it can be shown."""
    lines = text.expandtabs(4).splitlines()
    indents = (" " * (len(line) - len(line.lstrip())) for line in lines)
    return Markup("\n").join(map(str.__add__, indents, map(printable, lines)))


def _shortened_text(value: object) -> object:
    """Return what an expression of the template shows."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return with_ellipsis(value, MOST_ON_PAGE_CHARACTERS)


def _spreads(results: Sequence[Result]) -> list[counts.Spread]:
    """Return the spread of the total, and of every exercise."""
    total = sum(exercise.points for exercise in EXERCISES)
    return [
        counts.spread(OVERVIEW["total"], [result.total for result in results], total),
        *(
            counts.spread(
                exercise.name,
                [result.outcomes[exercise.name].points for result in results],
                exercise.points,
                exercise.partial,
            )
            for exercise in EXERCISES
        ),
    ]


def _chart(spread: counts.Spread) -> dict:
    """Return what the template draws: columns with their places, and the text alternative."""
    highest = max(number for _, number in spread.bars) or 1
    step = WIDTH / len(spread.bars)
    columns = []
    for place, (label, number) in enumerate(spread.bars):
        height = (BOTTOM - TOP) * number / highest
        columns.append(
            {
                "middle": round((place + 0.5) * step, 1),
                "left": round((place + 0.5) * step - COLUMN / 2, 1),
                "top": round(BOTTOM - height, 1),
                "height": round(height, 1),
                "label": label,
                "number": number,
            }
        )
    bars = "; ".join(f"{label.replace('–', ' to ')}: {n}" for label, n in spread.bars)
    return {
        "spread": spread,
        "columns": columns,
        "width": WIDTH,
        "height": HEIGHT,
        "bottom": BOTTOM,
        "column": COLUMN,
        "alternative": OVERVIEW["chart"].format(name=spread.name, bars=bars),
    }
