"""Parameters: every threshold, rate, band and target as dated data with a source per region.

One YAML file a parameter under `catalog/parameters/`; its place gives the key (`workforce/age_bands.yaml` is
`workforce.age_bands`). A county without a value of its own takes its city's, its province's, the nation's.
Free of Django, so that settings and commands can read it.
"""

from changai.kernel.parameters.catalog import declared as all
from changai.kernel.parameters.catalog import find, get, value
from changai.kernel.parameters.model import Parameter, ParameterError, ParameterMissing, Value

__all__ = ["Parameter", "ParameterError", "ParameterMissing", "Value", "all", "find", "get", "value"]
