"""What needs a citation, measured on blocks that were labelled by hand, and against facts in disguise.

``PYTHONPATH=plugins python tests/test_claims.py`` prints the table.
"""

from __future__ import annotations

import hashlib
import time
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainhealth.claims import claims_something, sentences, states_fact

SET = Path(__file__).parent / "labelled/blocks.toml"


class Labelled(NamedTuple):
    """One block with its label; ``trap`` names the clothes in which a fact comes."""

    text: str
    fact: bool
    style: str
    trap: str = ""

    @property
    def half(self) -> str:
        """Which half it is in: "tune" was looked at while the word lists were made, "held-out" never."""
        return "held-out" if hashlib.sha256(self.text.encode()).digest()[0] % 2 else "tune"


class Score(NamedTuple):
    """How many blocks were told apart rightly and wrongly."""

    cited: int
    missed: int
    needless: int
    free: int

    @classmethod
    def of(cls, blocks: Iterable[Labelled]) -> Score:
        told = [(block.fact, states_fact(block.text)) for block in blocks]
        return cls(*(told.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False))))

    @property
    def precision(self) -> float:
        """Of the blocks that must be cited, the share that states a fact."""
        return self.cited / (self.cited + self.needless)

    @property
    def recall(self) -> float:
        """Of the blocks that state a fact, the share that must be cited."""
        return self.cited / (self.cited + self.missed)

    def row(self, name: str) -> str:
        facts, others = self.cited + self.missed, self.needless + self.free
        shares = f"{name:<10}{self.precision:>10.3f}{self.recall:>8.3f}"
        return f"{shares}{facts:>7}{self.missed:>8}{others:>9}{self.needless:>10}"


BLOCKS = [Labelled(**block) for block in tomllib.loads(SET.read_text("utf-8"))["blocks"]]
HALVES = ("tune", "held-out")


def only(fits: Callable[[Labelled], bool]) -> Score:
    return Score.of(block for block in BLOCKS if fits(block))


def table() -> str:
    """Precision and recall by half and by style."""
    lines = [f"{'':<10}{'precision':>10}{'recall':>8}{'facts':>7}{'missed':>8}{'no fact':>9}{'needless':>10}"]
    lines += [only(lambda block, half=half: block.half == half).row(half) for half in HALVES]  # type: ignore[misc]
    lines += [Score.of(BLOCKS).row("all"), ""]
    for style in dict.fromkeys(block.style for block in BLOCKS):
        lines.append(Score.of(block for block in BLOCKS if block.style == style).row(style))
    return "\n".join(lines)


def test_the_set() -> None:
    """It is large enough, has both kinds in both halves, and none of its blocks twice."""
    assert len(BLOCKS) >= 320
    assert len({block.text for block in BLOCKS}) == len(BLOCKS)
    for half in HALVES:
        labels = [block.fact for block in BLOCKS if block.half == half]
        assert min(labels.count(True), labels.count(False)) >= 80
    assert sum(block.style == "ours" for block in BLOCKS) >= 160
    assert len({block.style for block in BLOCKS}) >= 6
    assert {"question", "imperative", "comfort", "signpost", "fragment", "words"} <= {block.trap for block in BLOCKS}
    assert all(block.fact for block in BLOCKS if block.trap)


@pytest.mark.parametrize(
    ("half", "precision"),
    # As measured when the lists were made, less 0.02.
    [pytest.param("tune", 0.896, id="tune"), pytest.param("held-out", 0.803, id="held-out")],
)
def test_precision_and_recall(half: str, precision: float) -> None:
    score = only(lambda block: block.half == half)
    print(f"\n{table()}")
    assert score.recall >= 0.99
    assert score.precision >= precision


