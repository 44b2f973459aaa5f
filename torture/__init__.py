"""What nobody does to a deck on purpose, and somebody does to it one day. To see what there is: python -m torture."""
