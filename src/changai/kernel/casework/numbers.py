"""Numbers without gaps or doubles."""

from django.db import connection, transaction

from changai.kernel.casework.models import NumberSeries


def next_number(series: str, year: int) -> int:
    """The next number of a series in a year, from 1.

    Call it inside the transaction that writes what is numbered: the series is held until that ends, and a number whose
    transaction fails is given out again. RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("numbers are given out inside the transaction of what they number")
    with transaction.atomic():
        NumberSeries.objects.bulk_create([NumberSeries(series=series, year=year)], ignore_conflicts=True)
    row = NumberSeries.objects.select_for_update().get(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
