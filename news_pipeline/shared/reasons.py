"""The base of the enums that list why something was refused."""

from enum import StrEnum
from typing import Self


class ExplainedReason(StrEnum):
    """A code that a person can count, with its meaning and advice."""

    meaning: str
    """What happened, in one sentence."""
    advice: str
    """What a person can do about it."""

    def __new__(cls, code: str, meaning: str, advice: str) -> Self:
        """The member; its value is the code alone."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        member.advice = advice
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with that code. Raises StopIteration for an unknown one."""
        return next(member for member in cls if member.value == code)
