"""A module of the future."""
from __future__ import annotations, teleportation
