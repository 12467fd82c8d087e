import sys
import time

from metrics_snapshot import Snapshot


def load(number):
    time.sleep(0.001)
    return number


def score(record):
    if record % 50 == 0:
        raise ValueError(f"record {record} has no answer")
    return record / 200


with Snapshot(sys.argv[1]) as snapshot:
    records = []
    with snapshot.phase("Load", total=200) as phase:
        for number in range(200):
            with phase.item():
                records.append(load(number))

    with snapshot.phase("Score", total=len(records)) as phase:
        for record in records:
            try:
                with phase.item():
                    score(record)
            except ValueError as error:
                phase.warning(error)
