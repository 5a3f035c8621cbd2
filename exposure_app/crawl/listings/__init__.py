"""Lists of pages and pictures: site maps, feeds, accounts."""
