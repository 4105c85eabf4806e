"""Rights (权益保障): contracts, wages, inspection, disputes, bargaining, safety."""
