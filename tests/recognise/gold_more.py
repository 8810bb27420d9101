"""Further judged texts: faults and habits that hand-kept lists are full of."""
