"""The two PyMC-Marketing models of the benchmark, ready to sample."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pymc_extras.prior import Prior
from pymc_marketing.mmm import (
    MMM,
    GeometricAdstock,
    LogisticSaturation,
    MichaelisMentenSaturation,
)
from pymc_marketing.mmm.scaling import FixedScaling, Scaling

MAX_LAG = 8


@dataclass
class NationalData:
    """National media data, scaled as Liftwerk and Meridian scale them."""

    dates: pd.Series
    kpi: np.ndarray
    media: pd.DataFrame
    controls: pd.DataFrame

    @classmethod
    def read(cls, path):
        """KPI centred and divided by its sd; media divided by the median of their positive values;
        controls z-scored. Standard deviations divide by n."""
        table = pd.read_csv(path)
        kpi = table["conversions"].to_numpy(dtype=np.float64)
        media = table[[name for name in table if name.endswith("_impression")]].astype(np.float64)
        controls = table[[name for name in table if name.endswith("_control")]].astype(np.float64)
        return cls(
            dates=pd.to_datetime(table["time"]),
            kpi=(kpi - kpi.mean()) / kpi.std(),
            media=media / media.where(media > 0).median(),
            controls=(controls - controls.mean()) / controls.std(ddof=0),
        )


def national(path):
    """The national model of Liftwerk's `preset: meridian` with a coefficient prior.

    kpi ~ Normal(intercept + sum_m coefficient_m H(A(media_m)) + controls gamma, sigma), with
    normalised geometric adstock over lags 0...8 and Hill slope 1 (that is Michaelis-Menten).
    PyMC-Marketing's own scaling is fixed at 1.
    """
    data = NationalData.read(path)
    channels, controls = list(data.media), list(data.controls)
    mmm = MMM(
        date_column="date",
        channel_columns=channels,
        control_columns=controls,
        target_column="kpi",
        adstock=GeometricAdstock(
            l_max=MAX_LAG + 1,
            normalize=True,
            priors={"alpha": Prior("Beta", alpha=1, beta=1, dims="channel")},
        ),
        saturation=MichaelisMentenSaturation(
            priors={
                "alpha": Prior("HalfNormal", sigma=5, dims="channel"),
                "lam": Prior(
                    "TruncatedNormal", mu=0.8, sigma=0.8, lower=0.1, upper=10, dims="channel"
                ),
            }
        ),
        scaling=Scaling(
            target=FixedScaling(dims=(), value=1.0), channel=FixedScaling(dims=(), value=1.0)
        ),
        model_config={
            "intercept": Prior("Normal", mu=0, sigma=5),
            "gamma_control": Prior("Normal", mu=0, sigma=5, dims="control"),
            "likelihood": Prior("Normal", sigma=Prior("HalfNormal", sigma=5), dims="date"),
        },
    )
    inputs = pd.concat([data.dates.rename("date"), data.media, data.controls], axis=1)
    mmm.build_model(inputs, pd.Series(data.kpi, name="kpi"))
    return mmm


def example(path):
    """PyMC-Marketing's own example with its default priors: two channels, three controls, two
    yearly Fourier pairs."""
    table = pd.read_csv(path, parse_dates=["date_week"])
    controls = ["event_1", "event_2", "t"]
    mmm = MMM(
        date_column="date_week",
        channel_columns=["x1", "x2"],
        control_columns=controls,
        target_column="y",
        adstock=GeometricAdstock(l_max=8),
        saturation=LogisticSaturation(),
        yearly_seasonality=2,
    )
    mmm.build_model(table[["date_week", "x1", "x2", *controls]], table["y"])
    return mmm


MODELS = {"national": national, "example": example}
