"""The items of the three instruments that a page is scored by, in our own words, and how each is counted.

- CDC Clear Communication Index, user guide and full score sheet: 20 items of 1 point. Points by points possible,
  as a share of 100; 90 passes. Items 1 to 11 apply to every page. Part B (12 to 14), part C (15 to 17) and part D
  (18 to 20) do not apply to a page without advice, numbers or risks; 19 not without advice, 20 not without a
  probability in numbers. No main message: no point for items 2, 3, 4 and 6. No call to action: none for item 6.
- PEMAT-P, AHRQ publication 14-0002-EF: 17 items on how well a page is understood and 7 on how well one can act on
  it. Agree is 1, disagree 0; agreed by all that apply, as a share of 100 for each of the two.
- DISCERN, handbook of 1998 and its instructions: items 1 to 15, each from 1 (no) over 2 to 4 (partly) to 5 (yes).
  An item on treatment that does not fit a page may be left out; the first eight fit every page. Item 16, the
  reader's overall view, is not counted here. The goal of 65 of 75 is ours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``unless`` says when it does not apply ("" if it always does); ``earns`` is what earns it."""

    key: str
    asks: str
    earns: str
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Items that make one score. An item gives ``least`` to ``most`` points; ``goal`` is points of points.

    ``together`` are groups of items that apply all or none.
    """

    key: str
    name: str
    least: int
    most: int
    goal: tuple[int, int]
    items: tuple[Item, ...]
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def graded(self) -> bool:
        """Whether points are numbers, and not yes and no."""
        return self.most > 1

    def passes(self, points: int, possible: int) -> bool:
        """Whether that many points reach the goal. Whole numbers: nothing is rounded up to it."""
        return points * self.goal[1] >= self.goal[0] * possible


_NO_ADVICE = "the page gives no advice"
_NO_NUMBERS = "the page has no numbers"
_NO_RISK = "the page tells of no risk"
_SHORT = "the page is very short"
_NO_VISUALS = "the page has no picture, chart or diagram"
_NO_TREATMENT = "it does not fit what the page is about"

CDC = Scale(
    "cdc",
    "CDC Clear Communication Index",
    0,
    1,
    (90, 100),
    (
        Item("one-main-message", "Is there one main message?", "a statement to remember; a topic is none"),
        Item("message-on-top", "Is the main message at the top?", "before the first heading, on the first screen"),
        Item(
            "message-stands-out",
            "Does the main message stand out to the eye?",
            "larger type, a box, or a heading for it",
        ),
        Item("message-in-a-picture", "Does a picture carry the main message?", "a captioned picture that supports it"),
        Item("call-to-action", "Is there a call to action for these readers?", "it asks the reader to do something"),
        Item("active-voice", "Are main message and call to action active?", "both are: no “should be asked”"),
        Item("readers-words", "Are all words the readers' own?", "each hard word is explained where it first stands"),
        Item("bulleted-lists", "Are there lists?", "lists of up to seven items, not only at the end"),
        Item("chunks-with-headings", "Are there chunks with headings?", "one idea each, and the heading tells it"),
        Item("summary-first", "Does the first section sum up what matters most?", "with the main message in it"),
        Item("known-and-unknown", "Does it say what experts know and do not know?", "both; only one is no"),
        Item(
            "recommendation", "Does it advise the reader to do something?", "at least one piece of advice", _NO_ADVICE
        ),
        Item("why-it-matters", "Does it say why that matters?", "a reason, not only numbers", _NO_ADVICE),
        Item("how-to-do-it", "Does it say how, or when to call whom?", "steps, or when and whom to call", _NO_ADVICE),
        Item("familiar-numbers", "Are all numbers familiar and needed?", "whole numbers; none to spare", _NO_NUMBERS),
        Item("numbers-explained", "Does it say what each number means?", "every one, in words", _NO_NUMBERS),
        Item("no-sums", "Is no sum left to the reader?", "no adding or comparing; one kind of share", _NO_NUMBERS),
        Item("nature-of-risk", "Does it say what the risk is?", "the harm, to whom it comes, and why", _NO_RISK),
        Item("risks-and-benefits", "Both risks and benefits of the advice?", "both", f"{_NO_ADVICE}, or no risk"),
        Item(
            "probability-in-words",
            "Is a probability told in words or a picture too?",
            "every one that stands in numbers",
            "no risk is given as a probability in numbers",
        ),
    ),
    together=(
        ("recommendation", "why-it-matters", "how-to-do-it"),
        ("familiar-numbers", "numbers-explained", "no-sums"),
    ),
)

UNDERSTANDABILITY = Scale(
    "understandability",
    "PEMAT-P understandability",
    0,
    1,
    (90, 100),
    (
        Item("clear-purpose", "Is it plain what the page is for?", "title or first lines say it"),
        Item("no-distraction", "Is there nothing that leads away from that?", "every section serves the purpose"),
        Item("common-words", "Common, everyday words?", "nearly throughout"),
        Item("medical-terms-explained", "Medical words only where needed, and explained?", "each one is"),
        Item("active-voice", "Active voice?", "nearly throughout"),
        Item("clear-numbers", "Are numbers clear?", "easy to read and to grasp", _NO_NUMBERS),
        Item("no-sums", "Is no sum left to the reader?", "none at all"),
        Item("short-sections", "Short sections?", "a few lines on one thing", _SHORT),
        Item("informative-headings", "Do headings say what is under them?", "all do", _SHORT),
        Item("logical-order", "Is the order logical?", "what matters most first; then as one would ask"),
        Item("summary", "Is there a summary?", "key points, at the start or end", _SHORT),
        Item("visual-cues", "Do boxes, bold or bullets point to key points?", "to the key points, not to all"),
        Item("visuals-where-they-help", "Are there pictures wherever they would help?", "no place lacks one"),
        Item("visuals-reinforce", "Do pictures support the words?", "none is only for show", _NO_VISUALS),
        Item("visuals-captioned", "Do pictures have clear titles?", "all do", _NO_VISUALS),
        Item("visuals-uncluttered", "Are pictures clear and simple?", "all are", _NO_VISUALS),
        Item("simple-tables", "Simple tables, short clear headers?", "all are", "the page has no table"),
    ),
    together=(("visuals-reinforce", "visuals-captioned", "visuals-uncluttered"),),
)

ACTIONABILITY = Scale(
    "actionability",
    "PEMAT-P actionability",
    0,
    1,
    (90, 100),
    (
        Item("clear-action", "Is there at least one clear action?", "something the reader can do"),
        Item("addresses-reader", "Does it speak to the reader when it tells actions?", "“you”, or “Call …”"),
        Item("explicit-steps", "Are actions split into small, plain steps?", "what to do first, then next"),
        Item("tangible-tool", "Is there a tool wherever one would help?", "a checklist, a card, a list to take along"),
        Item("sums-explained", "Is it shown how to do each sum?", "an example", "there is nothing to reckon"),
        Item(
            "charts-explained",
            "Does it say how to use a chart or table to act?",
            "what to look for in it, and what to do then",
            "there is no chart, table or diagram",
        ),
        Item("visuals-for-acting", "Are there pictures wherever they help to act?", "no step lacks one"),
    ),
)

DISCERN = Scale(
    "discern",
    "DISCERN",
    1,
    5,
    (65, 75),
    (
        Item("clear-aims", "Are the aims clear?", "the start says what it is about and for whom"),
        Item("aims-achieved", "Does it achieve them?", "all that it promises", "the aims are not clear at all"),
        Item("relevant", "Is it relevant?", "the questions that readers have, and advice they can follow"),
        Item("clear-sources", "Are the sources clear?", "beside each claim, and listed"),
        Item("clear-dates", "Are the dates clear?", "of the sources, and of the last check of the page"),
        Item("balanced", "Is it balanced?", "more than one view, no fear, nothing sold"),
        Item("more-support", "Does it name more help and information?", "with how to reach it"),
        Item("uncertainty", "Does it say what is not known?", "where, and how sure the rest is"),
        Item("how-treatments-work", "Does it say how each treatment works?", "each named one", _NO_TREATMENT),
        Item("benefits", "The benefits of each treatment?", "each named one", _NO_TREATMENT),
        Item("risks", "The risks of each treatment?", "each named one", _NO_TREATMENT),
        Item("no-treatment", "What would happen without treatment?", "what comes, good and bad", _NO_TREATMENT),
        Item(
            "quality-of-life", "What do choices do to daily life?", "work, family, freedom, side effects", _NO_TREATMENT
        ),
        Item(
            "more-than-one-choice", "Is it clear that there is more than one choice?", "for whom which", _NO_TREATMENT
        ),
        Item("shared-decisions", "Does it help to decide together?", "what to ask and tell whom", _NO_TREATMENT),
    ),
)

#: All scales, by the name of their table in a sheet.
SCALES = {scale.key: scale for scale in (CDC, UNDERSTANDABILITY, ACTIONABILITY, DISCERN)}
