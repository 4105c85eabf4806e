"""ChanGai 产改通: the working system of a city's industrial-workforce reform."""

__version__ = "0.1.0"
