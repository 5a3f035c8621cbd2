"""The kinds of values a setting can have: which there are, and how each is written as a word."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

Value = TypeVar("Value")
EnumValue = TypeVar("EnumValue", bound=Enum)


class SettingValues(ABC, Generic[Value]):
    """The values of one setting, and the words they are typed and kept as."""

    @abstractmethod
    def read(self, word: str) -> Value:
        """The value that `word` stands for; blanks, capitals and "-" for "_" are forgiven.

        Raises:
            ValueError: it stands for none.
        """

    @abstractmethod
    def write(self, value: Value) -> str:
        """The word for a value: what `read` makes the value of again."""

    @abstractmethod
    def offered(self) -> tuple[Value, ...]:
        """Those the window lets one choose from, in this order."""

    def words(self) -> tuple[str, ...]:
        """All that can be typed; empty where it is too much to list."""
        return tuple(self.write(value) for value in self.offered())

    def in_force(self, value: Value) -> Value:
        """What a value comes to on this computer."""
        return value


@dataclass(frozen=True)
class Switch(SettingValues[bool]):
    """Yes or no, by the two words it has."""

    on: str = "yes"
    off: str = "no"

    def read(self, word: str) -> bool:
        """See `SettingValues`."""
        if (said := plain(word)) not in self.words():
            raise ValueError(word)
        return said == self.on

    def write(self, value: bool) -> str:
        """See `SettingValues`."""
        return self.on if value else self.off

    def offered(self) -> tuple[bool, ...]:
        """See `SettingValues`."""
        return (True, False)


@dataclass(frozen=True)
class OneOf(SettingValues[EnumValue]):
    """One of the members of an enumeration whose values are words in lower case."""

    members: type[EnumValue]

    def read(self, word: str) -> EnumValue:
        """See `SettingValues`."""
        return self.members(plain(word))

    def write(self, value: EnumValue) -> str:
        """See `SettingValues`."""
        return str(value.value)

    def offered(self) -> tuple[EnumValue, ...]:
        """See `SettingValues`."""
        return tuple(self.members)


class Number(SettingValues[int]):
    """A whole number from 0, typed in the digits 0 to 9 and nothing else."""

    def read(self, word: str) -> int:
        """See `SettingValues`."""
        digits = word.strip()
        if not (digits.isascii() and digits.isdigit()):  # int() takes "1_5" and "+5" too
            raise ValueError(word)
        return int(digits)

    def write(self, value: int) -> str:
        """See `SettingValues`."""
        return str(value)

    def words(self) -> tuple[str, ...]:
        """None: there are too many."""
        return ()


@dataclass(frozen=True)
class Steps(Number):
    """A whole number of which the window offers these few.

    largest: that can be typed.
    """

    steps: tuple[int, ...]
    largest: int

    def read(self, word: str) -> int:
        """See `SettingValues`."""
        number = super().read(word)
        if number > self.largest:
            raise ValueError(word)
        return number

    def offered(self) -> tuple[int, ...]:
        """See `SettingValues`."""
        return self.steps


@dataclass(frozen=True)
class UpTo(Number):
    """A whole number of which this computer has so many; a larger one comes to that."""

    most: Callable[[], int]

    def offered(self) -> tuple[int, ...]:
        """See `SettingValues`."""
        return tuple(range(self.most() + 1))

    def in_force(self, value: int) -> int:
        """See `SettingValues`."""
        return min(value, self.most())


class FreeText(SettingValues[str]):
    """Whatever is typed, as it is spelled."""

    def read(self, word: str) -> str:
        """See `SettingValues`."""
        return word.strip()

    def write(self, value: str) -> str:
        """See `SettingValues`."""
        return value

    def offered(self) -> tuple[str, ...]:
        """See `SettingValues`."""
        return ()


def plain(word: str) -> str:
    """A word without what is forgiven: blanks, capitals, and "-" for "_"."""
    return word.strip().lower().replace("-", "_")
