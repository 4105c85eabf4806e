"""Pure Python, no Django: codes, calendar, rules, tables. Usable by themselves."""
