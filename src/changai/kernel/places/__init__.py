"""Places: administrative regions (GB/T 2260, towns by statistical codes) as one tree with their history."""
