"""Values only: frozen dataclasses that every stage takes and gives, and nothing that reads or writes."""
