"""Finding: what was asked, which documents, measures and figures have it, and how a hit is shown."""
