"""Reform: the plans that carry the reform, the documents they come in, and how far they have come."""
