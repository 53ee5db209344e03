"""The rules of evidence, care, time and privacy against look-alikes: what must pass, and what must not.

Each table is one site with a page a row; a row is right or wrong by its own page alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from building import Place, a_built_site, a_site  # noqa: F401 - fixtures
from demo import FIELDS, NOTICE, PAGE, Demo, demo, whole
from plainhealth.gate import Finding
from plainhealth.helplines import Helpline
from plainhealth.publish import emergency, manifest
from plainhealth.publish.written import Expected, look
from plainhealth.rules.tracking_link import tracker

C = "[@demo-report#liver]"
H = "[@demo-report#help]"


def titled(title: str, body: str, *, summary: str = "A page for the tests.", topics: str = "kratom") -> str:
    """A whole page with a title of its own."""
    fields = FIELDS.replace("An example", title).replace("A page for the tests.", summary)
    return (
        f"{fields.replace('Topics: kratom', f'Topics: {topics}')}\nKratom can hurt the liver {C}.\n\n{NOTICE}\n{body}\n"
    )


def source(tier: str, *lines: str, checked: str = "2026-11-20") -> bytes:
    """A source file with one finding, ``says``; lines before ``---`` are the source's, those after it the finding's."""
    at = lines.index("---") if "---" in lines else len(lines)
    top, bottom = "\n".join(lines[:at]), "\n".join(lines[at + 1 :])
    head = 'type = "report"\ntitle = "A work for the tests"\nauthor = [{ literal = "Demo Office" }]\n'
    finding = f'[findings.says]\nsays = "Kratom can hurt the liver."\ncertainty = "low"\n{bottom}\n'
    return f'{head}tier = "{tier}"\nchecked = {checked}\n{top}\n\n{finding}'.encode()


SOURCES: Mapping[str, bytes] = {
    "content/sources/news.toml": source("news"),
    # That a better source says the same does not help: that one is to be cited.
    "content/sources/post.toml": source("community", "---", 'also = ["demo-report"]'),
    "content/sources/shop.toml": source("seller"),
    "content/sources/lab.toml": source("lab"),
    "content/sources/gone.toml": source("rct", 'withdrawn = "Retracted in 2026."'),
    "content/sources/gone-2.toml": source("rct"),
    "content/sources/old.toml": source("rct", "---", 'superseded-by = "newer#says"'),
    "content/sources/newer.toml": source("rct", "---", 'superseded-by = "newest#says"'),
    "content/sources/newest.toml": source("rct"),
    "content/notices/es/general.md": "Hable con un médico antes de dejar o mezclar un medicamento.".encode(),
}
#: Said once each, in the words of a page that is right.
TOLERANCE = "Even a short break lowers your tolerance, and the old amount can kill you."
NALOXONE = "Keep naloxone close."
ALCOHOL = "Withdrawal from alcohol or benzodiazepines can kill."
PREGNANCY = "Pregnant? Call a clinic."
SUDDEN = "Do not stop prescribed opioids suddenly."
ALL = (TOLERANCE, NALOXONE, ALCOHOL, PREGNANCY, SUDDEN)
SAID = "\n\n".join(ALL)

#: By rule: what passes, then what does not; by the reason.
TABLES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "weak-source": (
        {
            "agency": f"A leaf {C}.",
            "lab": "A leaf [@lab#says].",
            "news-beside-an-agency": f"A leaf [@news#says]. It hurts {C}.",
            "one-mark-with-both": "A leaf [@news#says; @demo-report#liver].",
            "news-in-an-item-of-a-list-that-is-introduced-well": f"Signs {C}:\n\n- a leaf [@news#says]",
            "news-that-no-claim-names": 'In the news [@news#says].\n{: .no-claim why="names the story" }',
            "no-source-at-all-is-missing-citation's": "A leaf.",
            "unknown-source-is-unknown-source's": "A leaf [@nobody#says].",
            "mark-in-code-cites-nothing": f"A leaf `[@news#says]` {C}.",
            "heading-is-no-claim": f"## In the news [@news#says]\n\nA leaf {C}.",
        },
        {
            "news": "A leaf [@news#says].",
            "somebody's-post": "A leaf [@post#says].",
            "seller": "A leaf [@shop#says].",
            "two-of-them": "A leaf [@news#says; @shop#says].",
            "whole-work": "A leaf [@news].",
            "item": "- A leaf [@shop#says].",
            "row": "| a | b |\n|---|---|\n| leaf | green [@post#says] |",
            "list-introduced-by-it": "Signs [@news#says]:\n\n- a leaf",
            "definition": "Kratom\n:   A leaf [@shop#says].",
            "in-bold": "**A leaf [@news#says].**",
        },
    ),
    "withdrawn-source": (
        {
            "agency": f"A leaf {C}.",
            "a-name-that-begins-alike": "A leaf [@gone-2#says].",
            "the-word-in-the-text": f"The paper was withdrawn and retracted {C}.",
            "withdrawal": f"Withdrawal is hard {C}.",
            "mark-in-code": "A leaf `[@gone#says]`.",
            "mark-that-is-escaped": "A leaf \\[@gone#says].",
            "superseded-is-another-rule's": "A leaf [@old#says].",
            "a-link-to-it": f"A [leaf](https://example.org/gone) {C}.",
        },
        {
            "paragraph": "A leaf [@gone#says].",
            "beside-a-good-one": "A leaf [@demo-report#liver; @gone#says].",
            "whole-work": "A leaf [@gone].",
            "item": "- A leaf [@gone#says].",
            "row": "| a | b |\n|---|---|\n| leaf | green [@gone#says] |",
            "heading": f"## A leaf [@gone#says]\n\nIt is green {C}.",
            "no-claim": 'A leaf [@gone#says].\n{: .no-claim why="names the paper" }',
            "introduction": "Signs [@gone#says]:\n\n- a leaf",
            "in-bold": "**A leaf [@gone#says].**",
        },
    ),
    "superseded-finding": (
        {
            "newest": "A leaf [@newest#says].",
            "never-replaced": f"A leaf {C}.",
            "whole-work": "A leaf [@old].",
            "mark-in-code": "A leaf `[@old#says]`.",
            "mark-that-is-escaped": "A leaf \\[@old#says].",
            "finding-that-is-not-there": "A leaf [@old#nothing].",
            "the-word-in-the-text": f"Older reviews are superseded {C}.",
            "withdrawn-is-another-rule's": "A leaf [@gone#says].",
        },
        {
            "paragraph": "A leaf [@newer#says].",
            "a-chain-of-two": "A leaf [@old#says].",
            "beside-the-newest": "A leaf [@newest#says; @newer#says].",
            "item": "- A leaf [@newer#says].",
            "row": "| a | b |\n|---|---|\n| leaf | green [@newer#says] |",
            "introduction": "Signs [@newer#says]:\n\n- a leaf",
            "no-claim": 'A leaf [@newer#says].\n{: .no-claim why="names the paper" }',
            "heading": f"## A leaf [@newer#says]\n\nIt is green {C}.",
            "definition": "Kratom\n:   A leaf [@newer#says].",
        },
    ),
    "unsupported-heading": (
        {
            "question": f"## Does kratom relieve pain?\n\nNobody knows {C}.",
            "subject": f"## Kratom and pain\n\nNobody knows {C}.",
            "harms-as-a-noun": f"## Possible harms\n\nNobody knows {H}.",
            "help-as-a-noun": f"## Help for families\n\nNobody knows {C}.",
            "that-clause": f"## Medicines that relieve pain\n\nIt grows {C}.",
            "what-clause": f"## What eases the aches\n\nIt grows {C}.",
            "if-clause": f"## If it hurts your stomach\n\nIt grows {C}.",
            "how-clause": f"## How kratom can harm\n\nIt grows {C}.",
            "what-is-not-shown": f"## Nobody knows if it can heal\n\nIt grows {C}.",
            "borne-out-by-the-finding": f"## Kratom can harm the liver\n\nIt grows {C}.",
            "borne-out-by-the-claim": f"## Kratom can kill\n\nPeople died [{H[1:-1]}].",
            "borne-out-under-a-smaller-heading": f"## Medicine eases aches\n\n### More\n\nIt is so {H}.",
            "borne-out-by-a-list's-introduction": f"## Kratom is dangerous\n\nThe risk {H}:\n\n- It is unsafe.",
            "advice": f"## Ask before you stop\n\nIt grows {C}.",
            "label-treatments-that-work": f"## Treatments that work\n\nIt grows {C}.",
            "label-muscle-aches-what-helps": f"## Muscle aches in withdrawal: what helps\n\nIt grows {C}.",
            "label-starting-buprenorphine": f"## Starting buprenorphine\n\nIt grows {C}.",
            "label-detox-alone-and-lost-tolerance": f"## Detox alone and lost tolerance\n\nIt grows {C}.",
            "label-words-that-help": f"## Words that help\n\nIt grows {C}.",
            "label-cost-privacy-and-your-rights": f"## Cost, privacy and your rights\n\nIt grows {C}.",
            "label-help-for-family-and-friends": f"## Help for family and friends\n\nIt grows {C}.",
            "label-naloxone-and-how-to-use-it": f"## Naloxone and how to use it\n\nIt grows {C}.",
            "label-kratom-and-your-liver": f"## Kratom and your liver\n\nIt grows {C}.",
            "label-7-oh-and-concentrated": f"## 7-OH and concentrated products\n\nIt grows {C}.",
            "label-pregnancy-and-newborns": f"## Pregnancy and newborns\n\nIt grows {C}.",
            "label-sleep-in-withdrawal": f"## Sleep in withdrawal\n\nIt grows {C}.",
            "label-alcohol-and-benzodiazepines": f"## Alcohol and benzodiazepines\n\nIt grows {C}.",
            "label-stopping-kratom-first-steps": f"## Stopping kratom: first steps\n\nIt grows {C}.",
            "label-talking-with-a-doctor": f"## Talking with a doctor\n\nIt grows {C}.",
            "label-what-opioid-withdrawal-is-like": f"## What opioid withdrawal is like\n\nIt grows {C}.",
            "label-long-term-recovery": f"## Long-term recovery\n\nIt grows {C}.",
            "label-mental-health-and-suicide": f"## Mental health and suicide\n\nIt grows {C}.",
            "label-telling-your-employer": f"## Telling your employer\n\nIt grows {C}.",
            "label-in-jail-or-prison": f"## In jail or prison\n\nIt grows {C}.",
            "label-after-an-overdose": f"## After an overdose\n\nIt grows {C}.",
            "label-teenagers-and-young-adults": f"## Teenagers and young adults\n\nIt grows {C}.",
            "label-chronic-pain-without-opioids": f"## Chronic pain without opioids\n\nIt grows {C}.",
            "label-fentanyl-and-medetomidine": f"## Fentanyl and medetomidine\n\nIt grows {C}.",
            "label-signs-of-an-overdose": f"## Signs of an overdose\n\nIt grows {C}.",
            "label-how-we-check-our-facts": f"## How we check our facts\n\nIt grows {C}.",
            "label-about-this-site": f"## About this site\n\nIt grows {C}.",
            "label-glossary": f"## Glossary\n\nIt grows {C}.",
            "label-get-help-now": f"## Get help now\n\nIt grows {C}.",
            "label-start-here": f"## Start here\n\nIt grows {C}.",
            "label-danger-signs": f"## Danger signs\n\nIt grows {C}.",
            "label-side-effects": f"## Side effects\n\nIt grows {C}.",
            "label-poison-centres": f"## Poison centres\n\nIt grows {C}.",
            "label-other-emergencies": f"## Other emergencies\n\nIt grows {C}.",
            "label-surveys-of-people-who-take-kratom": f"## Surveys of people who take kratom\n\nIt grows {C}.",
            "label-the-ice-water-test": f"## The ice-water test\n\nIt grows {C}.",
            "label-laws-by-state": f"## Laws by state\n\nIt grows {C}.",
            "label-kratom-sellers-and-their-claims": f"## Kratom sellers and their claims\n\nIt grows {C}.",
            "label-methadone-clinics-near-you": f"## Methadone clinics near you\n\nIt grows {C}.",
            "label-myths-and-facts": f"## Myths and facts\n\nIt grows {C}.",
            "label-help-you-can-get": f"## Help you can get\n\nIt grows {C}.",
            "label-medicines-compared": f"## Medicines compared\n\nIt grows {C}.",
            "label-if-you-take-kratom-now": f"## If you take kratom now\n\nIt grows {C}.",
            "label-what-is-not-known": f"## What is not known\n\nIt grows {C}.",
            "label-our-sources": f"## Our sources\n\nIt grows {C}.",
            "label-seizures-and-breathing": f"## Seizures and breathing\n\nIt grows {C}.",
            "label-being-in-hospital": f"## Being in hospital\n\nIt grows {C}.",
            "label-paying-for-treatment": f"## Paying for treatment\n\nIt grows {C}.",
            "label-cravings-and-triggers": f"## Cravings and triggers\n\nIt grows {C}.",
            "label-steps-to-take-today": f"## Steps to take today\n\nIt grows {C}.",
            "label-call-your-emergency-number": f"## Call your emergency number\n\nIt grows {C}.",
            "statement-borne-out-word-by-word": f"## Kratom grows in Asia\n\nThe tree grows in Asia {C}.",
            "table-head-that-is-a-label": f"| Medicine | How it works |\n|---|---|\n| a | b {C} |",
            "table-head-that-is-borne-out": f"| Medicine | It relieves aches |\n|---|---|\n| a | Relief of aches {C} |",
            "title-that-the-page-bears-out": titled("Kratom can hurt the liver", ""),
            "summary-that-the-page-bears-out": titled("Kratom", "", summary="Kratom can hurt. What can help you?"),
        },
        {
            "states-kratom-zaps-cravings": f"## Kratom zaps cravings\n\nIt grows {C}.",
            "states-kratom-beats-pain": f"## Kratom beats pain\n\nIt grows {C}.",
            "states-kratom-is-a-gentle-friend": f"## Kratom is a gentle friend\n\nIt grows {C}.",
            "states-withdrawal-is-a-breeze": f"## Withdrawal is a breeze\n\nIt grows {C}.",
            "states-opioids-kill": f"## Opioids kill\n\nIt grows {C}.",
            "states-sellers-lie": f"## Sellers lie\n\nIt grows {C}.",
            "states-doctors-trust-kratom": f"## Doctors trust kratom\n\nIt grows {C}.",
            "states-kratom-rebuilds-your-brain": f"## Kratom rebuilds your brain\n\nIt grows {C}.",
            "states-methadone-rots-bones": f"## Methadone rots bones\n\nIt grows {C}.",
            "states-buprenorphine-makes-you-a-zombie": f"## Buprenorphine makes you a zombie\n\nIt grows {C}.",
            "states-why-kratom-heals": f"## Why kratom heals\n\nIt grows {C}.",
            "states-detox-fails-everybody": f"## Detox fails everybody\n\nIt grows {C}.",
            "states-you-will-feel-great-in-a-day": f"## You will feel great in a day\n\nIt grows {C}.",
            "states-kratom-was-made-for-you": f"## Kratom was made for you\n\nIt grows {C}.",
            "states-take-kratom-for-pain": f"## Take kratom for pain\n\nIt grows {C}.",
            "states-fact-kratom-soothes-nerves": f"## Fact: kratom soothes nerves\n\nIt grows {C}.",
            "states-kratom-has-no-bad-side": f"## Kratom has no bad side\n\nIt grows {C}.",
            "states-the-leaf-never-lets-you-down": f"## The leaf never lets you down\n\nIt grows {C}.",
            "states-kratom-nature-s-answer-to-aches": f"## Kratom, nature's answer to aches\n\nIt grows {C}.",
            "states-kratom-gets-you-through-withdrawal": f"## Kratom gets you through withdrawal\n\nIt grows {C}.",
            "states-stop-methadone-at-once": f"## Stop methadone at once\n\nIt grows {C}.",
            "borne-out-in-part": f"## Kratom grows hair\n\nThe tree grows in Asia {C}.",
            "table-head": f"| Medicine | It ends all aches |\n|---|---|\n| a | b {C} |",
            "title-of-another-verb": titled("Kratom zaps cravings", ""),
            "summary-of-another-verb": titled("Kratom", "", summary="The leaf soothes nerves."),
            "relieves": f"## Kratom relieves pain\n\nIt grows {C}.",
            "treats": f"## Kratom treats addiction\n\nIt grows {C}.",
            "can-kill": f"## Withdrawal can kill\n\nIt grows {C}.",
            "is-addictive": f"## The leaf is very addictive\n\nIt grows {C}.",
            "is-not-effective": f"## It is not effective\n\nIt grows {C}.",
            "does-not-help": f"## Kratom does not help\n\nIt grows {C}.",
            "prevents": f"### Tea prevents cravings\n\nIt grows {C}.",
            "cited-under-the-next-heading": f"## Medicine eases aches\n\nIt grows {C}.\n\n## More\n\nIt is so {H}.",
            "nothing-under-it": "## Kratom cures pain\n",
            "not-cited-there": '## Kratom eases pain\n\nIt helps.\n{: .no-claim why="says so itself" }',
            "title": titled("Kratom is deadly", ""),
            "summary": titled("Kratom", "", summary="All about it. Kratom relieves aches."),
        },
    ),
    "missing-warning": (
        {
            "another-subject": f"## Where it grows\n\nIn Asia {C}.",
            "all-said": titled("Opioid withdrawal", SAID),
            "in-another-order": titled("Opioid withdrawal", "\n\n".join(reversed(ALL))),
            "in-one-paragraph": titled("Opioid withdrawal", " ".join(ALL)),
            "in-a-list": titled("Opioid withdrawal", "\n".join(f"- {text}" for text in ALL)),
            "in-a-table": titled("Withdrawal", "| a |\n|---|\n" + "\n".join(f"| {text} |" for text in ALL)),
            "in-other-words": titled(
                "Coming off opioids",
                "What you used to take could now be fatal.\n\nCarry Narcan.\n\nDo not quit benzos on your own.\n\n"
                "Are you pregnant?\n\nDo not stop at once.",
            ),
            "one-heading-only": f"## Withdrawal in newborns\n\nIt can be treated {H}.",
            "a-law-that-is-withdrawn": titled("The notice was withdrawn", f"It is over {C}."),
            "the-word-in-its-text": f"Some get withdrawal {C}. Withdrawal is hard {C}.",
            "stop-the-seller": titled("Stop a seller who lies", f"Report it {C}."),
            "kratom": titled("What is kratom?", f"A leaf {C}."),
        },
        {
            "title": titled("What withdrawal is like", f"Hard {C}."),
            "topic": titled("How it feels", f"Hard {C}.", topics="withdrawal"),
            "topic-treatment": titled("Medicines", f"They help {H}.", topics="kratom, treatment"),
            "two-headings": f"## What is withdrawal?\n\nHard {C}.\n\n## How long is withdrawal?\n\nDays {C}.",
            "stopping-kratom": titled("How to stop kratom", f"Ask {H}."),
            "detox": titled("Detox at home", f"Ask {H}."),
            "without-tolerance": titled("Withdrawal", SAID.replace(TOLERANCE, "Tolerance is a word.")),
            "without-naloxone": titled("Withdrawal", SAID.replace(NALOXONE, "")),
            "without-alcohol": titled("Withdrawal", SAID.replace(ALCOHOL, "Some drink alcohol.")),
            "without-pregnancy": titled("Withdrawal", SAID.replace(PREGNANCY, "")),
            "without-sudden-stops": titled("Withdrawal", SAID.replace(SUDDEN, "Do not stop reading.")),
            "only-in-headings": titled("Withdrawal", "\n\n".join(f"## {text}" for text in ALL)),
            "only-in-code": titled("Withdrawal", f"```\n{' '.join(ALL)}\n```"),
            "only-in-a-picture's-words": titled("Withdrawal", f"![{' '.join(ALL)}](../images/hand.png)"),
        },
    ),
    "overdose-sign-as-withdrawal": (
        {
            "under-overdose": f"## Signs of overdose\n\n- tiny pupils {C}\n- blue lips {C}",
            "under-emergency": f"## When does withdrawal need emergency help?\n\n- slow breathing {C}",
            "list-of-when-to-call": f"## Withdrawal\n\nCall for any of these {C}:\n\n- not waking up",
            "own-words-say-overdose": f"## Withdrawal\n\nTiny pupils mean overdose {C}.",
            "own-words-say-what-to-do": f"## Withdrawal\n\nNot breathing? Give naloxone {C}.",
            "large-pupils": f"## Withdrawal\n\nYour pupils get large {C}.",
            "denied": f"## Withdrawal\n\nYou do not get tiny pupils {C}.",
            "bad-sleep": f"## Withdrawal\n\nYou do not wake up rested {C}.",
            "trouble-breathing-in-a-panic": f"## Withdrawal\n\nYou breathe fast, and feel anxious {C}.",
            "table-of-both": "## Withdrawal\n\n| Sign | Withdrawal | Overdose |\n|---|---|---|\n"
            f"| Eyes | wide | pinpoint pupils {C} |",
            "counts-of-both": f"## In the reports\n\nSome had withdrawal and others slow breathing {C}.",
            "another-subject": f"## What 7-OH does\n\nIt can slow breathing, and lips turn blue {C}.",
            "page-on-withdrawal-other-section": titled("Withdrawal", f"## What 7-OH does\n\nBreathing slows {C}."),
            "blue-sky": f"## Withdrawal\n\nThe skin is pale and the sky is blue {C}.",
        },
        {
            "pupils": f"## Signs of withdrawal\n\n- pinpoint pupils {C}",
            "lips": f"## Withdrawal\n\nYour lips turn blue {C}.",
            "grey-skin": f"## What is withdrawal like?\n\n- grey or ashen skin {C}",
            "not-waking": f"## Withdrawal\n\nSome people do not wake up {C}.",
            "slow-breathing": f"## Withdrawal\n\n- slow or shallow breathing {C}",
            "stopped-breathing": f"## Withdrawal\n\n- breathing that has stopped {C}",
            "gurgling": f"## Coming off opioids\n\n- gurgling sounds {C}",
            "under-a-smaller-heading": f"## Withdrawal\n\n### On day two\n\n- tiny pupils {C}",
            "by-the-sentence-before-the-list": f"## What to expect\n\nSigns of withdrawal {C}:\n\n- small pupils",
            "by-the-title": titled(
                "What opioid withdrawal is like", f"## What does it feel like?\n\n- tiny pupils {C}"
            ),
            "in-one-sentence": f"## More\n\nWithdrawal can bring slow breathing {C}.",
            "in-the-summary": titled("More", "", summary="Signs of withdrawal: sweating and blue lips."),
            "row": f"## Withdrawal\n\n| Day | Sign |\n|---|---|\n| one | tiny pupils {C} |",
        },
    ),
    "amount-or-schedule": (
        {
            "onset": "It starts about 6 to 12 hours after you last took them.",
            "duration": "It lasts ten days or more.",
            "how-often-as-a-finding": "The more times a day people take it, the more likely this gets.",
            "how-often-as-a-count": "People who use kratom more than twice a day are more often dependent.",
            "told-to-a-survey": "Most told us that they used it three times a day.",
            "products-tested": "Eight shop products were tested. Of 30 tablets tested, 12 held 7-OH.",
            "one-scoop": "One scoop is not like another.",
            "blood-level": "The level was 5 ng/ml of blood, or 20 mg per litre.",
            "metal": "Lead stood at 1.6 mg/kg, and 5 mcg of nickel in some.",
            "person-years": "There were 11.3 deaths per 1,000 person-years.",
            "naloxone-again": "If breathing is not back within 2 to 3 minutes, give naloxone again.",
            "age": "About 0.7% of people who were 12 or older took kratom in 2019.",
            "study-dates": "In 2017 and 2018, kratom was tied to an outbreak.",
            "one-pill": "One pill can kill. Never take a pill that did not come from a pharmacy.",
            "water": "Drink a glass of water every two hours.",
            "walk": "Take a short walk twice a day, and take your temperature once a day.",
            "breaths": "Give a breath every 5 seconds.",
            "supply": "US rules let doctors give up to three days of medicine for withdrawal.",
            "percent-of-deaths": "Buprenorphine cut overdoses by 76% at three months.",
            "seizure-of-goods": "Officers seized 73,000 units of 7-OH products.",
            "no-plan-of-ours": "We give no 7-day taper. Never follow a 7-day taper from the internet.",
            "somebody-decides": "A clinician can lower it with you, over weeks or months.",
            "do-not-wait": "Do not wait two days before starting treatment.",
            "test-strips": "Use fentanyl test strips.",
            "every-day": "They drank kratom tea every day. You go to the clinic daily.",
            "day-of-a-timeline": "Days 1 to 3: worst. Week 1: 12 people left the trial.",
            "letters-that-look-like-units": "It is an agonist (ag.), as in e.g. a G.",
            "phone-of-a-network": "A 5G network, open 24/7.",
        },
        {
            "grams": "Take 5 grams of kratom.",
            "short-unit": "Start low, at 2g.",
            "range": "1–5 g lifts you up.",
            "micrograms": "He gave 50 micrograms.",
            "millilitres": "Put 0.5 ml under the tongue.",
            "in-words": "A few grams are plenty.",
            "medicine": "Ibuprofen 400mg helps.",
            "dose-of": "The dose is 8 for most.",
            "tablets": "Take two tablets with food.",
            "half-a-scoop": "Start with half a scoop.",
            "teaspoon": "Swallow a teaspoon with juice.",
            "spoon-of-powder": "A teaspoon of powder is enough.",
            "glasses": "They drank three glasses of kratom tea.",
            "leaves": "Chew 10 leaves.",
            "every-four-hours": "Take it every 4 hours.",
            "twice-a-day": "Use it twice a day.",
            "once-daily": "Methadone is taken once daily.",
            "spoons-a-day": "One to two tablespoons a day.",
            "enough": "Two spoonfuls are enough.",
            "taper": "Reduce by 10 % a week.",
            "taper-in-words": "Cut your dose by a quarter every three days.",
            "taper-step-by-step": "Lower it a little every few days.",
            "taper-to-the-end": "Taper off over 14 days.",
            "taper-with-a-name": "Try this 7-day taper.",
            "table-of-days": "| Day 1: take half |\n|---|\n| Day 2: take a quarter |",
            "wait": "Wait at least 12 hours before you take buprenorphine.",
            "forbidden-yet-given": "Never take more than 8 mg.",
            "heading": "## Is 5 g too much?\n",
            "code": "```\n5 g\n```\n",
            "title": titled("Kratom, 5 grams", ""),
            "entity": "Take 5&nbsp;g.",
        },
    ),
    "strain-or-brand": (
        {
            "named-strains": "Are named strains good for pain?",
            "nothing-known": "We found no study that tested named strains such as Maeng Da or Bali for pain.",
            "names-mean-nothing": "Names such as Maeng Da or red Bali tell you nothing.",
            "same-in-the-lab": "A lab found no real difference in red, green and white types.",
            "report-of-harm": "A product sold as kratom under the name Krypton was linked to nine deaths.",
            "recall": "A lot of Maeng Da was recalled, and it is better to ask a doctor.",
            "law": "A Thai kratom law of 2022 says more.",
            "places": "In Malaysia, Borneo and Thailand people grow it.",
            "question": "Does a good seller make it safe?",
            "denied": "A good seller cannot make it safe. No trusted vendor exists.",
            "sellers-say": "Adverts call Maeng Da the best for energy.",
            "what-buyers-do": "Buyers who choose Maeng Da said what the adverts said.",
            "brand-for-the-nurse": "Tell the nurse which brand you took.",
            "customers": "Most were customers of one vendor.",
            "another-choice": "Choose a doctor you trust. Feel free to ask.",
            "colours": "Take the red pill box to the pharmacist.",
        },
        {
            "choose": "Choose Maeng Da for energy.",
            "best": "Red Bali is best for pain.",
            "try": "Try green vein in the morning.",
            "effect": "White Borneo gives energy.",
            "place-as-a-kind": "Start with Bali kratom if you are new.",
            "kapuas": "Kapuas helps with sleep.",
            "hits": "Honestly, green vein hits differently.",
            "horned": "Horned leaf works well for aches.",
            "after-a-denial": "If Maeng Da is not for you, try Red Bali.",
            "brand": "OPMS Gold is a good choice.",
            "pick-a-vendor": "Pick a good vendor.",
            "reputable": "Buy only from a reputable seller.",
            "lab-tested": "Look for lab-tested brands.",
            "who-tests": "Find a vendor who tests each batch.",
            "quality": "A quality supplier makes all the difference.",
            "item": "- Yellow vein eases anxiety.",
            "heading": "## The best kratom brands\n",
        },
    ),
    "promise-of-safety": (
        {
            "does-not-make-safe": "They switch them on only partly, but that does not make kratom safe.",
            "question": "## Does natural mean harmless?\n",
            "question-of-a-verdict": "### Is 7-OH just a harmless part of the leaf?\n\n[VERDICT: dangerous]\n",
            "nobody-has-shown": "Nobody has shown that kratom is safe, or that it works.",
            "whether": "Whether kratom is safe for anyone is not known.",
            "not-a-statement": "Staying under watch is not a statement that kratom is safe.",
            "too-short-to-show": "That is too short to show that daily kratom use is free of withdrawal.",
            "naloxone": "Naloxone is harmless to somebody who took no opioids.",
            "naltrexone": "Naltrexone is not addictive.",
            "medicine": "Methadone is safe and effective.",
            "rarely": "Withdrawal is rarely deadly, but it can be.",
            "no-cure": "There is no cure. We cannot promise a cure.",
            "sellers-say": "Sellers say that kratom cures addiction. Some people think kratom is harmless.",
            "not-natural-so-safe": "Natural does not mean safe. “Natural, so safe” is a myth.",
            "not-safe": "Kratom is not safe. Kratom is neither safe nor proven.",
            "nothing-is-guaranteed": "Nothing is guaranteed to work.",
            "warning-of-words": "Be wary of words like “guaranteed results” and “miracle”.",
            "looks": "It may look harmless.",
            "wrong-to-say": "It is a mistake to say that withdrawal is not dangerous.",
            "not-the-risk": "Counts of reports are not the risk of dependence.",
            "recovery": "You can live free from addiction.",
            "not-counted": "In that study no side effects were counted.",
            "not-alone": "Opioid withdrawal is not something to go through alone.",
            "how-it-works": "How kratom works in the body is not well known.",
            "question-on-pregnancy": "Is it safe in pregnancy?",
            "with-risk": "No medicine comes without any risk.",
            "nobody-died": "The outbreak made 199 people ill. None died.",
        },
        {
            "natural-so-safe": "Kratom is natural, so it is safe.",
            "natural-and-harmless": "It is natural and therefore harmless.",
            "no-risk": "There is no risk of dependence.",
            "safe-and-effective": "Kratom is safe and effective for withdrawal.",
            "cures": "Kratom cures addiction.",
            "the-cure": "The natural cure for withdrawal.",
            "guaranteed": "Relief is guaranteed.",
            "not-dangerous": "Opioid withdrawal is not dangerous.",
            "but-not-dangerous": "Withdrawal is unpleasant, but not dangerous.",
            "cannot-kill": "Withdrawal can't kill you.",
            "curly-apostrophe": "Withdrawal can’t kill you.",
            "nobody-dies": "Nobody dies of withdrawal.",
            "harmless": "The leaf is harmless.",
            "perfectly-safe": "Kratom tea is perfectly safe.",
            "safer": "Kratom is safer than heroin.",
            "alternative": "Kratom is a safe alternative to opioids.",
            "not-addictive": "A non-addictive painkiller.",
            "cannot-become-addicted": "You cannot become addicted to the leaf.",
            "side-effects": "It eases pain without side effects.",
            "every-time": "It works every time.",
            "miracle": "A miracle plant.",
            "percent": "It is 100% safe.",
            "denial-of-something-else": "Do not worry, kratom is harmless.",
            "although": "Although nobody has studied it, kratom is harmless.",
            "medicine-named-beside-it": "Kratom is as harmless as ibuprofen.",
            "experts": "Experts say kratom is safe.",
            "question-that-says-so": "Did you know that kratom cures pain?",
            "works": "Read why kratom works.",
            "in-pregnancy": "It is fine to drink tea when pregnant.",
            "with-it": "You are safe with kratom.",
            "plant": "Tell them about kratom, a safe plant.",
            "slang": "nah u wont die from it",
            "without-the-risk": "Pain relief without the risk.",
            "item": "- No risk of addiction.",
            "row": "| a | b |\n|---|---|\n| leaf | harmless |",
            "summary": titled("Kratom", "", summary="A natural and safe leaf."),
        },
    ),
    "tracking-link": (
        {
            "page": "See [x](https://example.org/find?id=12&lang=en#top).",
            "other-word-with-utm": "See [x](https://example.org/utm_source?a=utm_source).",
            "doi": "See [x](https://doi.org/10.1234/demo).",
            "host-that-ends-alike": "See [x](https://habit.ly/a) and [y](https://mint.co/a).",
            "path-like-a-short-link": "See [x](https://example.org/bit.ly).",
            "mail-with-a-subject": "Write [x](mailto:help@example.org?subject=A%20mistake).",
            "phone": "Call [x](tel:911) or text [y](sms:988).",
            "other-page": "See [x](get-help.md#who-to-call).",
            "search-of-the-host": "See [x](https://www.google.com/search?q=help).",
            "in-code": "See `https://example.org/?utm_source=x`.",
            "aff-in-a-word": "See [x](https://example.org/?staff=5&refresh=1&preference=2&code=3).",
            "office-of-another-country": "See [x](https://www.health.gov.au/a) or [y](https://www.example.edu.au/).",
            "office": "See [x](https://www.nih.gov/) or [y](https://www.nhs.uk/medicines/).",
            "at-behind-the-host": "See [x](https://example.org/@nih.gov) or [y](https://example.org/?q=a@b.org).",
            "figures-in-a-host": "See [x](https://911.example.org/) or [y](https://www.988lifeline.org/).",
            "clid-in-a-word": "See [x](https://example.org/?euclid=5).",
        },
        {
            "affiliate": "See [x](https://example.org/?aff=7).",
            "affiliate-id": "See [x](https://example.org/a?p=1&affiliate_id=7).",
            "ref": "See [x](https://example.org/?ref=kratomking).",
            "coupon": "See [x](https://example.org/?coupon=SAVE).",
            "name-before-the-host": "See [x](https://nih.gov@example.com/).",
            "name-and-word-before-the-host": "See [x](https://www.nih.gov:443@example.com/kratom).",
            "host-of-other-letters": "See [x](https://nіh.gov/).",
            "host-of-other-letters-in-code": "See [x](https://xn--nh-zja.gov/).",
            "host-that-begins-like-an-office": "See [x](https://www.nih.gov.example.com/kratom).",
            "host-that-is-a-number": "See [x](https://93.184.216.34/).",
            "host-that-is-one-number": "See [x](https://1572395042/).",
            "utm": "See [x](https://example.org/?utm_source=kratom).",
            "utm-behind-others": "See [x](https://example.org/a?id=5&utm_campaign=x#top).",
            "in-capitals": "See [x](https://example.org/?UTM_Source=x).",
            "escaped": "See [x](https://example.org/?utm%5Fsource=x).",
            "in-the-fragment": "See [x](https://example.org/#utm_source=x).",
            "fbclid": "See [x](https://example.org/?fbclid=abc).",
            "gclid": "See [x](https://example.org/?gclid=).",
            "newsletter": "See [x](https://example.org/?mc_cid=1&mc_eid=2).",
            "short": "See [x](https://bit.ly/abc).",
            "short-in-capitals": "See [x](https://T.CO/abc).",
            "short-with-www": "See [x](https://www.tinyurl.com/abc).",
            "sent-on": "See [x](https://www.google.com/url?q=https://example.org).",
            "sent-on-by-mail": "See [x](https://eur01.safelinks.protection.outlook.com/?url=x).",
            "hidden-copy": "Write [x](mailto:help@example.org?subject=b&bcc=c@example.com).",
            "open-copy": "Write [x](mailto:help@example.org?CC=c@example.com).",
            "reference-link": "See [x][y].\n\n[y]: https://example.org/?utm_medium=web",
            "item-that-is-a-link": "- [x](https://is.gd/abc)",
        },
    ),
}
ROWS = [
    pytest.param(rule, text, wrong, id=f"{rule}-{'stops' if wrong else 'passes'}-{reason}")
    for rule, tables in TABLES.items()
    for wrong, table in enumerate(tables)
    for reason, text in table.items()
]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, list[Finding]]]:
    """The findings of one rule by the text of a row, of a site that holds the rule's whole table."""
    done: dict[str, dict[str, list[Finding]]] = {}

    def findings(rule: str) -> dict[str, list[Finding]]:
        if rule not in done:
            texts = dict(enumerate(text for table in TABLES[rule] for text in table.values()))
            pages = {f"content/pages/row-{n}.md": whole(text)[0].encode() for n, text in texts.items()}
            topics = {name: name for name in ("help", "kratom", "withdrawal", "treatment")}
            site = Demo(tmp_path_factory.mktemp("table") / "site", {**SOURCES, **pages}, topics=topics)
            assert not [f for f in site.findings if f.rule in ("malformed-source", "lost-page", "unreadable-page")]
            done[rule] = {
                text: [f for f in site.findings if f.rule == rule and f.path == f"content/pages/row-{n}.md"]
                for n, text in texts.items()
            }
        return done[rule]

    return findings


