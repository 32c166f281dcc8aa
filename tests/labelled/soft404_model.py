"""Run by the Python of an environment of its own: soft404's probability for each page of a JSON list on standard input.

soft404's model is a pickle of 2017. It is loaded by telling today's scikit-learn the old names of its modules, and by
giving each step the settings that have come since, at their defaults; the weights are the package's own.
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

import joblib
import joblib.numpy_pickle
import sklearn.externals
import sklearn.linear_model._sgd_fast as losses
import sklearn.linear_model._stochastic_gradient as gradient


class Log:
    """The old loss, of which prediction needs nothing."""

    def __init__(self, *_: object) -> None: ...

    def __setstate__(self, state: object) -> None: ...


def load() -> Any:
    """The classifier, able to predict."""
    losses.Log = Log
    sklearn.externals.joblib = joblib
    sys.modules["sklearn.externals.joblib"] = joblib
    sys.modules["sklearn.externals.joblib.numpy_pickle"] = joblib.numpy_pickle
    sys.modules["sklearn.linear_model.stochastic_gradient"] = gradient
    sys.modules["sklearn.linear_model.sgd_fast"] = losses
    predict = __import__("soft404.predict").predict
    classifier = predict.Soft404Classifier()
    _bring_up_to_date(classifier.pipeline)
    return classifier


def _bring_up_to_date(step: Any) -> None:
    for _, inner in getattr(step, "steps", None) or getattr(step, "transformer_list", ()):
        _bring_up_to_date(inner)
    held = vars(step)
    for name, parameter in inspect.signature(type(step).__init__).parameters.items():
        if name not in held and parameter.default is not inspect.Parameter.empty:
            held[name] = parameter.default
    if "_idf_diag" in held:
        step.idf_ = held["_idf_diag"].diagonal()
        step.n_features_in_ = len(step.idf_)
    if held.get("loss") == "log":
        step.loss = "log_loss"


def main() -> None:
    """A page without any text is none that the classifier can read: it counts as not found to be a soft 404."""
    classifier = load()
    probabilities = []
    for page in json.load(sys.stdin):
        try:
            probabilities.append(classifier.predict(page))
        except Exception:  # noqa: BLE001 - whatever its libraries raise at a page is an answer of this checker
            probabilities.append(0.0)
    json.dump(probabilities, sys.stdout)


if __name__ == "__main__":
    main()
