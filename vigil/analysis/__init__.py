"""Story -> Reading: what one report says, every item with its words."""