@pytest.mark.parametrize(("rule", "text", "wrong"), ROWS)
def test_row(rule: str, text: str, wrong: int, judge: Callable[[str], dict[str, list[Finding]]]) -> None:
    found = judge(rule)[text]
    assert bool(found) == bool(wrong), [str(f) for f in found]
    assert all(f.fix and f.line <= whole(text)[0].count("\n") + 1 for f in found)


@pytest.mark.parametrize("rule", TABLES)
def test_tables_have_no_row_twice(rule: str) -> None:
    passes, stops = TABLES[rule]
    assert len({*passes.values(), *stops.values()}) == len(passes) + len(stops)


def only(rule: str, site: Demo) -> list[str]:
    return [f"{f.path}:{f.line}" for f in site.findings if f.rule == rule]


def test_weak_source_names_the_better_one(tmp_path: Path) -> None:
    files = {**SOURCES, PAGE: whole("A leaf [@post#says].\n")[0].encode()}
    (found,) = [f for f in Demo(tmp_path, files).findings if f.rule == "weak-source"]
    assert "demo-report says the same" in found.message


def test_superseded_finding_names_the_end_of_the_chain(tmp_path: Path) -> None:
    files = {**SOURCES, PAGE: whole("A leaf [@old#says].\n")[0].encode()}
    (found,) = [f for f in Demo(tmp_path, files).findings if f.rule == "superseded-finding"]
    assert "newest#says has taken its place" in found.message