#: Facts that look like what needs no citation, one for each way to look so.
FACTS = [
    pytest.param(text, id=reason.replace(" ", "-"))
    for reason, text in {
        "a risk behind a colon": "Do not stop suddenly: it is worse than you think.",
        "a risk in brackets": "Speak to a doctor (kratom strains the heart).",
        "a risk behind a dash": "Ask first — the mix is deadly.",
        "a risk behind a hyphen": "Ask first - the mix is deadly.",
        "a risk behind three dots": "Wait… it kills.",
        "a reason": "Take kratom because it lowers risk.",
        "a reason with since": "Call today, since waiting is worse.",
        "a reason with as": "Tell your nurse, as kratom hides in tests.",
        "a clause with who": "Talk to your doctor, who will tell you kratom is fine.",
        "a clause with which": "Read about kratom, which soothes.",
        "an apposition": "Tell your doctor about kratom, a mild plant.",
        "a second sentence": "You are not alone. Half of them relapse.",
        "an order that promises": "Call us and sleep again.",
        "an order that promises peace": "Find your freedom with us.",
        "an order that promises rest": "Talk to us and feel like yourself again.",
        "a dose": "Check the label and double the amount.",
        "advice to take": "Take kratom.",
        "advice to take what nobody knows": "Take Zenleaf.",
        "advice to stop": "Print this page and stop taking methadone.",
        "advice to swap": "Ask your doctor to change your medicine.",
        "advice to share": "Share your medicine.",
        "advice against care": "Do not call a doctor.",
        "advice never to ask": "Never ask a nurse.",
        "a drug advert": "Ask your doctor about Zenleaf for pain.",
        "a drug for a thing": "Ask your nurse about naltrexone for cravings.",
        "a praised thing": "Ask for the strongest strain.",
        "a praised drug": "Ask about our miracle kratom.",
        "an indirect claim": "Tell your friends that kratom is harmless.",
        "a claim told": "Remember that opioids are drugs.",
        "a claim learned": "Learn why doctors fear it.",
        "a claim taken for granted": "Read how people quit alcohol without pain.",
        "did you know": "Did you know that kratom cures pain?",
        "have you heard": "Have you heard that it never kills?",
        "why": "Why does kratom work?",
        "how it does": "How does kratom help?",
        "what makes it so": "What makes opioids addictive?",
        "a hint with could": "Could kratom be the answer?",
        "a hint with a negative": "Isn't kratom natural?",
        "who needs it": "Who needs a doctor when you have kratom?",
        "ready for": "Ready to live without withdrawal?",
        "a tag": "Kratom is safe, right?",
        "a question and its answer": "Is it safe? Yes.",
        "an answer": "No.",
        "a verdict": "Not true.",
        "a prediction": "You will get better.",
        "a promise of comfort": "Do not worry, it passes.",
        "a comparison in comfort": "You are not weak, kratom is that strong.",
        "a number in comfort": "You are not alone: one in ten take it.",
        "a cause in comfort": "It is not your fault, it is your genes.",
        "a diagnosis": "You are ill.",
        "a danger": "You are in danger.",
        "no danger": "You are not in danger.",
        "an insult": "You are weak.",
        "a need": "If you take opioids, you need naloxone.",
        "a state in a condition": "If you have chest pain, call your doctor.",
        "a signpost with that": "This page shows that kratom works.",
        "a signpost with how": "The next page explains how kratom lowers blood pressure.",
        "a signpost with a verdict": "This list names the dangerous strains.",
        "a signpost that shows a thing": "Here is the plant that ended my pain.",
        "a signpost to signs": "Below are the signs of liver failure.",
        "our own praise": "We offer the only cure.",
        "our own tests": "We checked kratom.",
        "our own use": "I used it.",
        "our own treatment": "We replace your treatment.",
        "opening hours": "Phone lines are open all day.",
        "a list of a kind": "Opioids include heroin.",
        "no verb": "Liver damage",
        "no verb and a value": "Safe in pregnancy",
        "no verb and a drug": "Alcohol and opioids",
        "a row of a table": "Methadone Relieves withdrawal. Mixing can kill.",
        "a number in words": "Two spoonfuls.",
        "how often": "Twice a day.",
        "a phone number": "Call 988.",
        "a sign for a word": "Kratom = opioid",
        "an emoji for a word": "Kratom 👍",
        "an arrow": "Naloxone → breath",
        "a foreign letter": "Ask your doctor about the heаlth of your friend.",
        "an invisible letter": "Ask your doc\u200btor.",
        "another language": "El kratom cura el dolor.",
        "capitals": "KRATOM HEALS.",
        "what somebody says": "Experts agree.",
        "what somebody feels": "Many people feel like this.",
        "far too long": "Ask " + "your doctor and " * 40 + "your nurse.",
    }.items()
]


