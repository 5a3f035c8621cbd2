"""What the bands rest on, as far as a report tells it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from exposure_app.domain.findings import Band
from exposure_app.report.charts.rates import Row


class Measurement(Protocol):
    """What the bands rest on, as far as a report tells it."""

    @property
    def data_set(self) -> str:
        """The name of the labelled set."""
        ...

    @property
    def pictures(self) -> int:
        """How many pictures it was measured on."""
        ...

    @property
    def people(self) -> int:
        """How many people they show."""
        ...

    def false_match_rate(self, band: Band) -> float:
        """The share of comparisons of two people that reach `band` or a stronger one."""
        ...

    def expected_interval(
        self, comparisons: float, references: int = 1, times: Mapping[Band, float] | None = None
    ) -> Mapping[Band, tuple[int, int]]:
        """Between which counts the false alarms of each band and stronger should lie."""
        ...

    @property
    def uneven(self) -> tuple[float, float, float] | None:
        """False match rates between two women, two men, and a woman and a man, if measured."""
        ...

    @property
    def curves(self) -> Mapping[int, Sequence[Row]]:
        """The measured rows, by the number of photos averaged; 1 is always there."""
        ...
