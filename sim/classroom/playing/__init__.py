"""A class at one or many tables: seats, moves, the clock, and what each seat may see."""