def test_withdrawn_source_explains_no_word(tmp_path: Path) -> None:
    files = {
        "content/sources/gone.toml": source("rct", 'withdrawn = "Retracted."'),
        "content/glossary.toml": b'# A note.\n[[term]]\nterm = "leaf"\nmeans = "A part."\nsource = "gone"\n',
    }
    assert only("withdrawn-source", Demo(tmp_path, files)) == ["content/glossary.toml:2"]


def test_withdrawn_source_is_not_counted_beside_a_claim(tmp_path: Path) -> None:
    files = {
        "content/sources/gone.toml": source("rct", 'withdrawn = "Retracted."'),
        "content/sources/good.toml": source("rct", "---", 'also = ["gone"]'),
    }
    assert only("withdrawn-source", Demo(tmp_path, files)) == ["content/sources/good.toml:8"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        pytest.param('superseded-by = "good#says"', False, id="on-file"),
        pytest.param('superseded-by = "good#other"', True, id="no-such-finding"),
        pytest.param('superseded-by = "nobody#says"', True, id="no-such-source"),
        pytest.param('superseded-by = "old#says"', True, id="itself"),
        pytest.param('superseded-by = "good"', True, id="a-source-alone"),
        pytest.param("superseded-by = true", True, id="no-text"),
        pytest.param("history = true", False, id="history"),
        pytest.param('history = "yes"', True, id="history-in-quotes"),
    ],
)
def test_fields_of_a_finding(line: str, wrong: bool, tmp_path: Path) -> None:  # noqa: FBT001
    files = {"content/sources/good.toml": source("rct"), "content/sources/old.toml": source("rct", "---", line)}
    expected = ["content/sources/old.toml:11"] if wrong else []
    assert only("malformed-source", Demo(tmp_path, files)) == expected


