"""The verdicts on a claim, and how a page says them."""

#: As in the evidence: ``dangerous`` where acting on the claim could hurt someone.
VERDICTS = {
    "true": "True",
    "partly-true": "Partly true",
    "unsupported": "No proof for this",
    "misleading": "Misleading",
    "false": "Not true",
    "dangerous": "Not true, and acting on it can hurt you",
}
