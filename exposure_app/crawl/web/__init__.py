"""Walking a site: scope, robots.txt, manners, budgets, and who owns it."""
