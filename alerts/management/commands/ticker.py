"""`manage.py ticker`: the clock of the jobs."""

import signal
import time
from threading import Event

from django.core.management.base import BaseCommand

from alerts.engine.ticker import Ticker


class Command(BaseCommand):
    help = (
        "Ring the sweep and the drain every half minute, the daily duties at 00:05. "
        "Outlives Redis; a second one does no harm."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=float, default=30, metavar="SECONDS", help="between two sweeps"
        )

    def handle(self, *, every, **options):
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        ticker = Ticker(every=every, clock=time.time())
        while not stop.is_set():
            ticker.tick(time.time())
            stop.wait(min(0.5, every / 4))
