"""Judges that we did not write, run on every output of every correct example: `make conformance`.

``parts`` installs them, ``outputs`` makes what they judge, ``checkers`` holds one module for each
(``KINDS`` it judges, ``check``, and the ``faults`` that it must find), ``run`` asks them all and
prints what they say.  A judge that cannot be had, or that overlooks a planted fault, fails the run.
"""