@pytest.mark.parametrize(
    ("tier", "lines", "wrong"),
    [
        pytest.param("law", ("---", "expires = 2026-12-20"), False, id="law-for-30-days"),
        pytest.param("law", ("---", "expires = 2026-11-22"), False, id="law-that-ends-today"),
        pytest.param("law", ("---", "history = true"), False, id="law-of-the-past"),
        pytest.param("law", ("---", "history = true", "expires = 2027-11-20"), False, id="law-of-the-past-for-a-year"),
        pytest.param("law", ("---", "checked = 2026-11-21", "expires = 2026-12-21"), False, id="day-of-the-finding"),
        pytest.param("agency", ("---",), False, id="fact-that-never-ages"),
        pytest.param("agency", ("---", "expires = 2027-11-20"), False, id="fact-for-a-year"),
        pytest.param("rct", ("---", "history = true"), False, id="history-of-no-law"),
        pytest.param("law", ("---", "expires = 2026-12-21"), True, id="law-for-31-days"),
        pytest.param("law", ("---", "expires = 2027-05-20"), True, id="law-for-half-a-year"),
        pytest.param("law", ("---",), True, id="law-for-ever"),
        pytest.param("law", ("---", "history = false"), True, id="law-of-today-for-ever"),
        pytest.param(
            "law", ("---", "checked = 2026-11-10", "expires = 2026-12-20"), True, id="day-of-the-finding-before"
        ),
        pytest.param("law", ("---", "history = true", "expires = 2027-11-30"), True, id="law-of-the-past-for-too-long"),
        pytest.param("agency", ("---", "expires = 2027-11-22"), True, id="fact-for-more-than-a-year"),
        pytest.param("rct", ("---", "expires = 2099-01-01"), True, id="fact-for-a-lifetime"),
    ],
)
def test_expires_too_late(tier: str, lines: tuple[str, ...], wrong: bool, tmp_path: Path) -> None:  # noqa: FBT001
    files = {
        "content/sources/some.toml": source(tier, *lines),
        PAGE: whole("A leaf [@some#says].\n")[0].encode(),
    }
    expected = ["content/sources/some.toml:8"] if wrong else []
    assert only("expires-too-late", Demo(tmp_path, files)) == expected