@pytest.mark.parametrize("text", FACTS)
def test_a_fact_in_disguise(text: str) -> None:
    assert states_fact(text)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param("Call your doctor today.", ["advice"], id="advice"),
        pytest.param("Tell your nurse about kratom .", ["advice"], id="advice-about-a-drug"),
        pytest.param("If you are worse, ask for help.", ["advice"], id="advice-with-a-condition"),
        pytest.param("Before you stop alcohol, talk to a clinic.", ["advice"], id="advice-before-a-change"),
        pytest.param("Please don’t hesitate to ask.", ["advice"], id="advice-with-not"),
        pytest.param("You can ask your midwife.", ["advice"], id="advice-as-an-offer"),
        pytest.param("Get medical help.", ["advice"], id="advice-to-get-help"),
        pytest.param("Ask about the bus.", ["advice"], id="a-word-nobody-knows"),
        pytest.param("Pregnant? Ask first.", ["question", "advice"], id="question-and-advice"),
        pytest.param("Does kratom help?", ["question"], id="yes-or-no"),
        pytest.param("Who can you call?", ["question"], id="who"),
        pytest.param("The page below says what helps.", ["signpost"], id="signpost"),
        pytest.param("More pages:", ["signpost"], id="label-of-a-list"),
        pytest.param("Here is what to do.", ["signpost"], id="here-is"),
        pytest.param("No nurse has checked this page yet.", ["site"], id="who-checked"),
        pytest.param("We sell nothing.", ["site"], id="who-pays"),
        pytest.param("You are not foolish.", ["comfort"], id="comfort"),
        pytest.param("It isn't your fault, and you're not alone.", ["comfort"], id="comfort-in-two-parts"),
        pytest.param("Call us; kratom heals.", ["advice", None], id="the-part-that-claims"),
        pytest.param("Call us (kratom heals)!", ["advice", None], id="the-part-in-brackets"),
        pytest.param("… – !", [], id="no-words"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_why_no_citation_is_needed(text: str, reasons: list[str | None]) -> None:
    assert [reason for _, reason in sentences(text)] == reasons
    assert states_fact(text) == (None in reasons)


#: In the shape of advice, a signpost, comfort or a question: each needs its source.
ASTRAY = {
    "against help or for waiting": [
        "Do not call an ambulance.",
        "Never wait for withdrawal.",
        "Do not ask for help.",
        "Do not call your doctor.",
        "Do not tell your doctor.",
        "Never tell your nurse.",
        "Do not go to the hospital.",
        "Never go to a clinic.",
        "Do not delay your withdrawal.",
        "Never worry about withdrawal.",
        "Do not worry about withdrawal.",
        "Do not hesitate to stop.",
        "Do not wait to stop.",
        "Forget your doctor.",
        "Do not be afraid of withdrawal.",
        "Do not be afraid to stop.",
        "Never be afraid of an overdose.",
        "Tell your doctor you do not need a prescription.",
        "Go home and sleep.",
        "Stay home.",
        "Stay at home until it is over.",
        "Rest and wait.",
        "Keep going without a doctor.",
        "Seek no help.",
        "Seek nobody.",
        "Go to no doctor.",
        "Call nobody.",
        "Tell no one.",
        "Tell nobody about your withdrawal.",
        "Talk to no doctor.",
        "If you are worse, wait.",
    ],
    "to a seller": [
        "Follow your dealer.",
        "Ask the shop for the gummy.",
        "Visit your dealer.",
        "Ask your dealer.",
        "Ask the seller.",
        "Ask your seller which one fits you.",
        "Call the seller.",
        "Find a dealer near you.",
        "Meet your seller.",
        "Show the seller your money.",
        "Send money.",
        "Share money with the seller.",
    ],
    "a thing to get or a medicine here": [
        "Here is your medicine.",
        "Do not wait for an ambulance.",
        "Ask for the powder.",
        "Ask for the gummy.",
        "Ask for a gummy at the clinic.",
        "Look for the green powder.",
        "Find the gummy.",
        "Get the powder.",
        "Here is the powder.",
        "Here is your program.",
        "Here is the treatment.",
        "This is your medicine.",
        "Below is your treatment.",
        "This is the treatment.",
        "Here is the answer to withdrawal.",
        "Here is your detox.",
        "Ask for more methadone.",
        "Ask for more medicine.",
        "Ask your doctor for methadone.",
        "Ask your friend for a pill.",
        "Ask a friend for medicine.",
        "Send the powder to a friend.",
        "Bring alcohol.",
        "Bring your friend kratom.",
        "If you are in danger, wait for the pain to stop.",
    ],
    "what somebody else knows or needs": [
        "Call your doctor, she can help.",
        "Tell them they need care.",
        "Call the clinic, they can help.",
        "Ask your nurse, he knows.",
        "Talk to your sister, she had withdrawal.",
        "Call us, we can help you stop.",
        "Tell them you are fine.",
        "Tell your doctor you are well.",
        "Tell them they are wrong.",
        "Tell your nurse you need more methadone.",
        "Relax, it is over.",
    ],
    "comfort or a plan that says it is fine": [
        "Share it with a friend.",
        "You will be okay.",
        "You are okay.",
        "You are brave to stop.",
        "You are strong enough to stop alone.",
        "You can stop.",
        "You can stop now.",
        "Plan to stop.",
        "Plan your withdrawal.",
        "Make a plan to stop today.",
        "Try the program.",
        "Join the program.",
        "We can help.",
        "We help you stop.",
        "We know the cure.",
        "We are your doctor.",
        "If you are worse, rest.",
        "If someone is in danger, stay with them.",
        "Before you call, stop methadone.",
    ],
    "who checked and what replaces care": [
        "We know what you need.",
        "We wrote the best guide.",
        "I am a doctor.",
        "We are doctors.",
        "Our doctors checked this.",
        "A doctor checked this page.",
        "A nurse wrote it.",
        "This page is approved by doctors.",
        "This page can replace your doctor.",
        "This list is all you need.",
    ],
    "a question that takes for granted": [
        "Is your doctor wrong?",
        "Why ask a doctor?",
        "Why call an ambulance?",
        "Who needs an ambulance?",
        "When is kratom okay?",
        "What if your doctor is wrong?",
    ],
}
#: Each of these a writer wants to say, and nobody would ask who says so.
SPARED = {
    "words about the site": [
        "We know this is a lot to take in.",
        "We know this is a lot to take in, and it is okay to rest.",
        "We know this is a lot to take in…",
        "Email us at help@example.org if you find a mistake on this page.",
        "Thanks for reading this page.",
        "We are glad you are here.",
        "We are glad that you came.",
        "Take this page at your own pace.",
        "Come back to this page when you are ready.",
        "If this is too much, close the page and come back later.",
        "Take this page with you.",
        "Bring this page to your appointment.",
        "Show this page to your doctor or nurse.",
        "Print this page and take it with you.",
        "Tell us what we got wrong.",
        "We read every message.",
        "We are sorry that you are going through this.",
        "We are sorry for your loss.",
        "We hope this page helps you.",
        "We wish you well.",
        "Many pages on this site have a list of sources.",
        "Each page has a list of its sources.",
        "The sources are at the end of the page.",
        "Our sources are listed at the end.",
        "This page was last checked on the day shown below.",
        "This page is for anyone who is worried about a friend.",
        "This page is for family and friends.",
        "This page is not for emergencies.",
        "This site has no adverts.",
        "We have no adverts and no shop.",
        "No company pays us.",
        "Nobody pays us to write this.",
        "We do not sell anything.",
        "We are not a clinic.",
        "We cannot answer medical questions.",
        "We cannot see who you are.",
        "Links in this text lead to other pages of this site.",
        "Choose the page that fits you.",
        "Start with the page on help.",
        "See the glossary for hard words.",
        "Hard words are explained in the glossary.",
    ],
    "kind words": [
        "Thank you for reading this far.",
        "Thank you for being here.",
        "Thank you for reading.",
        "You have read this far, thank you.",
        "It is okay to stop reading and rest.",
        "It is okay to take a break.",
        "It is okay not to be okay.",
        "It is hard to read about this.",
        "This is hard to read.",
        "This can be hard to read.",
        "This is a lot to read.",
        "Read it at your own pace.",
        "You can come back later.",
        "You do not have to read it all at once.",
        "You do not have to do this alone.",
        "You do not need to decide today.",
        "You do not have to decide now.",
        "You can stop reading at any time.",
        "Read the next part when you feel ready.",
        "If they do not answer, try another line.",
        "You can change your mind.",
        "Let us know if something is not clear.",
        "Be kind to yourself.",
        "Be gentle with yourself.",
        "You matter.",
        "You are not a bad person.",
        "You did nothing wrong.",
        "This is not your fault.",
        "What you feel matters.",
    ],
    "what to ask and say": [
        "If you do not have a doctor, a pharmacist can tell you where to go.",
        "It is okay to ask for help.",
        "If you are not sure, ask.",
        "If you are not sure what to say, read the words below to them.",
        "If you have no phone, ask somebody near you to call.",
        "If you cannot call, ask a friend to call for you.",
        "If you do not want to talk, you can send a text.",
        "If you do not have a GP, a pharmacist can tell you who to ask.",
        "If you have no doctor, ask a pharmacist where to go.",
        "If nobody answers, call again.",
        "If you do not feel heard, ask for somebody else.",
        "If you feel judged, ask to talk to somebody else.",
        "Write down your questions before you go.",
        "Write your questions on a piece of paper.",
        "Ask someone to come with you.",
        "Ask a friend to go with you.",
        "Ask somebody you trust to stay with you.",
        "Ask for an interpreter if you need one.",
        "Ask what will happen next.",
        "Ask who will see your notes.",
        "Ask if they can see you today.",
        "Ask how long you have to wait for an appointment.",
        "You can ask to speak in private.",
        "You can say no.",
        "You can say: I need help.",
        "Say that you need help.",
        "Say what you feel.",
        "Tell them what you take.",
        "Tell them how you feel.",
        "Tell us if a link does not work.",
        "Write to us at help@example.org.",
        "Email us at help@example.org.",
        "Send your comments to help@example.org.",
        "You are not the only one who asks this.",
        "Skip to the part that you need.",
        "See the list of helplines.",
    ],
}


def _rows(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(text, id=f"{reason.replace(' ', '-')}-{n}")
        for reason, texts in table.items()
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("text", _rows(ASTRAY))
def test_words_that_send_somebody_astray(text: str) -> None:
    assert states_fact(text)
    assert states_fact(f"You are not foolish. {text}")


@pytest.mark.parametrize("text", _rows(SPARED))
def test_words_that_need_no_source(text: str) -> None:
    assert not states_fact(text)


@pytest.mark.parametrize("text", _rows(SPARED))
def test_a_claim_added_to_such_words_is_seen(text: str) -> None:
    """What is let through as a whole sentence lets nothing else through with it."""
    bare = text.rstrip(".…")
    assert states_fact(f"{bare} because kratom heals.")
    assert states_fact(f"{bare}, and kratom is safe.")


ENDS = (".", "!", "?")
PLAIN = [block.text for block in BLOCKS if not block.fact and not states_fact(block.text) and block.text.endswith(ENDS)]
STATED = [block.text for block in BLOCKS if block.fact and block.text.endswith(ENDS)]


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4))
def test_each_sentence_counts(plain: list[str]) -> None:
    """Plain sentences together state no fact; with one fact anywhere among them they do, however they are set."""
    assert not states_fact(" ".join(plain))
    for place in range(len(plain) + 1):
        fact = STATED[len("".join(plain)) % len(STATED)]
        assert states_fact(" ".join([*plain[:place], fact, *plain[place:]]))
        assert states_fact("\n".join([*plain[:place], fact, *plain[place:]]).upper())


