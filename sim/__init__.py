"""How the world turns: premises, luck, the day, two engines, records, and what is made of them."""
