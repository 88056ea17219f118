"""The one-command stack: PostgreSQL, Redis, web, worker and ticker on one machine.

Standard library only, so that it runs before anything is installed. `plan.py` says what is
started; the other modules say how, and know nothing of Liangze.
"""
