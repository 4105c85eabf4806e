"""The weights. Each m and u says what it means; `PLAIN` is what the office uses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """m: share among records of one person; u: share among records of two persons. Frequencies come from the data."""

    expected: float = 0.01  # records that are doubles of another one, of all records

    name_same_m: float = 0.90  # typed the same twice; u is the name's frequency
    name_belief: float = 2.0  # how many sightings the estimate from family and given name is worth
    given_near_m: float = (
        0.075  # family name equal, one character of the given name differs, is missing or swapped
    )
    given_near_u_short: float = 0.25  # … between strangers of one family name, names of two characters
    given_near_u_long: float = 0.03  # … names of three and more
    family_near_m: float = 0.01  # the family name is wrong; u is the given name's frequency
    name_other_m: float = 0.015

    birth_same_m: float = 0.94  # u is the year's share, spread over its days
    birth_near_m: float = 0.05  # one digit differs, or month and day are swapped
    birth_near_u: float = 0.0022
    birth_other_m: float = 0.01

    phone_same_m: float = 0.65  # people change numbers; u is the share of records with this phone
    phone_floor_u: float = 2e-6  # relatives use one phone
    phone_other_m: float = 0.35

    employer_same_m: float = 0.70  # doubles come mostly from two rosters of one employer; u is its share
    employer_other_m: float = 0.30

    sex_same_m: float = 0.995
    sex_same_u: float = 0.53
    sex_other_m: float = 0.005
    sex_other_u: float = 0.47

    number_same_m: float = 0.99  # the identity number settles it, were it there twice
    number_same_u: float = 1e-18
    number_other_m: float = 0.02  # two valid numbers are two persons, unless one was borrowed


PLAIN = Weights()
