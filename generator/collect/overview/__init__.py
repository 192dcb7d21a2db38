"""A collecting as one page to be taken in at a look: what is shown, as plain values, and the page."""
