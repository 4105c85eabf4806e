"""How much memory this process held at most."""

import resource
from pathlib import Path


def peak_mb() -> int:
    """Megabytes at the peak. From the kernel's account of this program alone where there is one: the other
    count starts with what the parent held when it began us."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