def test_expires_too_late_of_a_law_cited_as_a_whole_and_of_one_that_is_not_cited(tmp_path: Path) -> None:
    files = {"content/sources/some.toml": source("law"), PAGE: whole("A leaf [@some].\n")[0].encode()}
    assert only("expires-too-late", Demo(tmp_path / "cited", files)) == [f"{PAGE}:12"]
    assert only("expires-too-late", Demo(tmp_path / "not-cited", {"content/sources/some.toml": source("law")})) == []


@pytest.mark.parametrize(("last", "wrong"), [("2027-02-20", False), ("2027-02-21", True), ("2030-01-01", True)])
def test_helpline_that_expires_too_late(last: str, wrong: bool, tmp_path: Path) -> None:  # noqa: FBT001
    line = '[[helpline]]\ncountry = "US"\nname = "Emergency"\nphone = "911"\ntel = "911"\nfor = "All."\n'
    text = f"{line}emergency = true\nchecked = 2026-11-22\nexpires = {last}\n"
    site = Demo(tmp_path, {"content/helplines.toml": text.encode()})
    assert only("expires-too-late", site) == (["content/helplines.toml:1"] if wrong else [])


@pytest.mark.parametrize(
    ("expires", "text", "found"),
    [
        pytest.param("2026-11-21", "A leaf [@some#says].", [1], id="yesterday"),
        pytest.param("2025-12-31", "A leaf [@some#says].", [1], id="last-year"),
        pytest.param("2026-11-21", f"A leaf {C}. It hurts [@some#says].", [1], id="beside-another"),
        pytest.param("2026-11-21", "A leaf [@demo-report#liver; @some#says].", [1], id="second-of-a-mark"),
        pytest.param("2026-11-21", "A leaf\nhurts [@some#says].", [2], id="second-line"),
        pytest.param("2026-11-21", f"- A leaf {C}\n- It hurts [@some#says]", [2], id="item"),
        pytest.param("2026-11-21", "| A |\n|---|\n| leaf [@some#says] |", [3], id="row"),
        pytest.param("2026-11-21", "Signs [@some#says]:\n\n- leaf", [1], id="before-a-list"),
        pytest.param("2026-11-21", "A leaf [@some#says].\n\nIt hurts [@some#says].", [1, 3], id="twice"),
        pytest.param("2026-11-22", "A leaf [@some#says].", [], id="today"),
        pytest.param("2026-11-23", "A leaf [@some#says].", [], id="tomorrow"),
        pytest.param("2027-01-01", "A leaf [@some#says].", [], id="next-year"),
        pytest.param("2026-11-21", "A leaf [@some].", [], id="the-work-without-its-finding"),
        pytest.param("2026-11-21", f"A leaf {C}.", [], id="not-cited"),
        pytest.param("2026-11-21", f"A leaf `[@some#says]` {C}.", [], id="code"),
        pytest.param("2026-11-21", f"A leaf [@some#other] {C}.", [], id="a-finding-that-is-not-there"),
        pytest.param("2026-11-21", f"A leaf some#says {C}.", [], id="words"),
    ],
)
def test_expired_finding(expires: str, text: str, found: list[int], tmp_path: Path) -> None:
    some = source("law", "---", f"expires = {expires}", checked="2025-11-20")
    site = Demo(tmp_path, {"content/sources/some.toml": some, PAGE: whole(f"{text}\n")[0].encode()})
    above = whole(text)[1]
    assert only("expired-finding", site) == [f"{PAGE}:{line + above}" for line in found]


