"""Workers' cards in two counties and the same facts as a snapshot, for tests of the picture's pages."""

from datetime import date
from pathlib import Path

from changai.domains.workforce.structure.tests.city import City
from changai.kernel.facts.models import Snapshot
from changai.kernel.facts.tests.made import OTHER_COUNTY, snapshot_of
from tests.making import XIANAN, Place, Rows, place

AS_OF = date(2025, 6, 30)


class World:
    """Three employers with fifteen workers: eight of `mine`, one of them in the other county, four, three."""

    def __init__(self, folder: Path) -> None:
        self.mine, self.near, self.far = place(XIANAN), place(XIANAN), place(OTHER_COUNTY)
        self.city = City()
        for at in (self.mine, self.near, self.far):
            self.city.add("employer", employer_id=at.organisation.pk, region=at.region, industry="1711")
        self.workers = {
            "mine": [self.worker(self.mine, sex="12"[n % 2], rank=n, union=n < 5) for n in range(7)],
            "near": [self.worker(self.near, rank=n) for n in range(4)],
            "far": [self.worker(self.far) for _ in range(3)],
        }
        # One of our employer's people works in the other county.
        self.workers["mine"].append(self.worker(Place(OTHER_COUNTY, self.mine.organisation)))
        manifest = snapshot_of(folder / "snapshot", AS_OF, self.city.facts)
        Snapshot.objects.create(as_of=AS_OF, path=str(manifest.directory), digest=manifest.digest)

    def worker(self, at: Place, sex: str = "1", rank: int = 0, union: bool = False) -> int:
        """A card and its facts."""
        pk = int(Rows(at, markup=True).worker(employer=at.organisation, post="<b x=1>织布").pk)
        job = self.city.job
        self.city.add("person", worker_id=pk, sex=sex, birth_date=date(1975 + pk % 30, 1, 1))
        job(pk, region=at.region, employer_id=at.organisation.pk, since=date(2020, 1, 1))
        if rank:
            self.city.add("certificate", certificate_id=pk, worker_id=pk, skill_rank=rank)
        if union:
            self.city.add("union_membership", membership_id=pk, worker_id=pk)
        return pk
