"""The import contract of slices (docs/map.md), for import-linter.

`protected` contracts with wildcards protect nothing, and `independence` knows no public door; hence this one.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Broken = tuple[str, str, str]

# File of a slice → what it may not import, and why.
PURE = {
    "models": (("actions", "queries"), "models hold no I/O and know no verbs"),
    "facts": (("actions", "queries", "models"), "fact tables are declared, not queried"),
    "rules": (("actions", "queries", "models"), "rules stand on fact tables only"),
    "queries": (("actions",), "reads do not write"),
}


class Anatomy(Contract):
    """Wings meet at the base wing's door only; nothing stands on a slice's ends; rules and models stay pure."""

    type_name = "anatomy"
    domains = fields.StringField()
    base_wing = fields.StringField()
    door = fields.ListField(subfield=fields.StringField())
    ends = fields.ListField(subfield=fields.StringField())
    composition = fields.StringField()
    known = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every direct import between two modules of slices."""
        broken = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                why = self._wrong(importer, imported)
                if why:
                    broken.append((importer, imported, why))
        known = set(self.known)
        gone = known - {f"{importer} -> {imported}" for importer, imported, _ in broken}
        broken = [one for one in broken if f"{one[0]} -> {one[1]}" not in known]
        broken += [
            (*line.split(" -> "), "is listed as known and is not there any more") for line in sorted(gone)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _wrong(self, importer: str, imported: str) -> str:
        """Why this import may not be; "" when it may."""
        to = self._place(imported)
        if to is None:
            is_rule = (place := self._place(importer)) is not None and place[2] == "rules"
            return "rules know no Django" if is_rule and imported.split(".")[0] == "django" else ""
        wing, _, file = to
        here = self._place(importer)
        if file in self.ends and not self._composes(importer) and not self._own(importer, imported):
            return f"nothing imports the {file} of a slice"
        if here is None:
            return ""
        if here[0] != wing and not (wing == self.base_wing and file in self.door):
            return f"another wing's slice; only {self.base_wing} has a door: {', '.join(self.door)}"
        barred, why = PURE.get(here[2], ((), ""))
        return why if file in barred else ""

    def _composes(self, importer: str) -> bool:
        """Whether the importer puts the slices together: addresses, menu."""
        return importer == self.composition or importer.startswith(f"{self.composition}.")

    def _own(self, importer: str, imported: str) -> bool:
        """Whether an end is imported by its own slice's ends or tests."""
        here, to = self._place(importer), self._place(imported)
        return here is not None and to is not None and here[:2] == to[:2] and here[2] in (*self.ends, "tests")

    def _place(self, module: str) -> tuple[str, str, str] | None:
        """(wing, slice, file) of a module inside a slice."""
        parts = module.removeprefix(f"{self.domains}.").split(".")
        if not module.startswith(f"{self.domains}.") or len(parts) < 2:
            return None
        return parts[0], parts[1], parts[2] if len(parts) > 2 else "__init__"

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line each."""
        rows: list[Broken] = check.metadata["broken"]
        for importer, imported, why in rows:
            output.print_error(f"{importer} imports {imported}: {why}")
