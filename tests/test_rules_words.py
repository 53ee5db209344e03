"""The rules on words, structure and access: what each must find, and what only looks like it.

All rows are pages of one site, built once: each test looks at one page and one rule.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from demo import ROOT, Demo, whole
from plainhealth.gate import Finding
from plainhealth.rules import duplicate_id

GLOSSARY = """\
[[term]]
term = "mitragynine"
means = "One of the main chemicals in kratom."
source = "demo-report"
explained-by = ["chemical"]

[[term]]
term = "naloxone"
forms = ["Narcan"]
means = "A medicine that can bring breathing back."
source = "demo-report"
explained-by = ["medicine that", "bring breathing back"]

[[term]]
term = "WHO"
means = "The World Health Organization."
explained-by = ["World Health Organization", "health body"]

[[term]]
term = "opioid use disorder"
means = "The medical name for opioid addiction."
explained-by = ["addiction"]

[[term]]
term = "seizure"
means = "A fit."
explained-by = ["fit"]

[[term]]
term = "opioid"
means = "A drug like heroin."
"""
NAMES = 'names = ["kratom", "opioid", "buprenorphine", "benzodiazepine", "mitragynine"]\n'

EASY = "Go to your doctor and say how you feel. Rest and drink a lot. Call a friend if you can. "
HARD = "Epidemiological investigations demonstrate considerable variability. "
LONG = (
    "If you feel ill and you can not rest and you do not eat and you can not keep a drink in and you ache all day and "
    "all night then go and see your own doctor. "
)
# 25 words: as many as a sentence may have.
MOST = " ".join(["one two three four five"] * 5).capitalize()

#: Each row: the name of the rule, a page, and the words that the finding is about; "" where there is none.
BAD = {
    "stigma-word": [
        ("Help for addicts is near.", "addicts", "noun"),
        ("He is an addict and needs help.", "addict", "one-person"),
        ("Opioid abuse hurts the liver.", "abuse", "abuse-of-a-drug"),
        ("Substance abusers wait longer for help.", "abusers", "person-who-abuses"),
        ("He abused his pills for years.", "abused", "verb-with-a-drug"),
        ("The drug has a potential for abuse.", "abuse", "potential-for-abuse"),
        ("Many users feel ill for days.", "users", "user-alone"),
        ("A heroin user may need naloxone.", "user", "user-of-a-drug"),
        ("It costs a lot to feed a habit.", "feed a habit", "habit-fed"),
        ("Her kratom habit grew.", "kratom habit", "habit-of-a-drug"),
        ("It took him years to get clean.", "get clean", "get-clean"),
        ("She has been clean since May.", "She has been clean", "person-is-clean"),
        ("He is now 90 days clean.", "days clean", "days-clean"),
        ("Her urine test was dirty.", "urine test was dirty", "test-is-dirty"),
        ("They want a clean drug screen.", "clean drug screen", "clean-screen"),
        ("He committed suicide.", "committed suicide", "as-a-crime"),
        ("It was a failed suicide attempt.", "failed suicide", "as-a-failure"),
        ("She was born addicted.", "born addicted", "baby"),
        ("The **addict**\nneeds help.", "addict", "in-bold"),
        ("- ADDICTS: ask here", "ADDICTS", "capitals-and-a-list"),
        ("| Who | What |\n|---|---|\n| Junkies | help |", "Junkies", "table"),
        ("## For addicts", "addicts", "heading"),
        ("Title: Addicts\nSummary: S.\nChecked: 2026-11-22\n\nText.", "Addicts", "title"),
        ("Title: T\nSummary: Help for users.\nChecked: 2026-11-22\n\nText.", "users", "summary"),
        ("He called the Drug Abuse a sin.", "Abuse", "capitals-alone-are-no-name"),
        ("An &#97;ddict needs help.", "addict", "written-as-an-entity"),
        ("An addict’s life is hard.", "addict", "with-an-apostrophe"),
    ],
    "hard-to-read": [
        (HARD * 20, "Epidemiological", "long-words"),
        (LONG * 4, "If you feel ill", "long-sentences-of-short-words"),
        ("\n".join(f"- {HARD}" for _ in range(20)), "Epidemiological", "list-items"),
        (EASY * 2 + HARD * 18, "Epidemiological", "easy-beginning"),
        ("Notwithstanding methodological limitations, individualised rehabilitation facilitates recovery. " * 18,
         "Notwithstanding", "british-spelling"),
        ("Well-intentioned, cross-disciplinary, evidence-informed recommendations necessitate re-evaluation. " * 20,
         "Well-intentioned", "hyphens"),
        ("Zorblaxification retransmogrifies unquantumable metasynthetic polydiscombobulation. " * 20,
         "Zorblaxification", "words-in-no-dictionary"),
        ("Administrators, e.g. Dr. Lee and Mr. Bo etc. and others, i.e. practitioners, consider alternatives approx. "
         "annually. " * 8, "Administrators", "full-stops-that-end-nothing"),
        (EASY + "kratom opioid " * 30 + ". " + HARD * 16, "Epidemiological", "names-do-not-make-it-easy"),
    ],
    "long-sentence": [
        (f"{MOST} more.", "One two", "one-word-too-many"),
        (f"See this. {MOST} more. And stop.", "One two", "in-the-middle"),
        (f"- {MOST} more", "One two", "list-item-without-a-full-stop"),
        (f"| A | B |\n|---|---|\n| a | {MOST} more |", "One two", "cell"),
        (f"Dr. {MOST} (more).", "Dr. One", "abbreviation-ends-nothing"),
        (f"{MOST}; but then more.", "One two", "semicolon-ends-nothing"),
        (f"{MOST}, e.g. so.", "One two", "for-example-ends-nothing"),
        (f"{MOST} 0.7%.", "One two", "decimal-is-one-word-and-no-end"),
        (f"{MOST}\n*more* and **more**.", "One two", "over-two-lines"),
        (f"Say “{MOST} more.”", "Say “One", "quotation"),
        (f"Term\n:   {MOST} more.", "One two", "definition"),
    ],
    "long-paragraph": [
        ("It is so. It is. It was. It will be.", "It is so", "four"),
        ("It is so! Is it? It was. It will be.", "It is so", "other-marks"),
        ("It is 0.7%. It is. It was. It will be.", "It is", "decimal"),
        ("It is so. It\nis. It was.\nIt will be.", "It is so", "over-lines"),
        ("- It is so. It is. It was. It will be.", "It is so", "list-item"),
        ("> It is so. It is. It was. It will be.", "It is so", "quotation"),
        ("It is so. “It is.” It was. (It will be.)", "It is so", "quotes-and-brackets"),
        ("It was in the U.S. There it is. It was. It will be.", "It was in", "abbreviation-that-ends"),
        ("It is so.[@demo-report#liver] It is. It was. It will be.", "It is so", "citation-between"),
        ("It binds. 7-OH binds. “It binds.” It does.", "It binds", "begins-with-a-figure"),
        ("It is so. It is.  \nIt was. It will be.", "It is so", "line-break-is-no-new-paragraph"),
    ],
    "long-list": [
        ("\n".join(f"- item {n}" for n in range(8)), "item 0", "eight"),
        ("\n".join(f"{n}. step" for n in range(1, 9)), "step", "numbered"),
        ("\n\n".join(f"- item {n}" for n in range(8)), "item 0", "empty-lines-between"),
        ("- first\n" + "\n".join(f"    - item {n}" for n in range(8)), "item 0", "list-in-a-list"),
        ("\n".join(f"* item {n}" for n in range(30)), "item 0", "thirty"),
        ("\n".join(f"- [Page {n}](get-help.md)" for n in range(7)) + "\n- no link", "Page 0", "links-and-one-other"),
        ("> " + "\n> ".join(f"- item {n}" for n in range(8)), "item 0", "quotation"),
        ("\n".join(f"- [Page](get-help.md) says {n}" for n in range(8)), "says 0", "links-with-words"),
        ("\n".join(f"- item {n}\n    - and more" for n in range(8)), "item 0", "each-with-a-list"),
    ],
    "unexplained-word": [
        ("Mitragynine is strong.", "Mitragynine", "no-explanation"),
        ("Mitragynine is strong. It is. It is a chemical.", "Mitragynine", "explained-too-late"),
        ("It holds mitragynine.\n\nThis is a chemical.", "mitragynine", "explained-in-the-next-paragraph"),
        ("It is a chemical. They drink it. It holds mitragynine.", "mitragynine", "explained-before"),
        ("- It holds mitragynine\n- It is a chemical", "mitragynine", "another-list-item"),
        ("Call for Narcan.", "Narcan", "another-form"),
        ("It is by WHO.", "WHO", "abbreviation"),
        ("He has opioid use disorder.", "opioid use disorder", "three-words"),
        ("Seizures can come.", "Seizures", "plural"),
        ("| A | B |\n|---|---|\n| Naloxone | helps |", "Naloxone", "table"),
        ("## A chemical\n\nMitragynine is strong.", "Mitragynine", "explained-in-a-heading"),
        ("The benefits of it. It can cause a seizure.", "seizure", "explaining-word-inside-another"),
        ('Get **naloxone** now.\n{: .no-claim why="what to do" }', "naloxone", "block-without-a-claim"),
    ],
    "empty-link-text": [
        ("Click [here](get-help.md).", "here", "here"),
        ("[Click here](get-help.md)", "Click here", "click-here"),
        ("[Read more](get-help.md)", "Read more", "read-more"),
        ("[More info](get-help.md) on it", "More info", "more-info"),
        ("See [this page](get-help.md).", "this page", "this-page"),
        ("See [**this link**](get-help.md).", "this link", "in-bold"),
        ("[HERE!](get-help.md)", "HERE!", "capitals-and-a-mark"),
        ("[→ more …](get-help.md)", "→ more …", "arrow"),
        ("<https://www.fda.gov/kratom>", "https://www.fda.gov/kratom", "address-in-angles"),
        ("[www.fda.gov/kratom](https://www.fda.gov/kratom)", "www.fda.gov/kratom", "address-as-words"),
        ("See https://www.fda.gov/news now.", "https://www.fda.gov/news", "address-that-is-no-link"),
        ("- [details](get-help.md)", "details", "list-item"),
        ("[you can find out more here](get-help.md)", "you can find out more here", "many-words-that-only-point"),
    ],
    "mixed-numbers": [
        ("1 in 4 people fell ill.\n\n41% of people got well.", "41%", "one-in-four"),
        ("About one in four had it.\n\n41% of people got well.", "41%", "in-words"),
        ("3 out of 10 had it.\n\nOf patients, 41 percent got well.", "41 percent", "out-of"),
        ("- 41% of adults got well\n- 7 in 10 fell ill", "41%", "percentage-first"),
        ("In a survey of 100 people, 41 per cent said so. It was 1 in 180 deaths.", "41 per cent", "one-paragraph"),
        ("| A | B |\n|---|---|\n| 41% of people | 1 in 4 |", "41%", "one-row"),
        ("Two in every five people had it. 0.7% of teens did.", "0.7%", "in-every"),
        ("1 in 2,000 babies had it. 5% of mothers did.", "5%", "thousands"),
        ("1 in 4 people (41% of them) had it.", "41%", "brackets-with-another-number"),
    ],
    "skipped-heading": [
        ("### Deep", "Deep", "first-too-deep"),
        ("## One\n\n#### Deep", "Deep", "level-left-out"),
        ("# Top", "Top", "second-title"),
        ("Top\n===", "Top", "second-title-underlined"),
        ("## One\n\n##\n\n## Two", "", "empty"),
        ("## **\\*\\***\n\nText", "**", "marks-only"),
        ("## One\n\n### Two\n\n##### Deep", "Deep", "from-three-to-five"),
        ("## One\n\n# Top\n\n### Deep", "Deep", "after-a-title"),
        ("> #### Deep", "Deep", "quotation"),
        ("- item\n\n    #### Deep", "Deep", "list-item"),
        ("## One\n\n###\u00a0\n\n## Two", "", "empty-with-a-space"),
    ],
    "table-without-header": [
        ("| | |\n|---|---|\n| a | b |", "", "no-header-at-all"),
        ("| A | |\n|---|---|\n| a | b |", "A", "second-column"),
        ("| | B | |\n|---|---|---|\n| a | b | c |", "B", "last-column"),
        ("| A | – |\n|---|---|\n| a | b |", "A", "dash-is-no-header"),
        ("| A | B |\n|---|---|\n| | b |", "b", "row"),
        ("| A | B |\n|---|---|\n| a | b |\n| | c |", "c", "second-row"),
        ("| A | &nbsp; |\n|---|---|\n| a | b |", "A", "space-as-an-entity"),
        ("| |\n|---|\n| a |", "", "one-column"),
        ("Text.\n\n| ... | ... |\n|---|---|\n| a | b |", "", "dots"),
    ],
    "unmarked-language": [
        ('Kratom can hurt the liver.\n{: lang="ar" }', "ar", "english-said-to-be-arabic"),
        ('*Call for help*{: lang="ru" } now.', "ru", "latin-letters-said-to-be-russian"),
        ('Kratom can hurt the liver of you.\n{: lang="es" }', "es", "english-said-to-be-spanish"),
        ("It is called ใบกระท่อม there.", "ใบกระท่อม", "thai"),
        ("It is called 白榴石 there.", "白榴石", "chinese"),
        ("Слово here.", "Слово", "russian"),
        ("It is القرطوم there.", "القرطوم", "arabic"),
        ("It is λόγος there.", "λόγος", "greek-word"),
        ('*Слово*{: lang="en" } here.', "Слово", "marked-as-the-page's-own"),
        ('*Слово*{: lang="Russian" } here.', "Russian", "no-code"),
        ("Kratоm hurts.", "Kratоm", "cyrillic-letter-inside"),
        ("Kratοm hurts.", "Kratοm", "greek-letter-inside"),
        ("οpioids hurt.", "οpioids", "greek-letter-in-front"),
        ("ａddict", "ａddict", "full-width-letter"),
        ('- *Слово*{: lang="ru" } и дело', "дело", "beside-a-marked-word"),
        ("## Слово", "Слово", "heading"),
    ],
    "duplicate-id": [
        ("Text.\n{: #X }", "X", "capital"),
        ("## One {#a_1}", "a_1", "form-of-a-generated-one"),
        ('*a*{: id="a.b" }', "a.b", "other-signs"),
        ("*a*{: #pic-demo-days-t }", "pic-demo-days-t", "a-picture's"),
        ("## One {#one}\n\n## Two {#one}", "one", "two-headings"),
        ("## One {#x}\n\nText.\n{: #x }", "x", "heading-and-paragraph"),
        ("*a*{: #x } and *b*{: #x }", "x", "in-one-line"),
        ("Kratom [@demo-report#liver].\n{: #cite-1 }", "cite-1", "citation"),
        ("Text.\n{: #cite-99 }", "cite-99", "citation-that-is-to-come"),
        ("## References", "references", "heading-of-the-site"),
        ("## Main", "main", "landmark-of-the-site"),
        ("Text.\n{: #ref-1 }", "ref-1", "entry-of-the-references"),
        ("Text.\n{: id=site-next }", "site-next", "written-as-an-attribute"),
        ("Text.\n{: #x }\n\n- item\n{: #x }", "x", "list-item"),
    ],
    "no-claim-without-reason": [
        ("Read on.\n{: .no-claim }", "Read on.", "none"),
        ('Read on.\n{: .no-claim why="" }', "Read on.", "empty"),
        ('Read on.\n{: .no-claim why="  " }', "Read on.", "spaces"),
        ('Read on.\n{: .no-claim why="because" }', "Read on.", "one-word"),
        ('Read on.\n{: .no-claim Why="leads on" }', "Read on.", "capital-letter"),
        ('Read on.\n{: .no-claim because="leads on" }', "Read on.", "another-name"),
        ("Text.\n\n- Read on.\n{: .no-claim }", "Read on.", "item"),
        ("> Read on.\n> {: .no-claim }", "Read on.", "quote"),
        ("Read on\nhere.\n{: .no-claim }", "Read on here.", "two-lines"),
    ],
    "claim-marked-no-claim": [
        ('It took 9 days.\n{: .no-claim why="leads on" }', "9", "number"),
        ('It took twenty days.\n{: .no-claim why="leads on" }', "twenty", "in-words"),
        ('It is 1 in 4.\n{: .no-claim why="leads on" }', "1 in 4", "ratio"),
        ('Half of them, 50%.\n{: .no-claim why="leads on" }', "50%", "percentage"),
        ('Kratom kills.\n{: .no-claim why="leads on" }', "kills", "risk"),
        ('Kratom helps with pain.\n{: .no-claim why="leads on" }', "helps", "effect"),
        ('It can cause seizures.\n{: .no-claim why="leads on" }', "cause", "cause"),
        ('Researchers found it.\n{: .no-claim why="leads on" }', "found", "what-was-found"),
        ('- Kratom hurts the liver.\n{: .no-claim why="leads on" }', "hurts", "item"),
    ],
    "unknown-source": [
        ("A leaf [@demo-reprot#liver].", "Did you mean “demo-report”", "letters-that-changed-places"),
        ("A leaf [@demo-report#livers].", "Did you mean “liver”", "one-letter-more"),
        ("A leaf [@nobody].", "There is no source “nobody”", "nobody"),
        ("A leaf [@nobody#says].", "There is no source “nobody”", "nobody-says"),
        ("A leaf [@demo-survey#liver].", "no finding “liver”", "finding-of-another"),
        ("A leaf [@demo-report#liver; @nobody#says].", "nobody", "second-of-a-mark"),
        ("- A leaf [@nobody#says]", "nobody", "item"),
        ("| A |\n|---|\n| leaf [@nobody#says] |", "nobody", "row"),
        ("Signs [@nobody#says]:\n\n- leaf", "nobody", "before-a-list"),
        ("## A leaf [@nobody#says]", "nobody", "heading"),
    ],
}  # fmt: skip
GOOD = {
    "stigma-word": [
        ("The National Institute on Drug Abuse says so.", "agency"),
        ("The Substance Abuse and Mental Health Services Administration has a line.", "agency-in-the-middle"),
        ("See the Comprehensive Drug Abuse Prevention and Control Act of 1970.", "law"),
        ("The Drug Abuse Screening Test has ten questions.", "screening-test"),
        ("It was in the Journal of Substance Abuse Treatment.", "journal"),
        ("Alcoholics Anonymous and Narcotics Anonymous meet here.", "group"),
        ("He wrote “Once an addict, always an addict”.", "title-in-quotes"),
        ('Words like "junkie" hurt.', "word-in-quotes"),
        ("Child abuse is a crime, and so is selling drugs.", "abuse-of-a-child"),
        ("Survivors of domestic abuse may drink alcohol.", "abuse-at-home"),
        ("Write to abuse@example.org about drugs.", "e-mail"),
        ("Use clean water and clean needles.", "clean-things"),
        ("Keep the wound clean for two days.", "clean-wound"),
        ("Wash until your hands are clean and dry.", "clean-hands"),
        ("Dirty water makes people ill.", "dirty-water"),
        ("Wheelchair users, and users of this website, see the map.", "users-of-a-thing"),
        ("Our user guide is short, and the site is user-friendly.", "user-in-a-name"),
        ("Healthy eating habits help. Make it a habit to walk.", "habits"),
        ("Addiction and addictive drugs, addiction medicine.", "addiction"),
        ("Addicted or not, you can get help.", "addicted"),
        ("Do you think of suicide? He died by suicide.", "suicide"),
        ("They commit to care. It was a successful trial.", "other-use-of-the-verbs"),
        ("Alcoholic drinks and an alcoholic liver disease.", "alcoholic-thing"),
        ("The nicotine in it can addict people.", "verb"),
        ("Drug testing, a head start, a junk drawer, the crack in the wall.", "parts-of-the-words"),
        ("Misuse of Drugs Act", "misuse"),
    ],
    "hard-to-read": [
        (EASY * 6, "easy"),
        (HARD * 3, "too-short-to-measure"),
        (EASY * 6 + HARD, "one-hard-sentence"),
        ("Take care with kratom, opioids, buprenorphine’s and benzodiazepines. Ask your nurse if you feel ill. " * 8,
         "drug-names"),
        ("He went to the Epidemiological Investigations Administration of Pennsylvania. He felt ill on the way. " * 8,
         "names-inside-a-sentence"),
        (EASY * 6 + "".join(f"\n\n## {HARD}" for _ in range(20)), "headings"),
        (EASY * 6 + "\n\n| A | B |\n|---|---|\n" + f"| {HARD} | {HARD} |\n" * 12, "table"),
        (EASY * 6 + "\n\n```\n" + HARD * 20 + "\n```", "code"),
        ("FDA, NCCIH and SAMHSA say so. Ask them. " * 15, "capitals-throughout"),
        ("In 2017 it was 1,807 of 27,338, or 12.5%. It is not so now. " * 9, "figures"),
        ("\n".join("- Go to your doctor and say how you feel" for _ in range(7)) + "\n\n" + EASY * 3, "list-items"),
        ("\n".join(f"- [{HARD}](get-help.md)" for _ in range(7)) + "\n\n" + EASY * 5, "signposts"),
        ("It’s OK, and you’re not alone: I’d ask. They don’t mind if you can’t talk. " * 10, "apostrophes"),
    ],
    "long-sentence": [
        (f"{MOST}.", "twenty-five"),
        (f"{MOST}. {MOST}.", "two-of-them"),
        (f"{MOST}?\n{MOST}!", "other-marks"),
        ("- one two three\n" * 12, "list"),
        (f"See these:\n\n- {MOST}\n- {MOST}", "items"),
        (f"| A | B |\n|---|---|\n| {MOST} | {MOST} |", "cells-are-read-one-by-one"),
        (MOST.replace("two", "7-OH").replace("three", "0.7%").replace("four", "long-acting"), "hyphens-and-figures"),
        (f"“{MOST}.” {MOST}.", "quotation-ends"),
        (f"{MOST} [@demo-report#liver; @demo-survey#quarter].", "citations-are-no-words"),
        ("```\n" + MOST + " " + MOST + "\n```", "code"),
        (f"{MOST.removesuffix(' three four five')} in the U.S. Then it ends.", "abbreviation-that-ends"),
        (f"[{MOST}](get-help.md)", "link-text"),
        (f"1. {MOST}\n2. {MOST}", "steps"),
    ],
    "long-paragraph": [
        ("It is so. It is. It was.", "three"),
        ("No. It is so. It is. It was.", "answer-in-a-word"),
        ("- **Liver.** It is so. It is. It was.", "bold-word-in-front"),
        ("Dr. Lee says it is so, e.g. in No. 5. It is. It was at 5 p.m. on Monday.", "abbreviations"),
        ("It is 0.7%. It was 1.5 or 2.5. It is so.", "decimals"),
        ("J. R. Smith of the U.S. Food and Drug Administration said so. It is. It was.", "names"),
        ("- It is so.\n- It is.\n- It was.\n- It will be.\n- It is.", "items-are-one-by-one"),
        ("It is so. It is.\n\nIt was. It will be.", "two-paragraphs"),
        ("| A | B |\n|---|---|\n| It is. It was. It is. | It is. It was. |", "table"),
        ("```\nIt is. It was. It is. It was. It is.\n```", "code"),
        ("Wait… then call. Is it so? It is!", "dots"),
        ("See www.example.org. Write to us.help@example.org. That is it.", "addresses"),
        ("“Is it safe?” is what people ask. They ask it a lot. We do too.", "question-in-quotes"),
    ],
    "long-list": [
        ("\n".join(f"- item {n}" for n in range(7)), "seven"),
        ("- item\n" * 7 + "\nText.\n\n" + "- item\n" * 7, "two-lists"),
        ("- item\n" * 5 + "\n## More\n\n" + "- item\n" * 5, "heading-between"),
        ("\n".join(f"- item {n}\n    - a\n    - b" for n in range(5)), "lists-in-a-list"),
        ("\n".join(f"- [Page {n}](get-help.md)" for n in range(12)), "links-only"),
        ("\n".join(f"1. step {n}" for n in range(7)), "seven-steps"),
        ("| A | B |\n|---|---|\n" + "| a | b |\n" * 12, "table"),
        ("\n\n".join(f"Text {n}." for n in range(12)), "paragraphs"),
        ("\n".join(f"term {n}\n:   what it is\n" for n in range(9)), "definitions"),
        ("```\n" + "- item\n" * 12 + "```", "code"),
    ],
    "unexplained-word": [
        ("Mitragynine is a chemical.", "same-sentence"),
        ("It holds mitragynine. This chemical is strong.", "next-sentence"),
        ("Of the chemicals in it, mitragynine is one.", "explained-before-in-the-sentence"),
        ("Mitragynine is a chemical.\n\nMitragynine is strong.", "only-the-first-time"),
        ("Narcan (a medicine that helps) is here.", "another-form"),
        ("The World Health Organization (WHO) says so.", "abbreviation"),
        ("Those who fall ill ask who helps.", "not-the-abbreviation"),
        ("Opioids and an opioid.", "listed-only"),
        ("## Naloxone\n\nThis is naloxone, a medicine that helps.", "heading"),
        ("- [Get naloxone](get-help.md)", "signpost"),
        ("It holds 7-hydroxymitragynine.", "part-of-a-longer-word"),
        ("He has opioid use disorder, or addiction.", "three-words"),
        ("A seizure (a fit) can come.", "in-brackets"),
        ("Naloxone, a **medicine**\n*that* helps.", "with-marks-between"),
        ("```\nnaloxone\n```", "code"),
    ],
    "empty-link-text": [
        ("[Get help now](get-help.md)", "words"),
        ("[More about the liver](get-help.md)", "more-about"),
        ("[Here is how to get help](get-help.md)", "here-among-others"),
        ("Write to [help@example.org](mailto:help@example.org).", "e-mail"),
        ("Call [911](tel:911).", "phone"),
        ("See <https://example.org>.", "name-of-a-site"),
        ("FRANK is at talktofrank.com, and we at www.example.org.", "names-of-sites-in-text"),
        ("Click here and read more on this page.", "no-link"),
        ("Kratom hurts [@demo-report#liver].", "citation"),
        ("[Source: the FDA](https://www.fda.gov/)", "source-with-its-name"),
        ("```\nsee https://www.fda.gov/news\n```", "code"),
        ("[![Get help](../images/hand.png)](get-help.md)", "picture-with-words"),
        ("[Link between kratom and the liver](get-help.md)", "link-in-another-sense"),
        ("[1 in 4 pages](get-help.md), and/or 24/7", "slashes"),
    ],
    "mixed-numbers": [
        ("1 in 4 people fell ill, and 7 in 10 got well.", "one-form"),
        ("41% of people fell ill, and 70% got well.", "percentages"),
        ("41 in 100 people fell ill, and 1 in 4 got well.", "hundred"),
        ("1 in 4 (25%) of people fell ill.", "one-thing-twice"),
        ("1 in 4 people fell ill. The rate was 40% higher in men.", "change"),
        ("1 in 4 people fell ill. Deaths fell by 40% among them.", "by-so-much"),
        ("1 in 4 people fell ill. Use 70% alcohol on the skin of people.", "strength"),
        ("1 in 4 people fell ill. The leaf holds 2% of it.", "share-of-a-leaf"),
        ("41% of people got well. One in the morning, two in 2017, six in 24 hours.", "in-other-senses"),
        ("41% of people got well. Half of them, a third, twice as many.", "fractions-in-words"),
        ("41% of people got well, in 11 of 14 cases.", "counts"),
        ("41% of people got well. It is open 24/7, 2 in 1, at 3 in the night.", "other-numbers"),
        ("```\n1 in 4\n```\n\n41% of people got well.", "code"),
    ],
    "skipped-heading": [
        ("## One\n\n### Two\n\n## Three", "in-order"),
        ("## One\n\n### Two\n\n#### Three\n\n## Four", "back-up"),
        ("Text.", "none"),
        ("# is a mark, and #1 a number".replace("# is", "A # is"), "mark-in-text"),
        ("```\n# a comment\n#### deep\n```", "code"),
        ("## 7-OH\n\n### 24/7", "figures"),
        ("One\n---\n\n### Two", "underlined"),
        ("## One ##\n\n### Two ###", "closed"),
        ("- item\n\n## One", "after-a-list"),
        ("\\# no heading", "escaped"),
        ("## Слово", "other-letters"),
    ],
    "table-without-header": [
        ("| A | B |\n|---|---|\n| a | b |", "all-there"),
        ("| | B |\n|---|---|\n| a | b |", "empty-corner"),
        ("| A | B |\n|---|---|\n| a | |", "empty-cell"),
        ("| A | B |\n|:--|--:|\n| a | b |", "aligned"),
        ("A | B\n---|---\na | b", "no-bars-around"),
        ("| A |\n|---|\n| a |\n| b |", "one-column"),
        ("| **A** | *B* |\n|---|---|\n| [a](get-help.md) | b |", "marks-and-links"),
        ("| 1 | 2 |\n|---|---|\n| 0.7% | 3 |", "figures"),
        ("a | b | c", "no-table"),
        ("```\n| | |\n|---|---|\n| a | b |\n```", "code"),
        ("[PICTURE: demo-days]", "our-own-picture"),
    ],
    "unmarked-language": [
        ('It is *ใบกระท่อม*{: lang="th" } there.', "marked"),
        ('Слово и дело\n{: lang="ru" }', "paragraph-marked"),
        ("It acts on μ-opioid receptors, α2 and β.", "greek-letters"),
        ("Café, naïve, größer, Curaçao, Łódź, Đà Nẵng.", "latin-with-marks"),
        ("Mitragyna speciosa, in vitro, per se.", "latin-words"),
        ("5 µg, 20 °C, Ω, ½, №, €, ™, 1ª.", "signs"),
        ("“Quotes” – and dashes — and dots…", "quotes-and-dashes"),
        ("It works → better ≥ 3 × 😊 ✓.", "arrows-and-pictures"),
        ('*白榴石*{: lang="zh-Hant" }', "code-with-an-alphabet"),
        ("```\nслово\n```", "code"),
        ("μopioid and Δ9", "greek-letter-that-looks-like-no-other"),
        ('*una prueba*{: lang="es" }', "latin-language-marked"),
        ('*Mitragyna speciosa*{: lang="la" } is a tree.', "latin-name"),
        ('*kratom*{: lang="ar-Latn" }', "arabic-in-latin-letters"),
        ('*the leaf of it*{: lang="en-GB" }', "another-english"),
    ],
    "duplicate-id": [
        ("## Signs\n\n## Signs", "same-words"),
        ("## One {#a}\n\n## Two {#b}", "two-names"),
        ("Text about #one and {#one}.\n\n## One", "in-text"),
        ("[a](#one) and [b](#one)\n\n## One", "links-to-it"),
        ("Kratom [@demo-report#liver]. Kratom [@demo-report#liver].", "citations"),
        ("```\n{: #one }\n```\n\n## One", "code"),
        ("## Main signs\n\n## Your references", "longer-than-the-site's"),
        ("Text.\n{: #reference }\n\nText.\n{: #cite }", "nearly-the-site's"),
        ("[PICTURE: demo-days]\n\n## Days", "picture"),
        ("## One\n\n### One\n\n#### One", "on-three-levels"),
        ("*a*{: #x }\n\n*b*{: #x2 }", "two-plain-ids"),
        ("Text about {: #X } in `{: #X }`.", "in-words"),
    ],
    "no-claim-without-reason": [
        ('Read on.\n{: .no-claim why="leads on" }', "two-words"),
        ("Read on.\n{: .no-claim why='leads on' }", "single-quotes"),
        ('Read on.\n{: why="leads on" .no-claim }', "reason-first"),
        ('- Read on.\n{: .no-claim why="leads on" }', "item"),
        ('> Read on.\n> {: .no-claim why="leads on" }', "quote"),
        ("Read on.", "no-mark"),
        ("Kratom [@demo-report#liver].", "citation"),
        ("```\n{: .no-claim }\n```", "code"),
        ("Write `.no-claim` on it.", "in-words"),
    ],
    "claim-marked-no-claim": [
        ('Read on.\n{: .no-claim why="leads on" }', "signpost"),
        ('Read these two pages.\n{: .no-claim why="leads on" }', "small-number-in-words"),
        ('Read these ten pages.\n{: .no-claim why="leads on" }', "the-largest-of-them"),
        ('Call 911 now.\n{: .no-claim why="leads on" }', "phone-number-on-file"),
        ('Who can help you?\n{: .no-claim why="asks the reader" }', "question"),
        ('We wrote this page for you.\n{: .no-claim why="about the page" }', "about-the-page"),
        ('You are welcome here.\n{: .no-claim why="a greeting" }', "kind-words"),
        ("It took 9 days.", "no-mark"),
        ("It took 7 days [@demo-survey#days].", "citation"),
    ],
    "unknown-source": [
        ("A leaf [@demo-report].", "source"),
        ("A leaf [@demo-report#liver].", "finding"),
        ("A leaf [@demo-report#liver; @demo-survey#quarter].", "two"),
        ("A leaf [@demo-report#liver;\n@demo-survey#quarter].", "over-two-lines"),
        ("A leaf `[@nobody#says]`.", "code"),
        ("```\n[@nobody#says]\n```", "fence"),
        ("Write to help@nobody.org.", "address"),
        ("Write to @nobody.", "name-of-an-account"),
        ("[A leaf](https://example.org/@nobody#says)", "in-an-address"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """All rows, each a page: ``content/pages/RULE-bad-ID.md``."""
    files = {f"content/pages/{rule}-bad-{n}.md": row[0] for rule, rows in BAD.items() for n, row in enumerate(rows)}
    files |= {f"content/pages/{rule}-good-{n}.md": row[0] for rule, rows in GOOD.items() for n, row in enumerate(rows)}
    data = {path: whole(body)[0].encode() for path, body in files.items()}
    data |= {"content/glossary.toml": GLOSSARY.encode(), "content/words/names.toml": NAMES.encode()}
    return Demo(tmp_path_factory.mktemp("rows") / "site", data)


def found(site: Demo, rule: str, page: str) -> list[Finding]:
    path = f"content/pages/{rule}-{page}.md"
    assert path in site.pages, "The page was not read, so that nothing was tested."
    return [finding for finding in site.findings if finding.path == path and finding.rule == rule]


def rows(table: dict[str, list[tuple[str, ...]]]) -> list[object]:
    return [
        pytest.param(rule, n, *row[1:-1], id=f"{rule}-{row[-1]}")
        for rule, entries in table.items()
        for n, row in enumerate(entries)
    ]


@pytest.mark.parametrize(("rule", "n", "words"), rows(BAD))  # type: ignore[arg-type]
def test_stops_the_build(rule: str, n: int, words: str, site: Demo) -> None:
    findings = found(site, rule, f"bad-{n}")
    assert findings
    assert words in " ".join(f"{finding.words} {finding.message}" for finding in findings)
    for finding in findings:
        lines = site.pages[finding.path].source.split("\n")
        typed = re.search(r"[\w.]+", finding.words)
        if typed and "&#" not in lines[finding.line - 1]:
            assert typed[0].casefold() in lines[finding.line - 1].casefold(), "The finding names another line."


@pytest.mark.parametrize(("rule", "n"), rows(GOOD))  # type: ignore[arg-type]
def test_passes(rule: str, n: int, site: Demo) -> None:
    assert found(site, rule, f"good-{n}") == []


def test_ids_of_the_theme_are_known() -> None:
    """A theme that gets a part with an id of its own must tell the rule."""
    html = "".join(path.read_text("utf-8") for path in sorted((ROOT / "theme").rglob("*.html")))
    ids = set(re.findall(r'\bid="([^"{]+)"', html))
    assert ids
    assert {name for name in ids if not duplicate_id.OURS.fullmatch(name)} == set()


def test_the_message_says_what_was_counted(tmp_path: Path) -> None:
    """So that an editor can follow it, and check it by hand."""
    body = HARD * 20
    page = Demo(tmp_path, {"content/pages/example.md": whole(body)[0].encode()})
    message = next(f.message for f in page.findings if f.rule == "hard-to-read")
    counted = re.search(r"([\d,]+) words in ([\d,]+) sentences, ([\d,]+) syllables; ([\d,]+) names", message)
    grade = re.search(r"grade ([\d.]+);", message)
    assert counted
    assert grade
    words, sentences, syllables, left_out = (int(number.replace(",", "")) for number in counted.groups())
    # "Kratom can hurt the liver." stands above; Kratom begins the sentence, and is on no list of this site.
    assert (words, sentences, left_out) == (105, 21, 0)
    assert float(grade[1]) == round(0.39 * words / sentences + 11.8 * syllables / words - 15.59, 1)
