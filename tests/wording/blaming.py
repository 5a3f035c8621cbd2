"""Words that blame or frighten, which no sentence of ours has."""

import re

BLAMING = re.compile(
    r"\b(error|invalid|failed|illegal|wrong|identif\w+|oops|sorry)\b|%|!", re.IGNORECASE
)
