"""Pools as in the literature on kidney exchange: pairs of a patient and a donor who do not fit, and donors alone.

Blood groups and sensitivities follow the shares published by Saidman and others (Transplantation 81, 2006).
Here a pair is an organisation with one wish for one person and one place; a donor alone only hosts.
"""

import numpy as np
from scipy import sparse

from hospes.pairing.exchange.graph import Graph

BLOOD = (0b00, 0b01, 0b10, 0b11)
SHARES = (0.4814, 0.3373, 0.1428, 0.0385)


def a_pool(pairs, altruists, *, longest, seed=0, weighted=False):
    chance = np.random.default_rng(seed)
    patients, donors, sensitivity = [], [], []
    while len(patients) < pairs:
        patient, donor = chance.choice(BLOOD, p=SHARES, size=2)
        sensitive = chance.choice([0.05, 0.45, 0.90], p=[0.7019, 0.2, 0.0981])
        if donor & ~patient or chance.random() < sensitive:
            patients.append(patient)
            donors.append(donor)
            sensitivity.append(sensitive)
    donors = np.array([*donors, *chance.choice(BLOOD, p=SHARES, size=altruists)])
    fits = (donors[:, None] & ~np.array(patients)[None, :]) == 0
    fits &= chance.random(fits.shape) > np.array(sensitivity)[None, :]
    fits[np.arange(pairs), np.arange(pairs)] = False
    host, guest = (side.astype(np.int64) for side in np.nonzero(fits))
    legs = len(host)
    value = chance.integers(300, 1000, size=legs) if weighted else np.full(legs, 1000)
    return Graph(
        organisations=pairs + altruists,
        host=host,
        guest=guest,
        value=value.astype(np.int64),
        use=sparse.csr_array((np.ones(legs, dtype=np.int64), (np.arange(legs), guest)), shape=(legs, pairs)),
        room=np.ones(pairs, dtype=np.int64),
        wish=guest,
        sources=np.arange(pairs, pairs + altruists).astype(np.int64),
        longest=longest,
        rank=np.arange(legs),
    )
