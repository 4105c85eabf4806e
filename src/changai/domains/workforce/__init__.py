"""工人队伍: the base database. Holds every lasting fact about a worker or an employer; stands below all services."""
