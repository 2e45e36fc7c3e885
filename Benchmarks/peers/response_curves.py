"""Response curves as a file: what `liftwerk budget optimize --curves` reads, and their outcome worked
out from the definitions, by which every plan of the comparison is judged."""

import json


def write_curves(path, *, channels, periods, spend, exposure, lag, weight, carryover, coefficient,
                 alpha, ec, slope, history=None):
    """`spend` and `exposure` are by channel and period, draws by channel and draw."""
    curves = {
        "periods": periods,
        "outcome_value": 1,
        "weight": weight,
        "carryover": carryover,
        "channels": [
            {
                "name": name, "spend": spend[c], "exposure": exposure[c], "max_lag": lag,
                "coefficient": coefficient[c], "alpha": alpha[c], "ec": ec[c], "slope": slope[c],
                **({} if history is None else {"history": history[c]}),
            }
            for c, name in enumerate(channels)
        ],
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(curves, file)


def outcome(curves, plan):
    """The mean outcome of a plan, a total for each channel's course of today."""
    import numpy as np

    weight = np.asarray(curves["weight"])
    total = 0.0
    for channel, amount in zip(curves["channels"], plan):
        multiple = amount / sum(channel["spend"])
        lags = channel["max_lag"]
        past = np.asarray(channel.get("history", [0.0] * lags))
        tail = np.zeros(lags if curves["carryover"] else 0)
        worth = np.concatenate([weight, np.full(len(tail), weight[-1])])
        planned = multiple * np.asarray(channel["exposure"])
        alpha, ec, slope, height = (
            np.asarray(channel[name])[:, None] for name in ("alpha", "ec", "slope", "coefficient"))
        memory = alpha ** np.arange(lags + 1)
        memory /= memory.sum(axis=1, keepdims=True)

        def response(planned):
            line = np.concatenate([past, planned, tail])
            windows = np.lib.stride_tricks.sliding_window_view(line, lags + 1)[:, ::-1]
            level = (memory @ windows.T) ** slope
            return level / (level + ec**slope)

        gained = response(planned) - response(0 * planned)
        total += float((height[:, 0] * (gained @ worth)).mean())
    return total