def translation(checked: str = "2026-11-20", lang: str = "es", field: str = "Checked") -> bytes:
    fields = FIELDS.replace("Checked: 2026-11-22", f"{field}: {checked}")
    return f"{fields}Lang: {lang}\n\nHay ayuda {H}.\n\n{NOTICE}".encode()


@pytest.mark.parametrize(
    ("path", "text", "wrong"),
    [
        pytest.param("es/get-help.md", translation("2026-11-22"), False, id="same-day"),
        pytest.param("es/get-help-2.md", translation(), False, id="no-page-of-that-name"),
        pytest.param("es/other.md", translation(), False, id="page-of-its-own"),
        pytest.param("en/get-help-3.md", translation(lang="en"), False, id="another-page-in-the-same-language"),
        pytest.param("es/get-help.md", translation("2026-11-31"), False, id="no-date-is-bad-field's"),
        pytest.param("es/get-help.md", translation(field="Reviewed"), False, id="missing-date-is-bad-field's"),
        pytest.param("es/get-help.md", translation("2027-01-01"), False, id="a-day-that-has-not-come-is-bad-field's"),
        pytest.param("es/get-help.md", translation("2026-11-22", lang="pt"), False, id="unknown-language"),
        pytest.param("es/get-help.md", translation(), True, id="two-days-older"),
        pytest.param("es/get-help.md", translation("2026-11-21"), True, id="one-day-older"),
        pytest.param("es/get-help.md", translation("2025-01-01"), True, id="years-older"),
        pytest.param("get-help/get-help.md", translation(), True, id="folder-of-another-name"),
        pytest.param("es/Get-Help.md", translation(), True, id="name-in-capitals"),
        pytest.param("es/get-help.markdown", translation(), True, id="another-ending"),
        pytest.param("es/get-help.md", translation().replace(b"Lang", b"Status: hidden\nLang"), True, id="hidden"),
        pytest.param("es/get-help.md", translation().replace(b"Lang", b"Status: draft\nLang"), True, id="draft"),
    ],
)
def test_older_translation(path: str, text: bytes, wrong: bool, tmp_path: Path) -> None:  # noqa: FBT001
    files = {"content/notices/es/general.md": SOURCES["content/notices/es/general.md"], f"content/pages/{path}": text}
    expected = [f"content/pages/{path}:3"] if wrong else []
    assert only("older-translation", Demo(tmp_path, files)) == expected


