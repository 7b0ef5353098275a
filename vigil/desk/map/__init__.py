"""The map: places of events on a drawing of the world that is kept with Vigil."""
