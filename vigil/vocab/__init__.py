"""DATA, one row a thing; loaded by ``vigil.model.vocab``."""