def test_missing_warning_reads_a_translation_by_the_findings_it_cites(tmp_path: Path) -> None:
    body = "Title: Abstinencia de los opioides y withdrawal\n" + translation("2026-11-22").decode().partition("\n")[2]
    warns = source("guideline").replace(b"Kratom can hurt the liver.", " ".join(ALL).encode())
    files = {
        "content/notices/es/general.md": SOURCES["content/notices/es/general.md"],
        "content/sources/warns.toml": warns,
        "content/pages/es/one.md": body.encode(),
        "content/pages/es/two.md": body.replace(H, "[@warns#says]").encode(),
    }
    assert only("missing-warning", Demo(tmp_path, files)) == ["content/pages/es/one.md:1"] * len(ALL)


PRINTED = {
    "amount-or-schedule": "Take five grams of it twice a day.",
    "strain-or-brand": "Choose Maeng Da for energy.",
    "promise-of-safety": "Kratom is harmless.",
    "overdose-sign-as-withdrawal": "Signs of withdrawal are blue lips.",
}


@pytest.mark.parametrize("rule", PRINTED)
def test_what_pages_are_given_is_read_too(rule: str, tmp_path: Path) -> None:
    """Findings, notices, helplines, changes and pictures are printed as pages are."""
    text, content = PRINTED[rule], Path(__file__).parent / "examples/content"
    helplines = (content / "helplines.toml").read_text("utf-8").replace("Anyone who wants to talk.", text)
    changes = (content / "changes.toml").read_text("utf-8").replace("First version.", text)
    picture = (content / "pictures/demo-days.toml").read_text("utf-8").replace("Symptoms ease in 7 days", text)
    files = {
        "content/sources/some.toml": source("rct").replace(b"Kratom can hurt the liver.", text.encode()),
        "content/notices/en/other.md": f"{text} Talk with a doctor, nurse or pharmacist first.".encode(),
        "content/helplines.toml": helplines.encode(),
        "content/changes.toml": changes.encode(),
        "content/pictures/other.toml": picture.encode(),
        PAGE: whole("[PICTURE: other]\n\n[HELPLINES]\n\n[SEE-A-PROFESSIONAL: other]\n")[0].encode(),
    }
    assert sorted(only(rule, Demo(tmp_path, files))) == [
        # An entry of changes that states an effect or a number is refused before (malformed-data).
        *(["content/changes.toml:1"] if rule in ("strain-or-brand", "overdose-sign-as-withdrawal") else []),
        "content/helplines.toml:11",
        "content/notices/en/other.md:1",
        "content/pictures/other.toml:1",
        "content/sources/some.toml:8",
    ]


def test_titles_of_works_may_name_amounts(tmp_path: Path) -> None:
    work = source("rct").replace(b"A work for the tests", b"Safe and effective: 8 mg of Red Bali twice a day")
    site = Demo(tmp_path, {"content/sources/some.toml": work, PAGE: whole("A leaf [@some#says].\n")[0].encode()})
    assert site.findings == []


@pytest.mark.parametrize(
    ("rule", "body", "line", "col"),
    [
        ("amount-or-schedule", f"A leaf {C}.\n\nWell, take 5 g of it {C}.\n", 3, 12),
        ("amount-or-schedule", f"A leaf\nand 5 g of it {C}.\n", 2, 5),
        ("amount-or-schedule", f"- A leaf {C}\n- 5 g {C}\n", 2, 3),
        ("amount-or-schedule", f"Take **5** g {C}.\n", 1, 8),
        ("amount-or-schedule", f"A leaf\nor **5**\ng of it {C}.\n", 2, 6),
        ("amount-or-schedule", f"```text\nA leaf\n\nor 5 g\n```\n\nA leaf {C}.\n", 4, 4),
        ("promise-of-safety", f"A leaf.\nThere is no risk\nof dependence {C}.\n", 2, 10),
        ("promise-of-safety", f"A leaf.\nKratom is **natural**,\nso it is safe {C}.\n", 2, 13),
        ("promise-of-safety", f"A leaf.\nYou can’t\nget hooked {C}.\n", 2, 5),
        ("strain-or-brand", f"A leaf.\nChoose Maeng\nDa for energy {C}.\n", 2, 8),
        ("stigma-word", f"A leaf.\nA drug\n*abuser* {C}.\n", 3, 2),
        ("overdose-sign-as-withdrawal", f"A leaf.\nSigns of withdrawal are blue\nlips {C}.\n", 2, 25),
    ],
)
def test_place_of_words(rule: str, body: str, line: int, col: int, tmp_path: Path) -> None:
    """Over a line's end, in bold, in code with an empty line, with an apostrophe: the line that an editor must mend."""
    (found,) = [f for f in demo(tmp_path, body).findings if f.rule == rule]
    assert (found.line - whole(body)[1], found.col) == (line, col)


