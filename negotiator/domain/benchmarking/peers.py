"""Peers: the trusts that a trust is compared with, chosen by a rule that can be said in words.

Only trusts that exist today are peers. A merged trust that somebody names stands for its successor. A trust is never
its own peer. The group is chosen without looking at the metric, so that it cannot be chosen for its answer.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from negotiator.domain.benchmarking.data import Trust
from negotiator.domain.problems import Problem, Refused

BASES = ("type", "peer_group", "type_region", "region", "icb", "size", "all", "hand")
SIZE_METRIC = "workforce_fte_avg"
USUAL_COUNT = 20


@dataclass(frozen=True, slots=True)
class Peers:
    """A group of peers. ``values`` are what its members share (a type, a region), for its name in words.

    ``replaced`` pairs each merged trust that was asked for with the successor that stands in its place.
    """

    basis: str
    codes: tuple[str, ...]
    values: tuple[str, ...] = ()
    reason: str = ""
    replaced: tuple[tuple[str, str], ...] = ()


def current(trusts: Mapping[str, Trust]) -> dict[str, Trust]:
    """The trusts that exist today, by code."""
    return {code: trust for code, trust in trusts.items() if trust.current}


def nearest_spellings(text: str, names: Mapping[str, str], most: int = 3) -> tuple[str, ...]:
    """The codes whose code or name looks most like the text, best first; ``names`` is name by code."""
    wanted = text.strip().lower()
    inside = [code for code, name in names.items() if len(wanted) > 3 and wanted in name.lower()]
    close = difflib.get_close_matches(wanted, [code.lower() for code in names], n=most, cutoff=0.5)
    by_name = difflib.get_close_matches(wanted, [name.lower() for name in names.values()], n=most, cutoff=0.5)
    lower = {code.lower(): code for code in names}
    lower_names = {name.lower(): code for code, name in names.items()}
    found = [*inside, *(lower[c] for c in close), *(lower_names[n] for n in by_name)]
    return tuple(dict.fromkeys(found))[:most]


def find(code: str, trusts: Mapping[str, Trust]) -> Trust:
    """The trust of this code as it is today: a merged one gives its successor.

    Raises:
        Refused: no trust has the code (``no_such_trust``), or it was dissolved without a successor.
    """
    wanted = code.strip().upper()
    if wanted not in trusts:
        names = {each.code: each.name for each in trusts.values()}
        near = ", ".join(f"{c} ({names[c]})" for c in nearest_spellings(code, names))
        problem = "no_such_trust" if near else "no_such_trust_at_all"
        raise Refused(Problem(problem, data={"given": code.strip(), "nearest": near}))
    trust = trusts[wanted]
    seen = {wanted}
    while not trust.current and trust.successor in trusts and trust.successor not in seen:
        seen.add(trust.successor)
        trust = trusts[trust.successor]
    if not trust.current:
        raise Refused(Problem("trust_dissolved", data={"given": wanted, "name": trust.name}))
    return trust


def choose(
    basis: str,
    own: Trust,
    trusts: Mapping[str, Trust],
    sizes: Mapping[str, Decimal],
    count: int = USUAL_COUNT,
    codes: Iterable[str] = (),
    reason: str = "",
    own_size: Decimal | None = None,
) -> Peers:
    """The peers of ``own`` on this basis.

    ``sizes`` are the trusts' workforces (`SIZE_METRIC`); ``own_size`` is given where our own is not among them.
    ``count`` serves ``size`` alone, ``codes`` and ``reason`` serve ``hand`` alone.

    Raises:
        Refused: ``unknown_basis``; ``no_peer_field`` where our trust has no such group; ``no_own_size``;
            ``bad_peer_count``; ``no_peers`` where nobody else is in the group; and those of `find`.
    """
    others = {code: trust for code, trust in current(trusts).items() if code != own.code}
    if basis == "all":
        return _named(Peers("all", tuple(sorted(others))), own)
    if basis == "hand":
        return _named(_by_hand(own, trusts, codes, reason), own)
    if basis == "size":
        return _named(_nearest_in_size(own, others, sizes, count, own_size), own)
    fields = {
        "type": ("type",),
        "peer_group": ("peer_group",),
        "type_region": ("type", "region"),
        "region": ("region",),
        "icb": ("icb_code",),
    }
    if basis not in fields:
        raise Refused(Problem("unknown_basis", data={"given": basis}))
    wanted = tuple(getattr(own, name) for name in fields[basis])
    if not all(wanted):
        raise Refused(Problem("no_peer_field", data={"name": own.name, "basis": basis.replace("_", " ")}))
    found = (c for c, t in others.items() if tuple(getattr(t, name) for name in fields[basis]) == wanted)
    values = (own.icb,) if basis == "icb" else wanted
    return _named(Peers(basis, tuple(sorted(found)), values), own)


def _named(peers: Peers, own: Trust) -> Peers:
    if not peers.codes:
        raise Refused(Problem("no_peers", data={"name": own.name, "basis": peers.basis.replace("_", " ")}))
    return peers


def _by_hand(own: Trust, trusts: Mapping[str, Trust], codes: Iterable[str], reason: str) -> Peers:
    chosen: dict[str, None] = {}
    replaced = []
    for code in codes:
        trust = find(code, trusts)
        if trust.code != code.strip().upper():
            replaced.append((code.strip().upper(), trust.code))
        if trust.code != own.code:
            chosen[trust.code] = None
    return Peers("hand", tuple(chosen), (), reason.strip(), tuple(replaced))


def _nearest_in_size(
    own: Trust, others: Mapping[str, Trust], sizes: Mapping[str, Decimal], count: int, own_size: Decimal | None
) -> Peers:
    if count < 1:
        raise Refused(Problem("bad_peer_count", data={"given": count}))
    size = own_size if own_size is not None else sizes.get(own.code)
    if size is None:
        raise Refused(Problem("no_own_size", data={"name": own.name}))
    sized = sorted((abs(sizes[code] - size), code) for code in others if code in sizes)
    return Peers("size", tuple(sorted(code for _gap, code in sized[:count])), (str(min(count, len(sized))),))
