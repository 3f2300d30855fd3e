"""The smallest program: its whole run is the start-up."""

print("hello")