@pytest.mark.parametrize(
    "target",
    ["", "x", "https://[", "mailto:", "mailto:?bcc", "//", "https://?", "?utm_source", "https://a b/?\x00=&&;"],
)
def test_tracker_survives_any_address(target: str) -> None:
    assert isinstance(tracker(target), str)


def test_tracking_link_in_sources_and_helplines(tmp_path: Path) -> None:
    lines = (Path(__file__).parent / "examples/content/helplines.toml").read_text("utf-8")
    files = {
        "content/sources/some.toml": source("rct", 'URL = "https://bit.ly/abc"'),
        "content/helplines.toml": f'{lines}web = "https://example.org/?utm_source=x"\n'.encode(),
    }
    found = only("tracking-link", Demo(tmp_path, files))
    assert found == ["content/helplines.toml:11", "content/sources/some.toml:1"]


# -- the second look ------------------------------------------------------------------------------

STRIP = '<aside class="emergency"><a class="call" href="tel:911">Call 911 now.</a></aside>'
MAIN = "<main><h1>A page</h1><p>Words.</p><h2>One</h2><p>Words.</p><h2>Two</h2><p>Words.</p></main>"


@pytest.mark.parametrize(
    ("html", "phones", "wrong"),
    [
        pytest.param(STRIP + MAIN, ["911"], False, id="strip-above-the-main-text"),
        pytest.param('<a href="tel:911">Get help</a>' + MAIN, ["911"], False, id="link-with-other-words"),
        pytest.param("<p>Call 911 now.</p>" + MAIN, ["911"], False, id="plain-words"),
        pytest.param(MAIN.replace("<h2>One", "<p>Call 911.</p><h2>One"), ["911"], False, id="in-the-main-text"),
        pytest.param(
            MAIN.replace("<h2>Two", "<p>Call 911.</p><h2>Two"), ["911"], False, id="before-the-second-heading"
        ),
        pytest.param(MAIN.replace("A page", "Call 911"), ["911"], False, id="in-the-title"),
        pytest.param("<p>Call 999 or 112.</p>" + MAIN, ["999", "112"], False, id="one-of-two-numbers"),
        pytest.param("<p>Call 112.</p>" + MAIN, ["999", "112"], False, id="the-other-of-two"),
        pytest.param("<header><h2>Site</h2><h2>More</h2></header>" + STRIP + MAIN, ["911"], False, id="headings-above"),
        pytest.param(
            f"<details><summary>Call 911</summary></details>{STRIP}{MAIN}", ["911"], False, id="folded-and-open"
        ),
        pytest.param("<p>Words.</p>" + STRIP, ["911"], False, id="page-without-main"),
        pytest.param(MAIN, ["911"], True, id="nowhere"),
        pytest.param(MAIN + STRIP, ["911"], True, id="after-the-main-text"),
        pytest.param(MAIN.replace("</main>", "<p>911</p></main>"), ["911"], True, id="after-the-second-heading"),
        pytest.param(f"<details open>{STRIP}</details>" + MAIN, ["911"], True, id="folded"),
        pytest.param(f"<noscript>{STRIP}</noscript>" + MAIN, ["911"], True, id="without-a-script-only"),
        pytest.param(f"<template>{STRIP}</template>" + MAIN, ["911"], True, id="template"),
        pytest.param(f"<script>{STRIP}</script>" + MAIN, ["911"], True, id="script"),
        pytest.param(f"<!-- {STRIP} -->" + MAIN, ["911"], True, id="comment"),
        pytest.param('<a href="tel:911"></a>' + MAIN, ["911"], True, id="link-without-words"),
        pytest.param('<a href="tel:911" title="911"> </a>' + MAIN, ["911"], True, id="link-of-a-space"),
        pytest.param('<img alt="911" src="x.png">' + MAIN, ["911"], True, id="words-of-a-picture"),
        pytest.param("<svg><text>911</text></svg>" + MAIN, ["911"], True, id="drawing"),
        pytest.param("<p>Call 1-911-555 or 9110.</p>" + MAIN, ["911"], True, id="part-of-another-number"),
        pytest.param("<p>Call 999.</p>" + MAIN, ["911"], True, id="number-of-another-country"),
        pytest.param(f"<div hidden>{STRIP}</div>" + MAIN, ["911"], True, id="attribute-hidden"),
        pytest.param(f'<div aria-hidden="true">{STRIP}</div>' + MAIN, ["911"], True, id="not-read-aloud"),
        pytest.param("<style>.emergency{display:none}</style>" + STRIP + MAIN, ["911"], True, id="hidden-by-style"),
        pytest.param("<style>.call{opacity:0}</style>" + STRIP + MAIN, ["911"], True, id="link-hidden-by-style"),
        pytest.param("<style>aside *{font-size:0}</style>" + STRIP + MAIN, ["911"], True, id="all-in-it-hidden"),
    ],
)
def test_missing_emergency_help(html: str, phones: list[str], wrong: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (tmp_path / "index.html").write_text(f'<!doctype html><html lang="en"><body>{html}</body></html>', "utf-8")
    found = look(tmp_path, Expected(["A notice of eight words that nobody sees here."], phones)).findings
    assert bool([f for f in found if f.rule == "missing-emergency-help"]) == wrong


def test_number_hidden_in_one_place_and_shown_in_another(tmp_path: Path) -> None:
    html = f'<html lang="en"><style>.emergency{{display:none}}</style><body>{STRIP}<p>Call 911.</p>{MAIN}'
    (tmp_path / "index.html").write_text(html, "utf-8")
    found = look(tmp_path, Expected([], ["911"])).findings
    assert "missing-emergency-help" not in {f.rule for f in found}


def test_places_of_the_number() -> None:
    assert [around[0].tag for around in emergency.places(LexborHTMLParser(STRIP + MAIN), ["911"])] == ["a", "-text"]


@pytest.mark.parametrize(
    ("phone", "tel", "expected"),
    [("911", "911", ["911"]), ("999 or 112", "999", ["999", "112"]), ("13 11 26", "131126", ["131126", "13 11 26"])],
)
def test_ways_to_write_a_number(phone: str, tel: str, expected: list[str]) -> None:
    day = dt.date(2026, 11, 22)
    line = Helpline(country="GB", name="x", for_="x", checked=day, expires=day, line=1, phone=phone, tel=tel)
    assert line.to_call == expected


@pytest.mark.parametrize("phones", [None, [], [""], "", 911])
def test_a_manifest_must_name_the_emergency_number(phones: object) -> None:
    told = {
        "files": {},
        "citations": {},
        "notices": ["Words."],
        "root": "",
        "good_until": "2026-12-01",
        "phones": phones,
    }
    if phones is None:
        del told["phones"]
    with pytest.raises((ValueError, KeyError, TypeError)):
        manifest._Told.of(told)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        pytest.param(
            "theme/components/emergency/emergency.html",
            "{% macro emergency(line, steps, siteurl) -%}{%- endmacro %}",
            "does not show the emergency number 911",
            id="strip-taken-out",
        ),
        pytest.param(
            "theme/components/emergency/emergency.html",
            "{% macro emergency(line, steps, siteurl) -%}"
            '<details><a href="tel:911">Call 911</a></details>{%- endmacro %}',
            "does not show the emergency number 911",
            id="strip-folded",
        ),
        pytest.param(
            "theme/style/8-more.css", ".emergency { display: none; }", "hides the emergency number", id="strip-hidden"
        ),
    ],
)
def test_a_theme_without_emergency_help_is_not_published(site: Place, name: str, text: str, says: str) -> None:
    site.write(name, text)
    run = site.pelican()
    assert run.status == 3
    assert "missing-emergency-help  " in run.said
    assert says in run.said
