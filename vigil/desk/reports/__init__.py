"""Reports one by one: what was found in each, and the decisions about it."""
