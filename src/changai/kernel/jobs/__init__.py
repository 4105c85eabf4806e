"""Jobs: work in the background, with progress that a page can show and a result that is kept."""