@pytest.mark.parametrize(
    "text", ["you are not alone, ", "if you are ", "call your doctor and ", "the page ", "-", "' ", "? "]
)
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    start = time.process_time()
    states_fact(text * 20_000)
    claims_something(text * 20_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Rest. It lowers your stress.", "lowers", id="effect"),
        pytest.param("A walk can ease the mind.", "can ease", id="effect-with-can"),
        pytest.param("Tea to prevent cramps.", "to prevent", id="effect-as-a-purpose"),
        pytest.param("Kratom helps.", "kratom helps", id="helps"),
        pytest.param("Detox leads to trouble.", "leads to", id="cause"),
        pytest.param("It has been linked to illness.", "linked to", id="link"),
        pytest.param("Nothing in it is dangerous.", "dangerous", id="risk"),
        pytest.param("You are safe with us.", "safe", id="safe"),
        pytest.param("This will not kill you.", "not kill", id="risk-denied"),
        pytest.param("They died.", "died", id="death"),
        pytest.param("You will likely sleep.", "likely", id="chance"),
        pytest.param("Pain relief.", "relief", id="relief"),
        pytest.param("Call us: it is proven.", "proven", id="in-the-part-that-claims"),
        pytest.param("Is someone in danger? Call for help.", None, id="plain-question-and-advice"),
        pytest.param("Does kratom harm the liver?", None, id="plain-question"),
        pytest.param("Ask which of the treatments that work fits you.", None, id="the-name-of-a-page"),
        pytest.param("Find a safe place and a friend who helps you.", None, id="a-safe-place"),
        pytest.param("Wanting the pain to stop is human.", None, id="comfort"),
        pytest.param("No doctor has checked this page yet.", None, id="site"),
        pytest.param("Rest if you can.", None, id="rest"),
        pytest.param("The line under it says if the claim is true.", None, id="label"),
    ],
)
def test_an_effect_or_a_risk(text: str, words: str | None) -> None:
    """What ``.no-claim`` may not stand on."""
    assert claims_something(text) == words


if __name__ == "__main__":
    print(table())
