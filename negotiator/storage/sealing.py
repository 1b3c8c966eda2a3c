"""A passphrase and what it opens: the seal in front of an encrypted file, and the key that is made from both.

The key is Argon2id(passphrase, salt), 64 bytes: 32 encrypt the database (SQLCipher, as a raw key), 32 prove that the
passphrase is right. The seal says which salt and how much work; it holds no secret and stands in front of the published
file, so that the passphrase alone opens it on another computer. docs/file-format.md has its bytes and the reasons.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from negotiator.domain.problems import Problem, Refused
from negotiator.storage.errors import DocumentProblem

LEAST_LETTERS = 12
"""Of a new passphrase: three or four short words."""

MOST_LETTERS = 1_000
MAGIC = b"NEGOTIATOR SEAL\n"
VERSION = 1
_STATED = struct.Struct(">16sIIII16s")
_CHECKS = struct.Struct(">32s32s")
SEAL_BYTES = _STATED.size + _CHECKS.size
_MOST_PASSES, _MOST_KIBIBYTES, _MOST_LANES = 16, 1 << 20, 16
"""What a stranger's seal may ask of this computer: 1 GiB, some seconds."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The work that each guess at a passphrase costs: Argon2id's passes, its memory in KiB, its lanes."""

    passes: int
    kibibytes: int
    lanes: int

    @property
    def is_bearable(self) -> bool:
        """False for what no honest file asks for, and for what Argon2 does not know."""
        return (
            1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.kibibytes <= _MOST_KIBIBYTES
        )


STANDARD_COST = Cost(3, 128 * 1024, 4)
"""RFC 9106's second recommendation with twice its memory: 0.3 to 0.5 s on a small office computer."""


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a sealed database, and the seal to put in front of it."""

    seal: bytes
    salt: bytes
    _secret: bytes = field(repr=False)

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes it: raw, with the salt from which it makes the keys of its checks."""
        return f"PRAGMA key = \"x'{self._secret.hex()}{self.salt.hex()}'\""

    def is_of(self, passphrase: str) -> bool:
        """True where this passphrase makes this key; it takes as long as opening does."""
        return _opens(self.seal, passphrase) is not None


def new_key(passphrase: str, cost: Cost = STANDARD_COST) -> Key:
    """A key and a seal of its own for a passphrase that was chosen now.

    Raises Refused: ``passphrase_short``, ``passphrase_long``, ``passphrase_memory``.
    """
    if len(passphrase) < LEAST_LETTERS:
        raise Refused(Problem("passphrase_short", data={"least": LEAST_LETTERS}))
    if len(passphrase) > MOST_LETTERS:
        raise Refused(Problem("passphrase_long", data={"most": MOST_LETTERS}))
    salt = secrets.token_bytes(16)
    stated = _STATED.pack(MAGIC, VERSION, cost.passes, cost.kibibytes, cost.lanes, salt)
    secret, proof = _derive(passphrase, salt, cost)
    proven = stated + hmac.digest(proof, stated, "sha256")
    return Key(proven + hashlib.sha256(proven).digest(), salt, secret)


def is_sealed(start: bytes) -> bool:
    """True where a file that begins like this has a passphrase."""
    return start.startswith(MAGIC)


def unlock(seal: bytes, passphrase: str, path: Path) -> Key:
    """The key of a sealed file. ``path`` is named in the refusals.

    Raises DocumentProblem: ``passphrase_needed`` without a passphrase; ``passphrase_wrong``; ``file_damaged`` where
    the seal does not fit its own checksum, ``file_too_new``, ``seal_unbearable``, ``passphrase_memory``.
    """
    seal = seal[:SEAL_BYTES]
    if len(seal) < SEAL_BYTES or hashlib.sha256(seal[:-32]).digest() != seal[-32:]:
        raise DocumentProblem("file_damaged", path)
    _, version, passes, kibibytes, lanes, _ = _STATED.unpack_from(seal)
    if version != VERSION:
        raise DocumentProblem("file_too_new", path, version=version, known=VERSION)
    if not Cost(passes, kibibytes, lanes).is_bearable:
        raise DocumentProblem("seal_unbearable", path)
    if not passphrase:
        raise DocumentProblem("passphrase_needed", path)
    key = _opens(seal, passphrase)
    if key is None:
        raise DocumentProblem("passphrase_wrong", path)
    return key


def _opens(seal: bytes, passphrase: str) -> Key | None:
    _, _, passes, kibibytes, lanes, salt = _STATED.unpack_from(seal)
    check, _ = _CHECKS.unpack_from(seal, _STATED.size)
    secret, proof = _derive(passphrase[:MOST_LETTERS], salt, Cost(passes, kibibytes, lanes))
    right = hmac.compare_digest(hmac.digest(proof, seal[: _STATED.size], "sha256"), check)
    return Key(seal, salt, secret) if right else None


def _derive(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    # the same letters are typed as one sign or as two by different keyboards; half a letter is no letter
    given = unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace")
    try:
        made = hash_secret_raw(given, salt, cost.passes, cost.kibibytes, cost.lanes, 64, Type.ID)
    except HashingError as error:
        raise Refused(Problem("passphrase_memory", data={"megabytes": cost.kibibytes // 1024})) from error
    return made[:32], made[32:]
