"""`quizapp optimise`: fit the memory model to the learner's own answers, and take that back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.clock import stamper
from quizapp.cli.fitting import UNDO, find, take
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.patience import waiting
from quizapp.memory.fit import FEWEST, Unfitted
from quizapp.memory.fsrs import DEFAULT_WEIGHTS, WEIGHTS_ID
from quizapp.paths import Paths
from quizapp.progress.store import Store
from quizapp.progress.weights import compared, holding, losses
from quizapp.study.event import Retract
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace

    from quizapp.memory.refit import Refit
    from quizapp.study.event import Fit


def optimise(arguments: Namespace) -> int:
    """Fit, look only, or take back. 0 if that could be done, also where nothing was better; else 1."""
    if arguments.check and arguments.undo:
        print("--check changes nothing, and --undo does: give one of them.", file=sys.stderr)
        return 2
    paths = Paths.here()
    with waiting():
        opened = Store.open(paths.store, backups=paths.backups)
    with opened as store:
        tell(f"{notice.message} {notice.remedy}" for notice in store.notices)
        before = store.fits.current()
        if arguments.undo:
            return _undo(store, before, json=arguments.json)
        found = find(store)
        taken = None if arguments.check else take(store, found, stamper(store.device)())
        scored = store.fits.scored()
    if arguments.json:
        print(as_json(_as_data(before, found, taken, scored)))
    else:
        for line in _report(before, found, taken, scored, check=arguments.check):
            print(line)
    return int(isinstance(found, Unfitted))


def _undo(store: Store, fit: Fit | None, *, json: bool) -> int:
    if fit is not None:
        stamp = stamper(store.device)()
        store.append(Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=fit.id))
    holds = store.fits.current()
    if json:
        print(as_json({"undone": fit is not None, "weights": _id(holds)}))
    elif fit is None:
        print("There is no fit to take back.")
    else:
        print("Taken back.")
    if not json:
        print(holding(holds))
    return int(fit is None)


def _report(
    before: Fit | None, found: Refit | Unfitted, taken: Fit | None, scored: int, *, check: bool
) -> list[str]:
    if isinstance(found, Unfitted):
        return [holding(before), _missing(found, scored)]
    told = [losses(found)]
    if not found.better:
        reason = "are those that hold" if found.same else "would be no better"
        return [*told, f"Weights fitted to you {reason}, so nothing changes.", holding(before)]
    told.append(compared(_weights(before), found.weights))
    if check:
        return [holding(before), *told, "`quizapp optimise` has these weights hold; nothing was changed."]
    return [
        *told,
        holding(taken),
        "Due dates stay as they were told; later ones go by the new weights.",
        UNDO,
    ]


def _missing(found: Unfitted, scored: int) -> str:
    if found is Unfitted.TOO_FEW and scored < FEWEST:
        return (
            f"Fitting needs {FEWEST} answers to cards that you had studied on an earlier day:"
            f" you have {scored}, so {count(FEWEST - scored, 'is', 'are')} missing."
        )
    return found.value


def _as_data(
    before: Fit | None, found: Refit | Unfitted, taken: Fit | None, scored: int
) -> dict[str, object]:
    data: dict[str, object] = {"weights": _id(taken or before), "answers": scored}
    if isinstance(found, Unfitted):
        return data | {"fitted": False, "reason": _missing(found, scored)}
    return data | {
        "fitted": taken is not None,
        "better": found.better,
        "tested": found.tested,
        "loss_before": found.loss_before,
        "loss_after": found.loss_after,
        "found": {"id": found.weights_id, "weights": list(found.weights)},
    }


def _id(fit: Fit | None) -> str:
    return WEIGHTS_ID if fit is None else fit.weights_id


def _weights(fit: Fit | None) -> tuple[float, ...]:
    return DEFAULT_WEIGHTS if fit is None else fit.weights
