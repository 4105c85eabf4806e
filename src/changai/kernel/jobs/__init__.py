"""Jobs: background work with progress. Declared with `@job`, begun with `start`, run by `worker.work`."""
