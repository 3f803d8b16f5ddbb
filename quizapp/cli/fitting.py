"""Fitting weights to the learner's own answers: when it is worth while, and what becomes of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from quizapp.memory.fit import Unfitted, has_optimiser, worth_fitting
from quizapp.study.event import Fit

if TYPE_CHECKING:
    from quizapp.memory.refit import Refit
    from quizapp.paths import Paths
    from quizapp.progress.store import Store
    from quizapp.study.stamp import Stamp

UNDO = "`quizapp optimise --undo` takes that back."


def is_due(store: Store) -> bool:
    """Whether there are enough answers for a fit, a quarter more than at the last one, and the extra for it."""
    return worth_fitting(store.fits.scored(), store.fits.fitted_at()) and has_optimiser()


def find(store: Store) -> Refit | Unfitted:
    """What a fit would come to; nothing is changed."""
    from quizapp.cli.own_reviews import own_reviews
    from quizapp.memory.refit import refit

    if not has_optimiser():
        return Unfitted.NO_OPTIMISER
    current, _ = store.fits.weights()
    return refit(own_reviews(store).reviews, current)


def take(store: Store, found: Refit | Unfitted, stamp: Stamp) -> Fit | None:
    """Have fitted weights hold from now on, if they foretold better than those until now; remember that
    it was tried in any case."""
    if found is Unfitted.NO_OPTIMISER:
        return None
    store.fits.tried(store.fits.scored())
    if isinstance(found, Unfitted) or not found.better:
        return None
    fit = Fit(
        id=stamp.id,
        at=stamp.at,
        device=stamp.device,
        weights=found.weights,
        weights_id=found.weights_id,
        reviews=found.reviews,
        tested=found.tested,
        loss_before=found.loss_before,
        loss_after=found.loss_after,
    )
    store.append(fit)
    return fit


def fit_when_due(paths: Paths) -> None:
    """Fit after a sitting if it is due, and say what came of it.

    It may take seconds of a long log, and keeps others from writing meanwhile: no key may wait for it, so it
    is done when the screen is closed.
    """
    from quizapp.cli.clock import stamper
    from quizapp.progress.faults import StoreFault
    from quizapp.progress.store import Store

    # Whoever closes the app waits for nothing else; the next sitting tries again.
    with suppress(StoreFault), Store.open(paths.store, backups=paths.backups, patience=1) as store:
        if not is_due(store):
            return
        print("Fitting the memory model to your answers ...", flush=True)
        from quizapp.progress.weights import holding, losses

        fit = take(store, find(store), stamper(store.device)())
        if fit is None:
            print("It would be no better, so nothing changes.")
        else:
            print(f"{losses(fit)}\n{holding(fit)}\n{UNDO}")
